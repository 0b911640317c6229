package attack

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// pursuit is how a chase went, in minutes of hunt time; what did not happen is
// +Inf.
type pursuit struct {
	found    float64 // from when on the attacker's answer stayed within 100 m of the truth
	held     float64 // when nine tenths of the belief lay within 100 m
	sure     float64 // when nine tenths of the belief lay within 25 m
	approach float64 // metres: how near the credited positions had come by then
}

const chasing = 2 * 3600.0 // seconds, at most

// candidates returns how many places a belief weighs.
func candidates() int {
	if raceDetector {
		return 40
	}
	return 300
}

// pursue lets a chase of k accounts loose on a venue 2 km away, until it is
// sure.
func pursue(rng *rand.Rand, w warped, k int) pursuit {
	venue := around(rng, 2000)
	s := newStage(rng, w, venue)
	ears := make([]ear, k)
	for i := range ears {
		ears[i] = s.enter()
	}
	known := 0.0
	if w {
		known = sigma
	}
	c := newChase(rng, known, candidates(), ears)
	p := pursuit{math.Inf(1), math.Inf(1), math.Inf(1), math.Inf(1)}
	for t := frameTime; t < chasing && math.IsInf(p.sure, 1); t += frameTime {
		learnt := c.move()
		for _, e := range ears {
			p.approach = min(p.approach, e.at().metres(venue))
		}
		if learnt {
			p.note(c.belief, venue, t/60)
		}
	}
	return p
}

// note takes down what the belief says now.
func (p *pursuit) note(b *belief, venue xy, minutes float64) {
	at, radius := b.best()
	switch {
	case at.metres(venue) > 100:
		p.found = math.Inf(1)
	case math.IsInf(p.found, 1):
		p.found = minutes
	}
	if radius <= 100 {
		p.held = min(p.held, minutes)
	}
	if radius <= 25 {
		p.sure = minutes
	}
}

func pursuitRow(id string, k int) Attack {
	return Attack{ID: id, Name: fmt.Sprintf("Gaussian-process attacker, k = %d, from the plaza, venue 2 km away", k), Runs: Runs{Smoke: 1, Fast: 50, Full: 100},
		play: func(c chance, runs int) []Measure {
			all := each(c, runs, func(rng *rand.Rand) pursuit { return pursue(rng, true, k) })
			found := over(c, all, func(p pursuit) float64 { return p.found })
			held := over(c, all, func(p pursuit) float64 { return p.held })
			approach := over(c, all, func(p pursuit) float64 { return p.approach })
			return append(foundOf(found, k),
				held.most("control: minutes until its own doubt is 100 m, median", held.median(), 1.25*studied(k)),
				approach.least("% that had come within 300 m once sure to 25 m", approach.share(func(m float64) bool { return m <= 300 }), 90))
		}}
}

// studied returns the minutes after which the study's attacker held the venue
// to lie within 100 m, at the median. One that needs a quarter more has become
// weaker, and its failure says nothing.
func studied(accounts int) float64 {
	if accounts == 1 {
		return 13.1
	}
	return 7.4
}

// direct is the minutes in which a runner at the cap gets to the venue: D/v.
const direct = 2000 / speedCap / 60

func foundOf(found sample, k int) []Measure {
	const what = "minutes until within 100 m for good, "
	if k == 1 {
		return []Measure{found.least(what+"median", found.median(), 1.1*direct)}
	}
	return []Measure{
		found.least(what+"median", found.median(), 0.65*direct),
		found.least(what+"p10", found.quantile(0.1), 0.45*direct),
	}
}
