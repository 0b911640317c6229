package mix

import "math"

// QualityDB is the resonance of the low-pass as Web Audio's BiquadFilterNode
// counts it, in dB: −3.01, a Butterworth, the steepest without a hump.
const QualityDB = -3.0102999566398120

// coefficients of a second-order low-pass, normalised to a0 = 1:
// y = b0·(x + 2·x₁ + x₂) − a1·y₁ − a2·y₂. They are the Audio EQ Cookbook's by
// R. Bristow-Johnson, which Web Audio's specification (section "Filters
// Characteristics") prescribes for its lowpass too, so that both back ends
// have one filter.
type coefficients struct{ b0, a1, a2 float64 }

func lowpass(hertz float64) coefficients {
	w := 2 * math.Pi * min(hertz, 0.499*Rate) / Rate
	sin, cos := math.Sincos(w)
	alpha := sin / 2 * math.Sqrt2 // Q is 1/√2
	a0 := 1 + alpha
	return coefficients{b0: (1 - cos) / 2 / a0, a1: -2 * cos / a0, a2: (1 - alpha) / a0}
}

// power returns the filter's power response at a frequency.
func (c coefficients) power(hertz float64) float64 {
	cos := math.Cos(2 * math.Pi * hertz / Rate)
	top := 4 * c.b0 * c.b0 * (1 + cos) * (1 + cos)
	cos2 := 2*cos*cos - 1
	bottom := 1 + c.a1*c.a1 + c.a2*c.a2 + 2*c.a1*(1+c.a2)*cos + 2*c.a2*cos2
	return top / bottom
}

// filter is a low-pass whose coefficients glide, transposed direct form II.
type filter struct {
	coefficients
	z1, z2 float64
}

// run filters x in place while the coefficients move to c by equal parts. A
// filter between two stable ones is stable: the region of stability is convex
// in (a1, a2).
func (f *filter) run(x []float64, c coefficients) {
	n := float64(len(x))
	d := coefficients{(c.b0 - f.b0) / n, (c.a1 - f.a1) / n, (c.a2 - f.a2) / n}
	b0, a1, a2, z1, z2 := f.b0, f.a1, f.a2, f.z1, f.z2
	for i, v := range x {
		b0, a1, a2 = b0+d.b0, a1+d.a1, a2+d.a2
		b := b0 * v
		y := b + z1
		z1 = 2*b - a1*y + z2
		z2 = b - a2*y
		x[i] = y
	}
	f.coefficients, f.z1, f.z2 = c, z1, z2
}
