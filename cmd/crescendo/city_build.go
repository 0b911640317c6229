package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"crescendo/maps/city"
	"crescendo/maps/city/osm"
)

// buildMemory is where the collector works harder instead of taking more: a
// region of some 300 MB is to be built on a machine with a gigabyte to spare.
const buildMemory = 800 << 20

// cityBuild makes a .city file of an extract of OpenStreetMap.
func (p *program) cityBuild(ctx context.Context, c cityCall, extract string) error {
	switch {
	case c.name == "":
		return usageError{errors.New("--name is missing: what is the city called?")}
	case c.output == "":
		return usageError{errors.New("-o is missing: which file shall the city be written to?")}
	}
	box, err := boxOf(c.box)
	if err != nil {
		return usageError{fmt.Errorf("--bbox %q: %w", c.box, err)}
	}
	f, err := os.Open(extract)
	if err != nil {
		return plain(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return plain(err)
	}
	if info.IsDir() {
		return fmt.Errorf("%s: that is a folder, not a file", extract)
	}
	if c.source == "" {
		c.source = filepath.Base(extract)
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(buildMemory))
	built, report, err := osm.Build(stoppable{ctx, f}, osm.Options{Name: c.name, Source: c.source, Date: info.ModTime(), Box: box, Progress: p.progress(time.Now)})
	if err != nil {
		return fmt.Errorf("%s: %w", extract, err)
	}
	return p.writeCity(c.output, built, report)
}

// stoppable is a file that ends when somebody presses Ctrl-C.
type stoppable struct {
	ctx context.Context
	*os.File
}

func (s stoppable) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.File.Read(b)
}

// progress tells how far the reading is, once in two seconds: nothing for what
// is quick.
func (p *program) progress(now func() time.Time) func(part string, done float64) {
	told := now()
	return func(part string, done float64) {
		if t := now(); t.Sub(told) >= 2*time.Second {
			told = t
			fmt.Fprintf(p.err, "reading %s: %.0f %%\n", part, 100*done)
		}
	}
}

func (p *program) writeCity(name string, c *city.City, report osm.Report) error {
	file, err := city.Encode(c)
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	if err := os.WriteFile(name+".new", file, 0o644); err != nil {
		return fmt.Errorf("writing the city: %w", plain(err))
	}
	if err := os.Rename(name+".new", name); err != nil {
		return fmt.Errorf("writing the city: %w", plain(err))
	}
	g := c.Graph()
	fmt.Fprintf(p.out, "%s: %s, %d KB: %d streets, %d areas, %d places; %d of %d junctions are connected\n",
		name, c.Name, (len(file)+1023)/1024, len(c.Streets()), len(c.Areas()), len(c.Places()), g.MainSize(), len(g.Junctions()))
	if report != (osm.Report{}) {
		fmt.Fprintf(p.out, "left out: %d paths apart from the rest, %d areas whose outline does not close; %d nodes are not in the extract\n",
			report.Islands, report.Open, report.Missing)
	}
	fmt.Fprintf(p.out, "Look at it: crescendo city inspect %s\n", name)
	return nil
}
