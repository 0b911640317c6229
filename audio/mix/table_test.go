package mix_test

import (
	"math"
	"testing"
	"time"

	"crescendo/audio/decode"
	"crescendo/audio/mix"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s = %.4f, want %.4f ± %v", what, got, want, within)
	}
}

// R7: 64 steps. The product's promise is 40 dB in rises of 0.4 to 0.9 dB.
func TestGainRisesByEqualPartsOver40dB(t *testing.T) {
	near(t, "Gain(1)", mix.Gain(1), -40, 1e-9)
	near(t, "Gain(63)", mix.Gain(63), 0, 1e-9)
	near(t, "Gain(200)", mix.Gain(200), 0, 1e-9)
	if mix.Gain(0) != mix.Silence || mix.Amplitude(mix.Gain(0)) != 0 {
		t.Error("step 0 is not silent")
	}
	for step := uint8(2); step <= mix.MaxStep; step++ {
		near(t, "rise", mix.Gain(step)-mix.Gain(step-1), 40.0/62, 1e-9)
		near(t, "octaves", math.Log2(mix.Cutoff(step)/mix.Cutoff(step-1)), math.Log2(36)/62, 1e-9)
	}
	near(t, "Cutoff(1)", mix.Cutoff(1), 500, 1e-9)
	near(t, "Cutoff(63)", mix.Cutoff(63), 18000, 1e-6)
}

func TestFogMakesDullAndDiffuse(t *testing.T) {
	for step := uint8(1); step <= mix.MaxStep; step++ {
		for fog := uint8(1); fog <= 3; fog++ {
			clear, foggy := mix.At(step, fog-1, mix.Spectrum{}), mix.At(step, fog, mix.Spectrum{})
			if foggy.CutoffHz > clear.CutoffHz || foggy.Diffuse <= clear.Diffuse {
				t.Errorf("step %d: fog %d is %+v, no duller than %+v", step, fog, foggy, clear)
			}
		}
	}
	if mix.At(9, 3, mix.Spectrum{}) != mix.At(9, 200, mix.Spectrum{}) {
		t.Error("a fog over 3 is not as 3")
	}
	for fog := range uint8(4) {
		dry, wet := mix.At(9, fog, mix.Spectrum{}).DryWet()
		near(t, "power of dry and wet", dry*dry+wet*wet, 1, 1e-12)
	}
}

func TestGlideForFollowsThePeriod(t *testing.T) {
	for period, want := range map[time.Duration]time.Duration{
		2 * time.Second:        3 * time.Second, // rate 1
		250 * time.Millisecond: 375 * time.Millisecond,
		125 * time.Millisecond: 187500 * time.Microsecond,
		time.Minute:            3 * time.Second,
		0:                      150 * time.Millisecond,
	} {
		if got := mix.GlideFor(period); got != want {
			t.Errorf("GlideFor(%v) = %v, want %v", period, got, want)
		}
	}
}

// What Loss says of a tone is what the filter and the meter make of it.
func TestLossIsWhatIsMeasured(t *testing.T) {
	for _, hertz := range []float64{60, 200, 500, 1000, 2500, 6000} {
		x := sine(hertz, 0.1, 2*mix.Rate)
		loop := mix.NewLoop(x)
		full := decode.Loudness(x)
		for step := uint8(1); step <= mix.MaxStep; step += 31 {
			m := settled(mix.Target{Song: loop, Step: step})
			got := loudness(render(m, 2*mix.Rate)) - full
			at := mix.At(step, 0, loop.Spectrum())
			// A band is a sixth of an octave wide, where the filter falls by
			// up to 2 dB; a tone may lie at its edge.
			near(t, "tone through the filter", got-at.GainDB, -loop.Spectrum().Loss(at.CutoffHz), 1.1)
		}
	}
}

func TestSpectrumOfASampleIsThatOfTheWhole(t *testing.T) {
	x := pink(3, 20*mix.Rate)
	whole := mix.Measure(x)
	for _, cutoff := range []float64{500, 1000, 2000, 4000, 8000} {
		near(t, "Loss of a part", mix.Measure(x[:10*mix.Rate]).Loss(cutoff), whole.Loss(cutoff), 0.3)
	}
	if mix.Measure(nil) != (mix.Spectrum{}) || mix.Measure(make([]float32, mix.Rate)) != (mix.Spectrum{}) {
		t.Error("what cannot be measured has a spectrum")
	}
	if l := (mix.Spectrum{}).Loss(500); l < 1 || l > 12 {
		t.Errorf("music in general loses %.1f dB at 500 Hz, want a few", l)
	}
}
