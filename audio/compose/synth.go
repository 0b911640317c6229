package compose

import "math"

// noise is a source of chance that is the same everywhere: xorshift64*.
type noise uint64

// next returns a number in −1…1.
func (n *noise) next() float64 {
	x := uint64(*n)
	x ^= x >> 12
	x ^= x << 25
	x ^= x >> 27
	*n = noise(x)
	return float64(int64(x*2685821657736338717)) / (1 << 63)
}

// phase is an oscillator: its place in the period, 0…1.
type phase float64

// step moves on by a part of a period.
func (p *phase) step(d float64) float64 {
	*p += phase(d)
	*p -= phase(math.Floor(float64(*p)))
	return float64(*p)
}

// saw returns a saw tooth at a frequency, its edge rounded (polyBLEP) so that
// it does not alias much.
func (p *phase) saw(hertz float64) float64 {
	d := hertz / rate
	x := p.step(d)
	return 2*x - 1 - blep(x, d)
}

// pulse returns a pulse wave of a width, 0…1, without a mean.
func (p *phase) pulse(hertz, width float64) float64 {
	d := hertz / rate
	x := p.step(d)
	y := x - width
	if y < 0 {
		y++
	}
	v := -1.0
	if x < width {
		v = 1
	}
	return v + blep(x, d) - blep(y, d) + 1 - 2*width
}

// sine returns a sine.
func (p *phase) sine(hertz float64) float64 { return math.Sin(2 * math.Pi * p.step(hertz/rate)) }

// blep is the correction of an edge at 0 by a second-order polynomial
// (Välimäki and Huovilainen, 2007).
func blep(x, d float64) float64 {
	switch {
	case x < d:
		x /= d
		return x + x - x*x - 1
	case x > 1-d:
		x = (x - 1) / d
		return x*x + x + x + 1
	}
	return 0
}

// envelope is the shape of a note, in seconds and a level.
type envelope struct{ attack, decay, sustain, release float64 }

// at returns the envelope at a time of a note that is held so long.
func (e envelope) at(t, held float64) float64 {
	v := e.down(min(t, held))
	if t > held {
		v *= max(0, 1-(t-held)/e.release)
	}
	return v
}

func (e envelope) down(t float64) float64 {
	if t < e.attack {
		return t / e.attack
	}
	if e.decay == 0 {
		return e.sustain
	}
	return e.sustain + (1-e.sustain)*math.Exp(-(t-e.attack)/e.decay)
}

// filter is a state-variable filter of second order (Simper's trapezoidal
// form), which stays stable however its corner moves.
type filter struct {
	a, b     float64
	hertz, g float64 // the last corner and what comes of it
}

// run returns the low, band and high parts of x at a corner; q is 0.5 for no
// hump and more for a hump.
func (f *filter) run(x, hertz, q float64) (low, band, high float64) {
	if hertz != f.hertz {
		f.hertz, f.g = hertz, math.Tan(math.Pi*min(hertz, 0.45*rate)/rate)
	}
	g, k := f.g, 1/q
	c := 1 / (1 + g*(g+k))
	v3 := x - f.b
	v1 := c*f.a + g*c*v3
	v2 := f.b + g*v1
	f.a, f.b = 2*v1-f.a, 2*v2-f.b
	return v2, v1, x - k*v1 - v2
}

func (f *filter) low(x, hertz, q float64) float64  { v, _, _ := f.run(x, hertz, q); return v }
func (f *filter) band(x, hertz, q float64) float64 { _, v, _ := f.run(x, hertz, q); return v / q }
func (f *filter) high(x, hertz, q float64) float64 { _, _, v := f.run(x, hertz, q); return v }

// tone makes a sound of so many seconds from what it is at a time.
func tone(seconds float64, at func(t float64) float64) []float64 {
	sound := make([]float64, int(seconds*rate))
	for i := range sound {
		sound[i] = at(float64(i) / rate)
	}
	return sound
}

// cents is a ratio of frequencies.
func cents(c float64) float64 { return math.Exp2(c / 1200) }

// vibrato is a ratio of frequencies that swings by so many cents, after a
// while.
func vibrato(t, hertz, depth, after float64) float64 {
	return cents(depth * math.Sin(2*math.Pi*hertz*t) * min(1, max(0, (t-after)/0.2)))
}
