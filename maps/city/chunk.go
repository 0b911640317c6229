package city

import (
	"cmp"
	"slices"

	"crescendo/maps/geo"
)

// chunkSize is the side of a chunk's square, in metres: a few of them fill a
// phone's screen in a street's detail.
const chunkSize = 512

// Chunk is what begins in one square of a city, so that a drawing need not
// look at all of it. Streets and areas may reach beyond the square.
type Chunk struct {
	Bounds  Bounds  // about all that belongs to it
	Streets []int32 // indexes in City.Streets, ascending
	Areas   []int32 // indexes in City.Areas, ascending: in the order of painting
}

// Chunks returns the chunks of the city, from south to north and each row from
// west to east. Every street and every area is in one. The slice is the city's
// own.
func (c *City) Chunks() []Chunk { return c.chunks }

// square is the row and the column of a chunk.
type square struct{ row, column int }

func compareSquares(a, b square) int {
	return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.column, b.column))
}

// squares numbers the squares of a city from its south-western corner.
type squares struct {
	plane geo.Plane
	west  float64
	south float64
}

func newSquares(b Bounds) squares {
	s := squares{plane: geo.NewPlane(b.Centre())}
	s.west, s.south = s.plane.XY(b.SouthWest)
	return s
}

// of returns the square of a point, which may lie outside the bounds.
func (s squares) of(p geo.Point) square {
	x, y := s.plane.XY(p)
	return square{floor((y - s.south) / chunkSize), floor((x - s.west) / chunkSize)}
}

func newChunks(c *City) []Chunk {
	s := newSquares(c.bounds)
	found := map[square]*Chunk{}
	at := func(line []geo.Point) *Chunk {
		where := s.of(line[0])
		k := found[where]
		if k == nil {
			k = &Chunk{Bounds: Bounds{line[0], line[0]}}
			found[where] = k
		}
		for _, p := range line {
			k.Bounds = k.Bounds.with(p)
		}
		return k
	}
	for i := range c.streets {
		k := at(c.streets[i].Line)
		k.Streets = append(k.Streets, int32(i))
	}
	for i := range c.areas {
		k := at(c.areas[i].Ring)
		k.Areas = append(k.Areas, int32(i))
	}
	order := make([]square, 0, len(found))
	for where := range found {
		order = append(order, where)
	}
	slices.SortFunc(order, compareSquares)
	chunks := make([]Chunk, len(order))
	for i, where := range order {
		chunks[i] = *found[where]
	}
	return chunks
}
