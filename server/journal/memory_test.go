package journal

import "testing"

func TestMemoryIsAJournal(t *testing.T) {
	conformance(t, func(*testing.T) Journal { return NewMemory() })
}
