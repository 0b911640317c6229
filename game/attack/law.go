package attack

import "math"

// The attacker knows the rules (Kerckhoffs): these are R7's, read backwards.
const (
	farthest    = 5000.0 // metres: where step 1 begins
	nearest     = 20.0   // metres: where step 63 begins
	loudest     = 63
	hysteresis  = 1.03                 // factor of distance past an edge
	frameMillis = 2000                 // hunt time from one frame to the next
	frameTime   = frameMillis / 1000.0 // the same in seconds
	speedCap    = 4.0                  // metres a second
	averaged    = 5                    // fixes of which the credited position is the mean
	sigma       = 0.15
	bearingLen  = 0.6 // radians
	lnLen       = 0.5
	fadeFrom    = 20.0 // metres
	fadeWidth   = 40.0 // metres
)

// edge returns the heard metres at which a step begins, from outside.
func edge(step int) float64 {
	return farthest * math.Pow(nearest/farthest, float64(step-1)/(loudest-1))
}

// sighting is what one reading says: at a place, ln of the heard distance had
// this value, up to a noise of this variance.
type sighting struct {
	at       xy
	ln       float64
	variance float64
}

// nugget is the attacker's doubt about his own model, as a share of distance.
const nugget = 0.002

// between returns the sighting of a heard distance from near to far metres.
func between(at xy, near, far float64) sighting {
	a, b := math.Log(near), math.Log(far)
	return sighting{at, (a + b) / 2, (b-a)*(b-a)/12 + nugget*nugget}
}

// first is what a step says that no step came before.
func first(at xy, step int) sighting {
	near, far := band(step)
	return between(at, near, far)
}

// same is what a step says that stayed as it was.
func same(at xy, step int) sighting {
	near, far := band(step)
	return between(at, near/hysteresis, far*hysteresis)
}

// crossing is what a change of step says that happened on the metres of way
// about a place.
func crossing(at xy, before, after int, way float64) sighting {
	d := crossed(before, after)
	return between(at, d-way/2-1, d+way/2+1)
}

// crossed returns the heard metres of the edge passed last when the step
// changed.
func crossed(before, after int) float64 {
	if after > before {
		return edge(after) / hysteresis
	}
	return edge(after+1) * hysteresis
}

// band returns the heard metres from near to far for which a step stands. The
// ends that are open (silence, and the innermost step) get a guess.
func band(step int) (near, far float64) {
	switch {
	case step <= 0:
		return farthest, 2 * farthest
	case step >= loudest:
		return nearest / 3, nearest
	}
	return edge(step + 1), edge(step)
}
