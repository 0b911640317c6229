package city

import (
	"cmp"
	"encoding/binary"
	"slices"

	"crescendo/maps/geo"
)

// Encode returns the city as the bytes of a .city file, which [Decode] reads.
// Nothing is lost but the order of the streets, which are sorted by chunk, and
// the names of junctions. Its error says what is too large for a file.
func Encode(c *City) ([]byte, error) { return pack(write(c)) }

// write returns what the sections of the city's file hold.
func write(c *City) *[sections][]byte {
	e := newEncoder(c)
	e.head()
	order := e.order()
	e.chunks(order)
	for _, i := range order {
		e.street(&c.streets[i])
	}
	for i := range c.areas {
		a := &c.areas[i]
		e.kind(byte(a.Kind), a.Name)
		e.line(a.Ring, nil, a.ranks)
	}
	for _, p := range c.places {
		e.kind(byte(p.Kind), p.Name)
		e.move(p.At)
	}
	return &e.out
}

// The kinds of points in the section of points; the rank stands above them.
const (
	bendPoint = iota
	newPoint
	knownPoint
	rankShift = 2
)

// Flags of a street, above its class.
const (
	classMask  = 7
	bridgeFlag = 8
	stepsFlag  = 16
	closedFlag = 32
)

// encoder writes a city into sections.
type encoder struct {
	city   *City
	out    [sections][]byte
	origin geo.Point
	step   int64            // 1e-7 degrees
	at     [2]int64         // the pen, in steps east and north of the origin
	named  map[string]int   // names by the order of their first use
	number map[int32]uint64 // junctions by the order of their first use
}

func newEncoder(c *City) *encoder {
	e := &encoder{city: c, origin: c.bounds.SouthWest, named: map[string]int{}, number: map[int32]uint64{}}
	e.each(func(p geo.Point) {
		e.step = common(e.step, int64(p.Lat)-int64(e.origin.Lat))
		e.step = common(e.step, int64(p.Lon)-int64(e.origin.Lon))
	})
	return e
}

// common returns the greatest common divisor.
func common(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, -a)
}

// each visits all points of the city.
func (e *encoder) each(visit func(geo.Point)) {
	for i := range e.city.streets {
		for _, p := range e.city.streets[i].Line {
			visit(p)
		}
	}
	for i := range e.city.areas {
		for _, p := range e.city.areas[i].Ring {
			visit(p)
		}
	}
	for _, p := range e.city.places {
		visit(p.At)
	}
}

func (e *encoder) uvarint(section int, v uint64) {
	e.out[section] = binary.AppendUvarint(e.out[section], v)
}

func (e *encoder) varint(section int, v int64) {
	e.out[section] = binary.AppendVarint(e.out[section], v)
}

func (e *encoder) head() {
	c := e.city
	for _, s := range []string{c.Name, c.Source, c.Credit, c.Licence, c.Date} {
		e.uvarint(headSection, uint64(len(s)))
		e.out[headSection] = append(e.out[headSection], s...)
	}
	e.varint(headSection, int64(e.origin.Lat))
	e.varint(headSection, int64(e.origin.Lon))
	for _, n := range []int{int(e.step), len(c.junctions), len(c.streets), len(c.areas), len(c.places)} {
		e.uvarint(headSection, uint64(n))
	}
}

// order returns the indexes of the streets by chunk, and within by class and
// name, so that like stands beside like.
func (e *encoder) order() []int {
	s := newSquares(e.city.bounds)
	order := make([]int, len(e.city.streets))
	where := make([]square, len(order))
	for i := range order {
		order[i], where[i] = i, s.of(e.city.streets[i].Line[0])
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &e.city.streets[a], &e.city.streets[b]
		return cmp.Or(compareSquares(where[a], where[b]), cmp.Compare(x.Class, y.Class), cmp.Compare(x.Name, y.Name),
			slices.CompareFunc(x.Line, y.Line, comparePoints), cmp.Compare(flags(x), flags(y)))
	})
	return order
}

func comparePoints(a, b geo.Point) int {
	return cmp.Or(cmp.Compare(a.Lat, b.Lat), cmp.Compare(a.Lon, b.Lon))
}

// chunks writes how many streets stand in each square that has any.
func (e *encoder) chunks(order []int) {
	s := newSquares(e.city.bounds)
	var last square
	for i := 0; i < len(order); {
		here := s.of(e.city.streets[order[i]].Line[0])
		n := i
		for n < len(order) && s.of(e.city.streets[order[n]].Line[0]) == here {
			n++
		}
		if here.row != last.row {
			last.column = 0
		}
		e.uvarint(chunkSection, uint64(here.row-last.row))
		e.uvarint(chunkSection, uint64(here.column-last.column))
		e.uvarint(chunkSection, uint64(n-i))
		last, i = here, n
	}
}

// kind writes a kind and the name that goes with it: 0 for none, 1 for the next
// that was not used before, and 1 more than how many names ago it was.
func (e *encoder) kind(kind byte, name string) {
	e.out[kindSection] = append(e.out[kindSection], kind)
	i, known := e.named[name]
	switch {
	case name == "":
		e.uvarint(titleSection, 0)
	case known:
		e.uvarint(titleSection, uint64(len(e.named)-i+1))
	default:
		e.named[name] = len(e.named)
		e.out[nameSection] = append(append(e.out[nameSection], name...), '\n')
		e.uvarint(titleSection, 1)
	}
}

func flags(s *Street) byte {
	kind := byte(s.Class)
	if s.Bridge {
		kind |= bridgeFlag
	}
	if s.Steps {
		kind |= stepsFlag
	}
	if s.Closed {
		kind |= closedFlag
	}
	return kind
}

func (e *encoder) street(s *Street) {
	e.kind(flags(s), s.Name)
	e.line(s.Line, s.meets, s.ranks)
}

// line writes the points of a street or, without meetings, of a ring.
func (e *encoder) line(line []geo.Point, meets []int32, ranks []Detail) {
	e.uvarint(countSection, uint64(len(line)))
	for i, at := range line {
		kind, number := byte(bendPoint), uint64(0)
		if meets != nil && meets[i] >= 0 {
			kind = newPoint
			known := false
			if number, known = e.number[meets[i]]; known {
				kind = knownPoint
			}
		}
		e.out[pointSection] = append(e.out[pointSection], kind|byte(ranks[i])<<rankShift)
		switch kind {
		case knownPoint:
			e.uvarint(knownSection, uint64(len(e.number))-1-number)
			e.at = e.steps(at)
			continue
		case newPoint:
			e.number[meets[i]] = uint64(len(e.number))
		}
		e.move(at)
	}
}

func (e *encoder) steps(p geo.Point) [2]int64 {
	if e.step == 0 {
		return [2]int64{}
	}
	return [2]int64{(int64(p.Lon) - int64(e.origin.Lon)) / e.step, (int64(p.Lat) - int64(e.origin.Lat)) / e.step}
}

// move writes the way of the pen to a point.
func (e *encoder) move(p geo.Point) {
	at := e.steps(p)
	e.varint(eastSection, at[0]-e.at[0])
	e.varint(northSection, at[1]-e.at[1])
	e.at = at
}
