// Package display answers: where does a window open on a machine without a
// screen?
//
// It starts an X server that draws into memory, for tests of what has windows.
package display

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// Display is a running X server of our own.
type Display struct {
	name string
	xvfb *exec.Cmd
}

// Start starts an X server with a screen of 1,600 × 1,200. Its error says what
// to install where there is none.
func Start() (*Display, error) {
	numbers, w, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("starting a display: %w", err)
	}
	defer numbers.Close()
	xvfb := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp")
	xvfb.ExtraFiles = []*os.File{w}
	err = xvfb.Start()
	w.Close()
	if err != nil {
		return nil, fmt.Errorf("starting a display: %w; install it with: apt-get install xvfb", err)
	}
	number, err := bufio.NewReader(numbers).ReadString('\n') // all of it: Xvfb dies of a pipe that closes early
	d := &Display{":" + strings.TrimSpace(number), xvfb}
	if err != nil {
		d.Close()
		return nil, fmt.Errorf("starting a display: Xvfb ended at once: %w", err)
	}
	return d, nil
}

// Name is what DISPLAY has to say for a window to open there, ":99" for example.
func (d *Display) Name() string { return d.name }

// Environ returns this process's environment with the display in it.
func (d *Display) Environ() []string { return append(os.Environ(), "DISPLAY="+d.name) }

// Close ends the display, and with it the windows on it.
func (d *Display) Close() {
	_ = d.xvfb.Process.Kill() // it may have ended already
	_ = d.xvfb.Wait()
}
