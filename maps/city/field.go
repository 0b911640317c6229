package city

import (
	"math"

	"crescendo/maps/geo"
)

// farthest is how far from a street, in metres, a walk may begin or end: all
// that geo.Metres is good for.
const farthest = 50_000

// Field is the walking distance from everywhere to one place: what a server
// computes once for each venue. It is as secret as its place. It is immutable.
type Field struct {
	graph  *Graph
	to     geo.Point
	snap   Snap      // of to
	metres []float32 // from each junction to the snap
}

// Field returns the field of a place: one Dijkstra from the point of a street
// that is nearest to it. ok is false where no street lies within 50 km.
func (g *Graph) Field(to geo.Point) (f *Field, ok bool) {
	f = &Field{graph: g, to: to}
	if f.snap, ok = g.NearestEdge(to, farthest); !ok {
		return nil, false
	}
	metres, _ := g.search(-1, queued{f.snap.Along, int32(f.snap.From)}, queued{f.snap.rest(), int32(f.snap.Edge.To)})
	f.metres = rounded(metres)
	return f, true
}

// rest returns the metres from the snap to the end of its edge.
func (s *Snap) rest() float64 { return max(0, s.Edge.Metres-s.Along) }

// Metres returns how far it is to walk from a place to the field's: straight to
// the nearest street, along streets, and straight from the street nearest to
// the field's place. Streets apart from the largest connected part are none. It
// is never below the straight line, the same both ways, and never longer than
// by way of a third place (all to 5 cm, the rounding of coordinates and of
// what is kept). Between a place and itself it is 0. It allocates nothing.
func (f *Field) Metres(from geo.Point) float64 {
	if from == f.to {
		return 0
	}
	straight := geo.Metres(from, f.to)
	s, ok := f.graph.NearestEdge(from, farthest)
	if !ok {
		return straight
	}
	along := min(s.Along+float64(f.metres[s.From]), s.rest()+float64(f.metres[s.Edge.To]))
	if &s.Edge.Line[0] == &f.snap.Edge.Line[0] { // the same edge
		along = min(along, math.Abs(s.Along-f.snap.Along))
	}
	return max(straight, s.Metres+along+f.snap.Metres)
}

// Walk measures distances as people walk. It is one of game.Distance, quick to
// and from the places that it was made for.
type Walk struct {
	graph  *Graph
	fields map[geo.Point]*Field
}

// NewWalk returns the measure of a city, with a field for each of the places.
func NewWalk(c *City, places ...geo.Point) *Walk {
	w := &Walk{c.Graph(), make(map[geo.Point]*Field, len(places))}
	for _, p := range places {
		if f, ok := w.graph.Field(p); ok {
			w.fields[p] = f
		}
	}
	return w
}

// Metres returns how far it is to walk from a to b, as [Field.Metres] does.
// Where one of them is a place of the Walk it is a look-up, without allocation;
// else it is a search through the city.
func (w *Walk) Metres(a, b geo.Point) float64 {
	if f := w.fields[b]; f != nil {
		return f.Metres(a)
	}
	if f := w.fields[a]; f != nil {
		return f.Metres(b)
	}
	f, ok := w.graph.Field(b)
	if !ok {
		return geo.Metres(a, b)
	}
	return f.Metres(a)
}
