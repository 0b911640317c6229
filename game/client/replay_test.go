//go:build !js

package client

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game/wire"
	"crescendo/maps/geo"
	"crescendo/maps/track"
)

// A track of 100 m north in 60 s, which knows its accuracy at its end.
func north() track.Track {
	from := geo.Point{Lat: 488566000, Lon: 23522000}
	start := time.Date(2026, 6, 20, 21, 0, 0, 0, time.UTC)
	return track.Track{Points: []track.Point{{At: from, Time: start}, {At: geo.Shift(from, 0, 100), Time: start.Add(time.Minute), Accuracy: 7}}}
}

func TestAReplayWalksTheTrackOnceAtItsRate(t *testing.T) {
	bare := track.Track{Points: []track.Point{{At: north().Points[0].At}, {At: north().Points[1].At}}}
	for name, c := range map[string]struct {
		track track.Track
		rate  float64
		took  time.Duration
		fixes int // in that time
	}{
		"as recorded":         {north(), 1, time.Minute, 61},
		"four times as fast":  {north(), 4, 15 * time.Second, 61},
		"at the hunt's rate":  {north(), 0, 7500 * time.Millisecond, 61}, // 8
		"without its times":   {bare, 8, 8929 * time.Millisecond, 72},    // 100 m at 1.4 m/s, eight times as fast
		"an empty one stands": {track.Track{}, 1, time.Minute, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				source := Replay(c.track, c.rate)
				ctx, cancel := context.WithCancel(context.Background())
				got := &basket{}
				ended := make(chan error)
				go func() { ended <- source.Run(ctx, got.put) }()
				pass(time.Hour)
				if len(got.all()) > 0 {
					t.Fatal("it walks before it is welcomed")
				}
				source.(Briefed).Brief(wire.Hunt{Rate: 8})
				source.(Briefed).Brief(wire.Hunt{Rate: 8}) // welcomed again: it goes on
				pass(c.took + time.Millisecond)
				if n := len(got.all()); n != c.fixes {
					t.Errorf("%d fixes, want one each second of the track, %d", n, c.fixes)
				}
				pass(10 * time.Second)
				cancel()
				if err := <-ended; err != nil {
					t.Error(err)
				}
				if c.fixes == 0 {
					return
				}
				fixes := got.all()
				middle, last := fixes[c.fixes/2], fixes[len(fixes)-1]
				if d := geo.Metres(north().Points[0].At, middle.At); d < 49 || d > 51.5 || middle.Accuracy != 10 {
					t.Errorf("%.1f m from the start half way, accuracy %v m; want 50 and a guess of 10", d, middle.Accuracy)
				}
				if last.At != north().Points[1].At || len(fixes) <= c.fixes {
					t.Errorf("it ends at %v, want it to stand at the track's end", last.At)
				}
			})
		})
	}
}

// basket keeps fixes for a test.
type basket struct {
	mu    sync.Mutex
	fixes []Fix
}

func (b *basket) put(f Fix) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fixes = append(b.fixes, f)
}

func (b *basket) all() []Fix {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.fixes)
}
