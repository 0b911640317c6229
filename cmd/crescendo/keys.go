package main

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// maxOperators bounds who may act: each request is compared with all of them.
const maxOperators = 100

// keysCommand makes, shows, saves and restores the keys of a hunt, and says who
// may act in it.
func (p *program) keysCommand(_ context.Context, args []string) error {
	var c keysCall
	words, help, err := parse("keys", args, p.out, func(f *flag.FlagSet) {
		f.StringVar(&c.data, "data", "", "the `DIR` with the hunt's keys")
		f.StringVar(&c.output, "o", "", "the `FILE` that backup, and operator add, write")
		f.StringVar(&c.source.file, "passphrase-file", "", "a `FILE` that holds the passphrase; without it "+passphraseEnv+" or the terminal is asked")
	})
	if err != nil || help {
		return err
	}
	if len(words) == 0 {
		fmt.Fprint(p.out, keysHelp)
		return nil
	}
	return p.keysDo(c, words[0], words[1:])
}

// keysCall is what the flags of a keys command say.
type keysCall struct {
	data, output string
	source       passphraseSource
}

func (p *program) keysDo(c keysCall, word string, rest []string) error {
	switch word {
	case "help":
		if len(rest) == 1 && rest[0] == "lost" {
			fmt.Fprint(p.out, lostHelp)
			return nil
		}
		fmt.Fprint(p.out, keysHelp)
		return nil
	case "new":
		return c.in(rest, p.keysNew)
	case "show":
		return c.in(rest, p.keysShow)
	case "backup":
		return c.in(rest, func(dir string) error { return p.backup(dir, c.output, c.source) })
	case "restore":
		if len(rest) != 1 {
			return usageError{errors.New("want the backup's file: crescendo keys restore FILE --data DIR")}
		}
		return c.in(nil, func(dir string) error { return p.restore(dir, rest[0], c.source) })
	case "operator":
		return p.keysOperator(c, rest)
	}
	return usageError{fmt.Errorf("there is no %q: want new, show, operator, backup, restore or help", word)}
}

// in runs do with the folder, which is a word or --data.
func (c keysCall) in(words []string, do func(dir string) error) error {
	switch {
	case len(words) == 1 && c.data == "":
		return do(words[0])
	case len(words) == 0 && c.data != "":
		return do(c.data)
	}
	return usageError{errors.New("want the data folder of one hunt: --data DIR")}
}

func (p *program) keysNew(dir string) error {
	if _, err := os.Lstat(filepath.Join(dir, keysName)); err == nil {
		return fmt.Errorf("there are keys in %s already, and they stay", dir)
	}
	k, err := ensureKeys(dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "New keys stand in %s. Make a backup before the evening opens: crescendo keys backup -o FILE --data %s\n", dir, dir)
	p.describe(&k)
	return nil
}

func (p *program) keysShow(dir string) error {
	k, err := existingKeys(dir)
	if err != nil {
		return err
	}
	p.describe(&k)
	return nil
}

// existingKeys returns the keys of a folder that has some.
func existingKeys(dir string) (keys, error) {
	if _, err := os.Lstat(filepath.Join(dir, keysName)); err != nil {
		return keys{}, fmt.Errorf("there are no keys in %q: make them with crescendo keys new %s, or restore a backup", dir, dir)
	}
	return ensureKeys(dir)
}

// describe prints the public parts.
func (p *program) describe(k *keys) {
	public := ed25519.NewKeyFromSeed(k.Sign[:]).Public().(ed25519.PublicKey)
	fmt.Fprintf(p.out, "public key   %s\n", base64.RawURLEncoding.EncodeToString(public))
	fmt.Fprintf(p.out, "gate link    revision %d\n", k.Links.Gate)
	for _, id := range slices.Sorted(maps.Keys(k.Links.Venues)) {
		fmt.Fprintf(p.out, "door link    venue %s: revision %d\n", id, k.Links.Venues[id])
	}
	for _, o := range k.Operators {
		fmt.Fprintf(p.out, "operator     %s\n", o.Name)
	}
	if len(k.Operators) == 0 {
		fmt.Fprintln(p.out, "operator     nobody yet: crescendo keys operator add NAME --data DIR")
	}
}

func (p *program) keysOperator(c keysCall, words []string) error {
	if len(words) != 2 || words[0] != "add" && words[0] != "remove" {
		return usageError{errors.New("want crescendo keys operator add NAME --data DIR, or remove NAME")}
	}
	name := words[1]
	if err := operatorName(name); err != nil {
		return usageError{fmt.Errorf("operator %q: %w", name, err)}
	}
	if words[0] == "remove" {
		return c.in(nil, func(dir string) error { return p.operatorRemove(dir, name) })
	}
	return c.in(nil, func(dir string) error { return p.operatorAdd(dir, name, c.output) })
}

// operatorAdd prints a new operator's key, once, or writes it into a new file:
// only its hash is kept.
func (p *program) operatorAdd(dir, name, file string) error {
	if _, err := existingKeys(dir); err != nil {
		return err
	}
	key, err := newOperatorKey()
	if err != nil {
		return err
	}
	if file != "" { // first: a key that is nowhere lets nobody in
		if err := writeNew(file, []byte(key+"\n")); err != nil {
			return fmt.Errorf("writing the key: %w", err)
		}
	}
	err = addOperator(dir, operator{name, sha256.Sum256([]byte(key))})
	switch {
	case err != nil && file != "":
		os.Remove(file)
		return err
	case err != nil:
		return err
	case file != "":
		fmt.Fprintf(p.out, "The key of %s stands in %s, for --key-file, and nowhere else.\n", name, file)
		return nil
	}
	fmt.Fprintln(p.out, key)
	fmt.Fprintf(p.err, "That is the key of %s. It is shown this once: put it into a file of mode 0600 for --key-file, or into %s.\n", name, keyEnv)
	return nil
}

func addOperator(dir string, added operator) error {
	return changeKeys(dir, func(k *keys) error {
		if slices.ContainsFunc(k.Operators, func(o operator) bool { return o.Name == added.Name }) {
			return fmt.Errorf("there is an operator %q already: remove them first, then their old key counts no more", added.Name)
		}
		if len(k.Operators) == maxOperators {
			return fmt.Errorf("there are %d operators, as many as a hunt may have", maxOperators)
		}
		k.Operators = append(k.Operators, added)
		return nil
	})
}

// newOperatorKey returns a key of 160 bits, which nobody can guess.
func newOperatorKey() (string, error) {
	var b [20]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "", fmt.Errorf("drawing a key: %w", err)
	}
	return "op-" + strings.ToLower(base32.StdEncoding.EncodeToString(b[:])), nil
}

func (p *program) operatorRemove(dir, name string) error {
	if _, err := existingKeys(dir); err != nil {
		return err
	}
	err := changeKeys(dir, func(k *keys) error {
		before := len(k.Operators)
		k.Operators = slices.DeleteFunc(k.Operators, func(o operator) bool { return o.Name == name })
		if len(k.Operators) == before {
			return fmt.Errorf("there is no operator %q; crescendo keys show lists them", name)
		}
		return nil
	})
	if err == nil {
		fmt.Fprintf(p.out, "%s is no operator any more; a server that runs refuses their key within a second.\n", name)
	}
	return err
}
