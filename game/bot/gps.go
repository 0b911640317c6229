package bot

import (
	"math"
	"math/rand/v2"

	"crescendo/maps/geo"
)

// What a phone's positions are like in a town (oracle.md, section 2): errors
// that stay for some seconds, and others that stay for a minute.
const (
	best, worst = 8.0, 20.0 // metres of accuracy, 95 % radius
	perSigma    = 2.45      // 95 % radius of a round normal error of 1 a side
	quickFor    = 5.0       // seconds
	slowFor     = 60.0      // seconds
	quickShare  = 0.5       // of the standard deviation; the rest of the variance is slow
)

// gps makes a phone's fixes of true places. It belongs to one goroutine.
type gps struct {
	chance   *rand.Rand
	accuracy drift // about 0, 1 wide
	quick    [2]drift
	slow     [2]drift
}

// drift is a number that wanders about 0, as wide as 1: an Ornstein–Uhlenbeck
// process.
type drift float64

func (d *drift) move(chance *rand.Rand, seconds, lasts float64) {
	keep := math.Exp(-seconds / lasts)
	*d = drift(keep*float64(*d) + math.Sqrt(1-keep*keep)*chance.NormFloat64())
}

func newGPS(chance *rand.Rand) *gps {
	g := &gps{chance: chance}
	g.move(math.Inf(1)) // a phone that is switched on is wrong already
	return g
}

// move lets seconds of hunt time go by.
func (g *gps) move(seconds float64) {
	g.accuracy.move(g.chance, seconds, slowFor)
	for i := range 2 {
		g.quick[i].move(g.chance, seconds, quickFor)
		g.slow[i].move(g.chance, seconds, slowFor)
	}
}

// at returns where the phone says that it is, and the metres of accuracy.
func (g *gps) at(p geo.Point) (geo.Point, float64) {
	accuracy := best + (worst-best)*0.5*(1+math.Erf(float64(g.accuracy)/math.Sqrt2))
	sigma := accuracy / perSigma
	off := func(i int) float64 {
		return sigma * (quickShare*float64(g.quick[i]) + math.Sqrt(1-quickShare*quickShare)*float64(g.slow[i]))
	}
	return geo.Shift(p, off(0), off(1)), accuracy
}
