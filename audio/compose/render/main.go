// Command render renders the pieces of audio/compose and compresses them into
// assets/host/songs. It is run by go generate, in the folder audio/compose.
// With a folder as its argument it writes what it renders there instead, as
// bare float32 samples, part after part: the tests compare that with the files.
package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"

	"crescendo/audio/compose"
)

const (
	folder = "../../assets/host/songs"

	// quality is oggenc's, −1…10: at 0.8 the six files are under 6 MB, and what is
	// lost lies 15 to 30 dB under the music.
	quality = "0.8"
)

func main() {
	run := generateAll
	if len(os.Args) > 1 {
		run = func() error { return renderAll(os.Args[1]) }
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "render:", err)
		os.Exit(1)
	}
}

func generateAll() error {
	if _, err := exec.LookPath("oggenc"); err != nil {
		return errors.New("oggenc is not installed: apt-get install vorbis-tools")
	}
	temp, err := os.MkdirTemp("", "compose")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	for i, p := range compose.Pieces() {
		if err := generate(p, i+1, temp); err != nil {
			return fmt.Errorf("%s: %w", p.Name, err)
		}
	}
	return nil
}

func renderAll(folder string) error {
	for _, p := range compose.Pieces() {
		var b []byte
		for _, part := range p.Render() {
			for _, v := range part {
				b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
			}
		}
		if err := os.WriteFile(filepath.Join(folder, p.Name), b, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func generate(p compose.Piece, serial int, temp string) error {
	wav, ogg := filepath.Join(temp, p.Name+".wav"), filepath.Join(folder, p.Name+".ogg")
	if err := os.WriteFile(wav, encode(p.Render()), 0o600); err != nil {
		return err
	}
	// A serial number of our own: oggenc's is by chance, and the same piece
	// shall be the same file.
	out, err := exec.Command("oggenc", "--quiet", "--quality", quality, "--serial", fmt.Sprint(serial), "--title", p.Title, "--artist", "Crescendo", "--output", ogg, wav).CombinedOutput()
	if err != nil {
		return fmt.Errorf("oggenc: %w\n%s", err, out)
	}
	info, err := os.Stat(ogg)
	if err != nil {
		return err
	}
	fmt.Printf("%s: %s, %d kB\n", ogg, p.Title, info.Size()/1000)
	return nil
}

// encode returns a WAV file of 24 bits, a channel for each part.
func encode(parts [][]float32) []byte {
	const rate, bytes = 48000, 3
	le := binary.LittleEndian
	width := bytes * len(parts) // of a frame
	size := uint32(width * len(parts[0]))
	b := append(le.AppendUint32([]byte("RIFF"), 36+size), "WAVEfmt \x10\x00\x00\x00\x01\x00"...)
	b = le.AppendUint16(b, uint16(len(parts)))
	b = le.AppendUint32(le.AppendUint32(b, rate), uint32(rate*width))
	b = append(le.AppendUint16(le.AppendUint16(b, uint16(width)), 8*bytes), "data"...)
	b = le.AppendUint32(b, size)
	for i := range parts[0] {
		for _, part := range parts {
			n := int32(math.Round(float64(part[i]) * (1<<23 - 1)))
			b = append(b, byte(n), byte(n>>8), byte(n>>16))
		}
	}
	return b
}
