package player

import (
	"bytes"
	"testing"
)

// Whoever shows the map shows whose facts they are: the credit is in the file.
func TestParisCarriesItsCredit(t *testing.T) {
	if p := Paris(); !bytes.Contains(p, []byte("\ncredit © OpenStreetMap contributors\n")) {
		t.Errorf("pocket Paris (%d bytes) has no credit line", len(p))
	}
	Paris()[0] = 'x'
	if Paris()[0] == 'x' {
		t.Error("a caller changed the file for all others")
	}
}
