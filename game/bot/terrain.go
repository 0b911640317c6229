package bot

import (
	"math"
	"math/rand/v2"

	"crescendo/game/walker"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// Beside the streets, and where there are none, bots go by a lattice.
const (
	fine    = 20.0    // metres from a point of the lattice to the next
	coarse  = 5       // of those at once where the band is not near
	half    = 1 << 15 // lattice points on each side of the middle: 655 km
	nearIn  = 130.0   // metres: so near a band, a bot leaves the drawn streets
	beside  = 80.0    // metres: farther from a drawn street, a bot walks as on open ground, for cities have more streets than are drawn
	nearOut = 220.0   // metres: so far again, it goes back to them
	spread  = 150.0   // metres about a meeting place where bots wait
)

// terrain is the ground of one hunt: numbered places and the ways between them.
// Places from 0 up are those of streets, below 0 those of the lattice.
type terrain struct {
	streets *streets // nil for open ground
	area    geo.Circle
	plane   geo.Plane // about the area's middle
}

func newTerrain(s *streets, area wire.PublicPlace) *terrain {
	middle := geo.Point{Lat: area.Lat, Lon: area.Lon}
	return &terrain{s, geo.Circle{Centre: middle, Radius: float64(area.RadiusM)}, geo.NewPlane(middle)}
}

// at returns where a place is.
func (t *terrain) at(place int) geo.Point {
	if place >= 0 {
		return t.streets.at[place]
	}
	i, j := unnumber(place)
	return t.plane.At(float64(i)*fine, float64(j)*fine)
}

func (t *terrain) xy(p geo.Point) walker.XY {
	x, y := t.plane.XY(p)
	return walker.XY{East: x, North: y}
}

// number returns the number of a place of the lattice, and unnumber its inverse.
func number(i, j int) int { return -1 - ((i+half)<<16 | (j + half)) }

func unnumber(place int) (i, j int) {
	n := -1 - place
	return n>>16 - half, n&(1<<16-1) - half
}

// lattice returns the place of the lattice that is nearest to p.
func (t *terrain) lattice(p geo.Point) (i, j int) {
	x, y := t.plane.XY(p)
	return int(math.Round(x / fine)), int(math.Round(y / fine))
}

// covers tells whether there is a drawn street close by.
func (t *terrain) covers(p geo.Point) bool {
	if t.streets == nil {
		return false
	}
	_, ok := t.streets.graph.NearestEdge(p, beside)
	return ok
}

func (t *terrain) wet(p geo.Point) bool { return t.streets != nil && t.streets.wet(p) }

// start returns where bots begin: near one of the meeting places, or anywhere in
// the area where there is none; on a street if there is one.
func (t *terrain) start(meet []wire.PublicPlace, chance *rand.Rand) int {
	middle, wide := t.area.Centre, t.area.Radius
	if len(meet) > 0 {
		m := meet[chance.IntN(len(meet))]
		middle, wide = geo.Point{Lat: m.Lat, Lon: m.Lon}, spread
	}
	for range 100 { // in a park there may be no street, and in a river no ground
		p := geo.Offset(middle, 360*chance.Float64(), wide*math.Sqrt(chance.Float64()))
		place := t.snap(p)
		if at := t.at(place); !t.wet(at) && geo.Metres(at, middle) <= wide {
			return place
		}
	}
	return number(t.lattice(middle))
}

// snap returns the place nearest to p: a street's where the city covers p.
func (t *terrain) snap(p geo.Point) int {
	if t.covers(p) {
		return t.streets.nearest(p)
	}
	return number(t.lattice(p))
}

// ways returns the legs that lead on from a place. Near a band they lead across
// all ground but water.
func (t *terrain) ways(place int, near bool) []leg {
	var legs []leg
	if place >= 0 {
		legs = append(legs, t.streets.legs[place]...)
	}
	stride := coarse
	if near {
		stride = 1
	}
	i, j := t.lattice(t.at(place))
	for d := range 9 {
		if d == 4 && place < 0 {
			continue
		}
		legs = t.across(legs, place, number(i+(d%3-1)*stride, j+(d/3-1)*stride), near)
	}
	if legs = t.within(legs, place); len(legs) == 0 && t.streets != nil { // an island, or a quay
		back := t.streets.nearest(t.at(place))
		legs = append(legs, leg{back, []geo.Point{t.at(back)}})
	}
	return legs
}

// across adds the leg to a place of the lattice; unless the band is near, only
// where the city does not cover it. Whoever is off the streets finds back.
func (t *terrain) across(legs []leg, from, to int, near bool) []leg {
	at := t.at(to)
	covered := t.covers(at)
	switch {
	case t.wet(at) || t.wet(geo.Mean(at, t.at(from))):
		return legs
	case near || !covered:
		return append(legs, leg{to, []geo.Point{at}})
	case from >= 0:
		return legs // there are streets to walk
	}
	back := t.streets.nearest(at)
	for _, l := range legs {
		if l.to == back {
			return legs
		}
	}
	if t.wet(geo.Mean(t.at(back), t.at(from))) {
		return legs
	}
	return append(legs, leg{back, []geo.Point{t.at(back)}})
}

// within leaves out what leads out of the area, unless it leads back in.
func (t *terrain) within(legs []leg, place int) []leg {
	from := geo.Metres(t.area.Centre, t.at(place))
	kept := legs[:0]
	for _, l := range legs {
		if d := geo.Metres(t.area.Centre, t.at(l.to)); d <= t.area.Radius || d < from {
			kept = append(kept, l)
		}
	}
	return kept
}
