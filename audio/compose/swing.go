package compose

// Swing: a brass section, AABA over thirty-two bars, 184 beats a minute. The
// section calls and answers itself in block chords, a plunger trumpet has the
// bridge alone and the gaps of the second A, and the last A begins with a shout.

var (
	swingA = melody(`-:.5 F4:.5 Bb4:.5 D5:.5 F5:1 D5:.5 F5:.5 | -:.5 Eb5:.5 -:.5 C5:.5 A4:1 -:1 |
		-:.5 F4:.5 A4:.5 C5:.5 D5:1 B4:.5 D5:.5 | -:.5 C5:.5 -:.5 G4:.5 F4:1 -:1 |
		D5:.5 F5:.5 Ab5:1 F5:.5 D5:.5 -:1 | Eb5:.5 G5:.5 -:.5 G5:.5 E5:1 -:1 |
		F5:1 D5:.5 Bb4:.5 G4:.5 B4:.5 D5:1 | C5:.5 Eb5:.5 -:.5 A4:.5 Bb4:1 -:1`)
	swingB = melody(`-:1 A4:.5 C5:.5 D5:.5 F#5:.5 E5:.5 D5:.5 | C5:.5 B4:.5 Bb4:.5 A4:.5 F#4:1 -:1 |
		-:.5 G4:.5 B4:.5 D5:.5 F5:1 E5:.5 D5:.5 | B4:.5 Db5:.5 D5:.5 B4:.5 G4:1 -:1 |
		-:1 G4:.5 Bb4:.5 C5:.5 E5:.5 G5:1 | Bb5:1 G5:.5 E5:.5 C5:1 -:1 |
		A5:.5 G5:.5 F5:.5 Eb5:.5 C5:.5 A4:.5 F4:1 | -:.5 C5:.5 Eb5:.5 F5:.5 A5:1.5 -:.5`)
	swingFill  = melody(`-:4 | -:3 F5:.5 G5:.5 | -:4 | -:3 C5:.5 D5:.5 | -:3 Bb4:.5 C5:.5 | -:3 G5:.5 F5:.5 | -:4 | -:3 C5:.5 D5:.5`)
	swingShout = melody(`Bb5:.5 -:.5 Bb5:.5 Ab5:.5 F5:.5 Ab5:.5 -:1 | G5:.5 -:.5 G5:.5 F5:.5 Eb5:1 -:1 |
		F5:.5 -:.5 F5:.5 Eb5:.5 D5:.5 F5:.5 -:1 | Eb5:.5 -:.5 C5:.5 Eb5:.5 F5:1 -:1`)
	swingChords = chords(`Bb6,G7 Cm7,F7 Dm7,G7 Cm7,F7 Bb7 Eb6,Edim Bb6,G7 Cm7,F7
		Bb6,G7 Cm7,F7 Dm7,G7 Cm7,F7 Bb7 Eb6,Edim Bb6,G7 F7,Bb6
		D7 D7 G7 G7 C7 C7 F7 F7
		Bb6,G7 Cm7,F7 Dm7,G7 Cm7,F7 Bb7 Eb6,Edim Bb6,G7 Cm7,F7`)
)

func swing() *piece {
	p := newPiece(grid{bpm: 184, beats: 128, swing: 0.64})
	section := func(from float64, line []note) {
		p.play(lead, from, line, 0.82, func(n pitch, held, _ float64) []float64 { return brass(n, held, 0.9) })
		swingBlock(p, from, line)
	}
	section(0, swingA)
	section(32, swingA)
	plunger := func(n pitch, held, _ float64) []float64 { return muted(n, held, 1) }
	p.play(lead, 32, swingFill, 0.9, plunger)
	p.play(lead, 64, swingB, 0.9, plunger)
	swingPads(p)
	section(96, swingShout)
	section(112, swingA[swingIndex(16):])
	swingBass(p)
	swingDrums(p)
	for beat := range p.beats { // four to the bar
		c := at(swingChords, float64(beat), 4)
		p.put(harmony, float64(beat), chop(c.voicing(52), 0.11, 0.5), []float64{0.5, 0.75}[beat%2])
	}
	hall := func() *room { return newRoom(1.3, 1.3, 0.35) }
	p.ring(lead, hall(), 0.12)
	p.ring(harmony, hall(), 0.12)
	p.ring(drums, hall(), 0.05)
	return p
}

// swingIndex returns which note of the first eight bars begins at a beat.
func swingIndex(beat float64) int {
	for i, n := range swingA {
		if beat <= 0 {
			return i
		}
		beat -= n.beats
	}
	return len(swingA)
}

// swingBlock puts three more horns under a line: the chord's tones below it.
func swingBlock(p *piece, from float64, line []note) {
	for _, n := range line {
		if n.pitch != rest {
			c := at(swingChords, from, 4)
			below := n.pitch - 1
			for range 3 {
				for !c.has(below) || n.pitch-below < 2 {
					below--
				}
				p.put(harmony, from, brass(below, p.seconds(n.beats)*0.8, 0.7), 0.8)
				below--
			}
		}
		from += n.beats
	}
}

// has tells whether a pitch is one of the chord's tones.
func (c chord) has(p pitch) bool {
	for _, t := range c.tones {
		if (int(p)-c.root-t)%12 == 0 {
			return true
		}
	}
	return false
}

// swingPads hold the bridge's chords under the solo, two bars each.
func swingPads(p *piece) {
	for bar := 16; bar < 24; bar += 2 {
		for _, n := range swingChords[bar][0].voicing(53) {
			p.put(harmony, float64(bar*4), brass(n, p.seconds(5.5), 0.35), 0.5)
			p.put(harmony, float64(bar*4)+6.5, brass(n, p.seconds(0.5), 0.7), 0.6)
		}
	}
}

// swingBass walks: a root where the chord changes, a semitone towards the next
// one before it, a chord's tone else.
func swingBass(p *piece) {
	const low = 31 // G1
	for beat := range p.beats {
		b := float64(beat)
		c, before, next := at(swingChords, b, 4), at(swingChords, float64((beat+p.beats-1)%p.beats), 4), at(swingChords, float64((beat+1)%p.beats), 4)
		n := c.tone(1+beat%2, low)
		switch {
		case beat%4 == 0 || c.root != before.root:
			n = c.bass(low)
		case next.root != c.root:
			n = next.bass(low) + pitch(1-2*(beat/2%2))
		}
		p.put(bass, b, upright(n, p.seconds(0.9), 0.9), 1)
	}
}

func swingDrums(p *piece) {
	r, foot, sn, soft, big := ride(3), hat(0.05, 9), snare(200, 0.14, 21), kick(90, 52, 0.12), crash(1.1, 4)
	for bar := range p.beats / 4 {
		b := float64(bar * 4)
		for i, beat := range [6]float64{0, 1, 1.5, 2, 3, 3.5} {
			p.put(drums, b+beat, r, []float64{0.8, 1, 0.6, 0.8, 1, 0.55}[i])
		}
		p.put(drums, b+1, foot, 0.8)
		p.put(drums, b+3, foot, 0.8)
		for beat := range 4 {
			p.put(drums, b+float64(beat), soft, 0.45)
		}
		for _, beat := range [][]float64{{1.5}, {2.5, 3.5}, {0.5}, {1.5, 3.5}}[bar%4] {
			p.put(drums, b+beat, sn, 0.3)
		}
		if bar%8 == 7 { // into the next eight
			for i := range 4 {
				p.put(drums, b+2+float64(i)/2, sn, 0.3+0.12*float64(i))
			}
		}
		if bar == 16 || bar == 24 {
			p.put(drums, b, big, 0.7)
		}
	}
}
