//go:build !js

package speaker

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/audio/mix"
)

// ear is a device that plays when the test says so.
type ear struct {
	mixer  *mix.Mixer
	paused bool
}

func (e *ear) Position() time.Duration {
	return time.Duration(e.mixer.Frames()) * time.Second / mix.Rate
}
func (e *ear) PauseAndStopReading() { e.paused = true }

// hear plays for a while and returns the level of its last tenth of a second
// in dBFS.
func (e *ear) hear(d time.Duration) float64 {
	b := make([]byte, int(d.Seconds()*mix.Rate)*8)
	_, _ = e.mixer.Read(b)
	last := b[len(b)-mix.Rate/10*8:]
	var power float64
	for i := 0; i < len(last); i += 8 {
		v := float64(math.Float32frombits(binary.LittleEndian.Uint32(last[i:])))
		power += v * v
	}
	return 10 * math.Log10(power/(mix.Rate/10))
}

func play(t *testing.T, test func(t *testing.T, s Speaker, e *ear)) {
	synctest.Test(t, func(t *testing.T) {
		e := &ear{mixer: mix.NewMixer()}
		d := newDeck(e.mixer, e, func() bool { return true }, time.Now)
		go d.run()
		test(t, d, e)
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
}

// tone is a WAV file of half a second, a sine at half scale.
func tone(hertz float64) []byte {
	x := make([]float32, mix.Rate/2)
	for i := range x {
		x[i] = float32(0.5 * math.Sin(2*math.Pi*hertz*float64(i)/mix.Rate))
	}
	return wav(x)
}

// wav is a WAV file of 16 bits, a channel for each part.
func wav(parts ...[]float32) []byte {
	le, width := binary.LittleEndian, 2*len(parts)
	b := []byte("RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00")
	b = le.AppendUint16(b, uint16(len(parts)))
	b = le.AppendUint32(le.AppendUint32(b, mix.Rate), uint32(width*mix.Rate))
	b = append(le.AppendUint16(b, uint16(width)), "\x10\x00data"...)
	b = le.AppendUint32(b, uint32(width*len(parts[0])))
	for i := range parts[0] {
		for _, part := range parts {
			b = le.AppendUint16(b, uint16(int16(math.Round(float64(part[i])*(1<<15-1)))))
		}
	}
	le.PutUint32(b[4:], uint32(len(b)-8))
	return b
}

func add(t *testing.T, s Speaker, path string, file []byte) {
	t.Helper()
	if err := s.AddSong(path, file); err != nil {
		t.Fatal(err)
	}
}

func TestASongIsHeardAtItsStep(t *testing.T) {
	play(t, func(t *testing.T, s Speaker, e *ear) {
		add(t, s, "owls", tone(300))
		for _, step := range []uint8{1, 20, 63} {
			s.Set(Sound{Song: "owls", Step: step, Glide: time.Millisecond})
			synctest.Wait()
			// A sine at half scale has −9.03 dBFS; a tone under every corner
			// of the low-pass loses up to half a dB, which is given back.
			want := mix.Gain(step) - 9.03
			if got := e.hear(2 * time.Second); math.Abs(got-want) > 0.5 {
				t.Errorf("step %d is heard at %.1f dBFS, want %.1f", step, got, want)
			}
		}
		if got, want := s.Status(), (Status{State: Running, Song: "owls"}); got != want {
			t.Errorf("Status = %+v, want %+v", got, want)
		}
	})
}

func TestTheBedPlaysOnWhenASongIsAmiss(t *testing.T) {
	play(t, func(t *testing.T, s Speaker, e *ear) {
		add(t, s, "bed", tone(100))
		add(t, s, "broken", []byte("ID3 not for us"))
		for path, want := range map[string]string{"broken": "song broken: song: starts with", "absent": "song absent was not added yet"} {
			s.Set(Sound{Song: path, Bed: "bed", Step: 63})
			synctest.Wait()
			status := s.Status()
			if status.Song != "" || status.Bed != "bed" || status.Err == nil || !strings.Contains(status.Err.Error(), want) {
				t.Errorf("%s: Status = %+v, want the bed and %q", path, status, want)
			}
			if got, want := e.hear(2*time.Second), mix.BedGain-9.03; math.Abs(got-want) > 0.1 {
				t.Errorf("%s: heard at %.1f dBFS, the bed has %.1f", path, got, want)
			}
		}
		s.Set(Sound{Bed: "bed"})
		synctest.Wait()
		if err := s.Status().Err; err != nil {
			t.Errorf("the error stayed: %v", err)
		}
	})
}

// A song that is tuned before it is there starts when it is.
func TestASongMayComeLate(t *testing.T) {
	play(t, func(t *testing.T, s Speaker, e *ear) {
		s.Set(Sound{Song: "owls", Step: 63})
		synctest.Wait()
		if got := e.hear(time.Second); got > -90 {
			t.Errorf("heard at %.1f dBFS before it came", got)
		}
		add(t, s, "owls", tone(300))
		synctest.Wait()
		if got := e.hear(time.Second); math.Abs(got+9.03) > 0.5 {
			t.Errorf("heard at %.1f dBFS, want −9", got)
		}
	})
}

func TestCloseIsSoftAndFinal(t *testing.T) {
	play(t, func(t *testing.T, s Speaker, e *ear) {
		add(t, s, "owls", tone(300))
		s.Set(Sound{Song: "owls", Step: 63})
		synctest.Wait()
		e.hear(time.Second)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if got := e.hear(time.Second); !e.paused || !math.IsInf(got, -1) {
			t.Errorf("after Close paused is %v, heard at %v dBFS", e.paused, got)
		}
		s.Set(Sound{Song: "owls", Step: 63})
		add(t, s, "more", tone(300))
		if got := s.Status(); got != (Status{}) {
			t.Errorf("Status after Close = %+v", got)
		}
	})
}

// An epoch joins the song where it stands: of two devices, one of which was
// opened a second before the other, both play the same bar at the same time.
func TestAnEpochJoinsTheSongWhereItStands(t *testing.T) {
	samples := func(t *testing.T, opened time.Duration) (b []byte) {
		play(t, func(t *testing.T, s Speaker, e *ear) {
			e.hear(opened)
			add(t, s, "owls", tone(301)) // no whole number of periods: each place sounds its own way
			s.Set(Sound{Song: "owls", Step: 63, Epoch: time.Now().Add(-time.Minute - 100*time.Millisecond)})
			synctest.Wait()
			e.hear(2 * time.Second)
			b = make([]byte, 8000)
			_, _ = e.mixer.Read(b)
		})
		return b
	}
	a, b := samples(t, time.Second), samples(t, 1250*time.Millisecond)
	for i := 0; i < len(a); i += 4 {
		x, y := math.Float32frombits(binary.LittleEndian.Uint32(a[i:])), math.Float32frombits(binary.LittleEndian.Uint32(b[i:]))
		if math.Abs(float64(x-y)) > 1e-6 {
			t.Fatalf("frame %d: %v and %v", i/8, x, y)
		}
	}
}

// Only the tuned band and the bed are decoded: 64 MB, and 110 MB while two
// bands cross, by what is held and for the longest songs that are read: a
// minute of stems, two of two sides, four of one.
func TestMemoryIsBounded(t *testing.T) {
	const mb = 1_000_000
	tones := func(channels int) []byte {
		parts := make([][]float32, channels)
		for i := range parts {
			parts[i] = make([]float32, 240/channels*mix.Rate)
			for k := range parts[i] {
				parts[i][k] = float32(k%100)/200 - 0.25
			}
		}
		return wav(parts...)
	}
	synctest.Test(t, func(t *testing.T) {
		e := &ear{mixer: mix.NewMixer()}
		d := newDeck(e.mixer, e, func() bool { return true }, time.Now)
		go d.run()
		add(t, d, "bed", wav(pink(3, 30*mix.Rate)))
		d.shelf.mu.Lock()
		d.shelf.files["stems"], d.shelf.files["sides"] = tones(4), tones(2) // 23 MB as WAV: over AddSong's limit, as Ogg a tenth
		d.shelf.mu.Unlock()
		for _, path := range []string{"stems", "sides", "stems"} {
			d.Set(Sound{Song: path, Bed: "bed", Step: 63})
			synctest.Wait()
			e.hear(mix.Crossfade / 2)
			if held := e.mixer.Held(); held > 110*mb || path == "sides" && held < 90*mb {
				t.Errorf("%s: %d MB are held in the cross, want 110 at most", path, held/mb)
			}
			e.hear(2 * mix.Crossfade)
			if held := e.mixer.Held(); held > 64*mb || held < d.song.loop.Bytes()+d.bed.loop.Bytes() {
				t.Errorf("%s: %d MB are held, want 64 at most", path, held/mb)
			}
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestOpenNeedsNoDevice(t *testing.T) {
	for range 2 { // one context in a process serves both
		s, err := Open()
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Status().State; got != Starting {
			t.Errorf("State = %v before RunGame, want starting", got)
		}
		add(t, s, "owls", tone(300))
		s.Set(Sound{Song: "owls", Step: 63})
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if got := s.Status().State; got != Off {
			t.Errorf("State = %v after Close, want off", got)
		}
	}
}

// The words are those that client.md, 1.2, saw RunGame return.
func TestDeviceErrorKnowsEbitenginesWords(t *testing.T) {
	for text, want := range map[string]bool{
		"audio: audio error: oto: initialization failed: PulseAudio: x; ALSA: y": true,
		"oto: something": true,
		"ui: no window system is available: fbdev: failed to open /dev/fb0": false,
	} {
		if got := DeviceError(fmt.Errorf("run: %w", errors.New(text))); got != want {
			t.Errorf("DeviceError(%q) = %v", text, got)
		}
	}
	if DeviceError(nil) {
		t.Error("nil is no error of a device")
	}
}
