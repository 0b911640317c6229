package decode

import (
	"bytes"
	"fmt"
	"math"
)

// Clip is a decoded file: one channel at 48 kHz.
type Clip struct {
	Samples  []float32 // full scale is ±1; a file of floats may exceed it up to MaxLevel
	Format   string    // "Ogg Vorbis" or "WAV"
	Channels int       // of the file; they were averaged
	Rate     int       // of the file, Hz
}

// Seconds returns the length of one turn of the loop.
func (c Clip) Seconds() float64 { return float64(len(c.Samples)) / Rate }

// Decode reads an Ogg Vorbis or WAV file, whichever the bytes are. Its errors
// are for the organiser who chose the file: they say where in the file, what
// is wrong and what to do, and begin with the format.
func Decode(file []byte) (Clip, error) {
	if len(file) > MaxBytes {
		return Clip{}, fmt.Errorf("song: %d MB, more than the %d MB that are read; make it shorter or compress it with oggenc", len(file)>>20, MaxBytes>>20)
	}
	raw, err := decodeRaw(file)
	if err != nil {
		return Clip{}, err
	}
	clip := Clip{Samples: raw.mono, Format: raw.format, Channels: raw.channels, Rate: raw.rate}
	if raw.rate != Rate {
		clip.Samples = resample(raw.mono, outLength(len(raw.mono), raw.rate))
	}
	if len(clip.Samples) < MinSamples {
		return Clip{}, fmt.Errorf("%s: %.2f s, want at least %.1f s; a loop that short is a buzz: repeat it in the file", raw.name(), clip.Seconds(), float64(MinSamples)/Rate)
	}
	return clip, nil
}

// raw is a file as it came, channels averaged, before resampling.
type raw struct {
	mono     []float32
	format   string
	channels int
	rate     int
}

func (r raw) name() string {
	if r.format == "WAV" {
		return "wav"
	}
	return "ogg"
}

func decodeRaw(file []byte) (raw, error) {
	switch {
	case bytes.HasPrefix(file, []byte("OggS")):
		return decodeOgg(file)
	case bytes.HasPrefix(file, []byte("RIFF")):
		return decodeWAV(file)
	}
	return raw{}, fmt.Errorf("song: starts with %q, which is %s; want Ogg Vorbis or WAV: convert it with oggenc, or with ffmpeg -i IN -c:a libvorbis OUT.ogg",
		file[:min(4, len(file))], guess(file))
}

// guess names the formats that organisers are likely to try.
func guess(file []byte) string {
	for _, known := range []struct{ magic, name string }{
		{"ID3", "MP3"}, {"\xff\xfb", "MP3"}, {"\xff\xf3", "MP3"}, {"fLaC", "FLAC"}, {"FORM", "AIFF"}, {"RF64", "a WAV over 4 GB"},
	} {
		if bytes.HasPrefix(file, []byte(known.magic)) {
			return known.name
		}
	}
	if len(file) > 8 && string(file[4:8]) == "ftyp" {
		return "MP4 or AAC"
	}
	return "no sound format known here"
}

// checkShape reports a rate or number of channels that is not music.
func checkShape(format string, channels, rate int) error {
	if channels < 1 || channels > MaxChannels {
		return fmt.Errorf("%s: %d channels, want 1 to %d; mix it down to one or two", format, channels, MaxChannels)
	}
	if rate < MinRate || rate > MaxRate {
		return fmt.Errorf("%s: %d samples a second, want %d to %d; convert it to %d", format, rate, MinRate, MaxRate, Rate)
	}
	return nil
}

// tooLong reports more than MaxSeconds.
func tooLong(format string) error {
	return fmt.Errorf("%s: longer than %d s; choose the part that shall loop and cut it out", format, MaxSeconds)
}

// checkLevel reports samples that are no numbers or absurd.
func checkLevel(format string, rate int, mono []float32) error {
	for i, v := range mono {
		if !(math.Abs(float64(v)) <= MaxLevel) {
			return fmt.Errorf("%s: at %.3f s: sample %v, want ±1; the file is damaged: export it again", format, float64(i)/float64(rate), v)
		}
	}
	return nil
}
