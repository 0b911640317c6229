package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"

	"crescendo/server"
)

// keyEnv is where an operator's key comes from when no file is named.
const keyEnv = "CRESCENDO_KEY"

// hunt does one act of R11 on a hunt that runs, or shows how it stands.
func (p *program) hunt(ctx context.Context, args []string) error {
	var c actCall
	words, help, err := parse("hunt", args, p.out, func(f *flag.FlagSet) {
		f.IntVar(&c.act.Player, "player", 0, "a player's `NUMBER`, the 17 of Player 17")
		f.StringVar(&c.act.Venue, "venue", "", "a venue's `ID` in the hunt file")
		f.StringVar(&c.act.Text, "text", "", "the `WORDS` of a broadcast, or a new nickname")
		f.StringVar(&c.act.Reason, "reason", "", "`WHY`; whom it concerns may read it")
		f.StringVar(&c.act.ID, "id", "", "the `ID` of an act whose end nobody knows: sent again, it acts once")
		f.StringVar(&c.keyFile, "key-file", "", "a `FILE` that holds your operator's key; without it "+keyEnv+" is asked")
		f.BoolVar(&c.plain, "plain", false, "send the key over http to another machine, where everybody between can read it")
	})
	switch {
	case err != nil || help:
		return err
	case len(words) == 0 || words[0] == "help":
		p.huntHelp()
		return nil
	}
	c.act.Act = words[0]
	if _, known := server.ActNeedOf(c.act.Act); !known && c.act.Act != "status" {
		return usageError{fmt.Errorf("there is no act %q: crescendo hunt help lists them", c.act.Act)}
	}
	if len(words) != 2 {
		return usageError{errors.New("want the server's address, such as https://hunt.example.org")}
	}
	if c.address, err = actAddress(words[1], c.plain); err != nil {
		return err
	}
	return p.huntDo(ctx, c)
}

// actCall is what the flags of hunt say.
type actCall struct {
	act      server.ActRequest
	address  string
	keyFile  string
	plain    bool
	operator string // the key
}

func (p *program) huntDo(ctx context.Context, c actCall) (err error) {
	if c.operator, err = p.operatorKey(c.keyFile); err != nil {
		return err
	}
	if c.act.Act == "status" {
		return p.huntStatus(ctx, c)
	}
	if missing := needs(c.act); missing != nil {
		return usageError{missing}
	}
	if c.act.ID == "" {
		if c.act.ID, err = newActID(); err != nil {
			return err
		}
	}
	reply, err := c.send(ctx)
	if err != nil {
		return err
	}
	for _, line := range reply.What {
		fmt.Fprintln(p.out, line)
	}
	if reply.Code != "" {
		fmt.Fprintln(p.out, reply.Code)
	}
	return nil
}

// actFlag returns the flag by which a field of an act is given.
func actFlag(field string) string {
	switch field {
	case "player":
		return "--player NUMBER"
	case "venue":
		return "--venue ID"
	case "text":
		return "--text WORDS"
	}
	return "--reason WHY"
}

// needs says what is missing or too much, before anything is sent.
func needs(q server.ActRequest) error {
	need, _ := server.ActNeedOf(q.Act)
	switch field, missing := need.Misfit(q); {
	case missing:
		return fmt.Errorf("%s needs %s", q.Act, actFlag(field))
	case field != "":
		return fmt.Errorf("%s takes no %s", q.Act, actFlag(field))
	}
	return nil
}

func newActID() (string, error) {
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "", fmt.Errorf("drawing an id: %w", err)
	}
	return hex.EncodeToString(b[:]), nil
}

// operatorKey returns the key from a file or the environment; it is never an
// argument, which everybody on a machine can read.
func (p *program) operatorKey(file string) (string, error) {
	if file == "" {
		key, ok := p.env(keyEnv)
		if !ok || strings.TrimSpace(key) == "" {
			return "", fmt.Errorf("there is no operator's key: put it into %s, or name its file with --key-file; crescendo keys operator add NAME makes one", keyEnv)
		}
		return strings.TrimSpace(key), nil
	}
	b, err := readFile(file, 4<<10)
	if err != nil {
		return "", fmt.Errorf("reading the key: %w", err)
	}
	if info, err := os.Stat(file); err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o007 != 0 {
		return "", fmt.Errorf("reading the key: everybody on this machine can read %s: chmod 600 it", file)
	}
	key := strings.TrimSpace(string(b))
	if key == "" || strings.ContainsAny(key, " \t\r\n") {
		return "", fmt.Errorf("reading the key: %s holds no key: want the one line that keys operator add printed", file)
	}
	return key, nil
}

func (p *program) huntHelp() {
	fmt.Fprint(p.out, "What people may do to a hunt that runs. Each act is a fact with who did it and why.\n\n")
	fmt.Fprintf(p.out, "  %-62s %s\n", "status URL", "players, seats and who waits, for the organiser")
	for _, n := range server.ActNeeds() {
		line := n.Name
		for _, f := range []struct {
			is    bool
			field string
		}{{n.Player, "player"}, {n.Venue, "venue"}, {n.Text, "text"}, {n.Reason, "reason"}} {
			if f.is {
				line += " " + actFlag(f.field)
			}
		}
		fmt.Fprintf(p.out, "  %-62s %s\n", line+" URL", n.About)
	}
	fmt.Fprint(p.out, "\nYour key comes from "+keyEnv+" or --key-file FILE, never from an argument.\n"+
		"Exit code 0: done. 1: refused, or the server was not reached. 2: a mistake in the command line.\n"+
		"Where the answer got lost, the command says with which --id to ask again: it acts once.\n")
}
