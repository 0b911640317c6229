//go:build !js

// Command player is what a player holds: a window on a desktop, and built for
// js/wasm the page at /play. It joins a hunt by its address, takes positions
// from keys, from a recorded track or from the browser, shows the map, and plays
// the tuned band as loud as the server says.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the command as a shell starts it. It returns the exit code: 0 when the
// window was closed, 1 when something was wrong, which it has said in one line.
func run(ctx context.Context, args []string, out, errs io.Writer) int {
	o, err := parse(args)
	switch {
	case errors.Is(err, errHelp):
		fmt.Fprint(out, usage)
		return 0
	case err == nil:
		err = play(ctx, o)
	}
	var code exitCode
	switch {
	case errors.As(err, &code): // the second attempt has said it
		return int(code)
	case err != nil:
		fmt.Fprintln(errs, "player:", err)
		return 1
	}
	return 0
}
