package decode

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The files of testdata were made once, with sox 14.4.2 and vorbis-tools
// 1.4.2 (mono48: 440 Hz at half scale, 30,011 samples; stereo44: 1 kHz at half
// scale, 44,100 samples) and ffmpeg's libopus (opus).
func testFile(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestOggIsAsLongAsWhatWasEncoded(t *testing.T) {
	for _, c := range []struct {
		file           string
		samples        int
		channels, rate int
		hertz          float64
	}{
		{"mono48.ogg", 30011, 1, 48000, 440},
		{"stereo44.ogg", 48000, 2, 44100, 1000},
	} {
		clip, err := Decode(testFile(t, c.file))
		if err != nil {
			t.Fatal(err)
		}
		if len(clip.Mono()) != c.samples || clip.Channels != c.channels || clip.Rate != c.rate || clip.Format != "Ogg Vorbis" {
			t.Errorf("%s: %d samples of %s, %d channels at %d Hz; want %d, %d, %d", c.file, len(clip.Mono()), clip.Format, clip.Channels, clip.Rate, c.samples, c.channels, c.rate)
		}
		// Quality 4 keeps a lone sine to better than 30 dB.
		if snr := sineSNR(clip.Mono(), c.hertz, 0.5); snr < 30 {
			t.Errorf("%s: the tone of %v Hz stands %.1f dB over what is wrong with it, want 30", c.file, c.hertz, snr)
		}
	}
}

// sineSNR is how many dB a sine that starts at 0 stands over its difference
// to x.
func sineSNR(x []float32, hertz, amplitude float64) float64 {
	var signal, noise float64
	for i, v := range x {
		want := amplitude * math.Sin(2*math.Pi*hertz*float64(i)/Rate)
		signal += want * want
		noise += (float64(v) - want) * (float64(v) - want)
	}
	return 10 * math.Log10(signal/noise)
}

// wav writes frames of channels as a WAV file; put writes one sample.
func wav(code, channels, rate, width, frames int, put func(b []byte, frame, channel int)) []byte {
	var b bytes.Buffer
	le := binary.LittleEndian
	write := func(v any) { _ = binary.Write(&b, le, v) }
	b.WriteString("RIFF\x00\x00\x00\x00WAVEnote\x03\x00\x00\x00odd\x00fmt ")
	write([]uint32{16})
	write([]uint16{uint16(code), uint16(channels)})
	write([]uint32{uint32(rate), uint32(rate * channels * width)})
	write([]uint16{uint16(channels * width), uint16(8 * width)})
	b.WriteString("data")
	write(uint32(frames * channels * width))
	sample := make([]byte, width)
	for f := range frames {
		for c := range channels {
			put(sample, f, c)
			b.Write(sample)
		}
	}
	return b.Bytes()
}

func sineWAV(code, width, rate, frames int, hertz float64) []byte {
	return wav(code, 1, rate, width, frames, func(b []byte, f, _ int) {
		v := 0.5 * math.Sin(2*math.Pi*hertz*float64(f)/float64(rate))
		switch {
		case code == wavFloat:
			binary.LittleEndian.PutUint32(b, math.Float32bits(float32(v)))
		case width == 2:
			binary.LittleEndian.PutUint16(b, uint16(int16(math.Round(v*(1<<15)))))
		case width == 3:
			n := int32(math.Round(v * (1 << 23)))
			b[0], b[1], b[2] = byte(n), byte(n>>8), byte(n>>16)
		case width == 4:
			binary.LittleEndian.PutUint32(b, uint32(int32(math.Round(v*(1<<31)))))
		}
	})
}

func TestWAVFormats(t *testing.T) {
	for _, c := range []struct {
		name        string
		code, width int
		snr         float64 // 6 dB a bit, less 6 for half scale
	}{
		{"PCM 16", wavPCM, 2, 90}, {"PCM 24", wavPCM, 3, 130}, {"PCM 32", wavPCM, 4, 140}, {"float 32", wavFloat, 4, 140},
	} {
		clip, err := Decode(sineWAV(c.code, c.width, Rate, Rate, 440))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if snr := sineSNR(clip.Mono(), 440, 0.5); snr < c.snr || len(clip.Mono()) != Rate {
			t.Errorf("%s: %.1f dB over %d samples, want %v dB over %d", c.name, snr, len(clip.Mono()), c.snr, Rate)
		}
	}
}

func TestChannelsAreAveraged(t *testing.T) {
	clip, err := Decode(wav(wavPCM, 2, Rate, 2, Rate, func(b []byte, _, c int) {
		binary.LittleEndian.PutUint16(b, uint16(int16([]int{16384, -8192}[c])))
	}))
	if err != nil {
		t.Fatal(err)
	}
	if clip.Mono()[0] != 0.125 || clip.Mono()[Rate-1] != 0.125 {
		t.Errorf("0.5 and −0.25 give %v, want 0.125", clip.Mono()[0])
	}
}

func TestErrorsSayWhatToDo(t *testing.T) {
	good := testFile(t, "mono48.ogg")
	changed := func(at int, b byte) []byte {
		c := bytes.Clone(good)
		c[at] = b
		return c
	}
	for name, c := range map[string]struct {
		file []byte
		want []string
	}{
		"nothing":          {nil, []string{"song:", "convert it"}},
		"MP3":              {[]byte("ID3\x04rest"), []string{"MP3", "ffmpeg"}},
		"FLAC":             {[]byte("fLaC...."), []string{"FLAC", "ffmpeg"}},
		"Opus":             {testFile(t, "opus.ogg"), []string{"Opus, not Vorbis", "oggenc"}},
		"cut off":          {good[:len(good)-10], []string{"at byte", "cut off", "fetch"}},
		"headers only":     {good[:4000], []string{"cut off"}},
		"damaged":          {changed(len(good)/2, good[len(good)/2]^1), []string{"at byte", "checksum", "encode"}},
		"two songs":        {append(bytes.Clone(good), good...), []string{"second stream", "ffmpeg"}},
		"bare RIFF":        {[]byte("RIFF\x00\x00\x00\x00AVI LIST"), []string{"wav:", "export"}},
		"WAV without data": {[]byte("RIFF\x00\x00\x00\x00WAVE"), []string{"wav:", "data chunk"}},
		"A-law":            {wav(6, 1, 8000, 1, 8000, func([]byte, int, int) {}), []string{"format 6", "pcm_s16le"}},
		"nine channels":    {wav(wavPCM, 9, Rate, 2, 10, func([]byte, int, int) {}), []string{"9 channels", "mix it down"}},
		"no rate":          {wav(wavPCM, 1, 0, 2, 10, func([]byte, int, int) {}), []string{"0 samples a second"}},
		"a buzz":           {sineWAV(wavPCM, 2, Rate, 4800, 440), []string{"0.10 s", "at least 0.5 s"}},
		"not a number": {wav(wavFloat, 1, Rate, 4, Rate, func(b []byte, _, _ int) {
			binary.LittleEndian.PutUint32(b, math.Float32bits(float32(math.NaN())))
		}), []string{"at 0.000 s", "NaN", "export it again"}},
		"five minutes": {wav(wavPCM, 1, 8000, 2, 300*8000, func([]byte, int, int) {}), []string{"longer than 240 s", "cut it out"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Decode(c.file)
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not say %q", err, want)
				}
			}
		})
	}
}

func TestWhatFollowsTheLastPageIsLeftOut(t *testing.T) {
	clip, err := Decode(append(testFile(t, "mono48.ogg"), "TAG of some player"...))
	if err != nil || len(clip.Mono()) != 30011 {
		t.Errorf("%d samples, %v; want 30011", len(clip.Mono()), err)
	}
}

// A panic of the decoder becomes an error, and only there.
func TestGuardTurnsAPanicIntoAnError(t *testing.T) {
	if err := guard(func() error { var none []int; _ = none[len(none)]; return nil }); err == nil {
		t.Error("no error")
	}
	want := errors.New("its own")
	if err := guard(func() error { return want }); err != want {
		t.Errorf("guard = %v, want the call's own error", err)
	}
}
