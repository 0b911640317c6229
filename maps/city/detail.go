package city

import (
	"math"

	"crescendo/maps/geo"
)

// Detail is how much of a city is drawn: the coarsest first. What is drawn at
// one is drawn at the next too.
type Detail uint8

// The three levels of detail.
const (
	Overview Detail = iota // boulevards, main streets and quays, to 8 m; areas from 20,000 m²
	Town                   // all streets but paths, to 2 m; areas from 2,000 m²
	Full                   // everything there is
)

// coarse returns by how many metres a line at d may miss the full one.
func (d Detail) coarse() float64 { return [...]float64{8, 2, 0}[d] }

// From returns the detail from which on the street is drawn.
func (s *Street) From() Detail {
	switch s.Class {
	case Path:
		return Full
	case Minor:
		return Town
	}
	return Overview
}

// From returns the detail from which on the area is drawn.
func (a *Area) From() Detail { return a.from }

// Points appends to dst the points of the street that are drawn at d: two at
// least, the first and the last of its line among them.
func (s *Street) Points(dst []geo.Point, d Detail) []geo.Point {
	return kept(dst, s.Line, s.ranks, d)
}

// Points appends to dst the points of the area's ring that are drawn at d.
func (a *Area) Points(dst []geo.Point, d Detail) []geo.Point {
	return kept(dst, a.Ring, a.ranks, d)
}

func kept(dst, line []geo.Point, ranks []Detail, d Detail) []geo.Point {
	for i, at := range line {
		if ranks[i] <= d {
			dst = append(dst, at)
		}
	}
	return dst
}

// rank tells for each point of a line from which detail on it is drawn: by
// Douglas and Peucker with the tolerance of the coarsest, and again between
// the points that this keeps with that of the next.
func rank(plane geo.Plane, line []geo.Point) []Detail {
	ranks := make([]Detail, len(line))
	for i := 1; i < len(line)-1; i++ {
		ranks[i] = Full
	}
	xy := make([][2]float64, len(line))
	for i, at := range line {
		xy[i][0], xy[i][1] = plane.XY(at)
	}
	for d := Overview; d < Full; d++ {
		from := 0
		for i := 1; i < len(line); i++ {
			if ranks[i] <= d {
				split(xy, ranks, from, i, d)
				from = i
			}
		}
	}
	return ranks
}

// split marks the points between two others that a line at d needs.
func split(xy [][2]float64, ranks []Detail, from, to int, d Detail) {
	type span struct{ from, to int }
	for stack := []span{{from, to}}; len(stack) > 0; {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		base := stroke{xy[s.from][0], xy[s.from][1], xy[s.to][0], xy[s.to][1]}
		worst, miss := -1, d.coarse()
		for i := s.from + 1; i < s.to; i++ {
			if _, m := base.along(xy[i][0], xy[i][1]); m > miss {
				worst, miss = i, m
			}
		}
		if worst >= 0 {
			ranks[worst] = d
			stack = append(stack, span{s.from, worst}, span{worst, s.to})
		}
	}
}

// surface returns the square metres within a ring.
func surface(plane geo.Plane, ring []geo.Point) float64 {
	sum := 0.0
	ax, ay := plane.XY(ring[len(ring)-1])
	for _, at := range ring {
		bx, by := plane.XY(at)
		sum += ax*by - bx*ay
		ax, ay = bx, by
	}
	return math.Abs(sum) / 2
}

// finish computes what follows from streets, areas and junctions.
func (c *City) finish() {
	c.bounds = bounds(c.streets)
	plane := geo.NewPlane(c.bounds.Centre())
	for i := range c.streets {
		if s := &c.streets[i]; s.ranks == nil {
			s.ranks = rank(plane, s.Line)
		}
	}
	for i := range c.areas {
		a := &c.areas[i]
		if a.ranks == nil {
			a.ranks = rankRing(plane, a.Ring)
		}
		switch m2 := surface(plane, a.Ring); {
		case m2 < 2_000:
			a.from = Full
		case m2 < 20_000:
			a.from = Town
		}
	}
	c.chunks = newChunks(c)
	c.graph = newGraph(c)
}

// rankRing is rank for a ring, which is cut in two at the point farthest from
// its first, so that three points are left of it in every detail.
func rankRing(plane geo.Plane, ring []geo.Point) []Detail {
	far, metres := 1, 0.0
	for i, at := range ring {
		if d := geo.Metres(ring[0], at); d > metres {
			far, metres = i, d
		}
	}
	ranks := rank(plane, ring[:far+1])
	back := rank(plane, append(ring[far:len(ring):len(ring)], ring[0]))
	ranks = append(ranks, back[1:len(back)-1]...)
	left := 0
	for _, d := range ranks {
		if d == Overview {
			left++
		}
	}
	for i := 0; i < len(ranks) && left < 3; i++ {
		if ranks[i] != Overview {
			ranks[i], left = Overview, left+1
		}
	}
	return ranks
}
