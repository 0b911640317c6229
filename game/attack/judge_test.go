package attack

import (
	"math"
	"math/rand/v2"
	"testing"

	"crescendo/game"
	"crescendo/maps/geo"
)

// The judges must see what they look for: each is shown a broken rule.

func TestTheJudgeOfO7SeesAPositionThatRunsAway(t *testing.T) {
	walk := func(speed float64) (stands []stand) {
		for s := game.Millis(0); s <= 900; s += 2 {
			stands = append(stands, stand{when: s * 1000, at: xy{speed * float64(s), 0}})
		}
		return stands
	}
	if gate, window := tooFar(walk(4)); gate != 0 || window != 0 {
		t.Errorf("4 m/s: %d beyond the gate's, %d windows", gate, window)
	}
	if gate, window := tooFar(walk(4.5)); gate == 0 || window == 0 {
		t.Errorf("4.5 m/s: %d beyond the gate's, %d windows, want some", gate, window)
	}
}

func TestTheJudgeOfO7SeesAStepOfAnotherPlace(t *testing.T) {
	venue := xy{1000, 0}
	hunting := func(at xy, step uint8) stand {
		return stand{at: at, told: game.Told{Step: step, Word: game.WordHunting}}
	}
	right := uint8(1 + math.Floor(62*math.Log(5)/math.Log(250))) // R7 at 1,000 m
	if n, _ := misheard([]stand{hunting(xy{}, right)}, venue); n != 0 {
		t.Errorf("step %d at 1,000 m is taken for wrong", right)
	}
	if n, _ := misheard([]stand{hunting(xy{500, 0}, right)}, venue); n != 1 {
		t.Errorf("step %d at 500 m is taken for right", right)
	}
	frozen := stand{told: game.Told{Step: right + 1, Word: game.WordCatchUp}}
	if _, n := misheard([]stand{hunting(xy{}, right), frozen}, venue); n != 1 {
		t.Error("a step that moved while it stood still is taken for right")
	}
}

func TestTheJudgeOfL5SeesALeak(t *testing.T) {
	a := game.Told{Step: 9, Word: game.WordHunting}
	for _, leak := range []game.Told{
		{Step: 9, Word: game.WordHunting, CatchUp: 1},
		{Step: 9, Word: game.WordHunting, Fog: game.FogLight},
		{Step: 9, Word: game.WordWaiting},
		{Step: 9, Word: game.WordFar}, // far though it is heard
		{Step: 9, Word: game.WordHunting, Early: true},
		{Step: 9, Word: game.WordHunting, Arrived: 1},
	} {
		if mute(leak) == mute(a) {
			t.Errorf("%+v and %+v look alike", leak, a)
		}
	}
	if far := (game.Told{Word: game.WordFar}); mute(far) != mute(a) {
		t.Error("a step of 0 is told as far, and taken for a leak")
	}
}

func TestTheJudgeOfS3SeesAnEarlierSlot(t *testing.T) {
	if slot(100, 90, 0) != 20 || slot(90, 104.9, 0) != 20 || slot(90, 104, 3) != 21 {
		t.Errorf("slots %v, %v, %v: want 20, 20, 21", slot(100, 90, 0), slot(90, 104.9, 0), slot(90, 104, 3))
	}
	way := approach(xy{601, 0}, 2)
	if got := walkedIn(way, xy{601, 0}, 150, 20); got != 246 { // 451 m at 2 m/s, and 20 s
		t.Errorf("the body is certain after %v s, want 246", got)
	}
}

func TestLikenessIsACorrelation(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	places := ringPlaces(rng)
	w := field([]byte("k"), "h", "v").Warp
	if c := likeness(w, w, places); math.Abs(c-1) > 1e-9 {
		t.Errorf("a warp and itself: %v, want 1", c)
	}
}

// A loudness that leads astray: louder lies away from the venue.
func TestTheWalkOfO13SeesAFalsePeak(t *testing.T) {
	var flat game.Warp
	if !climbs(flat, xy{500, 0}) || misled(flat, xy{500, 0}) > 1 {
		t.Error("without a warp a walk towards louder does not arrive")
	}
	w := game.NewWarp([]byte{27, 0}, "h", "v") // the first of 300 that loses a walker; as a first draw no hunt would take it
	if climbs(w, polar(math.Pi, 2900)) {
		t.Error("a walk towards a false peak is taken for one to the venue")
	}
	if w.Quality().Good() {
		t.Error("the rules take a warp with a false peak")
	}
}

// The spy sees the credited position: before it moves, the plaza.
func TestTheSpySeesTheCreditedPosition(t *testing.T) {
	y := &spy{}
	s := newSpiedStage(rand.New(rand.NewPCG(1, 1)), true, y, xy{2000, 0})
	a := s.enter()
	a.claim(xy{})
	a.claim(xy{3000, 0})
	if d := s.credited(y).length(); d > speedCap*frameTime+slip || d < 1 {
		t.Errorf("credited %v m from the plaza after 2 s, want up to 8", d)
	}
	if geo.Metres(y.at, s.hunt.Meet[0].At) > 9 {
		t.Error("the spy measures from elsewhere")
	}
}
