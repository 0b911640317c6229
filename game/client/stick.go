package client

import (
	"context"
	"math"
	"sync"
	"time"

	"crescendo/game/wire"
	"crescendo/maps/geo"
)

const (
	stickSpeed    = 3.0 // m/s of hunt time: brisk, and below any cap
	stickAccuracy = 5.0 // metres
	stickFixes    = 4   // in a frame's period: as many as a frame holds
)

// Stick is a Source moved by keys or a thumb: for hunts where nobody really
// walks. It begins at the hunt's first meeting place, or in the middle of its
// area, and walks at 3 m/s of hunt time with the stick pushed all the way. All
// methods may be called from any goroutine.
type Stick struct {
	now func() time.Time // set once

	mu          sync.Mutex // guards what follows
	placed      bool
	origin      geo.Point
	x, y        float64 // metres east and north of origin
	east, north float64 // the push, at most 1 long
	moved       time.Time
	rate        float64
	briefed     chan struct{} // closed by the first Brief
}

// NewStick returns a stick that knows no place yet. The clock is the session's;
// nil for time.Now.
func NewStick(now func() time.Time) *Stick {
	if now == nil {
		now = time.Now
	}
	return &Stick{now: now, briefed: make(chan struct{})}
}

// Brief takes the hunt's rate and, unless it has a place, the place to begin.
func (s *Stick) Brief(h wire.Hunt) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.walk()
	s.rate = float64(max(1, h.Rate))
	if !s.placed {
		s.put(start(h))
	}
	select {
	case <-s.briefed:
	default:
		close(s.briefed)
	}
}

// start returns where a walk in a hunt begins.
func start(h wire.Hunt) geo.Point {
	if len(h.Meet) > 0 {
		return place(h.Meet[0])
	}
	return place(h.Area)
}

// Place puts the player there at once.
func (s *Stick) Place(p geo.Point) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(p)
}

func (s *Stick) put(p geo.Point) {
	s.origin, s.x, s.y, s.placed, s.moved = p, 0, 0, true, s.now()
}

// Push moves the player on from now: east and north in -1…1, both 0 to stand.
// A push longer than 1 counts as 1, so that diagonals are not faster.
func (s *Stick) Push(east, north float64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.walk()
	long := math.Hypot(east, north)
	switch {
	case !(long < math.Inf(1)):
		east, north = 0, 0
	case long > 1:
		east, north = east/long, north/long
	}
	s.east, s.north = east, north
}

// At returns where the player is now, and whether that is known yet.
func (s *Stick) At() (geo.Point, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.walk()
	return geo.Shift(s.origin, s.x, s.y), s.placed
}

// walk brings the place up to date.
func (s *Stick) walk() {
	now := s.now()
	metres := stickSpeed * s.rate * now.Sub(s.moved).Seconds()
	s.x, s.y, s.moved = s.x+s.east*metres, s.y+s.north*metres, now
}

// Run emits four fixes in each frame's period, from the first Brief on.
func (s *Stick) Run(ctx context.Context, emit func(Fix)) error {
	select {
	case <-s.briefed:
	case <-ctx.Done():
		return nil
	}
	for {
		if p, ok := s.At(); ok {
			emit(Fix{At: p, Accuracy: stickAccuracy, Time: s.now()})
		}
		select {
		case <-time.After(s.every()):
		case <-ctx.Done():
			return nil
		}
	}
}

// every returns the wall time between two fixes.
func (s *Stick) every() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return wallPeriod(wire.FrameEvery, int(s.rate)) / stickFixes
}
