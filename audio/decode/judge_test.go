package decode

import (
	"math"
	"strings"
	"testing"
)

func TestJudgeSaysWhatIsAmiss(t *testing.T) {
	sine := func(amplitude float64, n int) []float32 {
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(max(-1, min(1, amplitude*math.Sin(2*math.Pi*1000*float64(i)/Rate))))
		}
		return x
	}
	// A sine of 1 kHz at amplitude a has 20·log10(a) − 3.01 LUFS by BS.1770-4.
	good := math.Pow(10, (-16+3.01)/20)
	padded := append(sine(good, 2*Rate), make([]float32, Rate/2)...)
	for name, c := range map[string]struct {
		parts [][]float32
		want  string
	}{
		"good":    {[][]float32{sine(good, 2*Rate)}, ""},
		"sides":   {[][]float32{sine(good, 2*Rate), sine(good, 2*Rate)}, ""},
		"quiet":   {[][]float32{sine(good/2, 2*Rate)}, "6.0 dB quieter"},
		"clipped": {[][]float32{sine(1.5, 2*Rate)}, "clipped at 4000 places"}, // each half wave of two seconds
		"silent":  {[][]float32{padded}, "silent for 0.5 s"},
		"clicks":  {[][]float32{sine(good, 2*Rate+12)}, "clicks"}, // ends on a crest
	} {
		v := Judge(Clip{Parts: c.parts, Format: "WAV"})
		trouble := strings.Join(v.Trouble(), "; ")
		if c.want == "" && trouble != "" || !strings.Contains(trouble, c.want) {
			t.Errorf("%s: %q, want %q", name, trouble, c.want)
		}
	}
	if got := Judge(Clip{Parts: [][]float32{sine(good, 2*Rate)}, Format: "WAV"}).String(); got != "WAV, one channel, 2.0 s, -16.0 LUFS, true peak -13.0 dBTP" {
		t.Errorf("a good song is told as %q", got)
	}
}
