package compose

import "math"

// room is a reverb: eight lines of delay that feed each other through a
// Hadamard matrix (Jot), each losing its treble as it turns.
type room struct {
	lines [8][]float64
	at    [8]int
	dull  [8]float64
	gain  [8]float64
	damp  float64
}

// newRoom returns a room of a size, 1 a small hall, in which sound falls by 60
// dB in so many seconds; damp, 0…1, is how dull it is.
func newRoom(size, seconds, damp float64) *room {
	r := &room{damp: damp}
	for i, n := range [8]int{1123, 1361, 1571, 1783, 1999, 2243, 2477, 2711} { // primes: no common echo
		length := int(float64(n) * size)
		r.lines[i] = make([]float64, length)
		r.gain[i] = math.Pow(10, -3*float64(length)/rate/seconds)
	}
	return r
}

// next returns the room's answer to a sample.
func (r *room) next(x float64) float64 {
	var v [8]float64
	var sum float64
	for i := range v {
		out := r.lines[i][r.at[i]]
		r.dull[i] += (out - r.dull[i]) * (1 - r.damp)
		v[i] = r.dull[i] * r.gain[i]
		sum += out * sign(i)
	}
	for h := 1; h < 8; h *= 2 {
		for i := range v {
			if i&h == 0 {
				v[i], v[i+h] = v[i]+v[i+h], v[i]-v[i+h]
			}
		}
	}
	for i := range v {
		r.lines[i][r.at[i]] = x + v[i]/math.Sqrt(8)
		if r.at[i]++; r.at[i] == len(r.lines[i]) {
			r.at[i] = 0
		}
	}
	return sum / math.Sqrt(8)
}

func sign(i int) float64 { return 1 - 2*float64(i&1) }

// tape is an echo that comes back duller each time, as from a worn tape.
type tape struct {
	line     []float64
	at       int
	feedback float64
	dull     filter
	thin     filter
}

func newTape(seconds, feedback float64) *tape {
	return &tape{line: make([]float64, int(seconds*rate)), feedback: feedback}
}

// next returns the echo of a sample.
func (e *tape) next(x float64) float64 {
	out := e.line[e.at]
	back := e.thin.high(e.dull.low(out, 2200, 0.6), 250, 0.6)
	e.line[e.at] = x + math.Tanh(back*e.feedback)
	if e.at++; e.at == len(e.line) {
		e.at = 0
	}
	return out
}

// chorus is a voice beside itself: a delay that sways. Its sway has a whole
// number of periods in the loop, so that it is periodic as well.
type chorus struct {
	line  [4096]float64
	at    int
	sway  phase
	hertz float64
}

func newChorus(l loop, turns int) *chorus {
	return &chorus{hertz: float64(turns) * rate / float64(len(l))}
}

func (c *chorus) next(x float64) float64 {
	c.line[c.at] = x
	back := 700 + 250*c.sway.sine(c.hertz)
	whole := math.Floor(back)
	a, b := c.line[(c.at-int(whole))&4095], c.line[(c.at-int(whole)-1)&4095]
	c.at = (c.at + 1) & 4095
	return a + (b-a)*(back-whole)
}
