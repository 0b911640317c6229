package compose

// Drift: guitars and strings, 96 beats a minute, twenty bars. Eight bars of
// arpeggios in an echo of three sixteenths under a bowed note, eight bars in
// which a guitar picks its melody in sixteenths over the whole band, four bars
// that fall back. It swells in density and colour, hardly in level: loudness
// is the hunt's to tell.

var (
	driftChords = chords(`Bm G D A Bm G D A  G A Bm D G A Bm D  Em G Bm A`)
	driftBow    = melody(`F#5:4 | G5:2 F#5:2 | E5:2 D5:2 | C#5:4 | D5:3 F#5:1 | B5:4 | A5:2 F#5:2 | E5:4`)
	driftPicked = melody(`B5:3 A5:1 | C#6:2 A5:2 | D6:3 C#6:1 | A5:2 F#5:2 | B5:2 D6:2 | E6:2 C#6:2 | D6:2 B5:2 | F#5:4`)
	driftEnd    = melody(`E5:2 G5:2 | B5:3 A5:1 | F#5:4 | E5:2 C#5:2`)
)

func drift() *piece {
	p := newPiece(grid{bpm: 96, beats: 80})
	driftArpeggio(p)
	bowed := func(n pitch, held, _ float64) []float64 { return bow(n, held, 0.8) }
	p.play(lead, 0, driftBow, 0.95, bowed)
	p.play(lead, 64, driftEnd, 0.95, bowed)
	beat := 32.0
	for _, n := range driftPicked {
		for s := 0.0; s < n.beats; s += 0.25 {
			p.put(lead, beat+s, fuzz(n.pitch, p.seconds(0.24), 0.5+0.2*float64(int(4*s)%2)), 0.55)
		}
		beat += n.beats
	}
	for bar, in := range driftChords {
		b, c := float64(bar*4), in[0]
		for _, n := range c.voicing(50) {
			p.put(harmony, b, ensemble(n, p.seconds(3.9), 0.6), 0.3)
			p.put(harmony, b, ensemble(n+12, p.seconds(3.9), 0.8), 0.14)
		}
		driftBass(p, b, c, bar)
	}
	driftDrums(p)
	sway := newChorus(p.parts[harmony], 19)
	p.parts[harmony].mix(p.parts[harmony].through(sway.next), 0.5)
	p.ring(harmony, newRoom(2.1, 3.2, 0.3), 0.22)
	p.echo(lead, 0.75, 0.4, 0.3)
	p.ring(lead, newRoom(2.1, 3.0, 0.35), 0.2)
	p.ring(drums, newRoom(1.5, 1.6, 0.3), 0.12)
	return p
}

// driftArpeggio is two guitars, one of them an octave up where the band plays.
func driftArpeggio(p *piece) {
	picked := p.loop()
	for bar, in := range driftChords {
		c := in[0]
		for i, step := range [8]int{0, 2, 1, 2, 0, 2, 1, 2} {
			n := c.tone(step, 54)
			if i == 4 {
				n += 12
			}
			b := float64(bar*4) + float64(i)/2
			picked.add(p.sample(b), guitar(n, p.seconds(1.2), 0.7), 0.8)
			if bar >= 8 && bar < 16 {
				picked.add(p.sample(b+0.25), guitar(n+12, p.seconds(0.6), 0.5), 0.4)
			}
		}
	}
	p.parts[harmony].mix(picked, 1)
	p.parts[harmony].mix(picked.through(newTape(p.seconds(0.75), 0.5).next), 0.5)
}

func driftBass(p *piece, b float64, c chord, bar int) {
	root := c.bass(28) // E1
	if bar < 8 || bar >= 16 {
		p.put(bass, b, deep(root, p.seconds(3.7), 0.8), 1)
		return
	}
	for i := range 8 {
		p.put(bass, b+float64(i)/2, deep(root, p.seconds(0.42), 0.75+0.1*float64(1-i%2)), 1)
	}
}

func driftDrums(p *piece) {
	k, sn, closed, big, low, high := kick(110, 46, 0.25), snare(170, 0.26, 51), hat(0.06, 12), crash(1.8, 14), tom(82), tom(120)
	sh := shaker(61)
	for bar := range p.beats / 4 {
		b := float64(bar * 4)
		full := bar >= 8 && bar < 16
		for i := range 8 {
			at := b + float64(i)/2
			if full {
				p.put(drums, at, closed, 0.6)
			} else {
				p.put(drums, at, sh, 0.5)
				p.put(drums, at+0.25, sh, 0.3)
			}
		}
		p.put(drums, b, k, 0.9)
		switch {
		case full:
			p.put(drums, b+1.5, k, 0.8)
			p.put(drums, b+2, sn, 0.9)
			p.put(drums, b+2.75, k, 0.7)
			if bar%2 == 0 {
				p.put(drums, b, big, 0.6)
			}
		case bar >= 4:
			p.put(drums, b+2, low, 0.6)
			p.put(drums, b+3, high, 0.5)
			p.put(drums, b+3.5, low, 0.5)
		}
		if bar == 7 || bar == 15 {
			for i := range 8 {
				p.put(drums, b+2+float64(i)/4, []([]float64){high, low}[i/4], 0.4+0.05*float64(i))
			}
		}
	}
}
