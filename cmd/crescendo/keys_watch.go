package main

import (
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"crescendo/game"
	"crescendo/server"
	"crescendo/server/door"
)

// watchEvery is how long a revoked link or a removed operator may still count.
const watchEvery = time.Second

// keysWatch is what may change in the keys while a server runs: the links and
// the operators. It looks at the file when it is asked, at most once in
// watchEvery, and reads it when it is another one than before; meanwhile others
// get what it knew. A file that cannot be read changes nothing: whoever was let
// in stays so, and the log says it once.
type keysWatch struct {
	// set once
	name string
	hunt *game.Hunt
	log  *slog.Logger

	now atomic.Pointer[admitted] // what counts now; what it points to never changes

	looking sync.Mutex  // held by whoever looks at the file; nobody waits for it
	looked  time.Time   // guarded by looking
	seen    fs.FileInfo // guarded by looking; of the file that was read or tried last
}

// admitted are the links and the operators that count.
type admitted struct {
	places    []door.Place
	operators []server.Operator
}

// watchKeys begins with keys that were just read.
func watchKeys(dir string, k keys, h *game.Hunt, log *slog.Logger) *keysWatch {
	w := &keysWatch{name: filepath.Join(dir, keysName), hunt: h, log: log}
	w.take(k)
	return w
}

// links returns the links of now, which are not to be changed. It may be called
// from any goroutine.
func (w *keysWatch) links() []door.Place {
	w.look(time.Now())
	return w.now.Load().places
}

// allowed returns the operators of now, which are not to be changed. It may be
// called from any goroutine.
func (w *keysWatch) allowed() []server.Operator {
	w.look(time.Now())
	return w.now.Load().operators
}

// look reads the file again if it may have changed, unless somebody does so
// already.
func (w *keysWatch) look(now time.Time) {
	if !w.looking.TryLock() {
		return
	}
	defer w.looking.Unlock()
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

// take makes keys count.
func (w *keysWatch) take(k keys) {
	secrets := k.forServer()
	a := &admitted{places: secrets.Places(w.hunt, server.Revisions{Gate: k.Links.Gate, Venues: k.Links.Venues})}
	for _, o := range k.Operators {
		a.operators = append(a.operators, server.Operator{Name: o.Name, Hash: o.SHA256})
	}
	w.now.Store(a)
}
