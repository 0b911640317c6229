package city

import (
	"math"

	"crescendo/maps/geo"
)

const (
	cellSize = 50 // metres: a few things in each cell of a whole city
	// Reach is how far from a street, in metres, a city still knows its way.
	Reach = 400
)

// segment is a straight piece of an edge's line, on the graph's plane.
type segment struct {
	from, edge int32   // the edge is edges[from][edge]
	piece      int32   // from Line[piece] to Line[piece+1]
	before     float64 // metres along the edge to its beginning
	stroke
}

// Snap is the point of a street that lies nearest to another point.
type Snap struct {
	At     geo.Point
	Metres float64 // from the point asked for
	From   int     // the junction that Edge leaves
	Edge   Edge
	Along  float64 // metres along Edge from its beginning to At
}

// index makes the grids. Only the main part is in them, so that an island
// never captures anybody.
func (g *Graph) index() {
	g.plane = geo.NewPlane(g.bounds.Centre())
	var points, pieces []stroke
	for j, at := range g.junctions {
		if !g.main[j] {
			continue
		}
		x, y := g.plane.XY(at)
		points = append(points, stroke{x, y, x, y})
		g.kept = append(g.kept, int32(j))
		for k, e := range g.edges[j] {
			if e.To < j { // the other way round it is there already
				continue
			}
			before := 0.0
			for i := range len(e.Line) - 1 {
				s := g.segment(j, k, i)
				s.before = before
				before += geo.Metres(e.Line[i], e.Line[i+1])
				g.segments = append(g.segments, s)
				pieces = append(pieces, s.stroke)
			}
		}
	}
	g.points = newGrid(cellSize, points)
	g.pieces = newGrid(cellSize, pieces)
}

func (g *Graph) segment(from, edge, piece int) segment {
	line := g.edges[from][edge].Line
	s := segment{from: int32(from), edge: int32(edge), piece: int32(piece)}
	s.ax, s.ay = g.plane.XY(line[piece])
	s.bx, s.by = g.plane.XY(line[piece+1])
	return s
}

// along returns which part of the stroke, from 0 to 1, lies nearest to a
// point of the plane, and how far away that is.
func (s stroke) along(x, y float64) (part, metres float64) {
	dx, dy := s.bx-s.ax, s.by-s.ay
	if square := dx*dx + dy*dy; square > 0 {
		part = max(0, min(1, ((x-s.ax)*dx+(y-s.ay)*dy)/square))
	}
	return part, math.Hypot(s.ax+part*dx-x, s.ay+part*dy-y)
}

// Nearest returns the junction that lies nearest to p, as the crow flies, and
// the metres to it. It is always one of the main part. It allocates nothing
// and is exact where p lies within 50 km of the city.
func (g *Graph) Nearest(p geo.Point) (junction int, metres float64) {
	x, y := g.plane.XY(p)
	i, metres := g.points.nearest(x, y, math.Inf(1), func(i int32) float64 {
		return geo.Metres(p, g.junctions[g.kept[i]])
	})
	return int(g.kept[i]), metres
}

// NearestEdge returns the point of a street that lies nearest to p, of those
// within most metres (at most 50 km); ok is false if there is none. It is
// always on the main part. It allocates nothing.
func (g *Graph) NearestEdge(p geo.Point, most float64) (snap Snap, ok bool) {
	x, y := g.plane.XY(p)
	i, _ := g.pieces.nearest(x, y, most, func(i int32) float64 {
		_, d := g.segments[i].along(x, y)
		return d
	})
	if i < 0 {
		return Snap{}, false
	}
	s := &g.segments[i]
	part, _ := s.along(x, y)
	snap.From, snap.Edge = int(s.from), g.edges[s.from][s.edge]
	snap.At = g.plane.At(s.ax+part*(s.bx-s.ax), s.ay+part*(s.by-s.ay))
	snap.Metres = geo.Metres(p, snap.At)
	snap.Along = s.before + geo.Metres(snap.Edge.Line[s.piece], snap.At)
	return snap, true
}

// Covers tells whether the city knows its way at p: within its bounds, and
// with a street of the main part within [Reach].
func (g *Graph) Covers(p geo.Point) bool {
	if !g.bounds.Contains(p) {
		return false
	}
	_, ok := g.NearestEdge(p, Reach)
	return ok
}
