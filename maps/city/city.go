package city

import "crescendo/maps/geo"

// City is a drawing of streets, areas and places, and the ways between them.
type City struct {
	Name    string
	Source  string // what the facts were taken from; may be empty
	Credit  string // who made the facts; to be shown wherever the city is
	Licence string // how they may be used
	Date    string // of the facts, as 2006-01-02

	streets   []Street
	areas     []Area
	places    []Place
	junctions []geo.Point
	names     []string // of junctions, in a city that was read from a source
	bounds    Bounds
	chunks    []Chunk
	graph     *Graph
}

// Street is one chain of points that bears one name. A long street may be
// several, where its class changes or where it is a bridge.
type Street struct {
	Name   string // may be empty
	Class  Class
	Bridge bool // over water or over other streets
	Steps  bool
	Closed bool        // to walkers: it is drawn, and no way leads along it
	Line   []geo.Point // two or more; not to be changed
	meets  []int32     // for each point of Line its junction, or -1
	ranks  []Detail    // for each point of Line from which detail on it is drawn
}

// Area is a surface within one ring.
type Area struct {
	Name string // may be empty
	Kind AreaKind
	// Ring is three points or more, the last not equal to the first; not to be
	// changed. A hole is part of it, by a cut that is gone along twice.
	Ring  []geo.Point
	ranks []Detail
	from  Detail
}

// Place is a name at a point.
type Place struct {
	Name string
	Kind PlaceKind
	At   geo.Point
}

// Bounds is the smallest box about all streets of a city.
type Bounds struct {
	SouthWest, NorthEast geo.Point
}

// Contains tells whether p lies in the box or on its edge.
func (b Bounds) Contains(p geo.Point) bool {
	return p.Lat >= b.SouthWest.Lat && p.Lat <= b.NorthEast.Lat &&
		p.Lon >= b.SouthWest.Lon && p.Lon <= b.NorthEast.Lon
}

// Centre returns the middle of the box.
func (b Bounds) Centre() geo.Point { return geo.Mean(b.SouthWest, b.NorthEast) }

func (b Bounds) with(p geo.Point) Bounds {
	b.SouthWest = geo.Point{Lat: min(b.SouthWest.Lat, p.Lat), Lon: min(b.SouthWest.Lon, p.Lon)}
	b.NorthEast = geo.Point{Lat: max(b.NorthEast.Lat, p.Lat), Lon: max(b.NorthEast.Lon, p.Lon)}
	return b
}

// Streets returns all streets in the order of the source or of the file. The
// slice is the city's own: not to be changed.
func (c *City) Streets() []Street { return c.streets }

// Areas returns all areas in the order in which they are painted: of a source
// by kind, and then as in it; of a file as in it. The slice is the city's own.
func (c *City) Areas() []Area { return c.areas }

// Places returns all places in the order of the source. The slice is the
// city's own.
func (c *City) Places() []Place { return c.places }

// Bounds returns the box about all streets.
func (c *City) Bounds() Bounds { return c.bounds }

// Graph returns the ways between the city's junctions.
func (c *City) Graph() *Graph { return c.graph }

// Junction returns the index in the graph of the junction that the source
// calls name. In a city from a file no junction has a name.
func (c *City) Junction(name string) (int, bool) {
	for i, n := range c.names {
		if n == name {
			return i, true
		}
	}
	return 0, false
}
