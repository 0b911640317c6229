package compose

import "fmt"

// Piece is something that is composed here: a song of a band, or the bed.
type Piece struct {
	Name  string // of its file, without the ending
	Title string
	BPM   float64 // 0 for the bed

	compose func() *piece
	balance balance
}

// Pieces are the five songs, by the numbers that hunt files call them
// (builtin:1 is the first), and the bed.
func Pieces() []Piece {
	return []Piece{
		{"1", "Brass swing", 184, swing, balance{drums: -7, bass: -4, harmony: -3, lead: 0}},
		{"2", "Dub", 75, dub, balance{drums: -2, bass: -2, harmony: -4, lead: 0}},
		{"3", "Chip", 132, chip, balance{drums: -3, bass: -3, harmony: -7, lead: 0}},
		{"4", "Musette", 188, musette, balance{drums: -11, bass: -6, harmony: -5, lead: 0}},
		{"5", "Drift", 96, drift, balance{drums: -5, bass: -5, harmony: 0, lead: -1}},
		{"bed", "City", 0, nil, balance{}},
	}
}

// Find returns the piece of a name.
func Find(name string) (Piece, error) {
	for _, p := range Pieces() {
		if p.Name == name {
			return p, nil
		}
	}
	return Piece{}, fmt.Errorf("compose: there is no piece %q; there are 1 to 5 and bed", name)
}

// pickup is where a song's loop is cut, in beats before its first beat:
// between two strokes, where what a compressed file loses at its ends is least
// heard.
const pickup = 0.1

// Render composes the piece: one turn of its loop at 48 kHz, a song as its
// stems (drums, bass, harmony, lead), the bed as one part. Where audio/mix
// places them they have [Loudness] with their true peak under [Peak]. It takes
// a few seconds, and the same machine gives the same bits each time.
func (p Piece) Render() [][]float32 {
	if p.compose == nil {
		return master([]loop{city()})
	}
	song := p.compose()
	parts := song.balanced(p.balance)
	for i := range parts {
		parts[i] = parts[i].cut(song.sample(1) - song.sample(1-pickup))
	}
	return master(parts)
}
