package attack

import (
	"math/rand/v2"
	"testing"

	"crescendo/game"
	"crescendo/maps/geo"
)

// Each rule that a row takes for granted is broken by a setting of the real
// rules, and the row must find it.

func chanceOf(n uint64) *rand.Rand { return rand.New(rand.NewPCG(Seed, n)) }

func TestO1FindsAnOpenGate(t *testing.T) {
	rng := chanceOf(11)
	near, far := newGateless(rng, true, xy{100, 0}), newGateless(rng, true, xy{-3000, 500})
	var d deafness
	d.listen(ungated(near), ungated(far), wander(rng, 150))
	if d.loud == 0 || d.differ == 0 {
		t.Errorf("without a gate: %v loud answers, %v that differ: want some of both", d.loud, d.differ)
	}
}

// faster is a hunt that believes people to be twice as fast.
func faster(rng *rand.Rand, d game.Distance, venue xy) *stage {
	s := newSpiedStage(rng, true, d, venue)
	s.hunt.SpeedCap = 2 * speedCap
	s.oracle = game.NewOracle(s.hunt, d, s.fields...)
	return s
}

func TestO7FindsAFasterCap(t *testing.T) {
	rng, y := chanceOf(12), &spy{}
	gate, window := tooFar(ruses()[0].try(rng, faster(rng, y, xy{2000, 0}), y))
	if gate == 0 || window == 0 {
		t.Errorf("at twice the cap: %d positions beyond the gate's, %d windows: want some of both", gate, window)
	}
}

func TestP4FindsAFasterCap(t *testing.T) {
	rng, venue := chanceOf(13), xy{2000, 0}
	if s := faster(rng, geo.Straight{}, venue).soonest(rng, venue); s <= 0 {
		t.Errorf("at twice the cap presence comes %.0f s sooner than at the cap, want some", s)
	}
}

func TestL5FindsAnArrivalThatIsTold(t *testing.T) {
	here, far := xy{800, 0}, xy{-3000, 0}
	var b beside
	b.listen(newParty(here, far).enter(), newParty(far.times(0.9), far).enter(), approach(here, 3), true)
	if b.arrived == 0 || b.tuned == 0 {
		t.Errorf("without doors: %v arrivals told, %v answers that differ: want some of both", b.arrived, b.tuned)
	}
}

// What O3 compares must be able to differ.
func TestO3FindsAnAccountThatHearsSomethingElse(t *testing.T) {
	rng := chanceOf(14)
	claims := wander(rng, 300)
	a, b := newStage(rng, true, xy{1200, 0}), newStage(rng, true, xy{1200, 0}) // of another key
	differ := 0
	x, y := answers(a.enter(), claims), answers(b.enter(), claims)
	for i := range x {
		if x[i] != y[i] {
			differ++
		}
	}
	if differ == 0 {
		t.Error("two hunts with other keys answer alike: the warp depends on no key")
	}
}

// S3 must find a fence that is wider, or a dwell that is shorter, than the rules
// have it: among friends a player is there after 5 s.
func TestS3FindsAShorterDwell(t *testing.T) {
	venue := xy{600, 0}
	way := approach(venue, 2)
	if certain := honestDevice().come(newParty(venue), way); walkedIn(way, venue, 40, dwellFor) <= certain {
		t.Errorf("certain after %.0f s, no sooner than after a dwell of 20 s within 40 m", certain)
	}
}
