package osm

import (
	"crescendo/maps/city"
	"crescendo/maps/geo"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/simplify"
)

// step is what coordinates are rounded to, in 1e-7 degrees: 28 cm northward, and
// in Paris 18 cm eastward. A phone knows where it is to 3 m at best.
const step = 25

func snap(p geo.Point) geo.Point {
	return geo.Point{Lat: nearest(p.Lat), Lon: nearest(p.Lon)}
}

func nearest(e7 int32) int32 {
	if e7 < 0 {
		return -nearest(-e7)
	}
	return (e7 + step/2) / step * step
}

// chain is a street as a list of nodes.
type chain struct {
	street city.Street // without its line
	nodes  []int32
	rim    bool // or a way across a square: it is not joined to others
}

// network is the streets of a city while they are put together.
type network struct {
	at     []geo.Point // of nodes
	alias  []int32     // for each node the one that stands for it
	ends   []uint8     // chains that end there, up to 3
	inner  []uint8     // chains that lead through, up to 3
	chains []chain
}

func newNetwork(at []geo.Point) *network {
	n := &network{at: at, alias: make([]int32, len(at))}
	for i := range n.alias {
		n.alias[i] = int32(i)
	}
	return n
}

func (n *network) root(i int32) int32 {
	for n.alias[i] != i {
		n.alias[i] = n.alias[n.alias[i]]
		i = n.alias[i]
	}
	return i
}

// add adds a street. Nodes beside each other that are rounded to one point
// become one.
func (n *network) add(s city.Street, nodes []int32, rim bool) {
	for i := 1; i < len(nodes); i++ {
		if a, b := n.root(nodes[i-1]), n.root(nodes[i]); n.at[a] == n.at[b] {
			n.alias[b] = a
		}
	}
	n.chains = append(n.chains, chain{s, nodes, rim})
}

// settle puts each node's stand-in into the chains. What shrinks to a point is
// left out.
func (n *network) settle() {
	kept := n.chains[:0]
	for _, c := range n.chains {
		line := c.nodes[:0]
		for _, node := range c.nodes {
			if node = n.root(node); len(line) == 0 || line[len(line)-1] != node {
				line = append(line, node)
			}
		}
		if c.nodes = line; len(line) >= 2 {
			kept = append(kept, c)
		}
	}
	n.chains = kept
	n.count()
}

// count counts how chains use nodes.
func (n *network) count() {
	n.ends, n.inner = make([]uint8, len(n.at)), make([]uint8, len(n.at))
	for _, c := range n.chains {
		for i, node := range c.nodes {
			if i == 0 || i == len(c.nodes)-1 {
				n.ends[node] = min(n.ends[node]+1, 3)
			} else {
				n.inner[node] = min(n.inner[node]+1, 3)
			}
		}
	}
}

// junction tells whether streets meet or end at a node.
func (n *network) junction(node int32) bool { return n.ends[node] > 0 || n.inner[node] > 1 }

// join makes one chain of those that only go on into each other.
func (n *network) join() {
	at := map[int32][2]int32{} // the two chains that end at a node, by number from 1
	for i, c := range n.chains {
		for _, node := range []int32{c.nodes[0], c.nodes[len(c.nodes)-1]} {
			if n.ends[node] == 2 && n.inner[node] == 0 {
				pair := at[node]
				pair[0], pair[1] = int32(i+1), pair[0]
				at[node] = pair
			}
		}
	}
	gone := make([]bool, len(n.chains))
	next := func(node int32, from int) (int, bool) {
		pair := at[node]
		other := int(pair[0]+pair[1]) - from - 2
		if pair[0] == 0 || pair[1] == 0 || other == from || gone[other] || !alike(&n.chains[from], &n.chains[other]) {
			return 0, false
		}
		return other, true
	}
	for i := range n.chains {
		if gone[i] {
			continue
		}
		// onward from both ends: the second time along the chain turned round
		for range 2 {
			for tip := i; len(n.chains[i].nodes) < city.MaxFilePoints/2; {
				line := n.chains[i].nodes
				other, ok := next(line[len(line)-1], tip)
				if !ok || other == i {
					break
				}
				more := n.chains[other].nodes
				if more[0] != line[len(line)-1] {
					turnRound(more)
				}
				n.chains[i].nodes, gone[other], tip = append(line[:len(line):len(line)], more[1:]...), true, other
			}
			turnRound(n.chains[i].nodes)
			// the chain that now ends here is not the first any more
		}
	}
	kept := n.chains[:0]
	for i, c := range n.chains {
		if !gone[i] {
			kept = append(kept, c)
		}
	}
	n.chains = kept
	n.count()
}

func alike(a, b *chain) bool {
	x, y := &a.street, &b.street
	return !a.rim && !b.rim && x.Name == y.Name && x.Class == y.Class && x.Bridge == y.Bridge && x.Steps == y.Steps && x.Closed == y.Closed
}

func turnRound(nodes []int32) {
	for i, j := 0, len(nodes)-1; i < j; i, j = i+1, j-1 {
		nodes[i], nodes[j] = nodes[j], nodes[i]
	}
}

// thin leaves out what lines between junctions need for less than tolerance
// metres.
func (n *network) thin(plane geo.Plane, tolerance float64) {
	simple := simplify.DouglasPeucker(tolerance)
	for k := range n.chains {
		c := &n.chains[k]
		var kept []int32
		from := 0
		for i := 1; i < len(c.nodes); i++ {
			if i < len(c.nodes)-1 && !n.junction(c.nodes[i]) {
				continue
			}
			kept = append(kept, n.thinner(plane, simple, c.nodes[from:i+1])...)
			from = i
		}
		c.nodes = append(kept, c.nodes[len(c.nodes)-1])
	}
}

// thinner returns the nodes of a piece that are kept, without the last.
func (n *network) thinner(plane geo.Plane, simple *simplify.DouglasPeuckerSimplifier, nodes []int32) []int32 {
	line := make(orb.LineString, len(nodes))
	for i, node := range nodes {
		line[i][0], line[i][1] = plane.XY(n.at[node])
	}
	whole := line.Clone()
	short := simple.LineString(line)
	kept, k := make([]int32, 0, len(short)), 0
	for i := 0; i < len(nodes)-1 && k < len(short)-1; i++ {
		if whole[i] == short[k] {
			kept = append(kept, nodes[i])
			k++
		}
	}
	return kept
}

// parts returns for each node the number of its connected part, where people
// walk, and the number of the one that has the most junctions.
func (n *network) parts() (part func(int32) int32, largest int32) {
	up := make([]int32, len(n.at))
	for i := range up {
		up[i] = int32(i)
	}
	part = func(i int32) int32 {
		for up[i] != i {
			up[i] = up[up[i]]
			i = up[i]
		}
		return i
	}
	for _, c := range n.chains {
		for _, node := range c.nodes {
			if !c.street.Closed {
				up[part(node)] = part(c.nodes[0])
			}
		}
	}
	size, most := map[int32]int{}, 0
	for i := range up {
		if !n.junction(int32(i)) {
			continue
		}
		p := part(int32(i))
		if size[p]++; size[p] > most {
			most, largest = size[p], p
		}
	}
	return part, largest
}

// dropIslands leaves out paths that lie apart from the largest part, and
// returns how many.
func (n *network) dropIslands() int {
	part, largest := n.parts()
	kept := n.chains[:0]
	for _, c := range n.chains {
		if c.street.Class != city.Path || part(c.nodes[0]) == largest {
			kept = append(kept, c)
		}
	}
	dropped := len(n.chains) - len(kept)
	n.chains = kept
	n.count()
	return dropped
}

// plan writes junctions, streets and meetings into a plan.
func (n *network) plan(p *city.Plan) {
	number := map[int32]int32{}
	for _, c := range n.chains {
		s := c.street
		meets := make([]int32, len(c.nodes))
		for i, node := range c.nodes {
			s.Line = append(s.Line, n.at[node])
			if meets[i] = -1; !n.junction(node) {
				continue
			}
			j, ok := number[node]
			if !ok {
				j = int32(len(p.Junctions))
				number[node] = j
				p.Junctions = append(p.Junctions, n.at[node])
			}
			meets[i] = j
		}
		p.Streets, p.Meets = append(p.Streets, s), append(p.Meets, meets)
	}
}
