package main

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"crescendo/audio/speaker"
	"crescendo/game/client"
)

const (
	firstRetry = time.Second
	lastRetry  = 20 * time.Second
)

// songs brings a hunt's songs from its server to the speaker: the tuned band's
// first, then the bed, then the others in their order, each once. They come
// before the gun, so that tuning never waits for the network.
type songs struct {
	address string
	speaker speaker.Speaker
	fetch   func(ctx context.Context, url string, limit int) ([]byte, error)

	mu     sync.Mutex // guards what follows
	wanted []string
	have   map[string]bool
	wake   chan struct{} // holds one
}

func newSongs(address string, s speaker.Speaker) *songs {
	return &songs{address: address, speaker: s, fetch: fetch, have: map[string]bool{}, wake: make(chan struct{}, 1)}
}

// hear takes a state: whose songs are wanted.
func (s *songs) hear(state client.State) {
	list := order(state)
	s.mu.Lock()
	changed := !slices.Equal(list, s.wanted)
	s.wanted = list
	s.mu.Unlock()
	if changed {
		select {
		case s.wake <- struct{}{}:
		default:
		}
	}
}

// order returns the paths of a hunt's songs, the most urgent first.
func order(state client.State) []string {
	var list []string
	add := func(path string) {
		if path != "" && strings.HasPrefix(path, "/") && !slices.Contains(list, path) && len(list) < speaker.MaxSongs {
			list = append(list, path)
		}
	}
	if band, ok := state.TunedBand(); ok {
		add(band.Song)
	}
	add(state.Hunt.BedSong)
	for _, b := range state.Hunt.Bands {
		add(b.Song)
	}
	return list
}

// next returns the most urgent song that is not here yet, "" for none.
func (s *songs) next() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, path := range s.wanted {
		if !s.have[path] {
			return path
		}
	}
	return ""
}

// run fetches until ctx is done. What does not come is asked for again, at
// growing intervals.
func (s *songs) run(ctx context.Context) {
	pause := firstRetry
	for ctx.Err() == nil {
		path := s.next()
		if path == "" {
			s.sleep(ctx, 0)
			continue
		}
		if err := s.bring(ctx, path); err != nil {
			s.sleep(ctx, pause)
			pause = min(2*pause, lastRetry)
			continue
		}
		pause = firstRetry
	}
}

// bring fetches one song. One that the speaker refuses is not asked for again:
// it would be the same.
func (s *songs) bring(ctx context.Context, path string) error {
	file, err := s.fetch(ctx, s.address+path, speaker.MaxSongBytes)
	if err != nil {
		return err
	}
	_ = s.speaker.AddSong(path, file) // silence is told by the speaker's status
	s.mu.Lock()
	s.have[path] = true
	s.mu.Unlock()
	return nil
}

// sleep waits for another wish, for a while; 0 is until there is one.
func (s *songs) sleep(ctx context.Context, d time.Duration) {
	var over <-chan time.Time
	if d > 0 {
		timer := time.NewTimer(d)
		defer timer.Stop()
		over = timer.C
	}
	select {
	case <-s.wake:
	case <-over:
	case <-ctx.Done():
	}
}
