package mix

import "math"

// Bands of a Spectrum: sixths of an octave from 50 Hz.
const (
	bands      = 50 // up to 14.4 kHz
	lowestBand = 50.0
	perOctave  = 6
)

// Spectrum is how a song's loudness is spread from low to high, and over its
// parts: shares of its K-weighted power (ITU-R BS.1770-4) in sixths of an
// octave. The zero value stands for a song that was not measured, and counts
// as music in general, in one part.
type Spectrum struct {
	parts int
	share [MaxParts][bands]float64
}

func bandHertz(i int) float64 { return lowestBand * math.Exp2((float64(i)+0.5)/perOctave) }

// Loss returns how many dB of loudness the low-pass at a corner takes from
// the song, 0 or more.
func (s Spectrum) Loss(cutoffHz float64) float64 { return s.loss(MaxStep, cutoffHz) }

// loss is that of the low-pass and of the parts that have not joined at a step.
func (s Spectrum) loss(step uint8, cutoffHz float64) float64 {
	if s.parts == 0 {
		s.parts = 1
		for i := range bands {
			s.share[0][i] = general(bandHertz(i))
		}
	}
	c := lowpass(cutoffHz)
	var kept, whole float64
	for p := range s.parts {
		joined := sq(Join(step, s.parts, p))
		for i, share := range s.share[p] {
			whole += share
			kept += share * joined * c.power(bandHertz(i))
		}
	}
	return max(0, -10*math.Log10(kept/whole))
}

// general is the K-weighted power, in a band of constant relative width, that
// an unmeasured song is taken to have: the usual shape of a mix, full from 100
// Hz to 1 kHz and falling by 6 dB an octave from there. A measured song does
// without it.
func general(hertz float64) float64 {
	low, high := hertz/100, hertz/1000
	return kPower(hertz) * low * low / (1 + low*low) / (1 + high*high)
}

// kPower is the power response of the K-weighting, from the analogue
// prototypes of BS.1770's two filters (the parameters at which they give its
// tables at 48 kHz): a second-order high-pass at 38.1 Hz with Q 0.5, and a
// shelf of 4.0 dB at 1,682 Hz with Q 0.707. Against the digital filters it is
// within 0.1 dB up to 8 kHz.
func kPower(hertz float64) float64 {
	const lowQ, shelfQ = 0.5003270373, 0.7071752370
	h := hertz / 38.13547087
	h2 := h * h
	high := h2 * h2 / (sq(1-h2) + h2/(lowQ*lowQ))
	w := hertz / 1681.974451
	w2 := w * w
	top := math.Pow(10, 3.999843854/20) // Vh; the middle term is Vh^0.4996667742
	mid := math.Pow(top, 0.4996667742)
	return high * (sq(1-top*w2) + sq(mid*w/shelfQ)) / (sq(1-w2) + w2/(shelfQ*shelfQ))
}

func sq(x float64) float64 { return x * x }

// How a song is measured: short windows spread evenly over the loop. 192 of
// 2,048 samples see 8 s of it, which is a few ms of work.
const (
	windows      = 192
	windowLength = 2048
)

// Measure returns the spectrum of a loop of mono samples.
func Measure(loop []float32) Spectrum {
	return measureParts([][]float32{loop})
}

func measureParts(parts [][]float32) Spectrum {
	return MeasureFunc(len(parts), len(parts[0]), func(part, at int, into []float32) { copy(into, parts[part][at:]) })
}

// MeasureFunc returns the spectrum of a loop of so many parts of n samples that
// lie elsewhere: read copies those of a part from at onward into a slice that
// ends within the loop. A loop of under 2,048 samples, or a silent one, is not
// measured.
func MeasureFunc(parts, n int, read func(part, at int, into []float32)) Spectrum {
	s := Spectrum{parts: min(parts, MaxParts)}
	if n < windowLength {
		return Spectrum{}
	}
	var whole float64
	for p := range s.parts {
		s.share[p] = measurePart(n, func(at int, into []float32) { read(p, at, into) })
		for _, v := range s.share[p] {
			whole += v
		}
	}
	if !(whole > 0) {
		return Spectrum{}
	}
	for p := range s.parts {
		for i := range s.share[p] {
			s.share[p][i] /= whole
		}
	}
	return s
}

// measurePart returns the K-weighted power of one part in bands.
func measurePart(n int, read func(at int, into []float32)) [bands]float64 {
	var power [windowLength / 2]float64
	samples, bins := make([]float32, windowLength), make([]complex128, windowLength)
	for w := range windows {
		read(int(int64(n-windowLength)*int64(w)/(windows-1)), samples)
		for i, v := range samples {
			hann := 0.5 - 0.5*math.Cos(2*math.Pi*float64(i)/windowLength)
			bins[i] = complex(float64(v)*hann, 0)
		}
		transform(bins)
		for i := range power {
			power[i] += real(bins[i])*real(bins[i]) + imag(bins[i])*imag(bins[i])
		}
	}
	return gather(power[:])
}

// gather sums the bins of a power spectrum into bands and weights them.
func gather(power []float64) (share [bands]float64) {
	for i, p := range power[1:] {
		hertz := float64(i+1) * Rate / windowLength
		at := int(math.Floor(perOctave * math.Log2(hertz/lowestBand)))
		share[max(0, min(bands-1, at))] += p * kPower(hertz)
	}
	return share
}

// transform is the fast Fourier transform in place (Cooley and Tukey, radix
// 2); the length is a power of two.
func transform(x []complex128) {
	n := len(x)
	for i, j := 1, 0; i < n; i++ {
		bit := n >> 1
		for ; j&bit != 0; bit >>= 1 {
			j ^= bit
		}
		if j ^= bit; i < j {
			x[i], x[j] = x[j], x[i]
		}
	}
	for size := 2; size <= n; size *= 2 {
		sin, cos := math.Sincos(-2 * math.Pi / float64(size))
		step := complex(cos, sin)
		for start := 0; start < n; start += size {
			turn := complex(1, 0)
			for k := start; k < start+size/2; k++ {
				a, b := x[k], x[k+size/2]*turn
				x[k], x[k+size/2] = a+b, a-b
				turn *= step
			}
		}
	}
}
