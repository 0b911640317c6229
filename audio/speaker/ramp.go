package speaker

import "math"

// lead is how far ahead of the browser's clock changes are written, in
// seconds: longer than the audio thread is ahead of what currentTime said, so
// that no change is written into its past.
const lead = 0.02

// param is what a ramp needs of an AudioParam.
type param interface {
	// cancelFrom forgets what was planned at a time and after.
	cancelFrom(at float64)
	// rampTo plans a way from what was planned before to a value at a time.
	rampTo(value, at float64)
}

// ramp moves an AudioParam to goals, each from where it stands by then. It
// does the work of cancelAndHoldAtTime, which Firefox has not: it knows the
// way that was planned, cuts it at a moment a little ahead, and goes on from
// there, so the value never jumps, however often the goal changes.
//
// from and goal are in the unit in which the way is straight, such as dB;
// natural turns that into the param's own, and param's rampTo draws a way that
// is straight in it.
type ramp struct {
	param      param
	natural    func(float64) float64
	from, goal float64
	start, end float64 // seconds of the context's clock
}

// toward plans the way to a goal that is reached some seconds from now. The
// same goal again changes nothing.
func (r *ramp) toward(goal, now, seconds float64) {
	if goal == r.goal {
		return
	}
	cut := now + lead
	held := r.at(cut)
	r.param.cancelFrom(cut)
	r.param.rampTo(r.natural(held), cut)
	r.from, r.goal, r.start, r.end = held, goal, cut, cut+seconds
	r.param.rampTo(r.natural(goal), r.end)
}

// at returns where the value stands at a time.
func (r *ramp) at(time float64) float64 {
	if time >= r.end {
		return r.goal
	}
	return r.from + (r.goal-r.from)*max(0, time-r.start)/(r.end-r.start)
}

// amplitude is a gain in dB as a GainNode takes it. An exponential way cannot
// reach zero: silence stays at mix.Silence, 80 dB down.
func amplitude(db float64) float64 { return math.Pow(10, db/20) }

// itself is the natural unit of what goes straight as it is.
func itself(x float64) float64 { return x }
