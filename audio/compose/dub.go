package compose

// Dub: 75 beats a minute, sixteen bars. A bass that carries everything, drums
// that leave the one alone, chords between the beats, a melodica in the echo.
// In the second half the chords drop out and the echo is left.

var (
	dubChords = chords(`Am Am Dm Am Am Am Dm Em F G Am Am F G Em Em`)
	dubLead   = melody(`E5:1 -:.5 D5:.5 C5:.5 D5:.5 E5:1 | A4:2 -:2 | F5:1 -:.5 E5:.5 D5:.5 E5:.5 F5:1 | E5:2.5 -:1.5 |
		A5:.5 G5:.5 E5:1 -:.5 D5:.5 C5:1 | A4:1.5 C5:.5 E5:1 -:1 | D5:.5 F5:.5 A5:1 G5:.5 F5:.5 E5:1 | E5:.5 D5:.5 B4:1 -:2 |
		C6:.5 A5:.5 F5:1 -:2 | B5:.5 G5:.5 D5:1 -:2 | A5:1 E5:1 -:2 | -:2 G5:.5 E5:.5 D5:.5 C5:.5 |
		A4:1 -:1 C5:.5 F5:.5 -:1 | D5:1 -:1 G5:.5 B5:.5 -:1 | G5:1.5 F#5:.5 E5:2 | -:1 B4:.5 D5:.5 E5:1 -:1`)
)

func dub() *piece {
	p := newPiece(grid{bpm: 75, beats: 64})
	dubDrums(p)
	dubBass(p)
	for bar, in := range dubChords {
		b, c := float64(bar*4), in[0]
		dropped := bar == 12 || bar == 13
		for half := range 4 {
			beat := b + float64(half) + 0.5
			if !dropped || half == 0 {
				p.put(harmony, beat, chop(c.voicing(57), 0.12, 0.9), 1)
			}
			for _, n := range c.voicing(52) { // the organ bubbles about it
				p.put(harmony, beat-0.25, organ(n-12, 0.09, 0.5), 0.35)
				p.put(harmony, beat, organ(n, 0.10, 0.6), 0.45)
				p.put(harmony, beat+0.25, organ(n-12, 0.09, 0.5), 0.35)
			}
		}
	}
	p.play(lead, 0, dubLead, 0.95, func(n pitch, held, _ float64) []float64 { return melodica(n, held, 0.9) })
	p.echo(lead, 0.75, 0.62, 0.55)
	p.echo(harmony, 0.75, 0.5, 0.25)
	p.ring(lead, newRoom(1.6, 1.8, 0.5), 0.1)
	p.ring(drums, newRoom(0.8, 1.1, 0.3), 0.10)
	return p
}

// dubBass plays one figure on each chord: root, root, third, fourth, fifth.
func dubBass(p *piece) {
	const low = 33 // A1
	for bar, in := range dubChords {
		c := in[0]
		root, b := c.bass(low), float64(bar*4)
		third := root + pitch(c.tones[1])
		figure := []note{{root, 1}, {rest, 0.5}, {root, 0.5}, {third, 0.5}, {root + 5, 0.5}, {root + 7, 0.5}, {rest, 0.5}}
		if bar%4 == 3 { // a breath, and a way down
			figure = []note{{root, 1.5}, {rest, 0.5}, {root + 7, 0.5}, {third, 0.5}, {root, 0.5}, {rest, 0.5}}
		}
		p.play(bass, b, figure, 0.9, func(n pitch, held, _ float64) []float64 { return deep(n, held, 1) })
	}
}

func dubDrums(p *piece) {
	drop, stick, sn, closed, open := kick(100, 48, 0.22), rim(), snare(185, 0.18, 31), hat(0.05, 2), hat(0.22, 6)
	thrown := p.loop()
	for bar := range p.beats / 4 {
		b := float64(bar * 4)
		for half := range 8 {
			at := b + float64(half)/2
			p.put(drums, at, closed, []float64{0.5, 0.9}[half%2])
			p.put(drums, at+1.0/3, closed, 0.3) // a triplet's last
		}
		p.put(drums, b+1, drop, 1)
		p.put(drums, b+3, drop, 1)
		p.put(drums, b+1, stick, 0.8)
		p.put(drums, b+3, stick, 0.8)
		if bar%2 == 1 {
			p.put(drums, b+3.5, open, 0.6)
		}
		if bar%4 == 3 { // a stroke thrown into the echo
			thrown.add(p.sample(b+3.75), sn, 0.9)
		}
		if bar%8 == 0 {
			p.put(drums, b, drop, 0.9)
			p.put(drums, b, crash(1.4, 8), 0.4)
		}
	}
	p.parts[drums].mix(thrown, 0.8)
	p.parts[drums].mix(thrown.through(newTape(p.seconds(0.75), 0.7).next), 0.5)
}
