package main

import (
	"fmt"
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
