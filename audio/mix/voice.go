package mix

import "math"

// Loop is a song or bed that the Mixer plays round and round. It is never
// changed and may be shared.
type Loop struct {
	parts    [][]float32
	spectrum Spectrum
}

// NewLoop returns a loop of parts at Rate, as decode.Clip has them, and
// measures it: one, two sides, or four stems, all equally long. The samples
// must not be changed afterwards. It returns nil for no samples.
func NewLoop(parts ...[]float32) *Loop {
	if len(parts) == 0 || len(parts[0]) == 0 {
		return nil
	}
	return &Loop{parts: parts, spectrum: measureParts(parts)}
}

// Frames returns the length of one turn.
func (l *Loop) Frames() int { return len(l.parts[0]) }

// Bytes returns how much memory the samples take.
func (l *Loop) Bytes() int {
	if l == nil {
		return 0
	}
	return 4 * len(l.parts) * l.Frames()
}

// Spectrum returns what Measure found.
func (l *Loop) Spectrum() Spectrum { return l.spectrum }

// voice is one loop that sounds. Owned by the goroutine that reads the Mixer.
type voice struct {
	loop     *Loop
	at       int   // the next sample
	presence glide // 0…1, the part of the way into the sound
	gainDB   glide
	octaves  glide     // log2 of the corner in Hz
	corner   float64   // octaves at which filter's coefficients were made
	filter   [2]filter // left and right
	joined   [MaxParts]glide
	placed   [MaxParts][2]float64 // amplitudes of the parts at the end of the last block
	level    float64              // amplitude at the end of the last block
	past     int                  // while it is put right: the next sample of where it was
	mending  int                  // frames until only where it is now is heard
	turned   bool                 // the last block passed a place at which it may be put right
}

// start begins a loop, unheard at first.
func (v *voice) start(l *Loop, at int, s Setting) {
	*v = voice{loop: l, at: at}
	v.gainDB.jump(s.GainDB)
	v.octaves.jump(math.Log2(s.CutoffHz))
	c := lowpass(s.CutoffHz)
	v.corner, v.filter[0].coefficients, v.filter[1].coefficients = v.octaves.value, c, c
	for i := range l.parts {
		v.joined[i].jump(s.Joined[i])
		v.placed[i] = v.place(i)
	}
	v.presence.toward(1, frames(Crossfade))
}

// follow sends the voice towards a setting.
func (v *voice) follow(s Setting, frames int) {
	v.gainDB.toward(s.GainDB, frames)
	v.octaves.toward(math.Log2(s.CutoffHz), frames)
	for i := range v.loop.parts {
		v.joined[i].toward(s.Joined[i], frames)
	}
}

// leave sends the voice out of the sound.
func (v *voice) leave() { v.presence.toward(0, frames(Crossfade)) }

// idle tells whether the voice is neither heard nor will be.
func (v *voice) idle() bool { return v.loop == nil || v.presence.goal == 0 && !v.presence.moving() }

// place returns the amplitudes of a part on both sides.
func (v *voice) place(i int) [2]float64 {
	l, r := Place(len(v.loop.parts), i)
	return [2]float64{l * v.joined[i].value, r * v.joined[i].value}
}

// add plays a block into sum, through x, which it overwrites.
func (v *voice) add(sum, x *sides, filtered bool) {
	if v.loop == nil {
		return
	}
	alike := len(v.loop.parts) == 1
	v.read(x)
	if filtered {
		v.muffle(x, alike)
	}
	if alike {
		x[1] = x[0]
	}
	goal := Amplitude(v.gainDB.advance(block)) * Presence(v.presence.advance(block))
	step := (goal - v.level) / block
	for i := range block {
		v.level += step
		sum[0][i] += x[0][i] * v.level
		sum[1][i] += x[1][i] * v.level
	}
	v.level = goal
}

// read takes the loop's next samples; of a loop of one part, which stands in
// the middle, only the left side.
func (v *voice) read(x *sides) {
	at, part := v.at, v.part()
	var step [MaxParts][2]float64
	for p := range v.loop.parts {
		v.joined[p].advance(block)
		for side, goal := range v.place(p) {
			step[p][side] = (goal - v.placed[p][side]) / block
		}
	}
	if v.mending == 0 && v.at+block <= v.loop.Frames() {
		v.readOn(x, &step)
	} else {
		v.readAround(x, &step)
	}
	for p := range v.loop.parts {
		v.placed[p] = v.place(p)
	}
	v.turned = v.at < at || v.part() != part
}

// readOn reads a block that lies in one piece, which nearly all do.
func (v *voice) readOn(x *sides, step *[MaxParts][2]float64) {
	*x = sides{}
	left, right := &x[0], &x[1]
	for p, samples := range v.loop.parts {
		l, r, dl, dr := v.placed[p][0], v.placed[p][1], step[p][0], step[p][1]
		if l == 0 && r == 0 && dl == 0 && dr == 0 {
			continue
		}
		for i, s := range samples[v.at : v.at+block : v.at+block][:block] {
			y := float64(s)
			left[i] += y * l
			right[i] += y * r
			l, r = l+dl, r+dr
		}
	}
	v.at += block
	if v.at == v.loop.Frames() {
		v.at = 0
	}
}

// readAround reads a block in which the loop begins anew or is put right.
func (v *voice) readAround(x *sides, step *[MaxParts][2]float64) {
	for i := range block {
		was := float64(v.mending) / mendFrames
		var l, r float64
		for p, samples := range v.loop.parts {
			y := float64(samples[v.at])
			if v.mending > 0 {
				y += (float64(samples[v.past]) - y) * was
			}
			l += y * v.placed[p][0]
			r += y * v.placed[p][1]
			v.placed[p][0] += step[p][0]
			v.placed[p][1] += step[p][1]
		}
		x[0][i], x[1][i] = l, r
		v.at = v.loop.after(v.at)
		if v.mending > 0 {
			v.past = v.loop.after(v.past)
			v.mending--
		}
	}
}

// after returns the sample that follows one.
func (l *Loop) after(at int) int {
	if at++; at < l.Frames() {
		return at
	}
	return 0
}

// part returns in which part of its turn the voice is, see [Parts].
func (v *voice) part() int {
	n := v.loop.Frames()
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
func (v *voice) muffle(x *sides, alike bool) {
	c := v.filter[0].coefficients
	if octaves := v.octaves.advance(block); octaves != v.corner {
		v.corner, c = octaves, lowpass(math.Exp2(octaves))
	}
	v.filter[0].run(x[0][:], c)
	if !alike {
		v.filter[1].run(x[1][:], c)
	}
}
