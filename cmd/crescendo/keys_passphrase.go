package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"
)

// passphraseSource says where a passphrase comes from: a file, or, where that
// is empty, the environment or the terminal. Never an argument, which everybody
// on a machine can read.
type passphraseSource struct{ file string }

// passphrase returns the passphrase of a backup. One for a new backup is asked
// for twice and must have some length.
func (p *program) passphrase(from passphraseSource, fresh bool) (string, error) {
	said, err := p.readPassphrase(from, fresh)
	switch {
	case err != nil:
		return "", err
	case said == "":
		return "", errors.New("the passphrase is empty")
	case fresh && utf8.RuneCountInString(said) < minPassphrase:
		return "", fmt.Errorf("the passphrase has fewer than %d signs: take four or five words that nobody would guess", minPassphrase)
	}
	return said, nil
}

func (p *program) readPassphrase(from passphraseSource, fresh bool) (string, error) {
	if from.file != "" {
		b, err := readFile(from.file, 4<<10)
		if err != nil {
			return "", fmt.Errorf("reading the passphrase: %w", err)
		}
		return strings.TrimRight(string(b), "\r\n"), nil
	}
	if said, ok := p.env(passphraseEnv); ok {
		return said, nil
	}
	if p.prompt == nil {
		return "", fmt.Errorf("there is no terminal to ask for the passphrase: give it in the file of --passphrase-file, or in %s", passphraseEnv)
	}
	said, err := p.prompt("Passphrase: ")
	if err != nil || !fresh {
		return said, err
	}
	again, err := p.prompt("The same again: ")
	if err == nil && again != said {
		return "", errors.New("the two passphrases differ: nothing was written")
	}
	return said, err
}

// terminalPrompt returns what asks on the terminal without showing the answer,
// nil where there is no terminal. At the end of ctx, which is Ctrl-C, the
// terminal shows again what is typed; its reader, which nothing can wake, ends
// with the process.
func terminalPrompt(ctx context.Context, in *os.File, out io.Writer) func(question string) (string, error) {
	fd := int(in.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return nil
	}
	type answer struct {
		text []byte
		err  error
	}
	return func(question string) (string, error) {
		fmt.Fprint(out, question)
		said := make(chan answer, 1)
		go func() {
			text, err := term.ReadPassword(fd)
			said <- answer{text, err}
		}()
		select {
		case a := <-said:
			fmt.Fprintln(out)
			return string(a.text), a.err
		case <-ctx.Done():
			fmt.Fprintln(out)
			return "", errors.Join(errors.New("stopped: nothing was done"), term.Restore(fd, before))
		}
	}
}
