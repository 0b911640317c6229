package walker

import (
	"fmt"
	"math"
)

// The law of loudness (R7), as the rules tell everybody: step 1 begins at 5 km,
// step 63 250 times nearer, at 20 m, with 62 equal factors between.
const (
	Loudest = 63
	hearing = 5000.0 // metres
	levels  = 62.0
	lnRange = 5.521460917862246 // ln 250
	perLn   = levels / lnRange  // steps for a factor e of distance
)

// Metres returns about how far off a band is that is heard at a step: the
// middle of what the step stands for, and 5 km for silence.
func Metres(step float64) float64 {
	return hearing * math.Exp(-(min(max(step, 1), Loudest)-0.5)/perLn)
}

// Told is what a sense makes of a step: louder, the same or quieter, and about
// how loud.
type Told struct {
	Moved           int // steps louder than before as far as the sense tells, below 0 quieter, 0 the same
	Lowest, Highest int // the steps, 0…63, that what is felt now may stand for
}

// Sense is one way of telling steps. The zero Sense tells nothing.
type Sense struct {
	Name  string
	Edges []int // the lowest step of each degree that is told apart, ascending and above 0; what lies below the first is silence
	Tick  int   // so many steps up or down are told as a change, within a degree too; 0 for never
}

// Senses returns the senses that a player has, the ear first.
//
// Words without "louder" and "quieter" are not among them: nine words alone lead
// 2 walkers in 100 to a venue.
func Senses() []Sense {
	every := make([]int, Loudest)
	for i := range every {
		every[i] = i + 1
	}
	return []Sense{
		{Name: "sound", Edges: every, Tick: 1},
		{Name: "touch", Edges: []int{1, 9, 17, 25, 33, 41, 49, 57, 63}, Tick: 2}, // eight paces of a beat; a pace is felt to change by 8 %, which is two steps
		{Name: "words", Edges: []int{1, 10, 19, 28, 36, 45, 54, 62}, Tick: 1},    // a word for each degree, and "louder" or "quieter" with each step
	}
}

// Sound returns the sense that tells every step.
func Sound() Sense { return Senses()[0] }

// Tell returns what the sense makes of a step, 0…63. Before is what it returned
// the last time, 0 at first; after is what to hand in the next time: the step
// that the changes told so far add up to.
func (s Sense) Tell(before, step int) (t Told, after int) {
	if step < 0 || step > Loudest {
		panic(fmt.Sprintf("step %d: want 0 to %d", step, Loudest))
	}
	t.Lowest, t.Highest = s.degree(step)
	if s.Tick > 0 {
		t.Moved = (step - before) / s.Tick * s.Tick
	}
	return t, before + t.Moved
}

// degree returns the lowest and the highest step that is told as step is.
func (s Sense) degree(step int) (lowest, highest int) {
	for _, e := range s.Edges {
		if e > step {
			return lowest, e - 1
		}
		lowest = e
	}
	return lowest, Loudest
}
