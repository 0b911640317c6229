package huntfile

import (
	"fmt"
	"slices"

	"crescendo/game"
	"crescendo/maps/geo"
)

// plaza wants one place where everybody starts, and warns where venues are
// easily found from it (R4).
func (r *reader) plaza(d *draft) {
	if d.hunt.Gate == game.GateNone {
		return
	}
	if n := len(d.meet); n != 1 || !d.root.there("meet") {
		if d.root.there("meet") && n == 0 { // it has its own problem
			return
		}
		trouble := fmt.Sprintf("gate is %v, and meet names no plaza where it stands", d.hunt.Gate)
		if n > 1 {
			trouble = fmt.Sprintf("meet names %d places, and with a gate everybody starts at one", n)
		}
		d.root.at("meet", Refused, trouble, "write the start plaza alone: meet: [{name, lat, lon}]")
		return
	}
	r.far(d, d.hunt.Meet[0].At)
}

func (r *reader) far(d *draft, plaza geo.Point) {
	var bearings []float64
	for _, s := range d.venues {
		if !s.placed {
			continue
		}
		bearings = append(bearings, geo.Bearing(plaza, s.Place))
		away := geo.Metres(plaza, s.Place)
		if away >= MinPlaza {
			continue
		}
		trouble := fmt.Sprintf("lies %.0f m from the plaza, nearer than %d", away, MinPlaza)
		if s.secret {
			trouble = fmt.Sprintf("lies nearer than %d m to the plaza", MinPlaza)
		}
		s.at("lat", Warned, trouble, "who calculates finds it in minutes; choose another venue or another plaza")
	}
	if len(bearings) > 1 && fan(bearings) < MinFan {
		d.root.at("venues", Warned, fmt.Sprintf("venues all lie in one direction from the plaza, within %.0f°", fan(bearings)), "whoever follows the crowd has it easy; spread them about the plaza")
	}
}

// fan returns the smallest angle, in degrees, that holds all bearings.
func fan(bearings []float64) float64 {
	slices.Sort(bearings)
	gap := 360 - bearings[len(bearings)-1] + bearings[0]
	for i, b := range bearings[1:] {
		gap = max(gap, b-bearings[i])
	}
	return 360 - gap
}
