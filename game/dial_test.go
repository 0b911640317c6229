package game

import (
	"testing"

	"crescendo/maps/geo"
)

// R10: a band whose seat was given back may be tuned again.
func TestABandThatIsFreeAgainMayBeTuned(t *testing.T) {
	r := NewRunner(NewOracle(huntOf(1, 1), geo.Straight{}), 0, 0)
	r.SetFull(0)
	r.SetFull(1)
	r.SetFree(1)
	if first, _ := r.Tune(0, 0); first != TuneFull {
		t.Errorf("a full band answers %d", first)
	}
	if second, _ := r.Tune(0, 1); second != TuneOK {
		t.Errorf("a band that is free again answers %d", second)
	}
}
