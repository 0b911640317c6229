package main

import (
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"crescendo/game"
	"crescendo/server"
	"crescendo/server/door"
)

// watchEvery is how long a revoked link or a removed operator may still count.
const watchEvery = time.Second

// keysWatch is what may change in the keys while a server runs: the links and
// the operators. It looks at the file when it is asked, at most once in
// watchEvery, and reads it when it is another one than before. A file that
// cannot be read changes nothing: whoever was let in stays so, and the log says
// it once.
type keysWatch struct {
	// set once
	name string
	hunt *game.Hunt
	log  *slog.Logger

	mu        sync.Mutex
	looked    time.Time         // guarded by mu
	seen      fs.FileInfo       // guarded by mu; of the file that was read or tried last
	places    []door.Place      // guarded by mu; replaced, never changed
	operators []server.Operator // guarded by mu; replaced, never changed
}

// watchKeys begins with keys that were just read.
func watchKeys(dir string, k keys, h *game.Hunt, log *slog.Logger) *keysWatch {
	w := &keysWatch{name: filepath.Join(dir, keysName), hunt: h, log: log}
	w.take(k)
	return w
}

// links returns the links of now. It may be called from any goroutine.
func (w *keysWatch) links() []door.Place {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.look(time.Now())
	return w.places
}

// allowed returns the operators of now. It may be called from any goroutine.
func (w *keysWatch) allowed() []server.Operator {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.look(time.Now())
	return w.operators
}

// look reads the file again if it may have changed. The caller holds mu.
func (w *keysWatch) look(now time.Time) {
	if now.Sub(w.looked) < watchEvery {
		return
	}
	w.looked = now
	info, err := os.Stat(w.name)
	if err != nil || w.seen != nil && os.SameFile(info, w.seen) && info.ModTime().Equal(w.seen.ModTime()) && info.Size() == w.seen.Size() {
		return
	}
	w.seen = info
	k, err := readKeys(w.name)
	if err != nil {
		w.log.Error("the keys have changed and cannot be read; links and operators stay as they were", "cause", err)
		return
	}
	w.take(k)
}

// take keeps what may change. The caller holds mu, or is alone.
func (w *keysWatch) take(k keys) {
	secrets := k.forServer()
	w.places = secrets.Places(w.hunt, server.Revisions{Gate: k.Links.Gate, Venues: k.Links.Venues})
	w.operators = nil
	for _, o := range k.Operators {
		w.operators = append(w.operators, server.Operator{Name: o.Name, Hash: o.SHA256})
	}
}
