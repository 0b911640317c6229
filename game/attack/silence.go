package attack

import (
	"math/rand/v2"

	"crescendo/game"
)

// What a message says beside the step (L5): nothing. Two hunts differ in the
// place of a venue alone, and the same account walks the same way through both,
// in one of them to the venue and into its fence until it is eligible there.

// beside counts the answers that told of a venue in another way than by the
// step of a tuned band.
type beside struct {
	tuned    float64 // of the venue that is tuned: the answers differ beside the step
	untuned  float64 // of a venue that is not tuned: they differ at all
	arrived  float64 // arrivals told
	eligible float64 // ways on which the account was eligible in one hunt and not in the other: the test is none without
}

func eavesdrop(rng *rand.Rand) (b beside) {
	here, far := around(rng, 800), around(rng, 3000)
	way := approach(here, speedCap*0.9)
	for _, tuned := range []bool{true, false} {
		venues, others := []xy{here, far.times(0.9)}, []xy{far, far.times(0.9)}
		band := 0
		if !tuned {
			band = 1
		}
		key := rng.Uint64() // the same warps in both hunts
		one := newStage(rand.New(rand.NewPCG(key, 0)), true, venues...)
		two := newStage(rand.New(rand.NewPCG(key, 0)), true, others...)
		b.listen(one.enterAt(-frameMillis, band), two.enterAt(-frameMillis, band), way, tuned)
	}
	return b
}

// listen lets two accounts walk the same way and compares what they are told.
// Halfway the band of the nearer venue is full for both, as R12 tells it to
// everybody at once.
func (b *beside) listen(one, two *account, way []xy, tuned bool) {
	for second := 0; second < len(way); second += 2 {
		if second/2 == len(way)/4 && !tuned {
			one.runner.SetFull(0)
			two.runner.SetFull(0)
		}
		x, y := one.send(frameMillis, way[second]), two.send(frameMillis, way[second])
		b.arrived += bit(x.Arrived != 0) + bit(y.Arrived != 0)
		switch {
		case tuned:
			b.tuned += bit(mute(x) != mute(y))
		default:
			b.untuned += bit(x != y)
		}
	}
	b.eligible += bit(one.runner.Eligible() != two.runner.Eligible())
}

// mute returns an answer without its step, and without what the word says of
// the step alone: whether it is 0.
func mute(t game.Told) game.Told {
	if t.Word == game.WordFar && t.Step == 0 {
		t.Word = game.WordHunting
	}
	t.Step = 0
	return t
}

func silenceRow() Attack {
	return Attack{ID: "L5", Name: "what an answer says beside the step: the same walk into a fence, and past a place where none is", Runs: Runs{Smoke: 1, Fast: 20, Full: 200},
		play: func(c chance, runs int) []Measure {
			all := each(c, runs, eavesdrop)
			return []Measure{
				over(c, all, func(b beside) float64 { return b.tuned }).never("answers that differ beside the step, the venue's band tuned"),
				over(c, all, func(b beside) float64 { return b.untuned }).never("answers that differ at all, another band tuned, full or not"),
				over(c, all, func(b beside) float64 { return b.arrived }).never("arrivals told"),
				over(c, all, func(b beside) float64 { return b.eligible }).leastOf("control: walks, of two, that made eligible in one hunt alone, least", 2),
			}
		}}
}
