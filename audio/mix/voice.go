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
	for i := range x {
		x[i] = float64(v.loop.samples[v.at])
		if v.at++; v.at == len(v.loop.samples) {
			v.at = 0
		}
	}
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

// muffle runs the low-pass over a block.
func (v *voice) muffle(x []float64) {
	c := v.filter.coefficients
	if octaves := v.octaves.advance(len(x)); octaves != v.corner {
		v.corner, c = octaves, lowpass(math.Exp2(octaves))
	}
	v.filter.run(x, c)
}
