//go:build !js

package client

import (
	"context"
	"sync"
	"time"

	"crescendo/game/wire"
	"crescendo/maps/track"
)

const (
	strollSpeed    = 1.4  // m/s, for tracks that do not say when
	replayAccuracy = 10.0 // metres, for points that do not say how sure they are
	replayEvery    = time.Second
)

// Replay returns a Source that walks a recorded track, from its beginning as
// soon as the player is welcomed, one fix a second of the track's time, and then
// stands at its end. The track's time runs rate times as fast as the wall's; with
// rate 0 at the hunt's rate. A track without times is walked at 1.4 m/s. There
// is none in the browser, which has no files.
func Replay(t track.Track, rate float64) Source {
	if !t.Timed() {
		t = t.Paced(time.Unix(0, 0), strollSpeed)
	}
	return &replay{track: t, rate: rate, briefed: make(chan struct{})}
}

type replay struct {
	track   track.Track
	rate    float64 // owned by Brief until briefed is closed, read-only afterwards
	briefed chan struct{}
	once    sync.Once
}

// Brief starts the walk.
func (r *replay) Brief(h wire.Hunt) {
	r.once.Do(func() {
		if !(r.rate > 0) {
			r.rate = float64(max(1, h.Rate))
		}
		close(r.briefed)
	})
}

func (r *replay) Run(ctx context.Context, emit func(Fix)) error {
	select {
	case <-r.briefed:
	case <-ctx.Done():
		return nil
	}
	began := time.Now()
	tick := time.NewTicker(max(time.Millisecond, time.Duration(float64(replayEvery)/r.rate)))
	defer tick.Stop()
	for {
		now := time.Now()
		p, ok := r.track.At(time.Duration(float64(now.Sub(began)) * r.rate))
		if !ok {
			return nil // an empty track
		}
		if p.Accuracy == 0 {
			p.Accuracy = replayAccuracy
		}
		emit(Fix{At: p.At, Accuracy: p.Accuracy, Time: now})
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
	}
}
