package speaker

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// timeline is an AudioParam with exponential ramps, after Web Audio's
// specification (section 1.6.3, exponentialRampToValueAtTime).
type timeline []event

type event struct{ value, at float64 }

func (l *timeline) cancelFrom(at float64) {
	*l = slices.DeleteFunc(*l, func(e event) bool { return e.at >= at })
}

func (l *timeline) rampTo(value, at float64) { *l = append(*l, event{value, at}) }

func (l timeline) value(at float64) float64 {
	for i, e := range l {
		if at < e.at {
			before := l[i-1]
			return before.value * math.Pow(e.value/before.value, (at-before.at)/(e.at-before.at))
		}
	}
	return l[len(l)-1].value
}

// However often the goal changes, the value that the browser computes never
// jumps, and is what the ramp believes.
func TestARampNeverJumps(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	l := timeline{{amplitude(-40), 0}}
	r := ramp{param: &l, natural: amplitude, from: -40, goal: -40}
	last, now := -40.0, 0.0
	for range 300 {
		if random.IntN(4) == 0 {
			r.toward(-40+40*random.Float64(), now, 0.05+random.Float64())
		}
		for range random.IntN(30) { // a browser's clock also stands still between two calls
			now += 0.003
			db := 20 * math.Log10(l.value(now))
			if math.Abs(db-last) > 40/0.05*0.003+1e-6 {
				t.Fatalf("at %.3f s: from %.2f to %.2f dB", now, last, db)
			}
			if math.Abs(db-r.at(now)) > 1e-6 && now >= r.start {
				t.Fatalf("at %.3f s: %.3f dB, the ramp believes %.3f", now, db, r.at(now))
			}
			last = db
		}
	}
}

func TestARampArrivesInTimeAndIsNotPutOff(t *testing.T) {
	l := timeline{{amplitude(-40), 0}}
	r := ramp{param: &l, natural: amplitude, from: -40, goal: -40}
	for now := 1.0; now < 3; now += 0.1 {
		r.toward(-10, now, 1)
	}
	if got := 20 * math.Log10(l.value(1+lead+1)); math.Abs(got+10) > 1e-9 {
		t.Errorf("%.3f dB after a second, want −10", got)
	}
	if got := 20 * math.Log10(l.value(1+lead+0.5)); math.Abs(got+25) > 1e-9 {
		t.Errorf("%.3f dB after half a second, want −25", got)
	}
	r.toward(-40, 5, 0)
	if got := r.at(5.1); got != -40 || itself(got) != got {
		t.Errorf("%v after a ramp of no length", got)
	}
}
