package mix

import "math"

// Loop is a song or bed that the Mixer plays round and round. It is never
// changed and may be shared.
type Loop struct {
	samples  []float32
	spectrum Spectrum
}

// NewLoop returns a loop of mono samples at Rate and measures it. The samples
// must not be changed afterwards. It returns nil for no samples.
func NewLoop(samples []float32) *Loop {
	if len(samples) == 0 {
		return nil
	}
	return &Loop{samples: samples, spectrum: Measure(samples)}
}

// Frames returns the length of one turn.
func (l *Loop) Frames() int { return len(l.samples) }

// Spectrum returns what Measure found.
func (l *Loop) Spectrum() Spectrum { return l.spectrum }

// voice is one loop that sounds. Owned by the goroutine that reads the Mixer.
type voice struct {
	loop     *Loop
	at       int   // the next sample
	presence glide // 0…1, the part of the way into the sound
	gainDB   glide
	octaves  glide   // log2 of the corner in Hz
	corner   float64 // octaves at which filter's coefficients were made
	filter   filter
	level    float64 // amplitude at the end of the last block
	past     int     // while it is put right: the next sample of where it was
	mending  int     // frames until only where it is now is heard
	turned   bool    // the last block passed a place at which it may be put right
}

// start begins a loop, unheard at first.
func (v *voice) start(l *Loop, at int, s Setting) {
	*v = voice{loop: l, at: at}
	v.gainDB.jump(s.GainDB)
	v.octaves.jump(math.Log2(s.CutoffHz))
	v.corner, v.filter.coefficients = v.octaves.value, lowpass(s.CutoffHz)
	v.presence.toward(1, frames(Crossfade))
}

// follow sends the voice towards a setting.
func (v *voice) follow(s Setting, frames int) {
	v.gainDB.toward(s.GainDB, frames)
	v.octaves.toward(math.Log2(s.CutoffHz), frames)
}

// leave sends the voice out of the sound.
func (v *voice) leave() { v.presence.toward(0, frames(Crossfade)) }

// idle tells whether the voice is neither heard nor will be.
func (v *voice) idle() bool { return v.loop == nil || v.presence.goal == 0 && !v.presence.moving() }

// add plays a block into sum, through x, which it overwrites.
func (v *voice) add(sum, x []float64, filtered bool) {
	if v.loop == nil {
		return
	}
	v.read(x)
	if filtered {
		v.muffle(x)
	}
	goal := Amplitude(v.gainDB.advance(len(x))) * Presence(v.presence.advance(len(x)))
	step := (goal - v.level) / float64(len(x))
	for i := range x {
		v.level += step
		sum[i] += x[i] * v.level
	}
	v.level = goal
}

// read takes the loop's next samples.
func (v *voice) read(x []float64) {
	at, part := v.at, v.part()
	for i := range x {
		x[i] = float64(v.loop.samples[v.at])
		v.at = v.loop.after(v.at)
		if v.mending > 0 {
			was := float64(v.mending) / mendFrames
			x[i] += (float64(v.loop.samples[v.past]) - x[i]) * was
			v.past = v.loop.after(v.past)
			v.mending--
		}
	}
	v.turned = v.at < at || v.part() != part
}

// after returns the sample that follows one.
func (l *Loop) after(at int) int {
	if at++; at < len(l.samples) {
		return at
	}
	return 0
}

// part returns in which part of its turn the voice is, see [Parts].
func (v *voice) part() int {
	n := len(v.loop.samples)
	return v.at * Parts(float64(n)/Rate) / n
}

// mend lets the voice go on from another place. What is off by less than
// MendLeast is left as it is.
func (v *voice) mend(at int) {
	n := v.loop.Frames()
	off := (at - v.at + n) % n
	if min(off, n-off) < frames(MendLeast) || v.mending > 0 {
		return
	}
	v.past, v.at, v.mending = v.at, at, mendFrames
}

// muffle runs the low-pass over a block.
func (v *voice) muffle(x []float64) {
	c := v.filter.coefficients
	if octaves := v.octaves.advance(len(x)); octaves != v.corner {
		v.corner, c = octaves, lowpass(math.Exp2(octaves))
	}
	v.filter.run(x, c)
}
