package attack

import "math"

// xy is a place in metres east and north of the plaza.
type xy struct{ x, y float64 }

func (a xy) plus(b xy) xy             { return xy{a.x + b.x, a.y + b.y} }
func (a xy) minus(b xy) xy            { return xy{a.x - b.x, a.y - b.y} }
func (a xy) times(k float64) xy       { return xy{a.x * k, a.y * k} }
func (a xy) dot(b xy) float64         { return a.x*b.x + a.y*b.y }
func (a xy) length() float64          { return math.Hypot(a.x, a.y) }
func (a xy) metres(b xy) float64      { return math.Hypot(a.x-b.x, a.y-b.y) }
func (a xy) toward(b xy) xy           { return b.minus(a).times(1 / (a.metres(b) + 1e-9)) }
func (a xy) turned(rad float64) xy    { s, c := math.Sincos(rad); return xy{a.x*c - a.y*s, a.x*s + a.y*c} }
func heading(rad float64) xy          { s, c := math.Sincos(rad); return xy{c, s} }
func polar(rad, metres float64) xy    { return heading(rad).times(metres) }
func middle(a, b xy) xy               { return a.plus(b).times(0.5) }
func (a xy) inside(half float64) bool { return math.Abs(a.x) <= half && math.Abs(a.y) <= half }

// cityHalf is half the side, in metres, of the square about the plaza in which
// an attacker thinks the venue to be, if he knows nothing: 100 km².
const cityHalf = 5000.0

func mean(places []xy) xy {
	var sum xy
	for _, p := range places {
		sum = sum.plus(p)
	}
	return sum.times(1 / float64(len(places)))
}
