package osm

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/planar"
	"github.com/paulmach/orb/simplify"
)

// assemble makes closed rings of ways whose ends are the same nodes. A ring is
// returned without its first node at its end. Ways that close no ring, as in an
// extract that was cut, are counted.
func assemble(ways [][]int32) (rings [][]int32, open int) {
	at := map[int32][]int{} // ways by their ends
	for i, w := range ways {
		if len(w) >= 2 {
			at[w[0]] = append(at[w[0]], i)
			at[w[len(w)-1]] = append(at[w[len(w)-1]], i)
		}
	}
	used := make([]bool, len(ways))
	for i, w := range ways {
		if used[i] || len(w) < 2 {
			continue
		}
		used[i] = true
		ring := slices.Clone(w)
		for ring[0] != ring[len(ring)-1] {
			next := slices.IndexFunc(at[ring[len(ring)-1]], func(k int) bool { return !used[k] })
			if next < 0 {
				break
			}
			k := at[ring[len(ring)-1]][next]
			used[k] = true
			more := slices.Clone(ways[k])
			if more[0] != ring[len(ring)-1] {
				turnRound(more)
			}
			ring = append(ring, more[1:]...)
		}
		if ring[0] != ring[len(ring)-1] || len(ring) < 4 {
			open++
			continue
		}
		rings = append(rings, ring[:len(ring)-1])
	}
	return rings, open
}

// polish clips a ring in metres to a box, and leaves out what it needs for less
// than a metre. The ring closes; nil means that nothing is left.
func polish(ring orb.Ring, box orb.Bound) orb.Ring {
	ring = clip.Ring(box, ring)
	if len(ring) < 4 {
		return nil
	}
	if ring[0] != ring[len(ring)-1] {
		ring = append(ring, ring[0])
	}
	if ring = simplify.DouglasPeucker(1).Ring(ring); len(ring) < 4 {
		return nil
	}
	return ring
}

const (
	minHole  = 60  // square metres: a smaller hole is not seen
	maxHoles = 400 // of one ring
)

// cutOut gives each hole to the smallest ring about it, and joins it to that by
// a cut that is gone along twice: so that one ring says it all, whatever rule
// fills it. Rings are closed.
func cutOut(outer, holes []orb.Ring) {
	size := func(r orb.Ring) float64 { return math.Abs(planar.Area(r)) }
	slices.SortStableFunc(holes, func(a, b orb.Ring) int { return cmp.Compare(size(b), size(a)) })
	shape := slices.Clone(outer) // as they are without holes
	cut := make([]int, len(outer))
	for _, hole := range holes {
		if size(hole) < minHole {
			break
		}
		best := -1
		for i, ring := range shape {
			if planar.RingContains(ring, hole[0]) && (best < 0 || size(ring) < size(shape[best])) {
				best = i
			}
		}
		if best < 0 || cut[best] >= maxHoles || len(outer[best])+len(hole) > 30_000 {
			continue
		}
		cut[best]++
		outer[best] = splice(outer[best], hole)
	}
}

// splice joins a hole to a ring where their points are nearest, and goes about
// it the other way round.
func splice(ring, hole orb.Ring) orb.Ring {
	i, j, least := 0, 0, math.Inf(1)
	for a := range ring[:len(ring)-1] {
		for b := range hole[:len(hole)-1] {
			dx, dy := ring[a][0]-hole[b][0], ring[a][1]-hole[b][1]
			if d := dx*dx + dy*dy; d < least {
				i, j, least = a, b, d
			}
		}
	}
	if hole.Orientation() == ring.Orientation() {
		hole.Reverse()
		j = len(hole) - 1 - j
	}
	open := hole[:len(hole)-1]
	j %= len(open)
	out := append(orb.Ring{}, ring[:i+1]...)
	out = append(append(out, open[j:]...), open[:j+1]...)
	return append(out, ring[i:]...)
}
