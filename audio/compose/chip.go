package compose

import "math"

// Chip: 132 beats a minute, twenty-four bars, A B A. Two pulses, a triangle of
// sixteen stairs and noise, as a game's sound chip has them; the B part holds
// its notes while the arpeggio runs twice as fast.

var (
	chipChords = chords(`Em Em C D Em Em C B  Am Am Em Em C D Em B  Em Em C D Em Em C B`)
	chipA      = melody(`E5:1 B4:.5 E5:.5 G5:1 F#5:.5 E5:.5 | D5:.5 E5:.5 B4:1 -:.5 B4:.5 D5:.5 E5:.5 |
		C5:1 E5:.5 G5:.5 B5:1 A5:.5 G5:.5 | F#5:1.5 D5:.5 A4:1 D5:1 |
		E5:1 B4:.5 E5:.5 G5:1 A5:.5 B5:.5 | D6:.5 B5:.5 G5:1 -:.5 E5:.5 G5:.5 A5:.5 |
		G5:.5 E5:.5 C5:.5 E5:.5 G5:1 C6:1 | B5:1 F#5:.5 D#5:.5 B4:2`)
	chipB = melody(`A5:3 G5:.5 E5:.5 | C6:2 B5:1 A5:1 | B5:3 A5:.5 G5:.5 | E5:4 |
		G5:2 A5:1 B5:1 | A5:2 F#5:2 | G5:1 F#5:1 E5:1 D#5:1 | F#5:2 B5:2`)
)

func chip() *piece {
	p := newPiece(grid{bpm: 132, beats: 96})
	voice := func(width, loud float64) func(pitch, float64, float64) []float64 {
		return func(n pitch, held, _ float64) []float64 { return square(n, held, width, loud) }
	}
	for _, part := range []struct {
		from float64
		line []note
	}{{0, chipA}, {32, chipB}, {64, chipA}} {
		p.play(lead, part.from, part.line, 0.9, voice(0.25, 0.9))
		p.play(lead, part.from+0.75, part.line, 0.8, voice(0.125, 0.25)) // a chip's echo
	}
	octaveUp := func(n pitch, held, _ float64) []float64 { return square(n+12, held, 0.5, 0.3) }
	p.play(lead, 64, chipA, 0.6, octaveUp)
	chipArpeggio(p)
	for beat := range p.beats * 2 { // eighths, in octaves
		b := float64(beat) / 2
		n := at(chipChords, b, 4).bass(28) + pitch(12*(beat%2))
		p.put(bass, b, stairs(n, p.seconds(0.4), 1), 1)
	}
	chipDrums(p)
	return p
}

// chipArpeggio runs through the chord, a sixteenth each, and in the B part
// twice as fast.
func chipArpeggio(p *piece) {
	for step, b := 0, 0.0; b < float64(p.beats); step++ {
		length := 0.25
		if b >= 32 && b < 64 {
			length = 0.125
		}
		n := at(chipChords, b, 4).tone(step%3, 60) + pitch(12*(step/3%2))
		p.put(harmony, b, square(n, p.seconds(length*0.85), 0.5, 0.5), 1)
		b += length
	}
}

func chipDrums(p *piece) {
	k, sn, closed, open := kick(160, 50, 0.16), crunch(0.18, 1), crunch(0.035, 3), crunch(0.14, 3)
	for bar := range p.beats / 4 {
		b := float64(bar * 4)
		for beat := range 4 {
			p.put(drums, b+float64(beat), k, 1)
			p.put(drums, b+float64(beat)+0.5, open, 0.45)
			for s := range 4 {
				p.put(drums, b+float64(beat)+float64(s)/4, closed, 0.3)
			}
		}
		p.put(drums, b+1, sn, 0.9)
		p.put(drums, b+3, sn, 0.9)
		if bar%8 == 7 {
			for s := range 8 {
				p.put(drums, b+2+float64(s)/4, sn, 0.25+0.07*float64(s))
			}
		}
	}
}

// crunch is a chip's noise: a shift register that is clocked slowly.
func crunch(seconds float64, speed int) []float64 {
	register, held, count := 1, 1.0, 0
	var f filter
	return tone(seconds*2, func(t float64) float64 {
		if count++; count >= 8/speed {
			count = 0
			bit := (register ^ register>>1) & 1
			register = register>>1 | bit<<14
			held = float64(2*(register&1) - 1)
		}
		return f.high(held, 300+900*float64(speed), 0.7) * math.Exp(-t/(seconds/2)) * 0.7
	})
}
