package attack

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// Static readings (O2, O4, O5): nobody walks, and the attacker computes the
// exact posterior of the venue on a raster of the city.

const (
	cell       = 40.0 // metres
	negligible = 20.0 // log likelihood below the best: 62,500 cells of it hold less than a ten-thousandth
)

// area90 returns the square kilometres in which the venue lies by nine tenths
// of what the sightings say.
func area90(seen []sighting) float64 {
	var likely []float64
	c, hopes, best := newCandidate(xy{}), hopesOf(seen), math.Inf(-1)
	for x := -cityHalf + cell/2; x < cityHalf; x += cell {
		for y := -cityHalf + cell/2; y < cityHalf; y += cell {
			if l, possible := c.judge(xy{x, y}, seen, hopes, best-negligible); possible {
				likely, best = append(likely, l), max(best, l)
			}
		}
	}
	slices.SortFunc(likely, func(a, b float64) int { return cmp.Compare(b, a) })
	total := 0.0
	for _, l := range likely {
		total += math.Exp(l - likely[0])
	}
	sum, n := 0.0, 0
	for sum < 0.9*total {
		sum += math.Exp(likely[n] - likely[0])
		n++
	}
	return float64(n) * cell * cell / 1e6
}

// standing returns what accounts hear that stand at places and never move.
func standing(s *stage, places []xy) (seen []sighting) {
	for _, p := range places {
		a := s.enter()
		seen = append(seen, first(p, a.claim(p)))
	}
	return seen
}

// within returns a place in a disc about the plaza.
func within(rng *rand.Rand, radius float64) xy {
	return polar(2*math.Pi*rng.Float64(), radius*math.Sqrt(rng.Float64()))
}

// threePlazas is O4: one reading at each of three public starts, 2.5 km from
// the middle.
func threePlazas(*rand.Rand) (places []xy) {
	for i := range 3 {
		places = append(places, polar(2*math.Pi*float64(i)/3, 2500))
	}
	return places
}

// tenAnywhere is O5: one reading at each of ten places, without a gate.
func tenAnywhere(rng *rand.Rand) (places []xy) {
	for range 10 {
		places = append(places, somewhere(rng))
	}
	return places
}

func threePlazasRow() Attack {
	return areaRow("O4", "three plazas, one reading each, venue within 4 km", threePlazas, 1.4, 0.5)
}

func tenAnywhereRow() Attack {
	return areaRow("O5", "ten readings at once anywhere in the city, as if without a gate, venue within 4 km", tenAnywhere, 0.8, 0.25)
}

func areaRow(id, name string, places func(*rand.Rand) []xy, median, p10 float64) Attack {
	return Attack{ID: id, Name: name, Runs: Runs{Smoke: 1, Fast: 100, Full: 200},
		play: func(c chance, runs int) []Measure {
			areas := sample{from: c.from, values: each(c, runs, func(rng *rand.Rand) float64 {
				s := newGateless(rng, true, within(rng, 4000))
				return area90(standing(s, places(rng)))
			})}
			return []Measure{
				areas.least("90 % area, median, km²", areas.median(), median),
				areas.least("90 % area, p10, km²", areas.quantile(0.1), p10),
			}
		}}
}

// still is O2: one account that claims 10,800 places within 30 m of the plaza
// in an hour, and returns the steps it was ever told, in the order in which it
// met them.
func still(s *stage, rng *rand.Rand) (heard []int) {
	a := s.enter()
	heard = addStep(heard, uint8(a.claim(xy{})))
	for range 1800 {
		var crowd []xy
		for range 4 {
			crowd = append(crowd, within(rng, 30))
		}
		heard = addStep(heard, a.send(500, crowd[0], crowd[1]).Step) // early: counts, but is answered with the last step
		heard = addStep(heard, a.send(1500, crowd...).Step)
	}
	return heard
}

func addStep(heard []int, step uint8) []int {
	if !slices.Contains(heard, int(step)) {
		heard = append(heard, int(step))
	}
	return heard
}

// stillness is what O2 measures.
type stillness struct {
	steps float64 // told in all
	apart float64 // the loudest less the softest
	area  float64 // km²
}

func standStill(rng *rand.Rand) stillness {
	s := newStage(rng, true, around(rng, 2000))
	heard := still(s, rng)
	seen := []sighting{first(xy{}, heard[0])}
	for i := 1; i < len(heard); i++ {
		seen = append(seen, crossing(xy{}, heard[i-1], heard[i], 2*30))
	}
	return stillness{float64(len(heard)), float64(slices.Max(heard) - slices.Min(heard)), area90(seen)}
}

func stillRow() Attack {
	return Attack{ID: "O2", Name: "one account stands at the plaza for an hour and claims 10,800 places within 30 m, venue 2 km away", Runs: Runs{Smoke: 1, Fast: 50, Full: 200},
		play: func(c chance, runs int) []Measure {
			all := each(c, runs, standStill)
			areas := over(c, all, func(r stillness) float64 { return r.area })
			return []Measure{
				over(c, all, func(r stillness) float64 { return r.steps }).mostOf("steps told, most", 2),
				over(c, all, func(r stillness) float64 { return r.apart }).mostOf("steps between the loudest and the softest, most", 1),
				areas.least("90 % area, median, km²", areas.median(), 7),
			}
		}}
}
