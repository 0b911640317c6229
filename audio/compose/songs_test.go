package compose

import (
	"encoding/binary"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"crescendo/audio/decode"
)

// maxBytes is what all files together may have: a phone fetches them at the
// start over a mobile network.
const maxBytes = 6_000_000

// leastSNR is how many dB a committed file must stand over its difference to
// the composition, both as they are, over all stems. oggenc 1.4.2 at quality
// 0.8 gives 13.9 (brass: cymbals) to 22 dB (bed). A song that is late by one
// sample has 10 to 12.5 dB, one of another composition about −3.
const leastSNR = 13.0

// The committed files, decoded once and listened to in many ways.
func TestCommittedFiles(t *testing.T) {
	files, whole := map[string][][]float32{}, map[string][]float32{}
	for _, p := range Pieces() {
		files[p.Name] = committed(t, p)
		_, _, whole[p.Name] = placedParts(files[p.Name])
	}
	t.Run("are the compositions", func(t *testing.T) { compareRenders(t, files) })
	t.Run("are told apart in two seconds", func(t *testing.T) { tellApart(t, whole) })
	for _, p := range Pieces() {
		x := whole[p.Name]
		t.Run(p.Title+" is as loud as all", func(t *testing.T) { equallyLoud(t, p, files[p.Name]) })
		t.Run(p.Title+" stays at its loudness", func(t *testing.T) { steadilyLoud(t, x) })
		t.Run(p.Title+" has no seam", func(t *testing.T) { seamless(t, x) })
	}
}

func TestFilesAreSmall(t *testing.T) {
	all, err := filepath.Glob(filepath.Join(folder, "*.ogg"))
	if err != nil || len(all) != len(Pieces()) {
		t.Errorf("%d files, %v; want %d", len(all), err, len(Pieces()))
	}
	var sum int64
	for _, name := range all {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		sum += info.Size()
	}
	if sum > maxBytes {
		t.Errorf("all files have %d bytes, want at most %d", sum, maxBytes)
	}
}

// compareRenders has the pieces rendered by the generator, in a process of its
// own: it runs twenty times as fast as under the race detector, and shows that
// another process gets the same bits.
func compareRenders(t *testing.T, files map[string][][]float32) {
	if testing.Short() {
		t.Skip("-short renders nothing: it takes a quarter of a minute")
	}
	folder := t.TempDir()
	if out, err := exec.Command("go", "run", "./render", folder).CombinedOutput(); err != nil {
		t.Fatalf("go run ./render: %v\n%s", err, out)
	}
	for _, p := range Pieces() {
		want, got := readRender(t, filepath.Join(folder, p.Name)), slices.Concat(files[p.Name]...)
		if len(got) != len(want) {
			t.Errorf("%s: the file has %d samples, the composition %d: run go generate ./audio/compose", p.Title, len(got), len(want))
			continue
		}
		snr := ratio(want, got)
		t.Logf("%s: %.1f dB", p.Title, snr)
		if snr < leastSNR {
			t.Errorf("%s: the file stands %.1f dB over its difference to the composition, want %v: run go generate ./audio/compose", p.Title, snr, leastSNR)
		}
		if p.Name == "bed" && !slices.Equal(want, p.Render()[0]) {
			t.Errorf("%s: two processes render different bits", p.Title)
		}
	}
}

func readRender(t *testing.T, name string) []float32 {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	x := make([]float32, len(b)/4)
	for i := range x {
		x[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return x
}

// ratio is how many dB a signal stands over another's difference to it.
func ratio(want, got []float32) float64 {
	var signal, noise float64
	for i, v := range want {
		d := float64(v) - float64(got[i])
		signal, noise = signal+float64(v)*float64(v), noise+d*d
	}
	return 10 * math.Log10(signal/noise)
}

func equallyLoud(t *testing.T, p Piece, parts [][]float32) {
	left, right, x := placedParts(parts)
	loud, peak := decode.Loudness(left, right), max(decode.TruePeak(left), decode.TruePeak(right), decode.TruePeak(x))
	t.Logf("%.2f s, %.2f LUFS, %.2f dBTP", float64(len(x))/rate, loud, peak)
	if math.Abs(loud-Loudness) > 0.5 || peak > -1 {
		t.Errorf("%.2f LUFS with a true peak of %.2f dBTP, want %v ± 0.5 and under −1", loud, peak, Loudness)
	}
	least := 30.0
	if p.Name == "bed" {
		least = 20
	}
	if s := float64(len(x)) / rate; s < least || s > 60 {
		t.Errorf("%.1f s, want %v to 60", s, least)
	}
}

// steadilyLoud: the hunt speaks with loudness, so three seconds of a song are
// never far from the whole, or they would tell a wrong distance.
func steadilyLoud(t *testing.T, x []float32) {
	for at := 0; at+3*rate <= len(x); at += 3 * rate / 2 {
		if loud := decode.Loudness(x[at : at+3*rate]); math.Abs(loud-Loudness) > 3 {
			t.Errorf("at %d s: %.1f LUFS over three seconds, want %v ± 3", at/rate, loud, Loudness)
		}
	}
}

// seamless: the seam is a place like any other. The spectrum changes there no
// more than at 95 of 100 places of the song, and no sample steps further.
func seamless(t *testing.T, x []float32) {
	all := fluxes(x, 4999)
	limit := all[len(all)*95/100]
	var worst float64
	for at := -fluxWindow / 2; at <= fluxWindow/2; at += 128 {
		worst = max(worst, flux(x, at))
	}
	t.Logf("flux %.0f at the seam, median %.0f, 95th percentile %.0f", worst, all[len(all)/2], limit)
	if worst > limit {
		t.Errorf("the seam has a flux of %.0f, the 95th percentile is %.0f", worst, limit)
	}
	var step float64
	for i := 1; i < len(x); i++ {
		step = max(step, math.Abs(float64(x[i]-x[i-1])))
	}
	if seam := math.Abs(float64(x[0] - x[len(x)-1])); seam > step {
		t.Errorf("the seam is a step of %.4f, the worst of the song is %.4f", seam, step)
	}
}

func TestLoudnessAgainstFFmpeg(t *testing.T) {
	// What ffmpeg 5.1.9's ebur128 said of the committed files where the mix
	// places them, once read; where ffmpeg is installed it is asked again. It
	// adds the powers of two channels where decode.Loudness takes their mean.
	const both = 3.01
	readings := map[string]float64{"1": -16.2, "2": -16.2, "3": -16.1, "4": -16.1, "5": -16.2, "bed": -16.1}
	ffmpeg, missing := exec.LookPath("ffmpeg")
	for _, p := range Pieces() {
		left, right, _ := placedParts(committed(t, p))
		read, ours := readings[p.Name], decode.Loudness(left, right)
		if missing == nil {
			now := askFFmpeg(t, ffmpeg, left, right) - both
			if math.Abs(now-read) > 0.1 {
				t.Errorf("%s: ffmpeg says %.2f LUFS, once it said %v", p.Title, now, read)
			}
		}
		if math.Abs(read-ours) > 0.1 || math.Abs(read-Loudness) > 0.5 {
			t.Errorf("%s: ffmpeg says %v LUFS, we say %.2f, want %v ± 0.5", p.Title, read, ours, Loudness)
		}
	}
}

func askFFmpeg(t *testing.T, ffmpeg string, left, right []float32) float64 {
	t.Helper()
	name := filepath.Join(t.TempDir(), "sides")
	var b []byte
	for i := range left {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(left[i]))
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(right[i]))
	}
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(ffmpeg, "-nostats", "-f", "f32le", "-ar", "48000", "-ac", "2", "-i", name, "-af", "ebur128", "-f", "null", "-").CombinedOutput()
	if err != nil {
		t.Fatalf("ffmpeg: %v\n%s", err, out)
	}
	all := regexp.MustCompile(`I:\s+(-?[\d.]+) LUFS`).FindAllSubmatch(out, -1)
	if len(all) == 0 {
		t.Fatalf("no loudness in\n%s", out)
	}
	v, err := strconv.ParseFloat(string(all[len(all)-1][1]), 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
