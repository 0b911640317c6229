package server

import "testing"

// A seed plays the same evening again: the same records in the same order, or a
// printed seed would be of no use. Go does not promise it, and the race detector
// shuffles goroutines on purpose: then some evenings differ.
func TestASeedIsPlayedAgain(t *testing.T) {
	const evenings = 24
	oneProcessor(t)
	fields, same := drawFields(t), 0
	for seed := uint64(1); seed <= evenings; seed++ {
		if a, b := simulate(t, seed, fields, plant{}), simulate(t, seed, fields, plant{}); a.head == b.head {
			same++
		}
	}
	t.Logf("%d of %d evenings came again with the same head", same, evenings)
	if same < evenings/2 {
		t.Errorf("only %d of %d evenings came again with the same head", same, evenings)
	}
}
