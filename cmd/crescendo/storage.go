package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"

	"crescendo/server"
	"crescendo/server/journal"
	"crescendo/server/keep"
)

// peopleName is the folder, in the data folder of a hunt, of what may be
// forgotten.
const peopleName = "people"

// storage is where an evening is while it is served.
type storage struct {
	journal journal.Journal
	ready   uint64 // the last record that was there when it was opened
	store   server.Store
	close   func() error
}

// inMemory is the storage of an evening that ends with its process.
func inMemory() storage {
	return storage{journal: journal.NewMemory(), store: keep.NewMemory(), close: func() error { return nil }}
}

// openStorage opens what a data folder has of an evening, or begins one. The
// caller holds the folder. Its errors say what to run.
func openStorage(ctx context.Context, data, file, hunt string, log *slog.Logger) (storage, error) {
	node, err := journal.Open(ctx, journal.Config{Dir: filepath.Join(data, journalName), Hunt: hunt, Log: log})
	if errors.Is(err, journal.ErrDiffers) || errors.Is(err, journal.ErrDamaged) {
		return storage{}, fmt.Errorf("%w (here: crescendo journal verify %s --data %s)", err, file, data)
	}
	if err != nil {
		return storage{}, err
	}
	people, lost, err := keep.Open(filepath.Join(data, peopleName))
	if err != nil {
		return storage{}, errors.Join(err, node.Close())
	}
	if lost > 0 {
		log.Warn("some of what was kept about people could not be read, as after a power failure; it is left out", "bytes", lost)
	}
	return storage{node, node.Start(), people, func() error { return errors.Join(people.Close(), node.Close()) }}, nil
}
