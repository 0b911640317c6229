package osm

import (
	"cmp"
	"math"
	"slices"

	"crescendo/maps/city"
	"crescendo/maps/geo"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

const (
	maxGates = 40  // junctions on a square's rim between which ways are sought
	detour   = 1.3 // times the straight line: longer along the rim, and people cross
)

// cross adds ways across a square between the junctions of its rim, the
// shortest first, each where what is there already would be a detour: a sparse
// net in which no way is much longer than the straight one.
func (n *network) cross(plane geo.Plane, ring []int32) {
	var gates []int
	shape := make(orb.Ring, 0, len(ring)+1)
	for i, node := range ring {
		ring[i] = n.root(node)
		x, y := plane.XY(n.at[ring[i]])
		shape = append(shape, orb.Point{x, y})
		if n.ends[ring[i]]+n.inner[ring[i]] > 1 {
			gates = append(gates, i)
		}
	}
	shape = append(shape, shape[0])
	if len(gates) < 2 || len(gates) > maxGates {
		return
	}
	far := alongRim(shape, gates)
	type pair struct {
		a, b     int
		straight float64
	}
	var pairs []pair
	for a := range gates {
		for b := range a {
			if d := planar.Distance(shape[gates[a]], shape[gates[b]]); far[a][b] > detour*d && d > 5 {
				pairs = append(pairs, pair{a, b, d})
			}
		}
	}
	slices.SortStableFunc(pairs, func(p, q pair) int { return cmp.Compare(p.straight, q.straight) })
	for _, p := range pairs {
		if far[p.a][p.b] <= detour*p.straight || !within(shape, shape[gates[p.a]], shape[gates[p.b]]) {
			continue
		}
		n.chains = append(n.chains, chain{city.Street{Class: city.Path}, []int32{ring[gates[p.a]], ring[gates[p.b]]}, true})
		for i := range far { // whoever is nearer through it goes through it
			for j := range far {
				through := min(far[i][p.a]+far[p.b][j], far[i][p.b]+far[p.a][j]) + p.straight
				far[i][j] = min(far[i][j], through)
			}
		}
	}
}

// alongRim returns the metres between the gates along the rim, the shorter way
// round.
func alongRim(shape orb.Ring, gates []int) [][]float64 {
	to := make([]float64, len(shape)) // from the first point to each
	for i := 1; i < len(shape); i++ {
		to[i] = to[i-1] + planar.Distance(shape[i-1], shape[i])
	}
	all := to[len(to)-1]
	far := make([][]float64, len(gates))
	for a := range gates {
		far[a] = make([]float64, len(gates))
		for b := range gates {
			d := math.Abs(to[gates[a]] - to[gates[b]])
			far[a][b] = min(d, all-d)
		}
	}
	return far
}

// within tells whether the straight way between two points of a ring stays in
// it, looked at every two metres.
func within(shape orb.Ring, a, b orb.Point) bool {
	n := max(4, math.Ceil(planar.Distance(a, b)/2))
	for i := 1.0; i < n; i++ {
		if !planar.RingContains(shape, orb.Point{a[0] + (b[0]-a[0])*i/n, a[1] + (b[1]-a[1])*i/n}) {
			return false
		}
	}
	return true
}
