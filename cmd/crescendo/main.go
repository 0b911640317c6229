// Command crescendo is everything an organiser and an operator run: one binary
// that serves a hunt, checks a hunt file, sends bots, and shows a whole evening
// on one machine.
//
//	crescendo demo                      an evening in Paris, with bots, for ever
//	crescendo new --from PLACES         a hunt file from the places that you have
//	crescendo check hunt.yaml           every problem of a hunt file at once
//	crescendo check --schema            the JSON Schema of hunt files, for editors
//	crescendo serve hunt.yaml           your own hunt
//	crescendo keys help                 its secrets, and who may act in it
//	crescendo doors hunt.yaml           the secret links of its gate and doors
//	crescendo hunt help                 what people may do to a hunt that runs
//	crescendo journal verify hunt.yaml  its record: look at it, repair it, export it
//	crescendo verify FILE               count an evening again from its evidence
//	crescendo city help                 streets to draw and to walk, in one file
//	crescendo bots ADDRESS              players made of code
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // an organiser's zone must be known on a machine that has no zone files
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	p := program{out: os.Stdout, err: os.Stderr, env: os.LookupEnv, prompt: terminalPrompt(ctx, os.Stdin, os.Stderr)}
	os.Exit(p.run(ctx, os.Args[1:]))
}

// program is one run of the command. Tests start it like a shell does, with
// their own streams, on port 0.
type program struct {
	out, err io.Writer
	env      func(string) (string, bool)
	prompt   func(question string) (string, error) // asks without showing the answer; nil where there is nobody to ask
}

// command is one word behind crescendo.
type command struct {
	name  string
	usage string
	about string
	run   func(p *program, ctx context.Context, args []string) error
}

func commands() []command {
	return []command{
		{"demo", "crescendo demo [--gate none|code|staff --doors none|code|staff]", "a whole evening in Paris on this machine, with bots", (*program).demo},
		{"new", "crescendo new --from PLACES -o HUNT.yaml", "write a hunt file from KML, KMZ, GeoJSON, uMap, GPX or CSV", (*program).new},
		{"check", "crescendo check HUNT.yaml | --schema", "list every problem of a hunt file, with its line and what to do; or the JSON Schema for editors", (*program).check},
		{"serve", "crescendo serve HUNT.yaml [--listen HOST:PORT] [--data DIR]", "serve your own hunt", (*program).serve},
		{"keys", "crescendo keys new|show|operator|backup|restore|help", "the secrets of a hunt: make, save and restore them, and say who may act", (*program).keysCommand},
		{"doors", "crescendo doors HUNT.yaml [--url URL] [--revoke gate|VENUE]", "print the secret links of gate and doors", (*program).doors},
		{"hunt", "crescendo hunt ACT|status|help [flags] URL", "what people do to a hunt that runs: broadcast, disqualify, close …", (*program).hunt},
		{"journal", "crescendo journal verify|rebuild|export HUNT.yaml", "the record of an evening: compare it with its copy, repair it, write its evidence", (*program).journalCommand},
		{"verify", "crescendo verify FILE [--commitment HASH] [--heads FILE]", "count an evening again from its evidence, without a server", (*program).verify},
		{"city", "crescendo city build|inspect|check|help", "streets in one file: made of an extract of OpenStreetMap, drawn, and checked against a hunt", (*program).cityCommand},
		{"bots", "crescendo bots [--players N] ADDRESS", "send players made of code to a server", (*program).bots},
	}
}

// errSaid is an error whose text was already printed for its reader.
var errSaid = errors.New("already said")

// run runs the command line and returns the exit code: 0 well, 1 something is
// wrong with the world or the hunt, 2 something is wrong with the command line.
func (p *program) run(ctx context.Context, args []string) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		p.help(p.out)
		return 0
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return p.exit(c, c.run(p, ctx, args[1:]))
		}
	}
	fmt.Fprintf(p.err, "crescendo: there is no command %q\n\n", args[0])
	p.help(p.err)
	return 2
}

// usageError is a mistake in the command line.
type usageError struct{ error }

func (p *program) exit(c command, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errSaid):
		return 1
	case errors.As(err, &usage):
		fmt.Fprintf(p.err, "crescendo %s: %v\nusage: %s\n", c.name, err, c.usage)
		return 2
	default:
		fmt.Fprintf(p.err, "crescendo %s: %v\n", c.name, err)
		return 1
	}
}

func (p *program) help(w io.Writer) {
	fmt.Fprint(w, "Crescendo runs location-based audio hunts: the closer you come, the louder the band.\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-64s %s\n", c.usage, c.about)
	}
	fmt.Fprint(w, "\nStart with: crescendo demo\n")
}
