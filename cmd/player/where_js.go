package main

import (
	"context"
	"sync"

	"crescendo/game/client"
	"crescendo/game/wire"
)

// where is a Source that learns from the hunt how its players walk: by keys and
// stick, or on their feet. The page may have decided already.
type where struct {
	stick, feet client.Source
	walk        string // "keys", "gps", or "" for what the hunt says

	once   sync.Once
	chosen chan struct{} // closed when keys is known
	keys   bool
}

func newWhere(stick *client.Stick, walk string) *where {
	return &where{stick: stick, feet: client.Browser(), walk: walk, chosen: make(chan struct{})}
}

// Brief is client.Briefed.
func (w *where) Brief(h wire.Hunt) {
	w.once.Do(func() {
		w.keys = w.walk == "keys" || w.walk != "gps" && h.Virtual
		close(w.chosen)
	})
	if b, ok := w.stick.(client.Briefed); ok {
		b.Brief(h)
	}
}

// Run is client.Source.
func (w *where) Run(ctx context.Context, emit func(client.Fix)) error {
	select {
	case <-w.chosen:
	case <-ctx.Done():
		return nil
	}
	if w.keys {
		return w.stick.Run(ctx, emit)
	}
	return w.feet.Run(ctx, emit)
}
