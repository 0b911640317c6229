package server

import (
	"math/rand/v2"
	"slices"
	"testing"

	"crescendo/game"
	"crescendo/maps/geo"
)

// heardOf is everything that the rules answered to one question. Eligibility is in
// it, which no player is told: where it differs, a seat comes at another time.
type heardOf struct {
	told     game.Told
	result   game.TuneResult
	left     game.Millis
	eligible game.Set
}

// replay asks the rules of a hunt what a play asked them, as the server does.
func replay(o *game.Oracle, questions []question) []heardOf {
	runners := map[int]*game.Runner{}
	answers := make([]heardOf, len(questions))
	for i, c := range questions {
		r, a := runners[c.player], &answers[i]
		if c.what != "joins" {
			for b := range c.full.All() {
				r.SetFull(b)
			}
			for b := range c.gone.All() {
				r.Gone(b)
			}
		}
		switch c.what {
		case "joins":
			made := game.NewRunner(o, c.now, c.class)
			r = &made
			runners[c.player] = r
		case "connects":
			r.Session(c.epoch)
		case "passes":
			r.Gate(c.now)
		case "out", "back":
			r.Out(c.what == "out")
		case "tunes":
			a.result, a.left = r.Tune(c.now, c.band)
		case "sends":
			a.told = r.Apply(c.frame)
		}
		a.eligible = r.Eligible()
	}
	return answers
}

// alike returns another place of the first venue, two to six metres away, where
// the real oracle answers all questions of a play as at the first, by a judgement
// of each pair of answers.
func (p performance) alike(t *testing.T, questions []question, same func(here, there heardOf) bool) geo.Point {
	t.Helper()
	c := p.config(here)
	fields, err := c.Hunt.Fields(c.Keys.Warp[:])
	if err != nil {
		t.Fatal(err)
	}
	want := replay(game.NewOracle(c.Hunt, geo.Straight{}, fields...), questions)
	faithful(t, questions, want)
	const seed, tries = 4, 20_000
	random, venue := rand.New(rand.NewPCG(seed, 0)), &c.Hunt.Venues[0]
	for try := range tries {
		bearing, metres := 360*random.Float64(), 2+4*random.Float64()
		venue.Place = geo.Offset(bakery, bearing, metres)
		if slices.EqualFunc(want, replay(game.NewOracle(c.Hunt, geo.Straight{}, fields...), questions), same) {
			t.Logf("seed %d, try %d: %.1f m away at %.0f° the oracle answers %d questions alike", seed, try+1, metres, bearing, len(questions))
			return venue.Place
		}
	}
	t.Fatalf("seed %d: at none of %d places the oracle answers alike", seed, tries)
	return geo.Point{}
}

// faithful finds that a replay is no replay of what the server answered.
func faithful(t *testing.T, questions []question, answers []heardOf) {
	t.Helper()
	for i, q := range questions {
		if q.what != "sends" {
			continue
		}
		s, got := step(answers[i].told), q.answer
		s.Sequence, s.Sent, s.Server = got.Sequence, got.Sent, got.Server
		if s != got {
			t.Fatalf("question %d was answered with %+v, and again with %+v", i, got, s)
		}
	}
}
