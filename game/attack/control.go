package attack

import "math/rand/v2"

// The control (O14): the same attackers on the same rules with the warp taken
// out. They must succeed, or the rows that they fail say nothing.
func controlRow() Attack {
	return Attack{ID: "O14", Name: "control: no warp, so that the attackers must succeed, k = 10, venue 2 km away", Runs: Runs{Smoke: 1, Fast: 50, Full: 100},
		play: func(c chance, runs int) []Measure {
			errors := sample{from: c.from, values: each(c, runs, func(rng *rand.Rand) float64 { return leastSquares(rng, false, 10, 500) })}
			chases := each(c, runs, func(rng *rand.Rand) pursuit { return pursue(rng, false, 10) })
			found := over(c, chases, func(p pursuit) float64 { return p.found })
			approach := over(c, chases, func(p pursuit) float64 { return p.approach })
			return []Measure{
				errors.most("least squares after 500 m: error, median, m", errors.median(), 25),
				found.most("Gaussian process: minutes until within 100 m for good, median", found.median(), 1.5),
				approach.least("and had come no nearer than, median, m", approach.median(), 1000),
			}
		}}
}
