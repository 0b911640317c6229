package main

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// folder is the data folder of one hunt, held by one process.
type folder struct {
	dir  string
	lock *flock.Flock
}

// openFolder makes the folder where it is missing and takes hold of it. The
// hold ends with close, and with the process however that ends.
func openFolder(dir string) (*folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the data folder: %w", err)
	}
	lock := flock.New(filepath.Join(dir, "lock"))
	held, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("locking the data folder %s: %w", dir, err)
	}
	if !held {
		return nil, fmt.Errorf("the data folder %s is in use by another crescendo: stop that one, or give this one a folder of its own with --data", dir)
	}
	return &folder{dir, lock}, nil
}

func (f *folder) close() error { return f.lock.Close() }

// keys are the secrets of one hunt. They stand in DIR/keys, readable by the
// owner alone, never in the hunt file. Whoever loses them cannot prove the
// order of the seats afterwards.
type keys struct {
	Seed secret `json:"seed"` // of the lots (R9)
}

// secret is 32 random bytes, written as hexadecimal digits.
type secret [32]byte

func (s secret) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(s[:])), nil }

func (s *secret) UnmarshalText(text []byte) error {
	b, err := hex.DecodeString(string(text))
	if err != nil || len(b) != len(s) {
		return fmt.Errorf("want %d hexadecimal digits", 2*len(s))
	}
	copy(s[:], b)
	return nil
}

// keys returns the folder's keys, making new ones in an empty folder.
func (f *folder) keys() (keys, error) {
	name := filepath.Join(f.dir, "keys")
	b, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return newKeys(name)
	}
	if err != nil {
		return keys{}, fmt.Errorf("reading the keys: %w", err)
	}
	var k keys
	read := json.NewDecoder(bytes.NewReader(b))
	read.DisallowUnknownFields()
	if err := read.Decode(&k); err != nil {
		return keys{}, fmt.Errorf("reading the keys: %s: %w; restore it from your backup, or remove it before the hunt opens to have new ones", name, err)
	}
	if k.Seed == (secret{}) {
		return keys{}, fmt.Errorf("reading the keys: %s: there is no seed in it; restore it from your backup, or remove it before the hunt opens to have new ones", name)
	}
	return k, nil
}

func newKeys(name string) (keys, error) {
	var k keys
	if _, err := rand.Read(k.Seed[:]); err != nil {
		return keys{}, fmt.Errorf("drawing keys: %w", err)
	}
	b, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		return keys{}, err
	}
	if err := writeFile(name, append(b, '\n')); err != nil {
		return keys{}, fmt.Errorf("writing the keys: %w", err)
	}
	return k, nil
}

// writeFile writes a secret file whole or not at all: beside its place, to the
// disk, then over it.
func writeFile(name string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".new-*") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(b); err != nil {
		f.Close()
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
