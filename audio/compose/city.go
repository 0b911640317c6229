package compose

import "math"

// The city: the rumble of far streets, the hum of a transformer somewhere, the
// air between houses. It has no voices and no events, so that it is never
// waited for; what a band plays at step 1 lies in the octaves that it leaves
// free.

const citySeconds = 24

func city() loop {
	l := make(loop, citySeconds*rate)
	l.mix(cityRumble(len(l)), 1)
	l.mix(cityHum(len(l)), 0.03)
	l.mix(cityAir(len(l)), 1)
	return l
}

// turns is a slow swing of so many periods in the loop, 0…1.
func turns(i, n, periods int, at float64) float64 {
	return 0.5 + 0.5*math.Sin(2*math.Pi*(float64(periods)*float64(i)/float64(n)+at))
}

// cityRumble lies under 120 Hz and comes and goes like traffic two streets
// away.
func cityRumble(n int) loop {
	l := hiss(n, 71)
	var f, g filter
	i := 0
	return l.through(func(x float64) float64 {
		t := i % n
		i++
		swell := 0.55 + 0.25*turns(t, n, 3, 0.1) + 0.2*turns(t, n, 7, 0.6)
		return f.low(g.low(x, 95, 0.6), 120, 0.6) * swell
	})
}

// cityHum is 100 Hz and its double, hardly there.
func cityHum(n int) loop {
	l := make(loop, n)
	for i := range l {
		t := float64(i) / rate // whole periods in whole seconds
		l[i] = (math.Sin(2*math.Pi*100*t) + 0.4*math.Sin(2*math.Pi*200*t)) * (0.6 + 0.4*turns(i, n, 2, 0.3))
	}
	return l
}

// cityAir lies over 1.5 kHz: leaves, tyres far away.
func cityAir(n int) loop {
	l := hiss(n, 73)
	var f, g filter
	i := 0
	return l.through(func(x float64) float64 {
		t := i % n
		i++
		swell := 0.5 + 0.3*turns(t, n, 2, 0.55) + 0.2*turns(t, n, 5, 0)
		corner := 2200 + 900*turns(t, n, 3, 0.8)
		return 0.035 * f.low(g.high(x, 1500, 0.6), corner, 0.6) * swell
	})
}

func hiss(n int, seed noise) loop {
	l := make(loop, n)
	for i := range l {
		l[i] = seed.next()
	}
	return l
}
