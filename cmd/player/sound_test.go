//go:build !js

package main

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/audio/speaker"
	"crescendo/game/client"
	"crescendo/game/screen"
	"crescendo/game/wire"
)

func hunting() client.State {
	return client.State{
		Connection: client.Joined, Band: "owls", Step: 33, Fog: wire.FogThick,
		Hunt: wire.Hunt{Rate: 8, BedSong: "/bed", Bands: []wire.Band{{ID: "moss", Song: "/moss"}, {ID: "owls", Song: "/owls"}, {ID: "far", Song: "https://elsewhere/song"}}},
	}
}

// The sound is the last step's, connection or not; before the welcome and after
// the end there is none.
func TestASessionSounds(t *testing.T) {
	want := speaker.Sound{Song: "/owls", Bed: "/bed", Step: 33, Fog: 2, Glide: 375 * time.Millisecond} // 2 s at rate 8, and a half
	for _, c := range []client.Connection{client.Joined, client.Lost} {
		s := hunting()
		s.Connection = c
		if got := heard(s); got != want {
			t.Errorf("%s: %+v, want %+v", c, got, want)
		}
	}
	gone := hunting()
	gone.Connection = client.Gone
	if got := heard(gone); got != (speaker.Sound{}) {
		t.Errorf("gone: %+v", got)
	}
	if got := heard(client.State{}); got != (speaker.Sound{}) {
		t.Errorf("before the welcome: %+v", got)
	}
	untuned := hunting()
	untuned.Band = ""
	if got := heard(untuned); got.Song != "" || got.Bed != "/bed" {
		t.Errorf("untuned: %+v, want the bed alone", got)
	}
}

func TestPeopleAreToldWhereThereIsNoSound(t *testing.T) {
	for state, want := range map[speaker.State]screen.Sound{
		speaker.Off: screen.SoundOff, speaker.Starting: screen.SoundOn, speaker.Running: screen.SoundOn,
		speaker.Suspended: screen.SoundWaits, speaker.Interrupted: screen.SoundWaits,
	} {
		if got := fate(state); got != want {
			t.Errorf("%s is told as %d, want %d", state, got, want)
		}
	}
}

// The moment at which the songs began does not jump with every round trip.
func TestTheBeatIsSteady(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		quiet := speaker.Silent()
		told := screen.SoundOn
		e := &ear{speaker: quiet, now: time.Now, report: func(s screen.Sound) { told = s }}
		s := hunting()
		s.Hunt.Opens = time.Now().UnixMilli()
		e.hear(s)
		first := e.epoch
		s.Offset += time.Millisecond / 2
		if e.hear(s); e.epoch != first {
			t.Errorf("half a millisecond moved it by %v", e.epoch.Sub(first))
		}
		s.Offset += 200 * time.Millisecond
		if e.hear(s); e.epoch == first {
			t.Error("220 ms did not move it")
		}
		if told != screen.SoundOff {
			t.Errorf("a silent speaker is told as %d", told)
		}
	})
}

// Songs come once each, the tuned one first; what does not come is asked for
// again, and only what is on the hunt's own server is asked for at all.
func TestSongsComeInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var asked []string
		s := newSongs("http://hunt", speaker.Silent())
		s.fetch = func(_ context.Context, url string, _ int) ([]byte, error) {
			mu.Lock()
			defer mu.Unlock()
			asked = append(asked, url)
			if len(asked) == 2 {
				return nil, errors.New("not now")
			}
			return []byte("song"), nil
		}
		ctx, stop := context.WithCancel(t.Context())
		var all sync.WaitGroup
		all.Go(func() { s.run(ctx) })
		s.hear(hunting())
		time.Sleep(2 * firstRetry) // of the bubble's clock
		want := []string{"http://hunt/owls", "http://hunt/bed", "http://hunt/bed", "http://hunt/moss"}
		mu.Lock()
		if !slices.Equal(asked, want) {
			t.Errorf("asked for %q, want %q", asked, want)
		}
		mu.Unlock()
		stop()
		all.Wait()
	})
}
