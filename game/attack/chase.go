package attack

import (
	"math"
	"math/rand/v2"
)

// chase is the strongest attacker here (O8, O9): k accounts that leave the
// plaza at the speed cap, pool what they hear in one belief, and close in on
// what they believe, some on the left flank and some on the right.
type chase struct {
	rng     *rand.Rand
	belief  *belief
	hunters []*hunter
}

// hunter is one account of a chase.
type hunter struct {
	ear   ear
	step  int
	way   xy      // unit vector
	left  float64 // metres until the next choice of way
	quiet float64 // metres since the last sighting
}

// fan is the angle, in radians, over which the hunters of a chase spread. Of 0,
// 0.6, 1.2, 1.8, 2.4 and 3.6 it finds soonest and is sure soonest, by little.
const fan = 1.2

// newChase lets every ear hear the plaza once. All stand on the same spot, so
// that only the first says something.
func newChase(rng *rand.Rand, sigma float64, candidates int, ears []ear) *chase {
	c := &chase{rng: rng, belief: newBelief(rng, sigma, candidates)}
	for i, e := range ears {
		step := e.claim(xy{}) // where the gate has put it: who claims to be beside it lags for ever
		if i == 0 {
			c.belief.see(first(e.at(), step))
		}
		c.hunters = append(c.hunters, &hunter{ear: e, step: step})
	}
	return c
}

// move takes every hunter on by one frame and tells whether one of them
// learnt something.
func (c *chase) move() bool {
	learnt := false
	for i, h := range c.hunters {
		if h.left <= 0 {
			c.aim(i)
		}
		if s, ok := h.move(); ok {
			c.belief.see(s)
			learnt = true
		}
	}
	return learnt
}

// aim gives hunter i a new way.
func (c *chase) aim(i int) {
	if len(c.hunters) == 1 {
		c.aimAlone(c.hunters[i])
		return
	}
	h := c.hunters[i]
	goal := mean(c.belief.drawn(64))
	far := h.ear.at().metres(goal)
	if h.quiet == 0 && far < 200 { // on top of it: look round
		h.way, h.left = heading(2*math.Pi*c.rng.Float64()), 150
		return
	}
	flank := (float64(i)/float64(len(c.hunters)-1) - 0.5) * fan
	h.way, h.left = h.ear.at().toward(goal).turned(flank), max(12, 0.2*far)
}

// aimAlone sends the only hunter to a place that it believes in (Thompson
// sampling), a little beside it so that its bearings differ.
func (c *chase) aimAlone(h *hunter) {
	goal := c.belief.drawn(1)[0]
	beside := (c.rng.Float64() - 0.5) * 1.4
	h.way, h.left = h.ear.at().toward(goal).turned(beside), max(12, 0.3*h.ear.at().metres(goal))
}

// move walks on by one frame and returns what that says, if anything.
func (h *hunter) move() (sighting, bool) {
	const stride = speedCap * frameTime
	before, from := h.step, h.ear.at()
	h.step = h.ear.claim(h.ear.last().plus(h.way.times(stride)))
	h.left -= stride
	h.quiet += stride
	at := h.ear.at()
	if h.step != before {
		h.left, h.quiet = 0, 0
		return crossing(middle(from, at), before, h.step, from.metres(at)), true
	}
	_, far := band(h.step)
	if h.left <= 0 || h.quiet > 0.25*min(max(far, 60), farthest) {
		h.quiet = 0
		return same(at, h.step), true
	}
	return sighting{}, false
}
