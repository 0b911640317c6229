package osm

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"crescendo/maps/city"
	"crescendo/maps/geo"
)

// What an extract may hold of what a city needs. A region of 300 MB has a few
// millions; more would not fit into a gigabyte.
const (
	maxWays = 8 << 20
	maxRefs = 48 << 20
)

// Input is an extract, which is read three times.
type Input interface {
	io.Reader
	io.Seeker
}

// way is a line of nodes that is needed. There are millions: it is small.
type way struct {
	id    int64
	nodes []int64
	name  int32 // in gathered.names
	class city.Class
	kind  city.AreaKind
	bridge, steps, closed,
	isStreet, isArea, isMember bool
}

// surfaceOf is an area that is made of several ways.
type surfaceOf struct {
	area    city.Area
	members []member
	rim     bool // it is a square: its outer ways are walked
}

// gathered is what an extract holds for a city.
type gathered struct {
	ways     wayStore
	names    []string // each once
	named    map[string]int32
	surfaces []surfaceOf
	places   []city.Place
	ids      []int64     // of the nodes that are needed, ascending
	at       []geo.Point // of each
	known    []bool
	box      *city.Bounds // what the file says that it covers
	unix     int64        // the date of its facts, 0 where it does not say
	swapped  bool         // a latitude lies beyond 90°
	store    nodeStore
}

// nodeStore keeps lists of nodes in large blocks, so that it never copies what
// it has.
type nodeStore struct {
	block []int64
	total int
}

func (s *nodeStore) keep(nodes []int64) []int64 {
	if len(s.block)+len(nodes) > cap(s.block) {
		s.block = make([]int64, 0, max(1<<16, len(nodes)))
	}
	from := len(s.block)
	s.block = append(s.block, nodes...)
	s.total += len(nodes)
	return s.block[from:len(s.block):len(s.block)]
}

// wayStore keeps ways in blocks, for the same reason.
type wayStore struct {
	blocks [][]way
	total  int
}

const waysInBlock = 1 << 14

func (s *wayStore) keep(w way) {
	if s.total%waysInBlock == 0 {
		s.blocks = append(s.blocks, make([]way, 0, waysInBlock))
	}
	last := &s.blocks[len(s.blocks)-1]
	*last = append(*last, w)
	s.total++
}

// at returns the way of a number.
func (s *wayStore) at(i int) *way { return &s.blocks[i/waysInBlock][i%waysInBlock] }

// all visits the ways in the order of the file.
func (s *wayStore) all(visit func(i int, w *way)) {
	for i := range s.total {
		visit(i, s.at(i))
	}
}

// street returns the way as a street, without its line.
func (g *gathered) street(w *way) city.Street {
	s := city.Street{Name: g.names[w.name], Class: w.class, Bridge: w.bridge, Steps: w.steps, Closed: w.closed}
	if w.isArea && w.kind == city.Square {
		s.Name = "" // of the surface, not of its rim
	}
	return s
}

// number returns the number of a name.
func (g *gathered) number(name string) int32 {
	i, ok := g.named[name]
	if !ok {
		i = int32(len(g.names))
		g.named[name] = i
		g.names = append(g.names, name)
	}
	return i
}

var errTooLarge = errors.New("this extract is too large: cut the city out of it first, with osmium extract -b W,S,E,N")

// gather reads an extract: relations, then the ways that they and the city
// need, then the nodes of those.
func gather(in Input, tell func(part string, done float64)) (*gathered, error) {
	g := &gathered{named: map[string]int32{}}
	size, err := in.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	members := map[int64]bool{}
	for _, pass := range []struct {
		what string
		v    func() visitor
	}{
		{"multipolygons", func() visitor {
			return visitor{box: g.keepBox, date: func(unix int64) { g.unix = unix }, relation: g.relation(members)}
		}},
		{"streets", func() visitor { return visitor{way: g.way(members)} }},
		{"places", func() visitor { g.sortNodes(); return visitor{node: g.node()} }},
	} {
		if _, err := in.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		r := &counted{r: in, size: size, tell: func(done float64) { tell(pass.what, done) }}
		if err := read(r, pass.v()); err != nil {
			return nil, err
		}
		if g.ways.total > maxWays || g.store.total > maxRefs || len(g.surfaces) > maxWays {
			return nil, errTooLarge
		}
		tell(pass.what, 1)
	}
	return g, nil
}

// counted tells how much of a file was read, at each hundredth.
type counted struct {
	r          io.Reader
	done, size int64
	told       int64
	tell       func(float64)
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.done += int64(n)
	if c.size > 0 && c.done*100/c.size > c.told {
		c.told = c.done * 100 / c.size
		c.tell(float64(c.done) / float64(c.size))
	}
	return n, err
}

func (g *gathered) keepBox(southWest, northEast geo.Point) {
	g.box = &city.Bounds{SouthWest: southWest, NorthEast: northEast}
}

func (g *gathered) relation(needed map[int64]bool) func(tags, []member) {
	return func(t tags, members []member) {
		if t.get("type") != "multipolygon" || len(g.surfaces) > maxWays {
			return
		}
		kind, ok := area(t)
		if !ok {
			return
		}
		g.surfaces = append(g.surfaces, surfaceOf{city.Area{Name: name(t), Kind: kind}, slices.Clone(members), isSquare(t)})
		for _, m := range members {
			needed[m.way] = true
		}
	}
}

func (g *gathered) way(needed map[int64]bool) func(int64, []int64, tags) {
	return func(id int64, nodes []int64, t tags) {
		if len(nodes) < 2 || g.ways.total > maxWays || g.store.total > maxRefs {
			return
		}
		w := way{id: id, isMember: needed[id]}
		var s city.Street
		if s, w.isStreet = street(t); w.isStreet {
			w.class, w.bridge, w.steps, w.closed = s.Class, s.Bridge, s.Steps, s.Closed
		}
		if nodes[0] == nodes[len(nodes)-1] && len(nodes) > 3 {
			w.kind, w.isArea = area(t)
		}
		if w.isStreet && t.get("area") == "yes" {
			w.class = city.Path // the rim of a square
		}
		if w.isStreet || w.isArea || w.isMember {
			w.name, w.nodes = g.number(name(t)), g.store.keep(nodes)
			g.ways.keep(w)
		}
	}
}

// sortNodes lists the nodes that are needed.
func (g *gathered) sortNodes() {
	g.ids = make([]int64, 0, g.store.total)
	g.ways.all(func(_ int, w *way) { g.ids = append(g.ids, w.nodes...) })
	slices.Sort(g.ids)
	g.ids = slices.Clone(slices.Compact(g.ids)) // the rest is not needed
	g.at, g.known = make([]geo.Point, len(g.ids)), make([]bool, len(g.ids))
}

// node keeps places, and where the nodes of ways are. Files have nodes in
// ascending order: the next that is needed is mostly the next that was asked for.
func (g *gathered) node() func(int64, geo.Point, tags) {
	next := 0
	return func(id int64, at geo.Point, t tags) {
		if at.Lat < -90e7 || at.Lat > 90e7 {
			g.swapped = true
			return
		}
		if len(t) > 0 && len(g.places) < maxWays {
			if p, ok := place(t); ok {
				p.At = at
				g.places = append(g.places, p)
			}
		}
		if next >= len(g.ids) || g.ids[next] < id || next > 0 && g.ids[next-1] >= id {
			next, _ = slices.BinarySearch(g.ids, id)
		}
		if next < len(g.ids) && g.ids[next] == id {
			g.at[next], g.known[next] = at, true
			next++
		}
	}
}

// find returns the number of a node that was in the file.
func (g *gathered) find(id int64) (int32, bool) {
	i, ok := slices.BinarySearch(g.ids, id)
	return int32(i), ok && g.known[i]
}

// any tells whether a node lies within a box.
func (g *gathered) any(b city.Bounds) bool {
	for i, at := range g.at {
		if g.known[i] && b.Contains(at) {
			return true
		}
	}
	return false
}

// checkAxes tells whether latitude and longitude were swapped by whoever made
// the file, as happens.
func (g *gathered) checkAxes(asked *city.Bounds) error {
	const advice = "its latitudes and longitudes are swapped: fetch another extract, or convert it again"
	if g.swapped {
		return errors.New("a latitude lies beyond 90°: " + advice)
	}
	for _, b := range []*city.Bounds{asked, g.box} {
		if b == nil || g.any(*b) {
			continue
		}
		turned := city.Bounds{SouthWest: turn(b.SouthWest), NorthEast: turn(b.NorthEast)}
		if g.any(turned) {
			return errors.New("nothing lies where it should, and something where it would with its axes swapped: " + advice)
		}
		if b == asked {
			return fmt.Errorf("nothing lies within the box: it is W,S,E,N in degrees; the extract covers %s", g.extent())
		}
	}
	return nil
}

func turn(p geo.Point) geo.Point { return geo.Point{Lat: p.Lon, Lon: p.Lat} }

// extent says what the extract covers, as a box.
func (g *gathered) extent() string {
	b, found := city.Bounds{}, false
	for i, at := range g.at {
		if !g.known[i] {
			continue
		}
		if !found {
			b, found = city.Bounds{SouthWest: at, NorthEast: at}, true
		}
		b.SouthWest = geo.Point{Lat: min(b.SouthWest.Lat, at.Lat), Lon: min(b.SouthWest.Lon, at.Lon)}
		b.NorthEast = geo.Point{Lat: max(b.NorthEast.Lat, at.Lat), Lon: max(b.NorthEast.Lon, at.Lon)}
	}
	if !found {
		return "nothing"
	}
	return fmt.Sprintf("%.3f,%.3f,%.3f,%.3f", b.SouthWest.LonDegrees(), b.SouthWest.LatDegrees(), b.NorthEast.LonDegrees(), b.NorthEast.LatDegrees())
}
