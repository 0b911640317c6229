package compose

import "math"

// rate is the sample rate of every piece, in Hz.
const rate = 48000

// loop is one turn of a piece while it is made. What rings past its end comes
// round to its beginning, so that the seam is never a place.
type loop []float64

// add puts a sound at a sample of the loop.
func (l loop) add(at int, sound []float64, gain float64) {
	i := ((at % len(l)) + len(l)) % len(l)
	for _, v := range sound {
		l[i] += v * gain
		if i++; i == len(l) {
			i = 0
		}
	}
}

// mix adds another loop of the same length.
func (l loop) mix(other loop, gain float64) {
	for i, v := range other {
		l[i] += v * gain
	}
}

// cut returns the loop as it is when it begins so many samples before its
// first one.
func (l loop) cut(before int) loop {
	return append(l[len(l)-before:len(l):len(l)], l[:len(l)-before]...)
}

// through runs a process with a memory over the loop until it is periodic:
// one turn unheard, so that its tail is there when the second begins.
func (l loop) through(process func(float64) float64) loop {
	for _, v := range l {
		process(v)
	}
	out := make(loop, len(l))
	for i, v := range l {
		out[i] = process(v)
	}
	return out
}

// grid is the time of a piece.
type grid struct {
	bpm   float64
	beats int     // of the whole loop
	swing float64 // where the second eighth of a beat falls, 0.5 straight, 0.667 a triplet
}

// loop returns an empty loop of the piece's length.
func (t grid) loop() loop { return make(loop, t.sample(float64(t.beats))) }

// sample returns where a beat lies. What falls between the beats is swung.
func (t grid) sample(beat float64) int {
	whole, part := math.Modf(beat)
	if t.swing > 0 {
		if part < 0.5 {
			part *= 2 * t.swing
		} else {
			part = t.swing + (part-0.5)*2*(1-t.swing)
		}
	}
	return int(math.Round((whole + part) * 60 / t.bpm * rate))
}

// seconds returns how long beats last.
func (t grid) seconds(beats float64) float64 { return beats * 60 / t.bpm }
