package client

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"crescendo/game/wire"
	"crescendo/maps/geo"
)

const maxInbox = 64 // fixes that wait for Run: more come only while it is held up

// Session is one player's evening on one device. Make it with New, start it
// with Run; every other method may be called from any goroutine at any time.
type Session struct {
	config Config    // set once
	base   time.Time // the device's zero; set once
	state  atomic.Pointer[State]
	wake   chan struct{} // holds one when there is something for Run

	mu         sync.Mutex // guards what follows
	watchers   []func(State)
	fixes      []Fix
	noPosition *Trouble
	wish       string // band to tune
	wished     bool
	hand       *presented // a code that Run has not taken yet
	showPass   bool
	askResume  bool
	giveBack   bool
}

// New returns a session that is not running yet.
func New(c Config) *Session {
	c = c.withDefaults()
	s := &Session{config: c, base: c.Now(), wake: make(chan struct{}, 1)}
	s.state.Store(&State{base: s.base})
	return s
}

// State returns what the device knows now.
func (s *Session) State() State { return *s.state.Load() }

// Watch has f called with the state after each change, from Run's goroutine: f
// must not block and must not call Run. Set it before Run to miss nothing.
func (s *Session) Watch(f func(State)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watchers = append(s.watchers, f)
}

// Tune asks for a band by its ID. The answer comes as State.Band or
// State.Refused. Without a connection the last wish is kept, and asked after the
// next welcome.
func (s *Session) Tune(band string) {
	s.mu.Lock()
	s.wish, s.wished = band, true
	s.mu.Unlock()
	s.nudge()
}

// emit takes a fix from the source. What is no position on earth is dropped.
func (s *Session) emit(f Fix) {
	if !f.At.Valid() || !(f.Accuracy > 0) || f.Time.IsZero() {
		return
	}
	s.mu.Lock()
	if len(s.fixes) == maxInbox {
		s.fixes = s.fixes[1:]
	}
	s.fixes = append(s.fixes, f)
	s.mu.Unlock()
	s.nudge()
}

func (s *Session) nudge() {
	select {
	case s.wake <- struct{}{}:
	default: // Run will look in any case
	}
}

// takeFixes empties the inbox.
func (s *Session) takeFixes() (fixes []Fix, noPosition *Trouble) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fixes, noPosition = s.fixes, s.noPosition
	s.fixes, s.noPosition = nil, nil
	return fixes, noPosition
}

// takeWish empties the wish.
func (s *Session) takeWish() (band string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	band, ok = s.wish, s.wished
	s.wish, s.wished = "", false
	return band, ok
}

// source runs the position source until it has no more to say.
func (s *Session) source(ctx context.Context) {
	for {
		err := s.config.Source.Run(ctx, s.emit)
		if err == nil || ctx.Err() != nil {
			return
		}
		t := unplaced(err)
		s.mu.Lock()
		s.noPosition = &t
		s.mu.Unlock()
		s.nudge()
		select {
		case <-time.After(SourceRetry):
		case <-ctx.Done():
			return
		}
	}
}

// publish makes the state the one that is read, and tells the watchers.
func (s *Session) publish(st State) {
	s.state.Store(&st)
	s.mu.Lock()
	watchers := s.watchers
	s.mu.Unlock()
	for _, f := range watchers {
		f(st)
	}
}

// device returns the device's monotonic milliseconds, 0 for what was before the
// session.
func (s *Session) device(t time.Time) uint64 { return uint64(max(0, t.Sub(s.base).Milliseconds())) }

// wireFix returns the fix as a frame carries it.
func (s *Session) wireFix(f Fix) wire.Fix {
	dm := min(max(f.Accuracy*10+0.5, 1), 1<<16-1) // half a decimetre, so that the conversion rounds
	return wire.Fix{Lat: f.At.Lat, Lon: f.At.Lon, AccuracyDM: uint16(dm), At: s.device(f.Time)}
}

// place returns a place of the wire as a point.
func place(p wire.PublicPlace) geo.Point { return geo.Point{Lat: p.Lat, Lon: p.Lon} }
