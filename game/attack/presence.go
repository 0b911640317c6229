package attack

import (
	"math"
	"math/rand/v2"

	"crescendo/game"
	"crescendo/maps/geo"
)

// Presence that is not (P4): claims that would arrive too soon, too briefly or
// by nonsense.

const (
	fence    = 150.0 // metres about a centre, with doors
	dwellFor = 20.0  // seconds
)

func soonest(rng *rand.Rand) float64 {
	venue := around(rng, 2000)
	return newStage(rng, true, venue).soonest(rng, venue)
}

// soonest lets accounts claim to stand at a venue, from the gun on and in other
// ways, and returns the seconds by which the first is eligible sooner than a
// runner at the cap could be.
func (s *stage) soonest(rng *rand.Rand, venue xy) float64 {
	possible := (venue.plus(s.offset(0)).length()-fence)/speedCap + dwellFor
	sooner := math.Inf(-1)
	for _, r := range arrivals(venue) {
		a := s.enter()
		for f := 0; a.now < 1200_000 && a.runner.Eligible() == 0; f++ {
			after, at := r.claim(f, rng)
			if f == 0 {
				after = frameMillis // at the gun, on the plaza
			}
			a.send(after, at)
		}
		if a.runner.Eligible() != 0 {
			sooner = max(sooner, possible-float64(a.now)/1000)
		}
	}
	return sooner
}

// arrivals are ways to claim an arrival.
func arrivals(venue xy) []ruse {
	return []ruse{
		{"there at once", func(f int, _ *rand.Rand) (game.Millis, xy) {
			return frameMillis, venue.times(float64(min(f, 1)))
		}},
		{"at the cap", func(f int, _ *rand.Rand) (game.Millis, xy) {
			return frameMillis, venue.times(min(1, float64(f)*speedCap*frameTime/2000))
		}},
		{"there and back", func(f int, _ *rand.Rand) (game.Millis, xy) {
			return frameMillis, venue.times(float64(f % 2))
		}},
		{"eight frames for one", func(f int, _ *rand.Rand) (game.Millis, xy) {
			return frameMillis / 8, venue.times(float64(min(f, 1)))
		}},
		{"after three minutes of standing", func(f int, _ *rand.Rand) (game.Millis, xy) {
			return frameMillis, venue.times(float64(min(f/90, 1)))
		}},
		{"beyond it", func(f int, _ *rand.Rand) (game.Millis, xy) {
			return frameMillis, venue.times(3 * float64(min(f, 1)))
		}},
	}
}

// passBy counts who becomes eligible by running through the fence along a chord
// that takes a little less than the dwell.
func passBy(rng *rand.Rand) (arrived float64) {
	venue := around(rng, 2000)
	s := newStage(rng, true, venue)
	a := s.enter()
	centre := venue.plus(s.offset(0))
	way := xy{}.toward(centre)
	half := speedCap * (dwellFor - 2*frameTime) / 2
	beside := way.turned(math.Pi / 2).times(math.Sqrt(fence*fence - half*half))
	for m := 0.0; m < 3000; m += speedCap * frameTime {
		a.send(frameMillis, way.times(m).plus(beside))
	}
	return bit(a.runner.Eligible() != 0)
}

// nonsense counts what fixes bring about that cannot count: loudness that
// changes, or an arrival. The account stands on the plaza, 2 km from the venue.
func nonsense(rng *rand.Rand) (counted float64) {
	venue := around(rng, 2000)
	s := newStage(rng, true, venue)
	a := s.enter()
	for range 10 {
		a.claim(xy{})
	}
	step := a.told.Step
	for range 300 {
		told := a.runner.Apply(a.garbage(rng, s.plane.At(venue.x, venue.y)))
		if told.Step != step || a.runner.Eligible() != 0 {
			counted++
		}
	}
	return counted
}

// garbage is a frame of fixes at a venue, none of which may count.
func (a *account) garbage(rng *rand.Rand, venue geo.Point) game.Frame {
	a.now += frameMillis
	a.frames++
	f := game.Frame{Now: a.now, Sequence: a.frames, Sent: a.clock(), Count: game.MaxFixes}
	f.Fixes = [game.MaxFixes]game.Fix{
		{At: venue, AccuracyDM: 0, Mono: f.Sent},                                              // no accuracy
		{At: venue, AccuracyDM: uint16(751 + rng.IntN(64000)), Mono: f.Sent},                  // 75 m to 6.5 km
		{At: venue, AccuracyDM: 80, Mono: f.Sent + 1 + rng.Uint64N(1<<40)},                    // from the future
		{At: geo.Point{Lat: math.MinInt32, Lon: math.MaxInt32}, AccuracyDM: 80, Mono: f.Sent}, // nowhere
	}
	switch rng.IntN(4) {
	case 0: // too old
		f.Fixes[0] = game.Fix{At: venue, AccuracyDM: 80, Mono: f.Sent - 15_001 - rng.Uint64N(1e6)}
	case 1: // a stale frame
		f.Sequence = rng.Uint32N(a.frames)
	case 2: // of another session
		f.Epoch = 1 + rng.Uint32()>>1
	case 3: // a count out of range
		f.Count = []int{-1, 5, math.MinInt, math.MaxInt}[rng.IntN(4)]
	}
	return f
}

func presenceRow() Attack {
	return Attack{ID: "P4", Name: "presence by claims: too soon, in passing, and by fixes that cannot count", Runs: Runs{Smoke: 1, Fast: 20, Full: 200},
		play: func(c chance, runs int) []Measure {
			return []Measure{
				sample{from: c.from, values: each(c, runs, soonest)}.mostOf("seconds sooner than a runner at the cap, most", 0),
				sample{from: c.from, values: each(c, runs, passBy)}.never("arrivals in passing"),
				sample{from: c.from, values: each(c, runs, nonsense)}.never("fixes that counted though they cannot"),
			}
		}}
}
