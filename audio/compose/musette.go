package compose

import "math"

// Musette: a waltz for accordion, 188 beats a minute, forty-eight bars: A in D
// minor, B in F major, A again in thirds.

var (
	musetteA = melody(`D5:.5 F5:.5 A5:.5 D6:.5 C#6:.5 D6:.5 | F6:1 D6:1 A5:1 | G5:.5 A5:.5 C#6:.5 E6:.5 D6:.5 C#6:.5 | Bb5:1 A5:1 G5:1 |
		C#5:.5 E5:.5 G5:.5 Bb5:.5 A5:.5 G5:.5 | E6:1 C#6:1 A5:1 | F5:.5 E5:.5 F5:.5 A5:.5 G5:.5 F5:.5 | A5:2 -:1 |
		D5:.5 F5:.5 A5:.5 D6:.5 C#6:.5 D6:.5 | F#6:1 D6:1 C6:1 | Bb5:.5 A5:.5 Bb5:.5 D6:.5 C6:.5 Bb5:.5 | G6:1.5 F6:.5 D6:1 |
		A5:.5 G#5:.5 A5:.5 D6:.5 F6:.5 E6:.5 | C#6:.5 E6:.5 A5:.5 G5:.5 E5:.5 C#5:.5 | D5:.5 F5:.5 E5:.5 D5:.5 C#5:.5 E5:.5 | D5:2 -:1`)
	musetteB = melody(`C6:1.5 A5:.5 C6:1 | F6:2 E6:1 | D6:.5 C6:.5 Bb5:.5 G5:.5 E5:.5 G5:.5 | Bb5:2 -:1 |
		C6:1.5 G5:.5 C6:1 | E6:2 D6:1 | C6:.5 D6:.5 C6:.5 A5:.5 F5:.5 A5:.5 | C6:2 -:1 |
		C6:1.5 A5:.5 C6:1 | Eb6:2 C6:1 | D6:.5 C#6:.5 D6:.5 F6:.5 E6:.5 D6:.5 | Db6:1 Bb5:1 F5:1 |
		C6:.5 F5:.5 A5:.5 C6:.5 F6:.5 A6:.5 | G6:.5 E6:.5 C6:.5 Bb5:.5 G5:.5 E5:.5 | F5:1 A5:1 C6:1 | C#6:1 B5:.5 A5:.5 G5:.5 E5:.5`)
	musetteMinor  = `Dm Dm A7 A7 A7 A7 Dm Dm Dm D7 Gm Gm Dm A7 Dm Dm `
	musetteMajor  = `F F C7 C7 C7 C7 F F F F7 Bb Bbm F C7 F A7 `
	musetteChords = chords(musetteMinor + musetteMajor + musetteMinor)
)

func musette() *piece {
	p := newPiece(grid{bpm: 188, beats: 144})
	// The bellows breathe: a little louder towards the middle of four bars.
	breath := func(beat float64) float64 { return 0.82 + 0.12*math.Sin(math.Pi*math.Mod(beat, 12)/12) }
	voice := func(n pitch, held, beat float64) []float64 { return reeds(n, held, breath(beat)) }
	p.play(lead, 0, graced(musetteA), 0.86, voice)
	p.play(lead, 48, musetteB, 0.95, voice)
	p.play(lead, 96, graced(musetteA), 0.86, voice)
	beat := 96.0
	for _, n := range musetteA { // in thirds and sixths
		if n.pitch != rest {
			p.put(lead, beat, reeds(under(n.pitch, at(musetteChords, beat, 3)), p.seconds(n.beats)*0.86, 0.7), 0.6)
		}
		beat += n.beats
	}
	musetteLeft(p)
	hall := newRoom(0.9, 1.0, 0.4)
	p.ring(lead, hall, 0.12)
	p.ring(harmony, newRoom(0.9, 0.8, 0.4), 0.08)
	return p
}

// graced puts a short note a step above before each note of a whole beat or
// more that follows a run.
func graced(line []note) []note {
	var out []note
	for i, n := range line {
		if i > 0 && n.beats >= 1 && n.pitch != rest && line[i-1].beats < 1 {
			const grace = 0.16
			out = append(out, note{n.pitch + 1, grace}, note{n.pitch, n.beats - grace})
		} else {
			out = append(out, n)
		}
	}
	return out
}

// under returns the chord's tone at least a third below.
func under(p pitch, c chord) pitch {
	for p -= 3; !c.has(p); p-- {
	}
	return p
}

// musetteLeft is the left hand and the guitar: one, two, three.
func musetteLeft(p *piece) {
	b2, b3 := brushes(0.12, 41), brushes(0.1, 43)
	boom := kick(85, 50, 0.1)
	for bar, in := range musetteChords {
		b, c := float64(bar*3), in[0]
		n := c.bass(36) // C2
		if bar%2 == 1 {
			n = c.tone(2, 36)
		}
		p.put(bass, b, upright(n, p.seconds(0.95), 0.9), 1)
		p.put(bass, b, button(n, p.seconds(0.7), 0.6), 0.35)
		p.put(drums, b, boom, 0.6)
		for beat := 1.0; beat <= 2; beat++ {
			for _, tone := range c.voicing(55) {
				p.put(harmony, b+beat, button(tone, p.seconds(0.42), 0.6), 0.55)
			}
			p.put(harmony, b+beat, chop(c.voicing(55), 0.13, 0.8), 0.8)
		}
		p.put(drums, b+1, b2, 0.9)
		p.put(drums, b+2, b3, 0.8)
		if bar%8 == 7 {
			p.put(drums, b+2.5, b3, 0.6)
		}
	}
}
