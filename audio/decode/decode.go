package decode

import (
	"bytes"
	"fmt"
	"math"
)

// Clip is a decoded file at 48 kHz.
type Clip struct {
	// Parts are equally long: one; two, the left and the right; or four, the
	// stems of a band: drums, bass, harmony, lead. Other numbers of channels
	// were averaged into one. Full scale is ±1; a file of floats may exceed it
	// up to MaxLevel.
	Parts    [][]float32
	Format   string // "Ogg Vorbis" or "WAV"
	Channels int    // of the file
	Rate     int    // of the file, Hz
}

// Stems is how many channels a file has that holds a band's stems.
const Stems = 4

// Seconds returns the length of one turn of the loop.
func (c Clip) Seconds() float64 { return float64(len(c.Parts[0])) / Rate }

// Mono returns what one ear hears of it: the mean of two sides, the sum of
// stems.
func (c Clip) Mono() []float32 {
	if len(c.Parts) == 1 {
		return c.Parts[0]
	}
	share := float32(1)
	if len(c.Parts) == 2 {
		share = 0.5
	}
	mono := make([]float32, len(c.Parts[0]))
	for _, part := range c.Parts {
		for i, v := range part {
			mono[i] += share * v
		}
	}
	return mono
}

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
	clip := Clip{Parts: raw.parts, Format: raw.format, Channels: raw.channels, Rate: raw.rate}
	if raw.rate != Rate {
		for i, part := range raw.parts {
			clip.Parts[i] = resample(part, outLength(len(part), raw.rate))
		}
	}
	if len(clip.Parts[0]) < MinSamples {
		return Clip{}, fmt.Errorf("%s: %.2f s, want at least %.1f s; a loop that short is a buzz: repeat it in the file", raw.name(), clip.Seconds(), float64(MinSamples)/Rate)
	}
	return clip, nil
}

// raw is a file as it came, before resampling.
type raw struct {
	parts    [][]float32
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

// partsOf returns how many parts are made of so many channels.
func partsOf(channels int) int {
	if channels == 2 || channels == Stems {
		return channels
	}
	return 1
}

// longest returns how many seconds a file with so many channels may last: all
// of them take the same memory.
func longest(channels int) int { return MaxSeconds / partsOf(channels) }

// split appends interleaved samples to the parts that are made of them.
func split(parts [][]float32, block []float32, channels int) {
	if len(parts) == 1 {
		parts[0] = appendMono(parts[0], block, channels)
		return
	}
	for i := 0; i+channels <= len(block); i += channels {
		for c, v := range block[i : i+channels] {
			parts[c] = append(parts[c], v)
		}
	}
}

// tooLong reports more than a file may last.
func tooLong(format string, channels int) error {
	return fmt.Errorf("%s: longer than %d s, the most with %d channels; choose the part that shall loop and cut it out", format, longest(channels), channels)
}

// checkLevel reports samples that are no numbers or absurd.
func checkLevel(format string, rate int, parts [][]float32) error {
	for _, part := range parts {
		for i, v := range part {
			if !(math.Abs(float64(v)) <= MaxLevel) {
				return fmt.Errorf("%s: at %.3f s: sample %v, want ±1; the file is damaged: export it again", format, float64(i)/float64(rate), v)
			}
		}
	}
	return nil
}
