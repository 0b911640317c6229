package city

import (
	"math"

	"crescendo/maps/geo"
)

// NearestStreet returns the index of the street nearest to p of those that are
// wanted, connected or not, and the metres to it; -1 if none is. It looks at
// every street of the city: it is for tools, [Graph.NearestEdge] is for games.
func (c *City) NearestStreet(p geo.Point, want func(*Street) bool) (street int, metres float64) {
	plane := geo.NewPlane(p)
	street, metres = -1, math.Inf(1)
	for i := range c.streets {
		s := &c.streets[i]
		if !want(s) {
			continue
		}
		ax, ay := plane.XY(s.Line[0])
		for _, at := range s.Line[1:] {
			bx, by := plane.XY(at)
			if _, d := (stroke{ax, ay, bx, by}).along(0, 0); d < metres {
				street, metres = i, d
			}
			ax, ay = bx, by
		}
	}
	return street, metres
}
