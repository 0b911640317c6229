package compose

import "math"

// Drums, each a sound of its own; level 1 is a firm stroke.

func kick(from, to, seconds float64) []float64 {
	var p phase
	seed := noise(11)
	return tone(seconds*3, func(t float64) float64 {
		click := seed.next() * math.Exp(-t/0.002) * 0.3
		return p.sine(to+(from-to)*math.Exp(-t/0.03))*math.Exp(-t/(seconds/2)) + click
	})
}

func snare(body, seconds float64, seed noise) []float64 {
	var p, q phase
	var f filter
	return tone(seconds*3, func(t float64) float64 {
		skin := (p.sine(body) + 0.5*q.sine(body*1.6)) * math.Exp(-t/0.05)
		wires := f.band(seed.next(), 3200, 0.6) * math.Exp(-t/(seconds/2))
		return 0.6*skin + 1.1*wires
	})
}

// brushes is a snare that is swept.
func brushes(seconds float64, seed noise) []float64 {
	var f filter
	return tone(seconds, func(t float64) float64 {
		x := t / seconds
		return f.band(seed.next(), 2600, 0.7) * math.Sin(math.Pi*x) * (1 - x)
	})
}

func rim() []float64 {
	var p, q phase
	seed := noise(5)
	return tone(0.12, func(t float64) float64 {
		return (p.sine(1720)+0.6*q.sine(2650))*math.Exp(-t/0.012) + seed.next()*math.Exp(-t/0.003)*0.5
	})
}

// metal is six pulses whose frequencies have no common measure, which is how
// a cymbal sounds through a filter.
type metal [6]phase

func (m *metal) next(base float64) float64 {
	var v float64
	for i, ratio := range [6]float64{2, 3, 4.16, 5.43, 6.79, 8.21} {
		v += m[i].pulse(base*ratio, 0.5)
	}
	return v / 6
}

func hat(seconds float64, seed noise) []float64 {
	var m metal
	var f filter
	return tone(seconds*4, func(t float64) float64 {
		return f.high(0.6*m.next(410)+0.6*seed.next(), 7500, 0.7) * math.Exp(-t/(seconds/2)) * min(1, t/0.001)
	})
}

func ride(seed noise) []float64 {
	var m, n metal
	var f, g, h filter
	return tone(1.0, func(t float64) float64 {
		stick := h.band(seed.next(), 6000, 0.7) * math.Exp(-t/0.012)
		ping := g.band(m.next(523)+n.next(617), 4800, 0.8) * math.Exp(-t/0.06)
		wash := f.high(0.3*n.next(389)+0.7*seed.next(), 6000, 0.7) * math.Exp(-t/0.22)
		return (0.8*stick + 0.6*ping + 0.4*wash) * min(1, (1-t)/0.1)
	})
}

func crash(seconds float64, seed noise) []float64 {
	var m metal
	var f filter
	return tone(seconds*2, func(t float64) float64 {
		return f.high(0.5*m.next(441)+0.8*seed.next(), 3500, 0.6) * math.Exp(-t/(seconds/2)) * min(1, t/0.004)
	})
}

func tom(hertz float64) []float64 {
	var p phase
	seed := noise(17)
	var f filter
	return tone(0.9, func(t float64) float64 {
		skin := p.sine(hertz*(1+0.5*math.Exp(-t/0.05))) * math.Exp(-t/0.18)
		return skin + 0.25*f.low(seed.next(), 900, 0.7)*math.Exp(-t/0.05)
	})
}

func shaker(seed noise) []float64 {
	var f filter
	return tone(0.09, func(t float64) float64 {
		return f.band(seed.next(), 6200, 0.8) * math.Sin(math.Pi*min(1, t/0.09))
	})
}
