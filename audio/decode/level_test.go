package decode

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

func sine(hertz, amplitude float64, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(amplitude * math.Sin(2*math.Pi*hertz*float64(i)/Rate))
	}
	return x
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s = %.3f, want %.3f ± %v", what, got, want, within)
	}
}

// EBU Tech 3341, table 1, cases 1 and 2 for one channel: a 1 kHz sine at −23
// dBFS in two channels reads −23 LUFS, so in one channel −26.01.
func TestMeterAgainstEBUTech3341(t *testing.T) {
	for _, dbfs := range []float64{-23, -33} {
		x := sine(1000, math.Pow(10, dbfs/20), 20*Rate)
		near(t, "Loudness", Loudness(x), dbfs-3.01, 0.1)
	}
}

// Case 3: 10 s at −36, 60 s at −23, 10 s at −36: the relative gate leaves
// the quiet parts out.
func TestMeterGates(t *testing.T) {
	x := sine(1000, math.Pow(10, -36.0/20), 10*Rate)
	x = append(x, sine(1000, math.Pow(10, -23.0/20), 60*Rate)...)
	x = append(x, sine(1000, math.Pow(10, -36.0/20), 10*Rate)...)
	near(t, "Loudness", Loudness(x), -26.01, 0.1)
	near(t, "Loudness of silence", Loudness(make([]float32, Rate)), -70, 0)
	near(t, "Loudness of a moment", Loudness(sine(1000, 1, 100)), -70, 0)
}

func TestMeasure(t *testing.T) {
	l := Measure(sine(1000, 0.5, Rate))
	near(t, "Peak", l.Peak, -6.02, 0.01)
	near(t, "RMS", l.RMS, -9.03, 0.01)
	if l := Measure(nil); !math.IsInf(l.Peak, -1) || !math.IsInf(l.RMS, -1) {
		t.Errorf("nothing measures %+v, want −Inf", l)
	}
}

// A sine at a quarter of the rate, sampled at 45°, has samples of 0.707 and a
// peak of 1: the case that true peak is for.
func TestTruePeakSeesBetweenSamples(t *testing.T) {
	x := make([]float32, Rate)
	for i := range x {
		x[i] = float32(math.Sin(math.Pi/2*float64(i) + math.Pi/4))
	}
	near(t, "Peak", Measure(x).Peak, -3.01, 0.01)
	near(t, "TruePeak", TruePeak(x), 0, 0.1)
}

// The resampler's error, the figure that its constants claim.
func TestResamplerKeepsSines(t *testing.T) {
	for _, rate := range []int{22050, 32000, 44100, 88200, 96000} {
		for _, hertz := range []float64{50, 1000, 5000, 10000, 18000} {
			if hertz > 0.85*float64(rate)/2 {
				continue
			}
			x := make([]float32, rate)
			for i := range x {
				x[i] = float32(math.Sin(2 * math.Pi * hertz * float64(i) / float64(rate)))
			}
			y := resample(x, outLength(len(x), rate))
			if snr := sineSNR(y, hertz, 1); len(y) != Rate || snr < 90 {
				t.Errorf("%d Hz, a sine of %v Hz: %d samples, %.1f dB over its error, want %d, 90", rate, hertz, len(y), snr, Rate)
			}
		}
	}
}

// What lies over the new Nyquist frequency must not fold back.
func TestResamplerDoesNotFold(t *testing.T) {
	x := make([]float32, 96000)
	for i := range x {
		x[i] = float32(math.Sin(2 * math.Pi * 30000 * float64(i) / 96000))
	}
	if rms := Measure(resample(x, Rate)).RMS; rms > -90 {
		t.Errorf("30 kHz comes back at %.1f dBFS, want under −90", rms)
	}
}

// What ffmpeg 5.1.9 (libavfilter 8.44, ebur128=peak=true) says of bursts(),
// once read; where ffmpeg is installed it is asked again.
const (
	ffmpegLUFS = -18.9
	ffmpegPeak = -6.8
)

func TestMeterAgainstFFmpeg(t *testing.T) {
	x := bursts()
	wantLUFS, wantPeak := ffmpegLUFS, ffmpegPeak
	if ffmpeg, err := exec.LookPath("ffmpeg"); err == nil {
		wantLUFS, wantPeak = askFFmpeg(t, ffmpeg, x)
		near(t, "ffmpeg's loudness against the reading", wantLUFS, ffmpegLUFS, 0.1)
	}
	near(t, "Loudness against ffmpeg", Loudness(x), wantLUFS, 0.1)
	near(t, "TruePeak against ffmpeg", TruePeak(x), wantPeak, 0.3)
}

// bursts are noise and a low tone, loud and soft by turns.
func bursts() []float32 {
	random := rand.New(rand.NewPCG(1, 2))
	x := make([]float32, 12*Rate)
	for i := range x {
		loud := math.Pow(10, -float64(i/Rate%4)/2)
		x[i] = float32(loud * (0.3*random.Float64() - 0.15 + 0.2*math.Sin(2*math.Pi*80*float64(i)/Rate)))
	}
	return x
}

func askFFmpeg(t *testing.T, ffmpeg string, x []float32) (lufs, peak float64) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "x.wav")
	b := wav(wavFloat, 1, Rate, 4, len(x), func(b []byte, f, _ int) { binary.LittleEndian.PutUint32(b, math.Float32bits(x[f])) })
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(ffmpeg, "-nostats", "-i", name, "-af", "ebur128=peak=true", "-f", "null", "-").CombinedOutput()
	if err != nil {
		t.Fatalf("ffmpeg: %v\n%s", err, out)
	}
	return lastNumber(t, out, `I:\s+(-?[\d.]+) LUFS`), lastNumber(t, out, `Peak:\s+(-?[\d.]+) dBFS`)
}

func lastNumber(t *testing.T, out []byte, pattern string) float64 {
	t.Helper()
	all := regexp.MustCompile(pattern).FindAllSubmatch(out, -1)
	if len(all) == 0 {
		t.Fatalf("no %s in\n%s", pattern, out)
	}
	v, err := strconv.ParseFloat(string(all[len(all)-1][1]), 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
