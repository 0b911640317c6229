package compose

import (
	"math"

	"crescendo/audio/decode"
	"crescendo/audio/mix"
)

// What every piece is brought to. The peak leaves room for what an encoder
// adds: the decoded files stay under −1 dBTP.
const (
	Loudness = -16.0 // LUFS, EBU R 128, as a mono file
	Peak     = -3.2  // dBFS
)

// balance is how loud each stem is against the loudest, in LU.
type balance [stems]float64

// balanced brings each stem to its loudness.
func (p *piece) balanced(b balance) []loop {
	parts := make([]loop, stems)
	for i, part := range p.parts {
		parts[i] = p.loop()
		parts[i].mix(part, math.Pow(10, (Loudness+b[i]-loudness(part))/20))
	}
	return parts
}

// placed returns what the left and the right hear of parts, and their sum: what
// one speaker makes of them.
func placed(parts []loop) (left, right, middle loop) {
	left, right, middle = make(loop, len(parts[0])), make(loop, len(parts[0])), make(loop, len(parts[0]))
	for i, part := range parts {
		l, r := mix.Place(len(parts), i)
		left.mix(part, l)
		right.mix(part, r)
	}
	middle.mix(left, 0.5)
	middle.mix(right, 0.5)
	return left, right, middle
}

func loudness(l loop) float64 { return decode.Loudness(l.samples()) }

func (l loop) samples() []float32 {
	out := make([]float32, len(l))
	for i, v := range l {
		out[i] = float32(v)
	}
	return out
}

// master brings parts to Loudness under Peak. The limiter takes from the
// loudness, so a few rounds are made until both hold.
func master(parts []loop) [][]float32 {
	for range 6 {
		left, right, _ := placed(parts)
		gain := math.Pow(10, (Loudness-decode.Loudness(left.samples(), right.samples()))/20)
		for _, l := range parts {
			for i := range l {
				l[i] *= gain
			}
		}
		limit(parts, math.Pow(10, Peak/20))
	}
	out := make([][]float32, len(parts))
	for i, l := range parts {
		out[i] = l.samples()
	}
	return out
}

// limit holds parts under a ceiling on the left, on the right and in their
// sum: where a sample would exceed it, the gain of all comes down before and
// goes up after, in 5 ms each, by the mean of the least gain around. It reads
// round the loop's end.
func limit(parts []loop, ceiling float64) {
	const reach = rate / 200
	left, right, middle := placed(parts)
	n := len(left)
	need := make([]float64, n)
	for i := range need {
		need[i] = min(1, ceiling/max(1e-9, math.Abs(left[i]), math.Abs(right[i]), math.Abs(middle[i])))
	}
	least := lowest(need, reach)
	var sum float64
	for i := -reach; i <= reach; i++ {
		sum += least[wrap(i, n)]
	}
	for i := range n {
		for _, l := range parts {
			l[i] *= sum / (2*reach + 1)
		}
		sum += least[wrap(i+reach+1, n)] - least[wrap(i-reach, n)]
	}
}

// lowest returns the minimum of a loop within reach of each place.
func lowest(x []float64, reach int) []float64 {
	out := make([]float64, len(x))
	var queue []int // places whose values rise, the first is the minimum
	for i := -reach; i < len(x)+reach; i++ {
		v := x[wrap(i, len(x))]
		for len(queue) > 0 && x[wrap(queue[len(queue)-1], len(x))] >= v {
			queue = queue[:len(queue)-1]
		}
		queue = append(queue, i)
		if at := i - reach; at >= 0 {
			for queue[0] < at-reach {
				queue = queue[1:]
			}
			out[at] = x[wrap(queue[0], len(x))]
		}
	}
	return out
}

func wrap(i, n int) int { return (i%n + n) % n }
