package screen

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// stage is a game whose first Update runs the tests: inside it images can be
// drawn and read.
type stage struct {
	m    *testing.M
	code int
}

func (s *stage) Update() error {
	s.code = s.m.Run()
	return ebiten.Termination
}
func (*stage) Draw(*ebiten.Image)         {}
func (*stage) Layout(w, h int) (int, int) { return w, h }

// noDisplay is why tests that draw are skipped, "" where they run.
var noDisplay = "not started"

func TestMain(m *testing.M) {
	flag.Parse()
	stop := func() {}
	if noDisplay = ""; testing.Short() {
		noDisplay = "-short draws nothing"
	} else if os.Getenv("DISPLAY") == "" {
		stop, noDisplay = virtualDisplay()
	}
	if noDisplay != "" {
		os.Exit(m.Run())
	}
	s := &stage{m: m, code: 1}
	ebiten.SetWindowSize(200, 200)
	if err := ebiten.RunGame(s); err != nil {
		fmt.Fprintln(os.Stderr, "screen tests: run inside a window:", err)
	}
	stop()
	os.Exit(s.code)
}

// virtualDisplay starts an Xvfb of our own.
func virtualDisplay() (stop func(), why string) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err.Error()
	}
	defer r.Close()
	xvfb := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp")
	xvfb.ExtraFiles = []*os.File{w}
	if err := xvfb.Start(); err != nil {
		return nil, "no display, and no Xvfb to make one: apt-get install xvfb"
	}
	w.Close()
	number, err := bufio.NewReader(r).ReadString('\n') // all of it: Xvfb dies of a pipe that closes early
	if err != nil {
		return nil, "Xvfb did not start: " + err.Error()
	}
	os.Setenv("DISPLAY", ":"+strings.TrimSpace(number))
	return func() {
		_ = xvfb.Process.Kill()
		_ = xvfb.Wait()
	}, ""
}

func needsDisplay(t *testing.T) {
	t.Helper()
	if noDisplay != "" {
		t.Skip(noDisplay)
	}
}
