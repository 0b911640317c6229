package attack

import (
	"math/rand/v2"

	"crescendo/game"
)

// Teleporting (O7): whatever is claimed, the credited position moves no faster
// than its tokens pay for, and loudness follows it alone.

// ruse is a way to claim places: it returns the next claim and how long after
// the last frame it goes out.
type ruse struct {
	name  string
	claim func(frame int, rng *rand.Rand) (after game.Millis, at xy)
}

func ruses() []ruse {
	far := xy{5000, 0}
	return []ruse{
		{"5 km away, and stay", func(f int, _ *rand.Rand) (game.Millis, xy) {
			return frameMillis, far.times(float64(min(f, 1)))
		}},
		{"to and fro at 12 m/s", func(f int, _ *rand.Rand) (game.Millis, xy) {
			return frameMillis, xy{24 * float64(f), 300 * float64(f%2)}
		}},
		{"silent for ten minutes, then 5 km away", func(f int, _ *rand.Rand) (game.Millis, xy) {
			if f == 1 {
				return 600_000, far
			}
			return frameMillis, far.times(float64(min(f, 1)))
		}},
		{"stand for three minutes, then sprint", func(f int, _ *rand.Rand) (game.Millis, xy) {
			return frameMillis, xy{24 * float64(max(f-90, 0)), 0}
		}},
		{"frames eight times as often, at 12 m/s", func(f int, _ *rand.Rand) (game.Millis, xy) {
			return frameMillis / 8, xy{3 * float64(f), 0}
		}},
		{"anywhere, each time", func(f int, rng *rand.Rand) (game.Millis, xy) {
			return frameMillis, somewhere(rng).times(float64(min(f, 1)))
		}},
	}
}

// stand is where and when the rules believed an account to be.
type stand struct {
	when game.Millis
	at   xy
	told game.Told
	lag  float64 // metres from there to the mean of the claims
}

// try plays a ruse for a quarter of an hour on a stage that measures by y.
func (r ruse) try(rng *rand.Rand, s *stage, y *spy) (stands []stand) {
	a := s.enter()
	for f := 0; a.now < 900_000; f++ {
		after, at := r.claim(f, rng)
		if f == 0 {
			after = frameMillis // at the gun
		}
		if told := a.send(after, at); !told.Early {
			credited := s.credited(y)
			stands = append(stands, stand{a.now, credited, told, credited.metres(a.at())})
		}
	}
	return stands
}

// slip is a metre or two of rounding: places are whole 1e-7 degrees.
const slip = 0.5

// tooFar counts how often the credited position was farther than the tokens
// pay for: from the gate, and in any window.
func tooFar(stands []stand) (gate, window int) {
	for i, b := range stands {
		if b.at.metres(stands[0].at) > speedCap*float64(b.when)/1000+slip {
			gate++
		}
		for _, a := range stands[:i] {
			if b.at.metres(a.at) > 400+speedCap*float64(b.when-a.when)/1000+slip {
				window++
			}
		}
	}
	return gate, window
}

// misheard counts the steps that tell of another place than the credited
// position, and those that changed though they should stand still.
func misheard(stands []stand, venue xy) (elsewhere, moved int) {
	for i, s := range stands {
		near, far := band(int(s.told.Step))
		d := s.at.metres(venue)
		switch s.told.Word {
		case game.WordHunting:
			if int(s.told.Step) < loudest && d < near/hysteresis-slip || d > far*hysteresis+slip || s.lag > 100+slip {
				elsewhere++
			}
		case game.WordCatchUp:
			if last := lastHeard(stands[:i]); s.told.Step != last {
				moved++
			}
		case game.WordTooFast:
			if s.told.Step != 0 {
				moved++
			}
		}
	}
	return elsewhere, moved
}

// lastHeard returns the last step that was told as loudness.
func lastHeard(stands []stand) uint8 {
	for i := len(stands) - 1; i >= 0; i-- {
		if w := stands[i].told.Word; w == game.WordHunting || w == game.WordFar {
			return stands[i].told.Step
		}
	}
	return 0
}

// leash is what the ruses gained, as counts, and how often they were held back.
type leash struct{ gate, window, elsewhere, moved, frozen float64 }

func tryRuses(rng *rand.Rand) (l leash) {
	for _, r := range ruses() {
		venue := around(rng, 2000)
		y := &spy{}
		s := newSpiedStage(rng, false, y, venue) // without a warp, so that a step tells the distance
		stands := r.try(rng, s, y)
		gate, window := tooFar(stands)
		elsewhere, moved := misheard(stands, venue)
		l.gate, l.window = l.gate+float64(gate), l.window+float64(window)
		l.elsewhere, l.moved = l.elsewhere+float64(elsewhere), l.moved+float64(moved)
		for _, s := range stands {
			l.frozen += bit(s.told.Word == game.WordCatchUp || s.told.Word == game.WordTooFast)
		}
	}
	return l
}

func leashRow() Attack {
	return Attack{ID: "O7", Name: "teleporting: six ruses, a quarter of an hour each", Runs: Runs{Smoke: 1, Fast: 10, Full: 100},
		play: func(c chance, runs int) []Measure {
			all := each(c, runs, tryRuses)
			return []Measure{
				over(c, all, func(l leash) float64 { return l.gate }).never("credited positions beyond 4 m/s from the gun"),
				over(c, all, func(l leash) float64 { return l.window }).never("windows with more than 400 m + 4 m/s"),
				over(c, all, func(l leash) float64 { return l.elsewhere }).never("steps that tell of another place than the credited position"),
				over(c, all, func(l leash) float64 { return l.moved }).never("steps that changed while they should stand still"),
				over(c, all, func(l leash) float64 { return l.frozen }).leastOf("frames that stood still, least", 1),
			}
		}}
}
