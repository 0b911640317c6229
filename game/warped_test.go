package game

import (
	"math"
	"testing"

	"crescendo/maps/geo"
)

// warped returns the oracle of a hunt whose venues are heard through warps.
func warped(t testing.TB, h *Hunt) (*Oracle, []Field) {
	t.Helper()
	fields, err := h.Fields([]byte("a hunt's key"))
	if err != nil {
		t.Fatal(err)
	}
	return NewOracle(h, geo.Straight{}, fields...), fields
}

// R7: each venue is heard through its own warp, by distance and bearing.
func TestR7VenuesAreHeardThroughTheirWarps(t *testing.T) {
	h := huntOf(1, 1, 1)
	o, fields := warped(t, h)
	for i, v := range h.Venues {
		for _, way := range [][2]float64{{500, 0}, {0, 500}, {-300, -2000}, {1500, -10}} {
			at := geo.Shift(v.Place, way[0], way[1])
			d := geo.Metres(v.Place, at)
			want := math.Log(d) + fields[i].Warp.Log(d, way[0], way[1])
			if _, got := o.venue(i, at); math.Abs(got-want) > 1e-5 {
				t.Errorf("venue %d is heard at %.2f m from %v, want %.2f", i, math.Exp(got), way, math.Exp(want))
			}
		}
	}
}

// R7: within 20 m of the centre nothing is warped, and the step is the loudest;
// no step is that loud elsewhere, nor nearer than the warp allows.
func TestR7TheLoudestStepIsHeardAllRound(t *testing.T) {
	h := huntOf(1, 1, 1, 1, 1)
	o, _ := warped(t, h)
	for i, v := range h.Venues {
		for bearing := 0.0; bearing < 360; bearing += 10 {
			if _, d := o.venue(i, geo.Offset(v.Place, bearing, 19.9)); level(d) != MaxStep {
				t.Errorf("venue %d, 19.9 m at %v°: step %d", i, bearing, level(d))
			}
			if _, d := o.venue(i, geo.Offset(v.Place, bearing, 25)); level(d) == MaxStep {
				t.Errorf("venue %d, 25 m at %v°: the loudest step", i, bearing)
			}
		}
	}
}

func TestR7OracleTakesOneFieldAVenueOrNone(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("two fields for three venues pass")
		}
	}()
	NewOracle(huntOf(1, 1, 1), geo.Straight{}, Field{}, Field{})
}
