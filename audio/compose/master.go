package compose

import (
	"math"

	"crescendo/audio/decode"
)

// What every piece is brought to. The peak leaves room for what an encoder
// adds: the decoded files stay under −1 dBTP.
const (
	Loudness = -16.0 // LUFS, EBU R 128, as a mono file
	Peak     = -2.5  // dBFS
)

// balance is how loud each stem is against the loudest, in LU.
type balance [stems]float64

// mixed brings each stem to its loudness and adds them.
func (p *piece) mixed(b balance) loop {
	sum := p.loop()
	for i, part := range p.parts {
		sum.mix(part, math.Pow(10, (Loudness+b[i]-loudness(part))/20))
	}
	return sum
}

func loudness(l loop) float64 { return decode.Loudness(l.samples()) }

func (l loop) samples() []float32 {
	out := make([]float32, len(l))
	for i, v := range l {
		out[i] = float32(v)
	}
	return out
}

// master brings a loop to Loudness under Peak. The limiter takes from the
// loudness, so a few rounds are made until both hold.
func master(l loop) []float32 {
	for range 6 {
		gain := math.Pow(10, (Loudness-loudness(l))/20)
		for i := range l {
			l[i] *= gain
		}
		limit(l, math.Pow(10, Peak/20))
	}
	return l.samples()
}

// limit holds a loop under a ceiling: where a sample would exceed it, the gain
// comes down before and goes up after, in 5 ms each, by the mean of the least
// gain around. It reads round the loop's end.
func limit(l loop, ceiling float64) {
	const reach = rate / 200
	need := make([]float64, len(l))
	for i, v := range l {
		need[i] = min(1, ceiling/max(1e-9, math.Abs(v)))
	}
	least := lowest(need, reach)
	var sum float64
	for i := -reach; i <= reach; i++ {
		sum += least[wrap(i, len(l))]
	}
	for i := range l {
		l[i] *= sum / (2*reach + 1)
		sum += least[wrap(i+reach+1, len(l))] - least[wrap(i-reach, len(l))]
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
