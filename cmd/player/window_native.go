//go:build !js

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"

	"github.com/hajimehoshi/ebiten/v2"

	"crescendo/audio/speaker"
	"crescendo/game/screen"
)

// exitCode is how the second attempt ended.
type exitCode int

func (c exitCode) Error() string { return fmt.Sprintf("exit code %d", int(c)) }

// play opens the window and plays until it is closed or ctx is done. Ebitengine
// ends with the sound device, and runs once in a process: where there is none,
// another process goes on without sound.
func play(ctx context.Context, o options) error {
	t, err := newTable(o)
	if err != nil {
		return err
	}
	ebiten.SetWindowTitle("Crescendo")
	ebiten.SetWindowSize(o.width, o.height)
	ebiten.SetWindowResizingMode(ebiten.WindowResizingModeEnabled)
	ebiten.SetWindowSizeLimits(minSize, minSize, -1, -1)
	ebiten.SetScreenClearedEveryFrame(false)
	ebiten.SetTPS(screen.TPS)
	ctx, stop := context.WithCancel(ctx)
	var all sync.WaitGroup
	all.Go(func() { t.conduct(ctx) })
	all.Go(func() { t.photograph(ctx) })
	err = ebiten.RunGame(t.game)
	stop()
	all.Wait()
	switch {
	case speaker.DeviceError(err) && !o.silent:
		return again(o)
	case err != nil:
		return fmt.Errorf("open a window: %w (without a screen, try: xvfb-run player …)", err)
	}
	return t.wrong
}

// again starts this program anew without sound, and waits for it.
func again(o options) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("there is no sound device, and starting again without sound: %w; try --audio off", err)
	}
	second := exec.Command(self, append([]string{"--audio", "off"}, without(o.args)...)...)
	second.Stdin, second.Stdout, second.Stderr = os.Stdin, os.Stdout, os.Stderr
	err = second.Run()
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		return exitCode(max(1, ended.ExitCode()))
	}
	return err
}

// without returns arguments without what they say about the sound.
func without(args []string) []string {
	var kept []string
	for i := 0; i < len(args); i++ {
		switch args[i] {
		case "--audio", "-audio":
			i++
		case "--audio=on", "-audio=on":
		default:
			kept = append(kept, args[i])
		}
	}
	return kept
}
