package game

import (
	"math"
	"testing"
)

// R7: the figures that people are told are those of the scale.
func TestTheFiguresAreTheScales(t *testing.T) {
	if math.Abs(math.Log(SilentMetres)-lnFar) > 1e-12 || math.Abs(math.Log(LoudMetres)-lnNear) > 1e-12 {
		t.Errorf("ln %v = %v, ln %v = %v: the scale has %v and %v", SilentMetres, math.Log(SilentMetres), LoudMetres, math.Log(LoudMetres), lnFar, lnNear)
	}
}
