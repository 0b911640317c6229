package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// shell is a run of the command in the background, as somebody starts it in a
// terminal.
type shell struct {
	address string // from its first line
	stop    context.CancelFunc
	done    chan int // its exit code
	out     *lines   // what it says on standard output behind that line
	errs    *lines
}

// start runs the command until the test ends, and waits for its first line on
// standard output, the address.
func start(t *testing.T, args ...string) *shell {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	s := &shell{stop: stop, done: make(chan int, 1), out: &lines{}, errs: &lines{}}
	go func() {
		p := program{out: in, err: s.errs, env: func(string) (string, bool) { return "", false }}
		code := p.run(ctx, args)
		in.CloseWithError(io.EOF)
		s.done <- code
	}()
	read := bufio.NewReader(out)
	first, err := read.ReadString('\n')
	if err != nil {
		t.Fatalf("crescendo %s ended before it said its address: %s", strings.Join(args, " "), s.errs)
	}
	go io.Copy(s.out, read)
	s.address = strings.TrimSpace(first)
	t.Cleanup(func() { s.end(t) })
	return s
}

// end stops the run and waits until it has ended well.
func (s *shell) end(t *testing.T) {
	t.Helper()
	s.stop()
	code := <-s.done
	s.done <- code
	if code != 0 {
		t.Errorf("exit code %d; it said:\n%s", code, s.errs)
	}
}

// lines keeps what a run prints, for whoever asks.
type lines struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// writeTone writes a song of one steady tone: two seconds of 440 Hz at half of
// full scale, 16 bits, mono, 48 kHz; a whole number of waves, so that it loops
// without a seam. Whatever changes in the level that is heard comes from the
// player.
func writeTone(t *testing.T, dir string) (name string) {
	t.Helper()
	const rate, seconds = 48000, 2
	wave := make([]byte, 0, 44+rate*seconds*2)
	wave = append(wave, "RIFF"...)
	wave = binary.LittleEndian.AppendUint32(wave, 36+rate*seconds*2)
	wave = append(wave, "WAVEfmt "...)
	wave = binary.LittleEndian.AppendUint32(wave, 16)
	wave = binary.LittleEndian.AppendUint16(wave, 1) // PCM
	wave = binary.LittleEndian.AppendUint16(wave, 1) // mono
	wave = binary.LittleEndian.AppendUint32(wave, rate)
	wave = binary.LittleEndian.AppendUint32(wave, rate*2)
	wave = binary.LittleEndian.AppendUint16(wave, 2)
	wave = binary.LittleEndian.AppendUint16(wave, 16)
	wave = append(wave, "data"...)
	wave = binary.LittleEndian.AppendUint32(wave, rate*seconds*2)
	for i := range rate * seconds {
		v := int16(16384 * math.Sin(2*math.Pi*440*float64(i)/rate))
		wave = binary.LittleEndian.AppendUint16(wave, uint16(v))
	}
	if err := os.WriteFile(filepath.Join(dir, "tone.wav"), wave, 0o600); err != nil {
		t.Fatal(err)
	}
	return "tone.wav"
}

func writeText(t *testing.T, name, text string) string {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
