package bot

import (
	"math"

	"crescendo/maps/city"
	"crescendo/maps/geo"
)

// leg is a way from one place to the next.
type leg struct {
	to   int         // place
	line []geo.Point // after the place it leaves, to the one it reaches
}

// longest is how far a bot walks along a street before it listens anew.
const longest = 100.0 // metres

// streets is a city's graph with long streets cut, so that there is a place
// where to turn at least every longest metres. It is immutable.
type streets struct {
	graph *city.Graph
	at    []geo.Point     // of each place
	legs  [][]leg         // from each place
	cuts  map[piece][]int // the places along a street, between its junctions
	water [][]geo.Point
	land  [][]geo.Point // islands in it
}

// piece names a piece of street by its junctions.
type piece struct{ from, to, street int }

func newStreets(c *city.City) *streets {
	if c == nil || c.Graph().MainSize() == 0 {
		return nil
	}
	g := c.Graph()
	s := &streets{graph: g, at: append([]geo.Point(nil), g.Junctions()...), legs: make([][]leg, len(g.Junctions())), cuts: map[piece][]int{}}
	for from := range g.Junctions() {
		if !g.Main(from) {
			continue
		}
		for _, e := range g.Edges(from) {
			if from <= e.To { // each stands at both its ends
				s.add(from, e)
			}
		}
	}
	for _, a := range c.Areas() {
		switch a.Kind {
		case city.Water:
			s.water = append(s.water, a.Ring)
		case city.Island:
			s.land = append(s.land, a.Ring)
		}
	}
	return s
}

// add cuts an edge into equal pieces and adds them, both ways.
func (s *streets) add(from int, e city.Edge) {
	pieces := max(1, math.Ceil(e.Metres/longest))
	each := e.Metres / pieces
	place, here, walked := from, e.Line[0], 0.0
	name := piece{from, e.To, e.Street}
	var line []geo.Point
	for _, next := range e.Line[1:] {
		for d := geo.Metres(here, next); walked+d > each+0.5 && d > 0; d = geo.Metres(here, next) {
			here = geo.Toward(here, next, each-walked)
			place, line, walked = s.join(place, s.place(here), append(line, here)), nil, 0
			s.cuts[name] = append(s.cuts[name], place)
		}
		walked += geo.Metres(here, next)
		line, here = append(line, next), next
	}
	s.join(place, e.To, line)
}

func (s *streets) place(at geo.Point) int {
	s.at, s.legs = append(s.at, at), append(s.legs, nil)
	return len(s.at) - 1
}

// join adds the leg and the way back, and returns to.
func (s *streets) join(from, to int, line []geo.Point) int {
	back := make([]geo.Point, 0, len(line))
	for i := len(line) - 2; i >= 0; i-- {
		back = append(back, line[i])
	}
	s.legs[from] = append(s.legs[from], leg{to, line})
	s.legs[to] = append(s.legs[to], leg{from, append(back, s.at[from])})
	return to
}

// nearest returns the place of a street nearest to p, of the piece of street
// that is nearest, where the city covers p.
func (s *streets) nearest(p geo.Point) int {
	snap, ok := s.graph.NearestEdge(p, city.Reach)
	if !ok {
		junction, _ := s.graph.Nearest(p)
		return junction
	}
	best, least := snap.From, geo.Metres(p, s.at[snap.From])
	for _, place := range append([]int{snap.Edge.To}, s.cuts[piece{snap.From, snap.Edge.To, snap.Edge.Street}]...) {
		if d := geo.Metres(p, s.at[place]); d < least {
			best, least = place, d
		}
	}
	return best
}

// wet tells whether p lies in water, and on no island or bridge.
func (s *streets) wet(p geo.Point) bool { return within(s.water, p) && !within(s.land, p) }

func within(rings [][]geo.Point, p geo.Point) bool {
	for _, ring := range rings {
		if inside(ring, p) {
			return true
		}
	}
	return false
}

// inside tells whether a ring goes round p: by how often it crosses the line
// from p eastward.
func inside(ring []geo.Point, p geo.Point) bool {
	in := false
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		if (a.Lat > p.Lat) == (b.Lat > p.Lat) {
			continue
		}
		east := float64(b.Lon-a.Lon)*float64(p.Lat-a.Lat)/float64(b.Lat-a.Lat) + float64(a.Lon)
		if float64(p.Lon) < east {
			in = !in
		}
	}
	return in
}
