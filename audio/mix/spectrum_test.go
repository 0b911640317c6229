package mix

import (
	"math"
	"testing"

	"crescendo/audio/decode"
)

// The analogue K-weighting of this package against the meter's digital one.
func TestKPowerAgreesWithTheMeter(t *testing.T) {
	loudness := func(hertz float64) float64 {
		x := make([]float32, 2*Rate)
		for i := range x {
			x[i] = float32(0.1 * math.Sin(2*math.Pi*hertz*float64(i)/Rate))
		}
		return decode.Loudness(x)
	}
	at1k := loudness(1000)
	for _, hertz := range []float64{30, 60, 100, 300, 1500, 3000, 8000} {
		got := 10 * math.Log10(kPower(hertz)/kPower(1000))
		if want := loudness(hertz) - at1k; math.Abs(got-want) > 0.1 {
			t.Errorf("%v Hz: %.2f dB, the meter says %.2f", hertz, got, want)
		}
	}
}

// The response that Loss computes with is the filter's own.
func TestPowerIsTheFiltersResponse(t *testing.T) {
	for _, corner := range []float64{500, 3000, 18000} {
		c := lowpass(corner)
		f := filter{coefficients: c}
		x := make([]float64, 4096)
		x[0] = 1
		f.run(x, c)
		for _, hertz := range []float64{100, 500, 2000, 9000} {
			var re, im float64
			for i, v := range x {
				sin, cos := math.Sincos(2 * math.Pi * hertz * float64(i) / Rate)
				re, im = re+v*cos, im-v*sin
			}
			if got, want := c.power(hertz), re*re+im*im; math.Abs(got-want) > 1e-6 {
				t.Errorf("corner %v at %v Hz: %v, measured %v", corner, hertz, got, want)
			}
		}
		if got := 10 * math.Log10(c.power(corner)); math.Abs(got+3.01) > 0.01 {
			t.Errorf("corner %v: %.2f dB there, a Butterworth has −3.01", corner, got)
		}
	}
}
