package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"crescendo/game"
	"crescendo/game/audit"
	"crescendo/server/journal"
)

// journalName is the journal's folder in the data folder of a hunt.
const journalName = "journal"

// journalCommand looks at the journal of a hunt whose server does not run,
// repairs it, and writes the evidence of an evening.
func (p *program) journalCommand(ctx context.Context, args []string) error {
	var c journalCall
	words, help, err := parse("journal", args, p.out, func(f *flag.FlagSet) {
		f.StringVar(&c.data, "data", "", "the hunt's data `DIR`; by default ID.data beside the hunt file")
		f.BoolVar(&c.copy, "copy", false, "rebuild: make the copy anew from the engine, instead of the engine from the copy")
		f.StringVar(&c.out, "o", "", "export: the `FILE` to write")
		f.BoolVar(&c.incomplete, "incomplete", false, "export: before the close too, with everything that is secret until then")
	})
	switch {
	case err != nil || help:
		return err
	case len(words) != 2:
		return usageError{errors.New("want verify, rebuild or export, and the hunt file")}
	}
	if c.hunt, err = p.goodHunt(words[1]); err != nil {
		return err
	}
	c.data = dataOf(c.data, words[1], c.hunt)
	switch words[0] {
	case "verify":
		return p.verifyJournal(ctx, c)
	case "rebuild":
		return p.rebuildJournal(ctx, c)
	case "export":
		return p.exportJournal(c)
	}
	return usageError{fmt.Errorf("%q: want verify, rebuild or export", words[0])}
}

// journalCall is what the flags of journal say.
type journalCall struct {
	data, out        string
	copy, incomplete bool
	hunt             *game.Hunt
}

func (c *journalCall) folder() string { return filepath.Join(c.data, journalName) }

func (c *journalCall) config(p *program) (journal.Config, error) {
	if _, err := os.Stat(c.folder()); err != nil {
		return journal.Config{}, fmt.Errorf("there is no journal in %s: name the folder that serve was given with --data", c.data)
	}
	return journal.Config{Dir: c.folder(), Hunt: c.hunt.ID, Log: p.log()}, nil
}

// verifyJournal compares the engine with the node's copy.
func (p *program) verifyJournal(ctx context.Context, c journalCall) error {
	config, err := c.config(p)
	if err != nil {
		return err
	}
	r, err := journal.Verify(ctx, config)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "the copy has %d records; the engine hands out %d and says that it has %d; the first %d are the same in both\n", r.Copy, r.Engine, r.Claims, r.Copied)
	if r.Cut > 0 {
		fmt.Fprintf(p.out, "%d bytes that an interrupted write left at the end of the copy were cut off\n", r.Cut)
	}
	if r.Sound() {
		fmt.Fprintln(p.out, "sound")
		return nil
	}
	fmt.Fprintln(p.out, "NOT sound: no seat is given from it.")
	for _, err := range []error{r.CopyError, r.EngineError} {
		if err != nil {
			fmt.Fprintln(p.out, "  "+err.Error())
		}
	}
	if r.CopyError != nil {
		fmt.Fprintln(p.out, "Run crescendo journal rebuild --copy to make the copy anew from the engine.")
	} else {
		fmt.Fprintln(p.out, "Run crescendo journal rebuild to make the engine anew from the copy, which is all that this server has told anybody.")
	}
	return errSaid
}

// rebuildJournal makes one of the two anew from the other, and keeps the old.
func (p *program) rebuildJournal(ctx context.Context, c journalCall) error {
	config, err := c.config(p)
	if err != nil {
		return err
	}
	made, rebuild := "the engine", journal.RebuildEngine
	if c.copy {
		made, rebuild = "the copy", journal.RebuildCopy
	}
	kept, err := rebuild(ctx, config)
	if kept != "" {
		fmt.Fprintf(p.out, "what was there is kept: %s\n", kept)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s is made anew\n", made)
	return p.verifyJournal(ctx, c)
}

// exportJournal writes the evidence of an evening that is over.
func (p *program) exportJournal(c journalCall) error {
	if c.out == "" {
		return usageError{errors.New("export: say with -o FILE where to write")}
	}
	if _, err := os.Lstat(c.out); err == nil {
		return fmt.Errorf("%s is there already: name another file, or remove it", c.out)
	}
	k, err := readKeys(filepath.Join(c.data, keysName))
	if err != nil {
		return err
	}
	over, records, err := c.over()
	switch {
	case err != nil:
		return err
	case !over && !c.incomplete:
		return errors.New("the evening is not over: its evidence would tell where every venue is; wait for the close, or say --incomplete for yourself alone")
	}
	secrets := k.forServer()
	reveal, err := secrets.Reveal(c.hunt)
	if err != nil {
		return err
	}
	if err := c.write(reveal); err != nil {
		os.Remove(c.out) //nolint:errcheck // half a file is none
		return fmt.Errorf("writing %s: %w", c.out, err)
	}
	fmt.Fprintf(p.out, "%s: %d records; whoever has it counts them with crescendo verify\n", c.out, records)
	return nil
}

// over tells whether the journal says that the hunt is closed, and how many
// records it has.
func (c *journalCall) over() (over bool, records uint64, err error) {
	err = journal.ReadCopy(c.folder(), func(seq uint64, record []byte) error {
		records, over = seq, over || audit.Closes(c.hunt, record)
		return nil
	})
	return over, records, err
}

func (c *journalCall) write(reveal audit.Reveal) error {
	file, err := os.OpenFile(c.out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	buffered := bufio.NewWriter(file)
	w, err := audit.NewWriter(buffered, reveal)
	if err != nil {
		return err
	}
	if err := journal.ReadCopy(c.folder(), func(_ uint64, record []byte) error { return w.Add(record) }); err != nil {
		return err
	}
	return errors.Join(w.Close(), buffered.Flush(), file.Sync(), file.Close())
}
