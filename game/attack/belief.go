package attack

import (
	"math"
	"math/rand/v2"
	"slices"
)

// belief is what an attacker knows about a hidden centre: candidates for it,
// each with the exact likelihood of all that was heard, the unknown warp
// integrated out (candidate.go). It is moved along by sequential Monte Carlo:
// each sighting is let in by degrees, so that the candidates never thin out,
// and at each degree they are drawn anew by weight and walk by Metropolis's
// rule.
type belief struct {
	rng        *rand.Rand
	sigma      float64 // of the warp, as the attacker knows it
	candidates []*candidate
	weights    []float64 // log, since the last draw
	seen       []sighting
	spare      *candidate
}

// What the attacker spends on thinking.
const (
	memory = 48 // sightings kept; older ones are thinned out
	moves  = 3  // Metropolis moves a candidate and draw
)

func newBelief(rng *rand.Rand, sigma float64, n int) *belief {
	b := &belief{rng: rng, sigma: sigma, spare: newCandidate(xy{})}
	for range n {
		b.candidates = append(b.candidates, newCandidate(somewhere(rng)))
	}
	b.weights = make([]float64, n)
	return b
}

// somewhere is a place in the city, any as likely as another.
func somewhere(rng *rand.Rand) xy {
	return xy{(2*rng.Float64() - 1) * cityHalf, (2*rng.Float64() - 1) * cityHalf}
}

// see lets a sighting in.
func (b *belief) see(s sighting) {
	if len(b.seen) == memory {
		b.forget()
	}
	b.seen = append(b.seen, s)
	for _, c := range b.candidates {
		c.add(s, b.sigma)
	}
	for degree := 0.0; ; {
		next := b.nextDegree(degree)
		b.weigh(next - degree)
		if next == 1 {
			return
		}
		b.redraw(next)
		degree = next
	}
}

// forget keeps the newer half of what was seen, and every other of the older.
func (b *belief) forget() {
	var keep []sighting
	for i, s := range b.seen {
		if i >= memory/2 || i%2 == 0 {
			keep = append(keep, s)
		}
	}
	b.seen = keep
	for _, c := range b.candidates {
		c.rebuild(c.at, b.seen, b.sigma)
	}
}

func (b *belief) enough() float64 { return float64(len(b.candidates)) / 2 }

// nextDegree returns how far, at most 1, the newest sighting can be let in
// while half of the candidates still count.
func (b *belief) nextDegree(from float64) float64 {
	if b.effective(1-from) >= b.enough() {
		return 1
	}
	low, high := from, 1.0
	for range 20 {
		if m := (low + high) / 2; b.effective(m-from) < b.enough() {
			high = m
		} else {
			low = m
		}
	}
	return max(low, from+1e-3)
}

// effective returns how many candidates count, were the newest sighting let
// in by so much more.
func (b *belief) effective(more float64) float64 {
	sum, squares := 0.0, 0.0
	top := math.Inf(-1)
	for i, c := range b.candidates {
		top = max(top, b.weights[i]+more*c.newest)
	}
	for i, c := range b.candidates {
		w := math.Exp(b.weights[i] + more*c.newest - top)
		sum, squares = sum+w, squares+w*w
	}
	return sum * sum / squares
}

func (b *belief) weigh(more float64) {
	for i, c := range b.candidates {
		b.weights[i] += more * c.newest
	}
}

// redraw draws the candidates anew by weight and lets each walk, the newest
// sighting counting to a degree.
func (b *belief) redraw(degree float64) {
	taken := b.sample(len(b.candidates))
	next := make([]*candidate, len(taken))
	used := make([]bool, len(taken))
	for i, j := range taken { // one keeps the original, the others get copies
		if used[j] {
			continue
		}
		used[j] = true
		next[i] = b.candidates[j]
	}
	free := 0
	for i, j := range taken {
		if next[i] != nil {
			continue
		}
		for used[free] {
			free++
		}
		used[free] = true
		next[i] = b.candidates[free]
		next[i].copyFrom(b.candidates[j])
	}
	b.candidates = next
	clear(b.weights)
	b.walk(degree)
}

func (b *belief) walk(degree float64) {
	reach := spread(b.places())
	for i := range b.candidates {
		for range moves {
			c := b.candidates[i]
			step := reach * math.Exp2(-6*b.rng.Float64())
			to := xy{c.at.x + step*b.rng.NormFloat64(), c.at.y + step*b.rng.NormFloat64()}
			if !to.inside(cityHalf) {
				continue
			}
			b.spare.rebuild(to, b.seen, b.sigma)
			if math.Log(b.rng.Float64()) < b.spare.tempered(degree)-c.tempered(degree) {
				b.candidates[i], b.spare = b.spare, c
			}
		}
	}
}

// sample draws n candidates by weight, evenly (systematic resampling).
func (b *belief) sample(n int) []int {
	p := b.shares()
	taken := make([]int, n)
	u := b.rng.Float64() / float64(n)
	sum, j := p[0], 0
	for i := range taken {
		for u > sum && j < len(p)-1 {
			j++
			sum += p[j]
		}
		taken[i] = j
		u += 1 / float64(n)
	}
	return taken
}

// shares returns the candidates' weights as shares of 1.
func (b *belief) shares() []float64 {
	top := slices.Max(b.weights)
	p := make([]float64, len(b.weights))
	sum := 0.0
	for i, w := range b.weights {
		p[i] = math.Exp(w - top)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

func (b *belief) places() []xy {
	list := make([]xy, len(b.candidates))
	for i, c := range b.candidates {
		list[i] = c.at
	}
	return list
}

// drawn returns n places drawn by weight.
func (b *belief) drawn(n int) []xy {
	list := make([]xy, n)
	for i, j := range b.sample(n) {
		list[i] = b.candidates[j].at
	}
	return list
}

// best returns the attacker's answer: the place about which the smallest
// circle holds nine tenths of his belief, and its radius in metres.
func (b *belief) best() (at xy, radius float64) {
	places := b.drawn(len(b.candidates))
	at, radius = xy{}, math.Inf(1)
	far := make([]float64, len(places))
	for try := range 12 {
		c := mean(places)
		if try > 0 {
			c = places[b.rng.IntN(len(places))]
		}
		for i, p := range places {
			far[i] = p.metres(c)
		}
		if r := quantile(far, 0.9); r < radius {
			at, radius = c, r
		}
	}
	return at, radius
}

// spread returns the root mean square distance of places from their middle.
func spread(places []xy) float64 {
	m, sum := mean(places), 0.0
	for _, p := range places {
		sum += p.minus(m).dot(p.minus(m))
	}
	return math.Sqrt(sum/float64(len(places))) + 0.05
}
