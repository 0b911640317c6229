package compose

// stem is a part of a band.
type stem int

const (
	drums stem = iota
	bass
	harmony
	lead
	stems
)

// piece is a song while it is composed: a grid and a loop for each stem.
type piece struct {
	grid
	parts [stems]loop
}

func newPiece(g grid) *piece {
	p := &piece{grid: g}
	for i := range p.parts {
		p.parts[i] = g.loop()
	}
	return p
}

// put places a sound at a beat.
func (p *piece) put(part stem, beat float64, sound []float64, gain float64) {
	p.parts[part].add(p.sample(beat), sound, gain)
}

// play places a melody from a beat on; legato, 0…1, is how much of its length
// a note is held.
func (p *piece) play(part stem, beat float64, line []note, legato float64, voice func(p pitch, held float64, beat float64) []float64) {
	for _, n := range line {
		if n.pitch != rest {
			p.put(part, beat, voice(n.pitch, p.seconds(n.beats)*legato, beat), 1)
		}
		beat += n.beats
	}
}

// ring gives a stem some of a room.
func (p *piece) ring(part stem, r *room, share float64) {
	wet := p.parts[part].through(r.next)
	p.parts[part].mix(wet, share)
}

// echo gives a stem some of a tape.
func (p *piece) echo(part stem, beats, feedback, share float64) {
	wet := p.parts[part].through(newTape(p.seconds(beats), feedback).next)
	p.parts[part].mix(wet, share)
}

// beatsOf is how long a melody is.
func beatsOf(line []note) float64 {
	var sum float64
	for _, n := range line {
		sum += n.beats
	}
	return sum
}
