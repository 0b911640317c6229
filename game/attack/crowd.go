package attack

import (
	"math"
	"math/rand/v2"

	"crescendo/game"
)

// Many accounts at one place (O3), accounts that may not hear (O1), and one
// account that wants five oracles for one walk (O12).

// wander returns claims of somebody who walks here and there from the plaza.
func wander(rng *rand.Rand, frames int) (claims []xy) {
	at, way := xy{}, heading(2*math.Pi*rng.Float64())
	for range frames {
		claims = append(claims, at)
		at = at.plus(way.times(speedCap * frameTime))
		if rng.IntN(15) == 0 {
			way = way.turned(rng.NormFloat64())
		}
	}
	return claims
}

// unlike counts the answers in which 50 accounts differ that claim the same.
func unlike(rng *rand.Rand) (differ float64) {
	s := newStage(rng, true, around(rng, 1200))
	claims := wander(rng, 300)
	first := answers(s.enter(), claims)
	for range 49 {
		for i, told := range answers(s.enter(), claims) {
			if told != first[i] {
				differ++
			}
		}
	}
	return differ
}

func answers(a *account, claims []xy) (list []game.Told) {
	for _, at := range claims {
		list = append(list, a.send(frameMillis, at))
	}
	return list
}

func crowdRow() Attack {
	return Attack{ID: "O3", Name: "fifty accounts claim the same walk of ten minutes", Runs: Runs{Smoke: 1, Fast: 5, Full: 50},
		play: func(c chance, runs int) []Measure {
			return []Measure{sample{from: c.from, values: each(c, runs, unlike)}.never("answers that differ")}
		}}
}

// deafness is what accounts heard that may not hear.
type deafness struct {
	loud   float64 // answers with any loudness
	differ float64 // answers that differ between two hunts whose venue lies elsewhere
}

// unheard lets accounts walk that did not pass the gate, before the gun, with no
// band, and after the close.
func unheard(rng *rand.Rand) (d deafness) {
	near, far := newStage(rng, true, xy{100, 0}), newStage(rng, true, xy{-3000, 500})
	claims := wander(rng, 150)
	for _, enter := range []func(*stage) *account{ungated, beforeGun, untuned, afterClose} {
		d.listen(enter(near), enter(far), claims)
	}
	return d
}

func (d *deafness) listen(near, far *account, claims []xy) {
	for _, at := range claims {
		x, y := near.send(frameMillis, at), far.send(frameMillis, at)
		d.loud += bit(x.Step != 0) + bit(y.Step != 0)
		d.differ += bit(x != y)
	}
}

func (s *stage) enterAt(now game.Millis, band int) *account {
	a := s.join(now)
	a.runner.Gate(now)
	a.runner.Tune(now, band)
	return a
}

// ungated joins and never passes the gate.
func ungated(s *stage) *account {
	a := s.join(-frameMillis)
	a.runner.Tune(a.now, 0)
	return a
}

func beforeGun(s *stage) *account  { return s.enterAt(-310_000, 0) } // 150 frames end 10 s before it
func untuned(s *stage) *account    { return s.enterAt(-frameMillis, -1) }
func afterClose(s *stage) *account { return s.enterAt(evening, 0) }

func unheardRow() Attack {
	return Attack{ID: "O1", Name: "accounts that may not hear (gate not passed, before the gun, without a band, after the close) stream positions near a venue and far from it", Runs: Runs{Smoke: 1, Fast: 10, Full: 100},
		play: func(c chance, runs int) []Measure {
			all := each(c, runs, unheard)
			return []Measure{
				over(c, all, func(d deafness) float64 { return d.loud }).never("answers with loudness"),
				over(c, all, func(d deafness) float64 { return d.differ }).never("answers that depend on where the venue is"),
			}
		}}
}

// switching is what an account got that asked for another band with every
// frame of a walk of twenty minutes.
type switching struct {
	heard   float64 // bands, one after the other
	soonest float64 // seconds between two of them
	apart   float64 // metres between its credited position and that of somebody who never switches
}

func switchBands(rng *rand.Rand) (out switching) {
	y, z := &spy{}, &spy{}
	var venues []xy
	for range 5 {
		venues = append(venues, around(rng, 2000))
	}
	s, t := newSpiedStage(rng, true, y, venues...), newSpiedStage(rng, true, z, venues...)
	a, b := s.enter(), t.enter()
	out = switching{heard: 1, soonest: math.Inf(1)}
	switched := game.Millis(0)
	for f, at := range wander(rng, 600) {
		a.send(frameMillis, at)
		b.send(frameMillis, at)
		out.apart = max(out.apart, s.credited(y).metres(t.credited(z)))
		before := a.runner.Band()
		if result, _ := a.runner.Tune(a.now, f%5); result == game.TuneOK && a.runner.Band() != before {
			out.heard++
			out.soonest = min(out.soonest, float64(a.now-switched)/1000)
			switched = a.now
		}
	}
	return out
}

func switchRow() Attack {
	return Attack{ID: "O12", Name: "asking for another of five bands with every frame of a walk of twenty minutes", Runs: Runs{Smoke: 1, Fast: 10, Full: 100},
		play: func(c chance, runs int) []Measure {
			all := each(c, runs, switchBands)
			return []Measure{
				over(c, all, func(s switching) float64 { return s.heard }).mostOf("bands heard, one after the other, most", 1+1200/90),
				over(c, all, func(s switching) float64 { return s.soonest }).leastOf("seconds from one to the next, least", 90),
				over(c, all, func(s switching) float64 { return s.apart }).mostOf("metres from the credited position of who never switches, most", 0),
			}
		}}
}
