package attack

import (
	"math"
	"math/rand/v2"
	"slices"

	"crescendo/game"
)

// Honest noise (H2): whoever walks or runs in a street canyon is never taken
// for a cheat, and the rules believe them to be about where they are.

// hour is an hour of somebody who walks to and fro within 3 km of the plaza.
type hour struct {
	banned int // frames that were told "too fast"
	frozen int // frames that stood still because the credited position lagged
	errors []float64
}

func canyonHour(rng *rand.Rand, speed float64) (h hour) {
	y := &spy{}
	s := newSpiedStage(rng, true, y, xy{2000, 0})
	a := s.enter()
	phone := newReceiver(rng, true)
	at, way := xy{}, heading(0)
	for second := range 3600 {
		if second%60 == 0 {
			way = turnHome(rng, at, way)
		}
		at = at.plus(way.times(speed))
		fix, _ := phone.second(at)
		a.send(1000, fix) // every other one is early, and counts
		h.note(a.told, s.credited(y).metres(at))
	}
	return h
}

// turnHome turns by up to a right angle either way, and back towards the plaza
// where that is far.
func turnHome(rng *rand.Rand, at, way xy) xy {
	if at.length() > 3000 {
		return at.toward(xy{})
	}
	return way.turned((rng.Float64() - 0.5) * math.Pi)
}

func (h *hour) note(told game.Told, metres float64) {
	if told.Early {
		return
	}
	h.errors = append(h.errors, metres)
	switch told.Word {
	case game.WordTooFast:
		h.banned++
	case game.WordCatchUp:
		h.frozen++
	}
}

func noiseRow() Attack {
	return Attack{ID: "H2", Name: "an hour each of walking (1.4 m/s) and running (3 m/s) with a phone in street canyons", Runs: Runs{Smoke: 1, Fast: 50, Full: 200},
		play: func(c chance, runs int) (list []Measure) {
			for _, who := range []struct {
				name   string
				speed  float64
				banned float64 // % of frames, at most
			}{{"walking", 1.4, 0.01}, {"running", 3, 0.5}} {
				hours := each(c, runs, func(rng *rand.Rand) hour { return canyonHour(rng, who.speed) })
				list = append(list, hoursOf(c, who.name, hours, who.banned)...)
			}
			return list
		}}
}

func hoursOf(c chance, name string, hours []hour, mayBan float64) []Measure {
	var errors []float64
	for _, h := range hours {
		errors = append(errors, h.errors...)
	}
	share := func(frames func(hour) int) sample {
		return over(c, hours, func(h hour) float64 { return 100 * float64(frames(h)) / float64(len(h.errors)) })
	}
	banned, frozen := share(func(h hour) int { return h.banned }), share(func(h hour) int { return h.frozen })
	medians := over(c, hours, func(h hour) float64 { return quantile(slices.Clone(h.errors), 0.5) })
	return []Measure{
		banned.most(name+": % of frames told \"too fast\"", banned.mean(), mayBan),
		frozen.most(name+": % of frames that lag", frozen.mean(), 1),
		medians.most(name+": error of the credited position, median, m", quantile(errors, 0.5), 20),
		medians.most(name+": the same, p95, m", quantile(errors, 0.95), 45),
	}
}
