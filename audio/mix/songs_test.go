package mix_test

import (
	"math"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"crescendo/audio/decode"
	"crescendo/audio/mix"
)

// committed are the songs and the bed, decoded once for all tests.
var committed = func() map[string]func() ([][]float32, error) {
	all := map[string]func() ([][]float32, error){}
	for _, name := range append(songNames(), "bed") {
		all[name] = sync.OnceValues(func() ([][]float32, error) { return read(name) })
	}
	return all
}()

func read(name string) ([][]float32, error) {
	file, err := os.ReadFile(filepath.Join("..", "..", "assets", "host", "songs", name+".ogg"))
	if err != nil {
		return nil, err
	}
	clip, err := decode.Decode(file)
	return clip.Parts, err
}

// song returns the parts of a committed song, or of the bed.
func song(t testing.TB, name string) [][]float32 {
	t.Helper()
	parts, err := committed[name]()
	if err != nil {
		t.Fatal(err)
	}
	return parts
}

// excerpt returns some seconds of a song.
func excerpt(parts [][]float32, from, to int) [][]float32 {
	out := make([][]float32, len(parts))
	for i, part := range parts {
		out[i] = part[from*mix.Rate : to*mix.Rate]
	}
	return out
}

func songNames() []string { return []string{"1", "2", "3", "4", "5"} }

// Over a whole turn of each song the loudness follows the table.
func TestSongsFollowTheTable(t *testing.T) {
	for _, name := range songNames() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			loop := mix.NewLoop(song(t, name)...)
			for _, step := range []uint8{1, 32, 63} {
				got := loudness(render(settled(mix.Target{Song: loop, Step: step}), loop.Frames())) + 16
				t.Logf("step %d: %.2f dB, the table says %.2f", step, got, mix.Gain(step))
				near(t, "loudness", got, mix.Gain(step), 0.7)
			}
		})
	}
}

// A band at step 1 is found in the city: in one octave it stands at least 6
// dB over the bed.
func TestStepOneStandsOverTheBed(t *testing.T) {
	bed := octaves(render(settled(mix.Target{Bed: mix.NewLoop(song(t, "bed")...)}), 10*mix.Rate).left)
	for _, name := range songNames() {
		heard := octaves(render(settled(mix.Target{Song: mix.NewLoop(song(t, name)...), Step: 1}), 10*mix.Rate).left)
		best, where := math.Inf(-1), 0
		for i := range heard {
			if over := heard[i] - bed[i]; over > best {
				best, where = over, i
			}
		}
		t.Logf("song %s stands %.1f dB over the bed about %.0f Hz", name, best, octaveHertz(where))
		if best < 6 {
			t.Errorf("song %s stands %.1f dB over the bed at best, want 6", name, best)
		}
	}
}

func octaveHertz(i int) float64 { return 125 * math.Exp2(float64(i)) }

// octaves are the levels in dB of the octaves about 125 Hz to 8 kHz: what the
// smallest speaker plays.
func octaves(x []float32) []float64 {
	out := make([]float64, 7)
	for i := range out {
		var power float64
		var f bandpass
		f.tune(octaveHertz(i))
		for _, v := range x {
			y := f.next(float64(v))
			power += y * y
		}
		out[i] = 10 * math.Log10(power/float64(len(x)))
	}
	return out
}

// bandpass is two band-passes of an octave in a row (Audio EQ Cookbook).
type bandpass struct{ b0, a1, a2, x1, x2, y1, y2, z1, z2 float64 }

func (f *bandpass) tune(hertz float64) {
	w := 2 * math.Pi * hertz / mix.Rate
	alpha := math.Sin(w) / 2 / 1.414
	f.b0, f.a1, f.a2 = alpha/(1+alpha), -2*math.Cos(w)/(1+alpha), (1-alpha)/(1+alpha)
}

func (f *bandpass) next(x float64) float64 {
	y := f.b0*(x-f.x2) - f.a1*f.y1 - f.a2*f.y2
	z := f.b0*(y-f.y2) - f.a1*f.z1 - f.a2*f.z2
	f.x2, f.x1, f.y2, f.y1, f.z2, f.z1 = f.x1, x, f.y1, y, f.z1, z
	return z
}
