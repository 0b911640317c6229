//go:build !js

package speaker

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"crescendo/audio/decode"
	"crescendo/audio/mix"
)

// heard is what the page's meter says of a while.
type heard struct {
	DB, UnlikeDB  float64
	Blocks, Zeros int
	Step          float64
}

// measured is what the page reports, see testdata/probe/probe.js.
type measured struct {
	Error        string
	Steps, Tones map[uint8]heard
	Fog          []heard
	Stems        map[uint8]heard
	Mono         heard
	Blocked      heard
	Steady       float64
	Worst        float64
	Broken       struct {
		State, Song, Bed, Error string
		Heard                   heard
	}
	OggSamples int
	Onsets     []float64 // seconds
	Suspended  string
	Muted      heard
	Closed     heard
}

// The browser's graph against the Mixer, in a real browser, by what is heard.
// The browser is told to let sound start without a gesture; that it does not
// otherwise is Chromium's to keep.
func TestInChromium(t *testing.T) {
	if testing.Short() {
		t.Skip("-short needs Go alone: this builds for js/wasm and listens to headless Chromium")
	}
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not installed (apt-get install chromium): it is what the Web Audio back end is heard in")
	}
	m := listenIn(t, chromium)
	if m.Error != "" {
		t.Fatal(m.Error)
	}
	t.Run("levels are the Mixer's", func(t *testing.T) { compareSteps(t, m.Steps) })
	t.Run("a tone rises by the table", func(t *testing.T) { compareTones(t, m.Tones) })
	t.Run("stems join and stand apart", func(t *testing.T) { compareStems(t, m.Stems, m.Mono) })
	t.Run("fog is equally loud and wide", func(t *testing.T) { compareFog(t, m.Fog) })
	t.Run("a blocked main thread makes no silence", func(t *testing.T) {
		if m.Blocked.Zeros > 0 || m.Blocked.Blocks < 200 {
			t.Errorf("%d of %d blocks were silent", m.Blocked.Zeros, m.Blocked.Blocks)
		}
	})
	t.Run("nothing clicks", func(t *testing.T) {
		t.Logf("worst step %.5f, steady %.5f", m.Worst, m.Steady)
		if m.Worst > 1.01*m.Steady || m.Steady == 0 {
			t.Errorf("worst step %.5f, steady play has %.5f", m.Worst, m.Steady)
		}
	})
	t.Run("the bed plays on when a song is amiss", func(t *testing.T) {
		b := m.Broken
		want := mix.BedGain + decode.Measure(pink(3, mix.Rate)).RMS
		if b.Song != "" || b.Bed != "bed.wav" || !strings.Contains(b.Error, "song broken.ogg") || math.Abs(b.Heard.DB-want) > 1 {
			t.Errorf("%+v, want the bed at %.1f dBFS and an error", b, want)
		}
	})
	t.Run("a song has no gap at its end", func(t *testing.T) {
		clip, err := decode.Decode(songOgg(t))
		if err != nil {
			t.Fatal(err)
		}
		if m.OggSamples != len(clip.Mono()) {
			t.Errorf("the browser decodes %d samples, we %d", m.OggSamples, len(clip.Mono()))
		}
	})
	t.Run("a song is put right", func(t *testing.T) { compareOnsets(t, m.Onsets) })
	t.Run("states", func(t *testing.T) {
		if m.Suspended != "suspended" || m.Muted.Zeros != m.Muted.Blocks || m.Closed.Zeros != m.Closed.Blocks {
			t.Errorf("suspended is %q; muted %+v, closed %+v, want silence", m.Suspended, m.Muted, m.Closed)
		}
	})
}

func compareSteps(t *testing.T, steps map[uint8]heard) {
	if len(steps) < 12 {
		t.Fatalf("%d steps were heard, want 12", len(steps))
	}
	for step, h := range steps {
		want := mixerLevel(mix.Target{Step: step})
		t.Logf("step %d: %.1f dBFS, the Mixer %.1f", step, h.DB, want)
		if math.Abs(h.DB-want) > 1 || h.Zeros > 0 {
			t.Errorf("step %d: %.2f dBFS with %d silent blocks, the Mixer has %.2f", step, h.DB, h.Zeros, want)
		}
	}
}

// A bar that is to be heard 120 ms later is, from the next part on, and stands
// where it does for who tunes the song then.
func compareOnsets(t *testing.T, onsets []float64) {
	if len(onsets) != 3 {
		t.Fatalf("%d onsets, want 3", len(onsets))
	}
	for i, want := range []float64{0.120, 0} {
		got := math.Remainder(onsets[i+1]-onsets[i]-want, 4)
		t.Logf("onset %d: off by %.1f ms", i+1, 1000*got)
		if math.Abs(got) > 0.015 {
			t.Errorf("onset %d: off by %.1f ms, want 15 at most", i+1, 1000*got)
		}
	}
}

// beat is a WAV file of 4 s with a burst of 50 ms after half a second.
func beat() []byte {
	x := make([]float32, 4*mix.Rate)
	for i := range mix.Rate / 20 {
		x[mix.Rate/2+i] = float32(0.5 * math.Sin(2*math.Pi*1000*float64(i)/mix.Rate))
	}
	return wav(x)
}

// A tone's level is its loudness, whatever the weighting: it rises as the
// table says.
func compareTones(t *testing.T, tones map[uint8]heard) {
	for _, c := range [][2]uint8{{5, 20}, {20, 40}, {40, 63}} {
		rise, table := tones[c[1]].DB-tones[c[0]].DB, mix.Gain(c[1])-mix.Gain(c[0])
		t.Logf("from step %d to %d: %.1f dB, the table %.1f", c[0], c[1], rise, table)
		if math.Abs(rise-table) > 1.5 {
			t.Errorf("from step %d to %d it rises by %.1f dB, the table says %.1f", c[0], c[1], rise, table)
		}
	}
}

func compareFog(t *testing.T, fogs []heard) {
	for fog, h := range fogs {
		want := mixerLevel(mix.Target{Step: 40, Fog: uint8(fog)})
		t.Logf("fog %d: %.1f dBFS, sides differ by %.1f dBFS", fog, h.DB, h.UnlikeDB)
		if math.Abs(h.DB-want) > 1 {
			t.Errorf("fog %d: %.1f dBFS, the Mixer has %.1f", fog, h.DB, want)
		}
		if fog > 0 && h.UnlikeDB <= fogs[fog-1].UnlikeDB {
			t.Errorf("fog %d is no wider than %d: %.1f after %.1f dBFS", fog, fog-1, h.UnlikeDB, fogs[fog-1].UnlikeDB)
		}
	}
}

func compareStems(t *testing.T, stems map[uint8]heard, mono heard) {
	for _, step := range []uint8{1, 20, 40, 63} {
		want := levelOf(mix.NewLoop(fourStems()...), mix.Target{Step: step})
		t.Logf("step %d: %.1f dBFS, the Mixer %.1f, sides differ by %.1f", step, stems[step].DB, want, stems[step].UnlikeDB)
		if math.Abs(stems[step].DB-want) > 1 || stems[step].UnlikeDB < stems[step].DB-20 {
			t.Errorf("step %d: %.1f dBFS, sides differ by %.1f; the Mixer has %.1f", step, stems[step].DB, stems[step].UnlikeDB, want)
		}
	}
	if mono.UnlikeDB > -100 || math.Abs(mono.DB-stems[63].DB) > 3 {
		t.Errorf("mono: %.1f dBFS, sides differ by %.1f", mono.DB, mono.UnlikeDB)
	}
}

// fourStems are a second of quiet noise each.
func fourStems() [][]float32 {
	parts := make([][]float32, mix.MaxParts)
	for i := range parts {
		parts[i] = pink(uint64(10+i), mix.Rate)
		for k := range parts[i] {
			parts[i][k] /= 4
		}
	}
	return parts
}

// mixerLevel is what the Mixer makes of the same noise, dBFS RMS on the left.
func mixerLevel(target mix.Target) float64 { return levelOf(mix.NewLoop(pink(1, mix.Rate)), target) }

func levelOf(song *mix.Loop, target mix.Target) float64 {
	target.Song, target.Glide = song, time.Millisecond
	e := &ear{mixer: mix.NewMixer()}
	e.mixer.Set(target)
	e.hear(time.Second)
	b := make([]byte, mix.Rate*8)
	_, _ = e.mixer.Read(b)
	left := make([]float32, mix.Rate)
	for i := range left {
		left[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[8*i:]))
	}
	return decode.Measure(left).RMS
}

// listenIn builds the probe, serves it and returns what the page reports.
func listenIn(t *testing.T, chromium string) measured {
	t.Helper()
	wasm := filepath.Join(t.TempDir(), "probe.wasm")
	build := exec.Command("go", "build", "-o", wasm, "./testdata/probe")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the probe: %v\n%s", err, out)
	}
	results := make(chan measured, 1)
	server := httptest.NewServer(probePages(t, wasm, results))
	defer server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	browser := exec.CommandContext(ctx, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--autoplay-policy=no-user-gesture-required", "--user-data-dir="+t.TempDir(), server.URL+"/index.html")
	browser.WaitDelay = 5 * time.Second
	if err := browser.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { cancel(); _ = browser.Wait() }()
	select {
	case m := <-results:
		return m
	case <-ctx.Done():
		t.Fatal("the page reported nothing in four minutes")
	}
	return measured{}
}

func probePages(t *testing.T, wasm string, results chan<- measured) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir("testdata/probe")))
	mux.HandleFunc("/probe.wasm", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, wasm) })
	mux.HandleFunc("/wasm_exec.js", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, wasmExec(t)) })
	for path, file := range map[string][]byte{
		"pink.wav": wav(pink(1, mix.Rate)), "stems.wav": wav(fourStems()...), "other.wav": wav(pink(2, mix.Rate)), "bed.wav": wav(pink(3, mix.Rate)),
		"tone.wav": tone(440), "beat.wav": beat(), "kilohertz.wav": tone(1000), "broken.ogg": []byte("OggS, but not for long"), "song.ogg": songOgg(t),
	} {
		mux.HandleFunc("/"+path, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(file) })
	}
	mux.HandleFunc("POST /result", func(_ http.ResponseWriter, r *http.Request) {
		var m measured
		if err := json.NewDecoder(io.LimitReader(r.Body, 1<<20)).Decode(&m); err != nil {
			m.Error = fmt.Sprintf("the page's report: %v", err)
		}
		results <- m
	})
	return mux
}

// wasmExec is the toolchain's own loader.
func wasmExec(t *testing.T) string {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Error(err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), "lib", "wasm", "wasm_exec.js")
}

// songOgg is a committed song.
func songOgg(t *testing.T) []byte {
	t.Helper()
	b, err := os.ReadFile("../../assets/host/songs/3.ogg")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// pink is noise that falls by 3 dB an octave (Kellet's filter), peaks under
// full scale.
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
