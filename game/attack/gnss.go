package attack

import (
	"math"
	"math/rand/v2"
)

// receiver is a phone's position in a city: an error of 4 m that changes
// within 5 s, one of 10 m that changes within a minute, and in a street canyon
// every three minutes an excursion of some ten metres for 5 to 20 s, which the
// phone half admits.
type receiver struct {
	rng        *rand.Rand
	canyon     bool
	fast, slow xy
	excursion  xy
	left       int // seconds of it
}

func newReceiver(rng *rand.Rand, canyon bool) *receiver {
	r := &receiver{rng: rng, canyon: canyon}
	for range 100 {
		r.second(xy{})
	}
	return r
}

// second lets a second pass and returns where the phone believes to be, and
// its accuracy in metres.
func (r *receiver) second(at xy) (reported xy, accuracy float64) {
	r.fast = drift(r.rng, r.fast, 4, 5)
	r.slow = drift(r.rng, r.slow, 10, 60)
	accuracy = 8 + 6*r.rng.Float64()
	r.excurse()
	if r.left > 0 {
		accuracy = 15 + 25*r.rng.Float64()
	}
	return at.plus(r.fast).plus(r.slow).plus(r.excursion), accuracy
}

func (r *receiver) excurse() {
	if r.left > 0 {
		r.left--
		return
	}
	r.excursion = xy{}
	if r.canyon && r.rng.Float64() < 1./180 {
		metres := 35 * math.Sqrt(-2*math.Log(1-r.rng.Float64()))
		r.excursion = polar(2*math.Pi*r.rng.Float64(), metres)
		r.left = 5 + r.rng.IntN(16)
	}
}

// drift lets an error of some metres, which is forgotten within some seconds,
// go on by one (an Ornstein-Uhlenbeck process).
func drift(rng *rand.Rand, e xy, metres, seconds float64) xy {
	keep := math.Exp(-1 / seconds)
	kick := math.Sqrt(1-keep*keep) * metres
	return e.times(keep).plus(xy{kick * rng.NormFloat64(), kick * rng.NormFloat64()})
}
