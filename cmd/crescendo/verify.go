package main

import (
	"bufio"
	"context"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"crescendo/game/audit"
)

// verify counts an evening again from its evidence (R15): for anybody who has
// the file, without a server.
func (p *program) verify(_ context.Context, args []string) error {
	var commitment, heads string
	words, help, err := parse("verify", args, p.out, func(f *flag.FlagSet) {
		f.StringVar(&commitment, "commitment", "", "the `HASH` that was published before the gun, 64 hexadecimal digits")
		f.StringVar(&heads, "heads", "", "a `FILE` of heads of the chain that you kept: a line each, the number of a record and 64 hexadecimal digits")
	})
	switch {
	case err != nil || help:
		return err
	case len(words) != 1:
		return usageError{errors.New("want one file of evidence")}
	}
	known, err := knownBy(commitment, heads)
	if err != nil {
		return err
	}
	file, err := os.Open(words[0])
	if err != nil {
		return fmt.Errorf("opening the evidence: %w", err)
	}
	defer file.Close()
	report, wrong := audit.Verify(bufio.NewReaderSize(file, 1<<20), known)
	p.say(report, known)
	switch {
	case wrong != nil:
		return fmt.Errorf("%s is WRONG: %w", words[0], wrong)
	case !report.Complete:
		fmt.Fprintln(p.out, "INCOMPLETE: nothing says that the hunt is over, so records may be missing at the end.")
		return errSaid
	}
	fmt.Fprintln(p.out, "This proves the counting; not that the organiser kept the secret, nor that every body was real.")
	return nil
}

// knownBy reads what somebody was given before the close.
func knownBy(commitment, heads string) (known audit.Known, err error) {
	if commitment != "" {
		hash, err := hashOf(commitment)
		if err != nil {
			return known, usageError{fmt.Errorf("--commitment: %w", err)}
		}
		known.Commitment = &hash
	}
	if heads == "" {
		return known, nil
	}
	b, err := readFile(heads, 16<<20)
	if err != nil {
		return known, fmt.Errorf("reading the heads: %w", err)
	}
	known.Heads = map[uint64][32]byte{}
	for i, line := range strings.Split(string(b), "\n") {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		seq, err := strconv.ParseUint(words[0], 10, 64)
		if err != nil || seq == 0 || len(words) != 2 {
			return known, fmt.Errorf("%s:%d: want the number of a record and the head behind it", heads, i+1)
		}
		if known.Heads[seq], err = hashOf(words[1]); err != nil {
			return known, fmt.Errorf("%s:%d: %w", heads, i+1, err)
		}
	}
	return known, nil
}

func hashOf(text string) (hash [32]byte, err error) {
	b, err := hex.DecodeString(strings.TrimSpace(text))
	if err != nil || len(b) != len(hash) {
		return hash, fmt.Errorf("%.80q: want %d hexadecimal digits", text, 2*len(hash))
	}
	return [32]byte(b), nil
}

// say prints what the evidence says: the people's acts before the seats.
func (p *program) say(r audit.Report, known audit.Known) {
	if r.Hunt == "" {
		return
	}
	fmt.Fprintf(p.out, "hunt %s: %d records, %d players\n", r.Hunt, r.Records, r.Players)
	note := "not compared: give the one of before the gun with --commitment"
	if known.Commitment != nil && *known.Commitment == r.Commitment {
		note = "the one that you were given"
	}
	fmt.Fprintf(p.out, "commitment %x (%s)\n", r.Commitment, note)
	fmt.Fprintf(p.out, "head of record %d: %x\n", r.Records, r.Head)
	if len(known.Heads) > 0 {
		fmt.Fprintf(p.out, "%d of %d heads that you kept agree\n", r.Heads, len(known.Heads))
	}
	fmt.Fprintf(p.out, "\nWhat people did: %d acts\n", len(r.Acts))
	for _, a := range r.Acts {
		fmt.Fprintf(p.out, "  record %-6d %s  %s\n", a.Record, time.UnixMilli(a.Wall).UTC().Format("2006-01-02 15:04:05 UTC"), actLine(a))
	}
	fmt.Fprintf(p.out, "\nSeats: %d\n", len(r.Seats))
	for _, s := range r.Seats {
		extra := ""
		if s.Extra {
			extra = "  (granted by a person beyond the venue's own)"
		}
		fmt.Fprintf(p.out, "  venue %-12s seat %-4d player %-6d %x%s\n", s.Venue, s.Seat, s.Player, s.ID, extra)
	}
	fmt.Fprintln(p.out)
}

func actLine(a audit.Act) string {
	words := []string{a.What}
	if a.Player > 0 {
		words = append(words, fmt.Sprintf("player %d", a.Player))
	}
	if a.Venue != "" {
		words = append(words, "venue "+a.Venue)
	}
	by := "the player"
	if a.By != [8]byte{} {
		by = fmt.Sprintf("person %x", a.By)
	}
	return strings.Join(words, " ") + ", by " + by
}
