package mix_test

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"time"

	"crescendo/audio/decode"
	"crescendo/audio/mix"
)

// stereo is rendered sound.
type stereo struct{ left, right []float32 }

// render reads frames of sound.
func render(m *mix.Mixer, frames int) stereo {
	b := make([]byte, frames*8)
	_, _ = m.Read(b)
	s := stereo{make([]float32, frames), make([]float32, frames)}
	for i := range frames {
		s.left[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[i*8:]))
		s.right[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[i*8+4:]))
	}
	return s
}

const moment = time.Millisecond // a glide that is over in no time

// settled returns a Mixer that has arrived at a target.
func settled(t mix.Target) *mix.Mixer {
	m := mix.NewMixer()
	t.Glide = moment
	m.Set(t)
	render(m, mix.Rate) // the fade in
	return m
}

func sine(hertz, amplitude float64, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(amplitude * math.Sin(2*math.Pi*hertz*float64(i)/mix.Rate))
	}
	return x
}

// pink is noise that falls by 3 dB an octave (Kellet's filter), at about −16
// LUFS, peaks under −1 dBFS.
func pink(seed uint64, n int) []float32 {
	random := rand.New(rand.NewPCG(seed, 1))
	x := make([]float32, n)
	var a, b, c float64
	for i := range x {
		w := random.Float64()*2 - 1
		a = 0.99765*a + w*0.0990460
		b = 0.96300*b + w*0.2965164
		c = 0.57000*c + w*1.0526913
		x[i] = float32((a + b + c + w*0.1848) * 0.08)
	}
	return x
}

// worstStep is the largest difference of neighbouring samples.
func worstStep(x []float32) float64 {
	var worst float64
	for i := 1; i < len(x); i++ {
		worst = max(worst, math.Abs(float64(x[i])-float64(x[i-1])))
	}
	return worst
}

func rmsDB(x []float32) float64 { return decode.Measure(x).RMS }

// loudness is the meter's reading, also of what lies under its absolute gate.
func loudness(s stereo) float64 {
	louder := func(x []float32) []float32 {
		y := make([]float32, len(x))
		for i, v := range x {
			y[i] = 1000 * v
		}
		return y
	}
	return decode.Loudness(louder(s.left), louder(s.right)) - 60
}
