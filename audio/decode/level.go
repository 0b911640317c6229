package decode

import "math"

// Level tells how loud a clip is.
type Level struct {
	Peak float64 // dBFS of the largest sample; -Inf for silence
	RMS  float64 // dBFS of the mean power; a sine at full scale has −3.01
	LUFS float64 // integrated loudness, see [Loudness]
}

// Measure returns the level of mono samples at 48 kHz.
func Measure(samples []float32) Level {
	var peak, power float64
	for _, v := range samples {
		peak = max(peak, math.Abs(float64(v)))
		power += float64(v) * float64(v)
	}
	return Level{
		Peak: 20 * math.Log10(peak),
		RMS:  10 * math.Log10(power/max(1, float64(len(samples)))),
		LUFS: Loudness(samples),
	}
}

// TruePeak returns the peak in dBTP of the loop between its samples, which a
// player's converter will draw: four times oversampled, as ITU-R BS.1770-4
// annex 2 asks; what lies between those is at most 0.7 dB higher. It looks
// about samples within 6 dB of the largest only: a peak does not stand further
// over both its neighbours in anything that was ever heard.
func TruePeak(samples []float32) float64 {
	var peak float64
	for _, v := range samples {
		peak = max(peak, math.Abs(float64(v)))
	}
	near, table := peak/2, kernel()
	for i, v := range samples {
		next := samples[wrap(i+1, len(samples))]
		if max(math.Abs(float64(v)), math.Abs(float64(next))) < near {
			continue
		}
		for quarter := 0.25; quarter < 1; quarter += 0.25 {
			peak = max(peak, math.Abs(between(samples, i, quarter, table)))
		}
	}
	return 20 * math.Log10(peak)
}

// between returns the loop's value a part of a sample after sample i.
func between(samples []float32, i int, part float64, table sincTable) float64 {
	var sum float64
	for k := 1 - zeroCrossings; k <= zeroCrossings; k++ {
		sum += float64(samples[wrap(i+k, len(samples))]) * table.at(math.Abs(float64(k)-part))
	}
	return sum
}

// The meter of EBU R 128 and ITU-R BS.1770-4.
const (
	blockSamples = Rate * 4 / 10 // 400 ms
	hopSamples   = Rate / 10     // blocks overlap by three quarters
	absoluteGate = -70           // LUFS; quieter blocks do not count
	relativeGate = -10           // LU under the loudness of what the absolute gate lets through
)

// Loudness returns the integrated loudness of samples at 48 kHz in LUFS, by
// EBU R 128 (ITU-R BS.1770-4): K-weighted, gated. One channel has weight 1, as
// meters treat a mono file; of several, equally long, the powers are averaged,
// so that a mono file is as loud as the same on both sides. For one channel it
// agrees with ffmpeg's ebur128 to 0.1 LU. It is −70 for silence and for what is
// shorter than 400 ms.
func Loudness(channels ...[]float32) float64 {
	powers := blockPowers(channels)
	mean := gatedMean(powers, absoluteGate)
	if mean == 0 {
		return absoluteGate
	}
	return lufs(gatedMean(powers, lufs(mean)+relativeGate))
}

// blockPowers returns the K-weighted mean power of each block.
func blockPowers(channels [][]float32) []float64 {
	if len(channels) == 0 || len(channels[0]) < blockSamples {
		return nil
	}
	hops := make([]float64, len(channels[0])/hopSamples)
	for _, samples := range channels {
		weight := newKWeight()
		for i := range hops {
			for _, v := range samples[i*hopSamples : (i+1)*hopSamples] {
				y := weight.next(float64(v))
				hops[i] += y * y / float64(len(channels))
			}
		}
	}
	blocks := make([]float64, len(hops)-3)
	for i := range blocks {
		blocks[i] = (hops[i] + hops[i+1] + hops[i+2] + hops[i+3]) / blockSamples
	}
	return blocks
}

// gatedMean returns the mean of the powers above a gate in LUFS.
func gatedMean(powers []float64, gate float64) float64 {
	sum, n := 0.0, 0.0
	for _, p := range powers {
		if lufs(p) > gate {
			sum += p
			n++
		}
	}
	return sum / max(1, n)
}

func lufs(power float64) float64 { return -0.691 + 10*math.Log10(power) }

// kWeight is the two filters of BS.1770-4 at 48 kHz, tables 1 and 2: a shelf
// for the head, a high-pass for the ear.
type kWeight struct{ shelf, high biquad }

func newKWeight() *kWeight {
	return &kWeight{
		shelf: biquad{b0: 1.53512485958697, b1: -2.69169618940638, b2: 1.19839281085285, a1: -1.69065929318241, a2: 0.73248077421585},
		high:  biquad{b0: 1, b1: -2, b2: 1, a1: -1.99004745483398, a2: 0.99007225036621},
	}
}

func (w *kWeight) next(x float64) float64 { return w.high.next(w.shelf.next(x)) }

// biquad is a second-order filter, transposed direct form II.
type biquad struct{ b0, b1, b2, a1, a2, z1, z2 float64 }

func (f *biquad) next(x float64) float64 {
	y := f.b0*x + f.z1
	f.z1 = f.b1*x - f.a1*y + f.z2
	f.z2 = f.b2*x - f.a2*y
	return y
}
