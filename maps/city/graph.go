package city

import "crescendo/maps/geo"

// Graph is the junctions of a city and the pieces of street between them, all
// walked both ways. It is immutable.
type Graph struct {
	junctions []geo.Point
	edges     [][]Edge
	main      []bool // junctions of the largest connected part
	size      int    // how many those are
	bounds    Bounds
	plane     geo.Plane
	kept      []int32 // the junctions of the main part, as the grid counts them
	points    *grid
	pieces    *grid
	segments  []segment
}

// Edge is a piece of street that leads from one junction to the next.
type Edge struct {
	To     int     // the junction at its other end
	Metres float64 // along it
	Street int     // its index in City.Streets
	// Line is its points from the junction that it leaves to the one it
	// reaches, both included; not to be changed.
	Line []geo.Point
}

// Junctions returns all junctions in the order of the source. The slice is
// the graph's own.
func (g *Graph) Junctions() []geo.Point { return g.junctions }

// Edges returns the pieces of street that leave junction j, in the order of
// the source. The slice is the graph's own.
func (g *Graph) Edges(j int) []Edge { return g.edges[j] }

// Main tells whether junction j belongs to the largest connected part of the
// graph: from one of them all others can be walked to.
func (g *Graph) Main(j int) bool { return g.main[j] }

// MainSize returns the number of junctions in the largest connected part.
func (g *Graph) MainSize() int { return g.size }

func newGraph(c *City) *Graph {
	g := &Graph{junctions: c.junctions, edges: make([][]Edge, len(c.junctions)), bounds: c.bounds}
	for i := range c.streets {
		if !c.streets[i].Closed {
			g.addStreet(i, &c.streets[i])
		}
	}
	g.findMain()
	g.index()
	return g
}

// addStreet cuts a street at its junctions.
func (g *Graph) addStreet(index int, s *Street) {
	back := make([]geo.Point, len(s.Line))
	for i, at := range s.Line {
		back[len(back)-1-i] = at
	}
	from, metres := 0, 0.0
	for i := 1; i < len(s.Line); i++ {
		metres += geo.Metres(s.Line[i-1], s.Line[i])
		if s.meets[i] < 0 {
			continue
		}
		a, b, n := int(s.meets[from]), int(s.meets[i]), len(s.Line)
		g.edges[a] = append(g.edges[a], Edge{b, metres, index, s.Line[from : i+1 : i+1]})
		if a != b { // a loop is walked one way round
			g.edges[b] = append(g.edges[b], Edge{a, metres, index, back[n-1-i : n-from : n-from]})
		}
		from, metres = i, 0
	}
}

// findMain marks the largest connected part, the first of equals.
func (g *Graph) findMain() {
	part := make([]int32, len(g.junctions))
	var best, count int32
	var stack []int32
	for j := range g.junctions {
		if part[j] != 0 {
			continue
		}
		count++
		size := 0
		part[j] = count
		for stack = append(stack[:0], int32(j)); len(stack) > 0; size++ {
			at := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, e := range g.edges[at] {
				if part[e.To] == 0 {
					part[e.To] = count
					stack = append(stack, int32(e.To))
				}
			}
		}
		if size > g.size {
			best, g.size = count, size
		}
	}
	g.main = make([]bool, len(part))
	for j := range part {
		g.main[j] = part[j] == best
	}
}
