package attack

import (
	"math"
	"math/rand/v2"
)

// Boundary tracing (O10): one account finds the place where the step changes,
// follows that edge for 300 m by crossing it back and forth, and takes its
// normal for the bearing of the venue.

// mark is a place where the step changed.
type mark struct {
	at     xy
	louder bool
}

const (
	traced    = 300.0 // metres along the edge
	traceMost = 4000.0
)

// tracer walks along an edge.
type tracer struct {
	ear    ear
	step   int
	lowest int    // of the two steps that meet at the edge
	marks  []mark // crossings of it, oldest first
	walked float64
}

// trace returns the crossings of one edge. The attacker is told for nothing
// which of the eight winds leads to the venue best; without, he would have to
// spend some hundred metres on that.
func trace(e ear, wind xy) []mark {
	t := &tracer{ear: e, step: e.claim(xy{})}
	way := wind
	t.lowest = t.step
	for len(t.marks) == 0 && t.walked < traceMost {
		t.stride(way)
	}
	along := wind.turned(math.Pi / 2)
	for t.walked < traceMost && t.span(along) < traced {
		t.stride(t.back(along))
		if n := normal(t.marks); len(t.marks) >= 3 && n.dot(wind) > 0.3 {
			along = n.turned(math.Pi / 2)
		}
	}
	return t.marks
}

// back is the way that leads along the edge, and across it from the side on
// which the account is.
func (t *tracer) back(along xy) xy {
	const slant = math.Pi / 4
	if t.step > t.lowest { // inside: louder lies to the right of along
		return along.turned(slant)
	}
	return along.turned(-slant)
}

func (t *tracer) stride(way xy) {
	const stride = speedCap * frameTime
	from, before := t.ear.at(), t.step
	t.step = t.ear.claim(t.ear.last().plus(way.times(stride)))
	t.walked += stride
	if len(t.marks) == 0 && t.step != before {
		t.lowest = min(t.step, before)
	}
	if before != t.step && min(before, t.step) <= t.lowest && max(before, t.step) > t.lowest {
		t.marks = append(t.marks, mark{middle(from, t.ear.at()), t.step > before})
	}
}

// span returns the metres of edge that lie between the outermost crossings.
func (t *tracer) span(along xy) float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for _, m := range t.marks {
		low, high = min(low, m.at.dot(along)), max(high, m.at.dot(along))
	}
	return high - low
}

// normal returns the direction across the marks in which it grows louder: that
// of two parallel lines, one through the louder crossings and one through the
// others, which hysteresis keeps apart.
func normal(marks []mark) xy {
	best, least := xy{}, math.Inf(1)
	for i := range 720 {
		n := heading(2 * math.Pi * float64(i) / 720)
		inner, outer, sum := depth(marks, n)
		if inner > outer && sum < least {
			best, least = n, sum
		}
	}
	return best
}

// depth returns how far along n the two lines lie, and the squared metres by
// which the marks miss them.
func depth(marks []mark, n xy) (inner, outer, sum float64) {
	var at [2][]float64
	for _, m := range marks {
		side := 0
		if m.louder {
			side = 1
		}
		at[side] = append(at[side], m.at.dot(n))
	}
	outer, a := lineUp(at[0])
	inner, b := lineUp(at[1])
	return inner, outer, a + b
}

// lineUp returns the mean of values and their squared distance from it.
func lineUp(values []float64) (middle, sum float64) {
	for _, v := range values {
		middle += v / float64(len(values))
	}
	for _, v := range values {
		sum += (v - middle) * (v - middle)
	}
	return middle, sum
}

// traceEdge returns how far the attacker's answer lies from a venue 2 km away,
// in metres across the true bearing. Who traces nothing is 2 km off.
func traceEdge(rng *rand.Rand, w warped) (across float64) {
	venue := around(rng, 2000)
	s := newStage(rng, w, venue)
	toward := math.Atan2(venue.y, venue.x)
	wind := heading(math.Round(toward/(math.Pi/4)) * math.Pi / 4)
	marks := trace(s.enter(), wind)
	if len(marks) < 3 {
		return 2000
	}
	n := normal(marks)
	from := middle(marks[0].at, marks[len(marks)-1].at)
	return math.Abs(n.x*(venue.y-from.y) - n.y*(venue.x-from.x))
}

func traceRow() Attack {
	return Attack{ID: "O10", Name: "boundary tracing: 300 m along one edge, bearing from its normal, venue 2 km away", Runs: Runs{Smoke: 2, Fast: 100, Full: 400},
		play: func(c chance, runs int) []Measure {
			across := func(w warped) sample {
				return sample{from: c.from, values: each(c, runs, func(rng *rand.Rand) float64 { return traceEdge(rng, w) })}
			}
			with, without := across(true), across(false)
			return []Measure{
				with.least("error across the bearing, median, m", with.median(), 200),
				without.most("control without warp: the same, m", without.median(), 100),
			}
		}}
}
