package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"crescendo/game/huntfile"
	"crescendo/game/huntfile/places"
)

// newCall is what the flags of new say.
type newCall struct {
	from, to string
	force    bool
	evening  places.Evening
}

// new writes a hunt file from the places that an organiser brings.
func (p *program) new(_ context.Context, args []string) error {
	var c newCall
	e := &c.evening
	words, help, err := parse("new", args, p.out, func(f *flag.FlagSet) {
		f.StringVar(&c.from, "from", "", "`PLACES`: KML or KMZ (Google My Maps), GeoJSON, uMap, GPX waypoints or CSV")
		f.StringVar(&c.to, "o", "", "`FILE` to write, for your eyes alone")
		f.BoolVar(&c.force, "force", false, "write over the file if it is there")
		f.StringVar(&e.Name, "name", "", "what everybody reads; by default the map's own name, to be looked at")
		f.StringVar(&e.Starts, "starts", "", "the gun, such as `2026-06-20T21:00`; left out, it is still to be decided")
		f.StringVar(&e.Zone, "zone", "", "the time zone, such as `Europe/Paris`; by default this machine's, to be looked at")
		f.StringVar(&e.Gate, "gate", "", "`none|code|staff`: who keeps the gate; staff, to be looked at")
		f.StringVar(&e.Doors, "doors", "", "`none|code|staff`: who keeps the doors; staff, to be looked at")
		f.StringVar(&e.Plaza, "plaza", "", "`NAME` of the place that is the start plaza: it becomes public")
	})
	switch {
	case err != nil || help:
		return err
	case len(words) != 0:
		return usageError{fmt.Errorf("%q stands alone: write --from PLACES -o HUNT.yaml", words[0])}
	case c.from == "":
		return usageError{errors.New("--from is missing: a file with your places")}
	case c.to == "":
		return usageError{errors.New("-o is missing: the hunt file to write")}
	}
	if err := e.Check(); err != nil {
		return usageError{err}
	}
	if e.Zone == "" {
		e.Zone, e.Guess = p.ownZone(), true
	}
	return p.newFrom(c)
}

// newFrom writes the file. Like check, it may print the names of venues:
// whoever holds their places knows them.
func (p *program) newFrom(c newCall) error {
	if err := free(c); err != nil {
		return err
	}
	src, err := readFile(c.from, places.MaxBytes)
	if err != nil {
		return fmt.Errorf("reading the places: %w", err)
	}
	text, report := places.Hunt(c.from, src, c.evening)
	fmt.Fprint(p.err, report)
	if text == nil {
		return errSaid
	}
	write := writeNew
	if c.force {
		write = writeFile
	}
	if err := write(c.to, text); err != nil {
		return fmt.Errorf("writing the hunt file: %w", plain(err))
	}
	_, said := huntfile.Read(c.to, text, huntfile.World{})
	fmt.Fprintf(p.out, "%s: written from %s. Still to be decided: %d lines; list them with\n\n  crescendo check %s\n",
		c.to, c.from, undecided(said), c.to)
	return nil
}

// free tells before anything is read whether the hunt file may be written.
func free(c newCall) error {
	if _, err := os.Lstat(c.to); err == nil && !c.force {
		return fmt.Errorf("%s is there already, and may hold your work: choose another name, or write over it with --force", c.to)
	}
	if info, err := os.Stat(filepath.Dir(c.to)); err != nil || !info.IsDir() {
		return fmt.Errorf("%s: there is no such folder to write to", filepath.Dir(c.to))
	}
	return nil
}

// undecided counts the lines of a hunt file on which something is still to be
// decided.
func undecided(r huntfile.Report) int {
	lines := map[int]bool{}
	for _, p := range r.Problems {
		if p.Thing == huntfile.Undecided || strings.Contains(p.Trouble, "is "+huntfile.Undecided+":") {
			lines[p.Line] = true
		}
	}
	return len(lines)
}

// ownZone returns the time zone of this machine, "" where it says none that
// has clocks of its own.
func (p *program) ownZone() string {
	zone, set := p.env("TZ")
	if !set {
		target, err := filepath.EvalSymlinks("/etc/localtime")
		if err != nil {
			return ""
		}
		_, zone, _ = strings.Cut(filepath.ToSlash(target), "/zoneinfo/")
	}
	zone = strings.TrimPrefix(zone, ":")
	if _, err := time.LoadLocation(zone); err != nil || !strings.Contains(zone, "/") || strings.HasPrefix(zone, "Etc/") {
		return ""
	}
	return zone
}
