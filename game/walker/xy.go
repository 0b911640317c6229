package walker

import "math"

// XY is a place in metres east and north of wherever its owner likes, or the
// way between two.
type XY struct{ East, North float64 }

// To returns the way from a to b.
func (a XY) To(b XY) XY { return XY{b.East - a.East, b.North - a.North} }

// Long returns how long a way is, in metres.
func (a XY) Long() float64 { return math.Hypot(a.East, a.North) }

func (a XY) dot(b XY) float64 { return a.East*b.East + a.North*b.North }

func (a XY) times(f float64) XY { return XY{a.East * f, a.North * f} }

// unit returns the way's direction, and no direction for no way.
func (a XY) unit() XY {
	if l := a.Long(); l > 0 {
		return a.times(1 / l)
	}
	return XY{}
}
