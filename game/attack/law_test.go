package attack

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"

	"crescendo/game"
)

// The attacker's law is that of the rules: what a runner is told at a distance,
// without a warp, is a step whose band holds that distance.
func TestTheAttackerReadsStepsAsTheRulesWriteThem(t *testing.T) {
	for d := 25.0; d < 6000; d *= 1.01 {
		s := newStage(nil, false, xy{d, 0})
		step := s.enter().claim(xy{})
		near, far := band(step)
		if d < near*0.999 || d > far*1.001 {
			t.Errorf("%.0f m: step %d, which the attacker takes for %.0f to %.0f m", d, step, near, far)
		}
	}
}

// And a change of step lies at the edge that the attacker takes it for.
func TestTheAttackerKnowsWhereAStepChanges(t *testing.T) {
	for _, inward := range []float64{1, -1} {
		s := newStage(nil, false, xy{1500, 0})
		a := s.enter()
		step, n := a.claim(xy{}), 0
		for m := 1.0; m < 300; m++ {
			before := step
			step = a.claim(xy{inward * m, 0})
			if step == before {
				continue
			}
			n++
			heard := a.at().metres(xy{1500, 0})
			if d := crossed(before, step); math.Abs(d-heard) > 2.5 {
				t.Errorf("step %d to %d at %.1f m, the attacker takes it for %.1f m", before, step, heard, d)
			}
		}
		if n < 1 {
			t.Error("no change of step in 300 m")
		}
	}
}

// The covariance that the chase believes in is that of the warps which are
// drawn, before they are judged: within four standard deviations of what so many
// draws can tell.
func TestTheAttackerKnowsTheLawOfWarps(t *testing.T) {
	draws := 3000
	if raceDetector || testing.Short() {
		draws = 300
	}
	limit := 4 * sigma * sigma * math.Sqrt(2/float64(draws))
	places := []xy{{800, 0}, {700, 300}, {0, 1100}, {-300, 40}, {2500, 1000}, {35, 20}}
	c := newCandidate(xy{})
	sums := make([]float64, len(places)*len(places))
	for i := range draws {
		w := game.NewWarp(binary.BigEndian.AppendUint64(nil, uint64(i)), "h", "v")
		for p := range places {
			for q := range places {
				sums[p*len(places)+q] += warpAt(w, places[p]) * warpAt(w, places[q]) / float64(draws)
			}
		}
	}
	for p := range places {
		for q := range places {
			a, b := c.look(places[p]), c.look(places[q])
			want, got := sigma*sigma*a.kernel(&b), sums[p*len(places)+q]
			if math.Abs(got-want) > limit {
				t.Errorf("%v and %v: covariance %.5f, the attacker takes it for %.5f", places[p], places[q], got, want)
			}
		}
	}
}

// The likelihood that grows by a row a sighting is the density of a normal
// distribution: for two sightings, written out.
func TestTheLikelihoodIsThatOfTheGaussianField(t *testing.T) {
	s1, s2 := sighting{xy{900, 0}, math.Log(1000), 1e-4}, sighting{xy{700, 200}, math.Log(650), 2e-4}
	c := newCandidate(xy{})
	c.rebuild(xy{10, -20}, []sighting{s1, s2}, sigma)
	v1, v2 := c.look(s1.at), c.look(s2.at)
	a, b := sigma*sigma+s1.variance, sigma*sigma+s2.variance
	k := sigma * sigma * v1.kernel(&v2)
	x, y := s1.ln-v1.ln, s2.ln-v2.ln
	det := a*b - k*k
	want := -(b*x*x-2*k*x*y+a*y*y)/(2*det) - math.Log(det)/2
	if got := c.tempered(1); math.Abs(got-want) > 1e-9 {
		t.Errorf("log likelihood %.12f, want %.12f", got, want)
	}
}

// A belief without a warp closes in on the place that its sightings are of.
func TestABeliefFindsTheOnlyPlaceThatFits(t *testing.T) {
	rng := rand.New(rand.NewPCG(Seed, 2))
	b := newBelief(rng, 0, 300)
	venue := xy{1200, -700}
	for _, at := range []xy{{0, 0}, {1500, 0}, {0, -1500}, {900, -900}} {
		d := at.metres(venue)
		b.see(between(at, d*0.99, d*1.01))
	}
	if at, radius := b.best(); at.metres(venue) > 30 || radius > 60 {
		t.Errorf("believed at %.0f m from it, within %.0f m", at.metres(venue), radius)
	}
}

func TestLeastSquaresFindTheOnlyPlaceThatFits(t *testing.T) {
	venue := xy{-1230, 840}
	var circles []circle
	for _, at := range []xy{{0, 0}, {100, 0}, {0, 100}} {
		circles = append(circles, circle{at, math.Log(at.metres(venue))})
	}
	if d := fit(circles).metres(venue); d > 10 {
		t.Errorf("%.0f m off", d)
	}
}

func TestDecayIsTheExponential(t *testing.T) {
	for x := 0.0; x < 50; x += 0.0137 {
		if got, want := decay(x), math.Exp(-x); math.Abs(got-want) > 1e-9 {
			t.Errorf("decay(%v) = %v, want %v", x, got, want)
		}
	}
}

// Giving up early changes nothing: what is given up is below the least, and what
// is not has the likelihood that it has in full.
func TestARasterGivesUpOnlyWhatCannotBe(t *testing.T) {
	rng := rand.New(rand.NewPCG(Seed, 3))
	seen := standing(newGateless(rng, true, within(rng, 4000)), tenAnywhere(rng))
	c, full, hopes := newCandidate(xy{}), newCandidate(xy{}), hopesOf(seen)
	gaveUp, kept := 0, 0
	for range 2000 {
		at := somewhere(rng)
		full.rebuild(at, seen, sigma)
		least := full.tempered(1) + 5*rng.NormFloat64()
		likely, possible := c.judge(at, seen, hopes, least)
		switch {
		case !possible && full.tempered(1) >= least:
			t.Fatalf("%v: given up, though its %.2f is at least %.2f", at, full.tempered(1), least)
		case possible && likely != full.tempered(1):
			t.Fatalf("%v: %.6f, in full %.6f", at, likely, full.tempered(1))
		case possible:
			kept++
		default:
			gaveUp++
		}
	}
	if gaveUp == 0 || kept == 0 {
		t.Errorf("given up %d, kept %d: want some of both", gaveUp, kept)
	}
}
