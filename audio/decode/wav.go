package decode

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// WAV's sample formats, from Microsoft's mmreg.h.
const (
	wavPCM        = 1
	wavFloat      = 3
	wavExtensible = 0xFFFE // the real one stands in the first bytes of a GUID
)

type wavFormat struct {
	code, channels, rate, bits int
}

func decodeWAV(file []byte) (raw, error) {
	if len(file) < 12 || string(file[8:12]) != "WAVE" {
		return raw{}, errors.New("wav: no WAVE after RIFF; it is some other RIFF file: export it as WAV")
	}
	format, data, err := wavChunks(file)
	if err != nil {
		return raw{}, err
	}
	read, err := format.reader()
	if err != nil {
		return raw{}, err
	}
	if len(data)/(format.bits/8*format.channels) > longest(format.channels)*format.rate {
		return raw{}, tooLong("wav", format.channels)
	}
	parts := format.split(data, read)
	if err := checkLevel("wav", format.rate, parts); err != nil {
		return raw{}, err
	}
	return raw{parts: parts, format: "WAV", channels: format.channels, rate: format.rate}, nil
}

// wavChunks walks the chunks up to the samples. A length of data that runs
// past the end is what a program writes that could not seek back: the rest of
// the file is taken.
func wavChunks(file []byte) (format wavFormat, data []byte, err error) {
	for at := 12; at+8 <= len(file); {
		name, body := string(file[at:at+4]), file[at+8:]
		size := int(min(uint64(binary.LittleEndian.Uint32(file[at+4:])), uint64(len(body))))
		switch name {
		case "fmt ":
			if format, err = parseFormat(body[:size]); err != nil {
				return format, nil, fmt.Errorf("wav: at byte %d: %w", at, err)
			}
		case "data":
			if format.channels == 0 {
				return format, nil, fmt.Errorf("wav: at byte %d: samples before their format; export the file again", at)
			}
			return format, body[:size], nil
		}
		at += 8 + size + size&1 // chunks start at even bytes
	}
	return format, nil, errors.New("wav: no data chunk; the file is cut off: export it again")
}

func parseFormat(body []byte) (wavFormat, error) {
	if len(body) < 16 {
		return wavFormat{}, fmt.Errorf("a format of %d bytes, want 16 or more; export the file again", len(body))
	}
	le := binary.LittleEndian
	f := wavFormat{code: int(le.Uint16(body)), channels: int(le.Uint16(body[2:])), rate: int(le.Uint32(body[4:])), bits: int(le.Uint16(body[14:]))}
	if f.code == wavExtensible && len(body) >= 26 {
		f.code = int(le.Uint16(body[24:]))
	}
	return f, checkShape("wav", f.channels, f.rate)
}

// reader returns the function that reads one sample of this format.
func (f wavFormat) reader() (func([]byte) float32, error) {
	switch {
	case f.code == wavPCM && f.bits == 16:
		return func(b []byte) float32 { return float32(int16(binary.LittleEndian.Uint16(b))) / (1 << 15) }, nil
	case f.code == wavPCM && f.bits == 24:
		return func(b []byte) float32 {
			return float32(int32(uint32(b[0])<<8|uint32(b[1])<<16|uint32(b[2])<<24)) / (1 << 31)
		}, nil
	case f.code == wavPCM && f.bits == 32:
		return func(b []byte) float32 { return float32(int32(binary.LittleEndian.Uint32(b))) / (1 << 31) }, nil
	case f.code == wavFloat && f.bits == 32:
		return func(b []byte) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(b)) }, nil
	}
	return nil, fmt.Errorf("wav: format %d with %d bits, want PCM of 16, 24 or 32 bits or float of 32; convert it with ffmpeg -i IN -c:a pcm_s16le OUT.wav", f.code, f.bits)
}

// split reads the parts. A last frame that is cut off is left out.
func (f wavFormat) split(data []byte, read func([]byte) float32) [][]float32 {
	width := f.bits / 8
	parts := make([][]float32, partsOf(f.channels))
	frames := len(data) / (width * f.channels)
	for i := range parts {
		parts[i] = make([]float32, 0, frames)
	}
	frame := make([]float32, f.channels)
	for i := range frames {
		for c := range frame {
			frame[c] = read(data[(i*f.channels+c)*width:])
		}
		split(parts, frame, f.channels)
	}
	return parts
}
