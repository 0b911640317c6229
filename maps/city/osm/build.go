package osm

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"crescendo/maps/city"
	"crescendo/maps/geo"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// Credit and Licence are what OpenStreetMap asks whoever shows its data to
// show.
const (
	Credit  = "© OpenStreetMap contributors"
	Licence = "Open Database License 1.0, https://opendatacommons.org/licenses/odbl/1-0/"
)

// Options says what to make of an extract.
type Options struct {
	Name   string       // of the city
	Source string       // where the extract comes from; may be empty
	Date   time.Time    // of the facts, where the extract does not say
	Box    *city.Bounds // what to cut out; nil for all there is
	// Progress, if not nil, is told which part is read and how much of it, from
	// 0 to 1: at each hundredth, from the caller's goroutine.
	Progress func(part string, done float64)
}

// Report counts what was left out, for whoever made the city.
type Report struct {
	Islands int // paths apart from the largest connected part
	Open    int // outlines of areas that do not close, as where an extract was cut
	Missing int // nodes of streets that the extract lacks
}

// Build makes a city of an extract. An error says what is wrong with it, or
// that the city is too large.
func Build(in Input, o Options) (*city.City, Report, error) {
	if o.Progress == nil {
		o.Progress = func(string, float64) {}
	}
	g, err := gather(in, o.Progress)
	if err != nil {
		return nil, Report{}, err
	}
	if err := g.checkAxes(o.Box); err != nil {
		return nil, Report{}, err
	}
	for i := range g.at {
		g.at[i] = snap(g.at[i])
	}
	b := &builder{gathered: g, box: o.Box, wayOf: map[int64]int{}, net: newNetwork(g.at)}
	if err := b.streets(); err != nil {
		return nil, b.report, err
	}
	p := city.Plan{Name: o.Name, Source: o.Source, Credit: Credit, Licence: Licence, Date: g.date(o.Date)}
	b.net.plan(&p)
	p.Areas, p.Places = b.areas(), b.places()
	c, err := city.New(p)
	if err != nil {
		return nil, b.report, fmt.Errorf("%w (the extract covers %s; cut a city out of it by its box, W,S,E,N)", err, g.extent())
	}
	return c, b.report, nil
}

// date returns the day of the facts.
func (g *gathered) date(otherwise time.Time) string {
	if g.unix > 0 && g.unix < 1<<33 {
		otherwise = time.Unix(g.unix, 0)
	}
	return otherwise.UTC().Format(time.DateOnly)
}

// builder makes a city of what was gathered.
type builder struct {
	*gathered
	box    *city.Bounds
	wayOf  map[int64]int // ways of surfaces, by their id
	net    *network
	rims   [][]int32 // of squares
	plane  geo.Plane
	bounds orb.Bound // metres on the plane: where areas are cut off
	report Report
}

var errNoStreet = errors.New("there is no street for walkers in this extract: it needs ways with highway tags and their nodes (of Overpass ask for: (._;>;); out;)")

// streets puts the network together.
func (b *builder) streets() error {
	b.ways.all(func(i int, w *way) {
		if w.isMember {
			b.wayOf[w.id] = i
		}
	})
	b.squares()
	b.ways.all(func(_ int, w *way) {
		if w.isStreet {
			b.addStreet(w)
		}
	})
	if len(b.net.chains) == 0 {
		return errNoStreet
	}
	b.net.settle()
	b.net.join()
	b.locate()
	b.net.thin(b.plane, 0.5)
	for _, ring := range b.rims {
		b.net.cross(b.plane, ring)
	}
	b.net.count()
	b.report.Islands = b.net.dropIslands()
	if len(b.net.chains) == 0 {
		return errNoStreet
	}
	return nil
}

// squares makes the outlines of pedestrian squares into streets.
func (b *builder) squares() {
	for _, s := range b.surfaces {
		if !s.rim {
			continue
		}
		for _, m := range s.members {
			if i, ok := b.wayOf[m.way]; ok && !m.inner && !b.ways.at(i).isStreet {
				w := b.ways.at(i)
				w.isStreet, w.class, w.name = true, city.Path, b.number("")
			}
		}
		rings, _ := assemble(b.lines(s.members, false))
		b.rims = append(b.rims, rings...)
	}
	b.ways.all(func(_ int, w *way) {
		if w.isStreet && w.isArea && w.kind == city.Square {
			if line := b.line(w); len(line) > 3 && line[0] == line[len(line)-1] {
				b.rims = append(b.rims, line[:len(line)-1])
			}
		}
	})
}

// line returns the nodes of a way that are known.
func (b *builder) line(w *way) []int32 {
	line := make([]int32, 0, len(w.nodes))
	for _, id := range w.nodes {
		if i, ok := b.find(id); ok {
			line = append(line, i)
		}
	}
	return line
}

// lines returns the ways of a surface, of its outer or its inner outlines.
func (b *builder) lines(members []member, inner bool) (lines [][]int32) {
	for _, m := range members {
		if i, ok := b.wayOf[m.way]; ok && m.inner == inner {
			lines = append(lines, b.line(b.ways.at(i)))
		}
	}
	return lines
}

// addStreet adds a way to the network: what of it is known and within the box, in
// several parts where it leaves it.
func (b *builder) addStreet(w *way) {
	var part []int32
	flush := func() {
		if len(part) >= 2 {
			b.net.add(b.street(w), part, w.isArea)
		}
		part = nil
	}
	for _, id := range w.nodes {
		i, ok := b.find(id)
		if !ok {
			b.report.Missing++
		}
		if !ok || b.box != nil && !b.box.Contains(b.at[i]) {
			flush()
			continue
		}
		if n := len(part); n >= city.MaxFilePoints/4 || n > 0 && geo.Metres(b.at[part[n-1]], b.at[i]) > city.MaxPiece {
			last := part[n-1]
			if flush(); geo.Metres(b.at[last], b.at[i]) <= city.MaxPiece {
				part = append(part, last)
			}
		}
		part = append(part, i)
	}
	flush()
}

// locate finds the middle of the streets, and where areas are cut off: at the
// box that was asked for, or a little beyond the streets.
func (b *builder) locate() {
	first := b.at[b.net.chains[0].nodes[0]]
	around := city.Bounds{SouthWest: first, NorthEast: first}
	for _, c := range b.net.chains {
		for _, node := range c.nodes {
			at := b.at[node]
			around.SouthWest = geo.Point{Lat: min(around.SouthWest.Lat, at.Lat), Lon: min(around.SouthWest.Lon, at.Lon)}
			around.NorthEast = geo.Point{Lat: max(around.NorthEast.Lat, at.Lat), Lon: max(around.NorthEast.Lon, at.Lon)}
		}
	}
	b.plane = geo.NewPlane(around.Centre())
	margin := 300.0
	if b.box != nil {
		around, margin = *b.box, 0
	}
	west, south := b.plane.XY(around.SouthWest)
	east, north := b.plane.XY(around.NorthEast)
	b.bounds = orb.Bound{Min: orb.Point{west - margin, south - margin}, Max: orb.Point{east + margin, north + margin}}
}

// areas returns the surfaces of the city, the largest first.
func (b *builder) areas() []city.Area {
	var all []sized
	b.ways.all(func(_ int, w *way) {
		if line := b.line(w); w.isArea && len(line) > 3 && line[0] == line[len(line)-1] {
			all = b.surface(all, city.Area{Name: b.names[w.name], Kind: w.kind}, [][]int32{line[:len(line)-1]}, nil)
		}
	})
	for _, s := range b.surfaces {
		outer, open := assemble(b.lines(s.members, false))
		inner, _ := assemble(b.lines(s.members, true))
		b.report.Open += open
		all = b.surface(all, s.area, outer, inner)
	}
	slices.SortStableFunc(all, func(x, y sized) int { return cmp.Compare(y.metres2, x.metres2) })
	areas := make([]city.Area, len(all))
	for i, a := range all {
		areas[i] = a.Area
	}
	return areas
}

// sized is an area and the square metres within its outline.
type sized struct {
	city.Area
	metres2 float64
}

// surface adds an area of the given outlines, one for each outer ring.
func (b *builder) surface(all []sized, a city.Area, outer, inner [][]int32) []sized {
	rings, sizes := []orb.Ring{}, []float64{}
	for _, ring := range b.shapes(outer) {
		if size := math.Abs(planar.Area(ring)); size >= least(a.Kind) {
			rings, sizes = append(rings, ring), append(sizes, size)
		}
	}
	cutOut(rings, b.shapes(inner))
	for i, ring := range rings {
		if a.Ring = b.points(ring); len(a.Ring) >= 3 {
			all = append(all, sized{a, sizes[i]})
		}
	}
	return all
}

// shapes returns rings on the plane, closed and polished.
func (b *builder) shapes(rings [][]int32) (shapes []orb.Ring) {
	for _, nodes := range rings {
		ring := make(orb.Ring, 0, len(nodes)+1)
		for _, node := range nodes {
			x, y := b.plane.XY(b.at[node])
			ring = append(ring, orb.Point{x, y})
		}
		if ring = polish(append(ring, ring[0]), b.bounds); ring != nil {
			shapes = append(shapes, ring)
		}
	}
	return shapes
}

// points returns a closed ring as places, open and without standing still.
func (b *builder) points(ring orb.Ring) (list []geo.Point) {
	for _, p := range ring[:len(ring)-1] {
		if at := snap(b.plane.At(p[0], p[1])); len(list) == 0 || list[len(list)-1] != at {
			list = append(list, at)
		}
	}
	for len(list) > 1 && list[0] == list[len(list)-1] {
		list = list[:len(list)-1]
	}
	return list
}

const (
	apart      = 400 // metres between two places of one name and kind
	mostPlaces = 4000
)

// places returns the places near the streets, each name once.
func (b *builder) places() (kept []city.Place) {
	named := map[string][]geo.Point{}
	for _, p := range b.gathered.places {
		x, y := b.plane.XY(p.At)
		key := fmt.Sprint(p.Kind, p.Name)
		near := slices.ContainsFunc(named[key], func(at geo.Point) bool { return geo.Metres(at, p.At) < apart })
		if !b.bounds.Contains(orb.Point{x, y}) || near || len(kept) >= mostPlaces {
			continue
		}
		named[key] = append(named[key], p.At)
		p.At = snap(p.At)
		kept = append(kept, p)
	}
	return kept
}
