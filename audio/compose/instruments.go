package compose

import "math"

// Pitched instruments. Each returns a note of a pitch that is held for some
// seconds, with its release after it; loud is 0…1 and also changes the colour.

// brass is two saw teeth through a filter that the breath opens; the note is
// scooped from below.
func brass(p pitch, held, loud float64) []float64 {
	var a, b phase
	var f filter
	hertz := p.hertz()
	shape := envelope{0.018, 0.12, 0.7, 0.07}
	return tone(held+0.07, func(t float64) float64 {
		h := hertz * vibrato(t, 5.4, 14, 0.25) * cents(-45*math.Exp(-t/0.025))
		e := shape.at(t, held)
		open := hertz * (1 + (3+6*loud)*e*min(1, t/0.035))
		return f.low(0.5*a.saw(h*cents(-4))+0.5*b.saw(h*cents(4)), min(open, 9000), 0.8) * e * loud
	})
}

// muted is a trumpet behind a plunger that opens and closes.
func muted(p pitch, held, loud float64) []float64 {
	var a phase
	var f, g filter
	hertz := p.hertz()
	shape := envelope{0.025, 0.2, 0.8, 0.06}
	return tone(held+0.06, func(t float64) float64 {
		h := hertz * vibrato(t, 5.8, 22, 0.18) * cents(-60*math.Exp(-t/0.03))
		wah := 900 + 1300*math.Sin(math.Pi*min(1, t/max(0.12, held)))
		x := a.saw(h)
		return (1.4*f.band(x, wah, 2.2) + 0.5*g.band(x, 2900, 3)) * shape.at(t, held) * loud
	})
}

// upright is a double bass, plucked.
func upright(p pitch, held, loud float64) []float64 {
	return damped(pluck(p.hertz(), held+0.15, 0.35, 0.18, 3), held, 0.06, loud)
}

// pluck is a string after Karplus and Strong, with Jaffe's and Smith's
// refinements: where it is plucked (0…0.5 of its length), how bright (0…1),
// and in how many seconds it falls by 60 dB.
func pluck(hertz, seconds, place, bright, decay float64) []float64 {
	period := rate/hertz - 0.5 // the loop's average below delays by a half
	n := int(period)
	part := period - float64(n)
	line := excitation(n+1, place, bright)
	keep := math.Pow(10, -3/(decay*hertz))
	var last, all float64
	at := 0
	return tone(seconds, func(float64) float64 {
		out := line[at]
		next := line[(at+1)%len(line)]
		delayed := next + (out-next)*part // between n and n+1 samples ago
		line[at] = keep * (0.5*delayed + 0.5*last)
		last = delayed
		if at++; at == len(line) {
			at = 0
		}
		all += (out - all) * 0.0008 // what does not swing
		return out - all
	})
}

// excitation is the string at the moment of the pluck.
func excitation(n int, place, bright float64) []float64 {
	seed := noise(n*2654435761 + 1)
	line := make([]float64, n)
	var low float64
	for i := range line {
		low += (seed.next() - low) * (0.08 + 0.9*bright)
		line[i] = low
	}
	back := max(1, int(float64(n)*place))
	out := make([]float64, n)
	var power float64
	for i := range out {
		out[i] = line[i] - line[(i-back+n)%n]
		power += out[i] * out[i]
	}
	for i := range out {
		out[i] /= math.Sqrt(power/float64(n)) * 2
	}
	return out
}

// damped ends a ringing sound as a hand does.
func damped(sound []float64, held, release, loud float64) []float64 {
	for i := range sound {
		t := float64(i) / rate
		sound[i] *= loud * min(1, t/0.002) * max(0, min(1, 1-(t-held)/release))
	}
	return sound
}

// guitar is a clean electric guitar.
func guitar(p pitch, held, loud float64) []float64 {
	sound := damped(pluck(p.hertz(), held+0.3, 0.13, 0.35+0.4*loud, 4.5), held, 0.3, loud)
	var f, g filter
	for i, v := range sound {
		sound[i] = v*0.7 + 0.5*f.band(v, 2400, 0.9) + 0.4*g.band(v, 420, 0.8)
	}
	return sound
}

// chop is a guitar's chord, cut off at once.
func chop(pitches []pitch, held, loud float64) []float64 {
	sum := make([]float64, int((held+0.05)*rate))
	for i, p := range pitches {
		s := damped(pluck(p.hertz(), held+0.05, 0.2, 0.5, 2), held, 0.04, loud)
		for k := range s {
			if at := k + i*rate/250; at < len(sum) {
				sum[at] += s[k]
			}
		}
	}
	return sum
}

// organ is drawbars 16', 8', 4' and a click.
func organ(p pitch, held, loud float64) []float64 {
	var a, b, c, d phase
	hertz := p.hertz()
	shape := envelope{0.004, 0, 1, 0.02}
	return tone(held+0.02, func(t float64) float64 {
		return (0.8*a.sine(hertz/2) + b.sine(hertz) + 0.6*c.sine(hertz*2) + 0.3*d.sine(hertz*3)) / 2 * shape.at(t, held) * loud
	})
}

// melodica is a reed blown by mouth.
func melodica(p pitch, held, loud float64) []float64 {
	var a, b phase
	var f, g filter
	hertz := p.hertz()
	shape := envelope{0.05, 0.3, 0.8, 0.09}
	return tone(held+0.09, func(t float64) float64 {
		h := hertz * vibrato(t, 4.8, 16, 0.3) * cents(-20*math.Exp(-t/0.05))
		x := 0.7*a.pulse(h, 0.28) + 0.3*b.saw(h*cents(5))
		return (f.low(x, 2600, 0.7) + 0.5*g.band(x, 1100, 1.5)) * shape.at(t, held) * loud
	})
}

// deep is a bass for dub: nearly a sine, warm above.
func deep(p pitch, held, loud float64) []float64 {
	var a, b phase
	var f filter
	hertz := p.hertz()
	shape := envelope{0.008, 0.5, 0.75, 0.08}
	return tone(held+0.08, func(t float64) float64 {
		warm := f.low(b.saw(hertz), 4*hertz, 0.7)
		return math.Tanh(1.6*(a.sine(hertz)+0.45*warm)) * shape.at(t, held) * loud
	})
}

// reeds is an accordion with the registers musette and bassoon: a reed in
// tune, one below and one above it, which beat by a few hertz, and one an
// octave down.
func reeds(p pitch, held, loud float64) []float64 {
	var a [4]phase
	var f, g filter
	hertz := p.hertz()
	beat := 1.6 + 0.0022*hertz
	tuned := [4]float64{hertz - beat, hertz, hertz + 1.15*beat, hertz / 2}
	shape := envelope{0.022, 0.15, 0.88, 0.045}
	return tone(held+0.045, func(t float64) float64 {
		var x float64
		for i, h := range tuned {
			x += a[i].pulse(h, 0.22+0.05*float64(i)) * [4]float64{0.8, 1, 0.8, 0.9}[i]
		}
		return (0.5*f.low(x, 4200, 0.6) + 0.4*g.band(x, 1300, 1.1)) / 3 * shape.at(t, held) * loud
	})
}

// button is a chord or bass of the accordion's left hand.
func button(p pitch, held, loud float64) []float64 {
	var a, b phase
	var f filter
	hertz := p.hertz()
	shape := envelope{0.015, 0.1, 0.8, 0.04}
	return tone(held+0.04, func(t float64) float64 {
		return f.low(0.6*a.pulse(hertz, 0.3)+0.4*b.pulse(2*hertz*cents(3), 0.3), 1500, 0.7) * shape.at(t, held) * loud
	})
}

// square is a chip's pulse channel with its own vibrato.
func square(p pitch, held, width, loud float64) []float64 {
	var a phase
	hertz := p.hertz()
	shape := envelope{0.002, 0.25, 0.6, 0.02}
	return tone(held+0.02, func(t float64) float64 {
		return a.pulse(hertz*vibrato(t, 6.5, 18, 0.15), width) * shape.at(t, held) * loud
	})
}

// stairs is a chip's triangle channel: sixteen steps up and down.
func stairs(p pitch, held, loud float64) []float64 {
	var a phase
	var f filter
	hertz := p.hertz()
	shape := envelope{0.002, 0, 1, 0.015}
	return tone(held+0.015, func(t float64) float64 {
		x := 4*math.Abs(a.step(hertz/rate)-0.5) - 1
		return f.low(math.Round(x*7.5)/7.5, 9000, 0.6) * shape.at(t, held) * loud
	})
}

// ensemble is a section of strings: six players who are not quite together.
func ensemble(p pitch, held, loud float64) []float64 {
	var a [6]phase
	var h [6]float64
	var f filter
	hertz := p.hertz()
	shape := envelope{0.45, 0, 1, 0.7}
	n := 0
	return tone(held+0.7, func(t float64) float64 {
		if n%64 == 0 { // often enough for a vibrato
			for i := range h {
				h[i] = hertz * cents((float64(i)-2.5)*3.5) * vibrato(t+float64(i)*0.37, 4.6+0.17*float64(i), 9, 0.3)
			}
		}
		n++
		var x float64
		for i := range a {
			x += a[i].saw(h[i])
		}
		return f.low(x/6, 1400+1800*loud, 0.6) * shape.at(t, held) * loud
	})
}

// bow is a guitar's string that a magnet keeps swinging: a note that swells.
func bow(p pitch, held, loud float64) []float64 {
	var a, b phase
	var f filter
	hertz := p.hertz()
	shape := envelope{0.3, 0, 1, 0.5}
	return tone(held+0.5, func(t float64) float64 {
		h := hertz * vibrato(t, 5, 12, 0.5)
		x := 0.6*a.sine(h) + 0.4*math.Tanh(2*b.saw(h))
		return f.low(x, hertz*(2+3*min(1, t/1.2)), 0.8) * shape.at(t, held) * loud
	})
}

// fuzz is an electric guitar through an amplifier that is turned up.
func fuzz(p pitch, held, loud float64) []float64 {
	sound := damped(pluck(p.hertz(), held+0.2, 0.18, 0.7, 5), held, 0.15, 1)
	var f, g filter
	for i, v := range sound {
		x := math.Tanh(7 * v)
		sound[i] = (f.low(x, 3400, 0.8) - 0.3*g.low(x, 120, 0.7)) * loud
	}
	return sound
}
