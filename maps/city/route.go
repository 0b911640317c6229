package city

import "math"

// Unreachable is the distance in a field of what cannot be walked to.
const Unreachable = float32(math.MaxFloat32)

// From returns the walking distance in metres from junction j to each, and
// [Unreachable] where no way leads: one field, by Dijkstra. No distance is
// shorter than the straight line, but for the rounding to float32 (under
// 1 cm up to 60 km).
func (g *Graph) From(j int) []float32 {
	metres, _ := g.search(-1, queued{0, int32(j)})
	return rounded(metres)
}

// rounded returns distances as they are kept.
func rounded(metres []float64) []float32 {
	field := make([]float32, len(metres))
	for i, m := range metres {
		field[i] = Unreachable
		if !math.IsInf(m, 1) {
			field[i] = float32(m)
		}
	}
	return field
}

// Path returns the junctions on the shortest way from a to b, both included,
// and nil if there is none.
func (g *Graph) Path(a, b int) []int {
	metres, towards := g.search(a, queued{0, int32(b)})
	if math.IsInf(metres[a], 1) {
		return nil
	}
	path := []int{a}
	for a != b {
		a = int(towards[a])
		path = append(path, a)
	}
	return path
}

// search returns the distance of each junction from the nearest of the sources,
// each of which is some metres away itself, and the junction before it on the
// way, until all are known or the one called until is.
func (g *Graph) search(until int, sources ...queued) (metres []float64, before []int32) {
	metres = make([]float64, len(g.junctions))
	before = make([]int32, len(g.junctions))
	for i := range metres {
		metres[i] = math.Inf(1)
		before[i] = -1
	}
	var q queue
	for _, s := range sources {
		metres[s.junction] = min(metres[s.junction], s.metres)
		q.push(s.metres, s.junction)
	}
	for len(q) > 0 {
		d, at := q.pop()
		if d > metres[at] {
			continue
		}
		if int(at) == until {
			break
		}
		for i := range g.edges[at] {
			e := &g.edges[at][i]
			if far := d + e.Metres; far < metres[e.To] {
				metres[e.To], before[e.To] = far, at
				q.push(far, int32(e.To))
			}
		}
	}
	return metres, before
}

// queue is a binary heap of junctions, the nearest first.
type queue []queued

type queued struct {
	metres   float64
	junction int32
}

func (q *queue) push(metres float64, junction int32) {
	h := append(*q, queued{metres, junction})
	i := len(h) - 1
	for i > 0 && h[(i-1)/2].metres > metres {
		h[i] = h[(i-1)/2]
		i = (i - 1) / 2
	}
	h[i] = queued{metres, junction}
	*q = h
}

func (q *queue) pop() (metres float64, junction int32) {
	h := *q
	top, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	i := 0
	for {
		child := 2*i + 1
		if child >= len(h) {
			break
		}
		if child+1 < len(h) && h[child+1].metres < h[child].metres {
			child++
		}
		if h[child].metres >= last.metres {
			break
		}
		h[i] = h[child]
		i = child
	}
	if len(h) > 0 {
		h[i] = last
	}
	*q = h
	return top.metres, top.junction
}
