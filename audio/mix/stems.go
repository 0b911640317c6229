package mix

import "math"

// MaxParts is how many parts a loop may have: the stems of a band.
const MaxParts = 4

// A stem of a band: where it stands in the stereo field, −1 left to 1 right,
// and over which steps it joins. The tune and the chords are there from the
// first step, since they tell which band it is, and lie where the city leaves
// room; what moves the feet comes as one nears. Bass stands in the middle, as
// everywhere, and nothing at the edge: with one ear the band is whole.
var stems = [MaxParts]struct {
	place      float64
	from, full float64 // the steps at which it is silent and whole
}{
	{0.15, 24, 46},  // drums
	{0, 10, 32},     // bass
	{-0.4, -10, 16}, // harmony
	{0.35, -1, 0},   // lead
}

// Place returns the amplitudes on the left and on the right of one of so many
// parts. One part stands in the middle, two are the sides, four are a band's
// stems, drums, bass, harmony and lead. A stem's powers on left
// and right add to two, as those of one part do.
func Place(parts, i int) (left, right float64) {
	switch parts {
	case 2:
		return [2]float64{1, 0}[i], [2]float64{0, 1}[i]
	case MaxParts:
		sin, cos := math.Sincos(math.Pi / 4 * (1 + stems[i].place))
		return math.Sqrt2 * cos, math.Sqrt2 * sin
	}
	return 1, 1
}

// Join returns the amplitude at a step of one of so many parts, 0…1. Only
// stems join.
func Join(step uint8, parts, i int) float64 {
	if parts != MaxParts {
		return 1
	}
	s := stems[i]
	return Presence(max(0, min(1, (float64(step)-s.from)/(s.full-s.from))))
}
