package mix

// taps are the echoes of the scattered sound, in samples: between 7 and 37 ms,
// where an echo is not heard as one but as width (Haas), different on both
// sides, without a common divisor so that their combs do not coincide.
var taps = [2][4]int{
	{347, 661, 1051, 1601},
	{431, 787, 1213, 1777},
}

// scatter is the longest tap.
const scatter = 1777

// tapGain makes four equal echoes as loud as one sound.
const tapGain = 0.5

// Diffuser returns what scattered sound is made of: the impulse responses of
// the left and the right side at a sample rate, each of power one, for a
// convolver that does not normalise them. Echoes alternate in sign, so that
// they do not add up in the bass.
func Diffuser(rate int) (left, right []float32) {
	sides := [2][]float32{}
	for side, at := range taps {
		sides[side] = make([]float32, scatter*rate/Rate+1)
		for i, t := range at {
			sides[side][t*rate/Rate] = float32(tapGain * sign(i))
		}
	}
	return sides[0], sides[1]
}

func sign(i int) float64 { return 1 - 2*float64(i&1) }

// echo is a delay line with the diffuser's taps.
type echo struct {
	line [2048]float64 // a power of two, longer than scatter
	at   int
}

// push puts a sample into the line.
func (e *echo) push(x float64) {
	e.at = (e.at + 1) & (len(e.line) - 1)
	e.line[e.at] = x
}

// scattered returns what the last samples sound like on both sides.
func (e *echo) scattered() (left, right float64) {
	mask := len(e.line) - 1
	for i := range taps[0] {
		s := tapGain * sign(i)
		left += s * e.line[(e.at-taps[0][i])&mask]
		right += s * e.line[(e.at-taps[1][i])&mask]
	}
	return left, right
}
