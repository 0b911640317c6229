package attack

import "crescendo/maps/geo"

// spy is a measure of distance that remembers from where was measured last:
// the credited position, which the rules tell nobody. One account at a time.
type spy struct{ at geo.Point }

// Metres implements game.Distance.
func (s *spy) Metres(a, b geo.Point) float64 {
	s.at = a
	return geo.Metres(a, b)
}

// credited returns the place that the rules measured from last.
func (s *stage) credited(y *spy) xy {
	x, north := s.plane.XY(y.at)
	return xy{x, north}
}
