package speaker

import (
	"strings"
	"sync"
	"testing"
)

func TestSilentKeepsSongsWithinLimits(t *testing.T) {
	s := Silent()
	for _, c := range []struct {
		path, want string
		bytes      int
	}{
		{"", "path is empty", 1},
		{"songs/1", "0 bytes", 0},
		{"songs/1", "compress", MaxSongBytes + 1},
	} {
		err := s.AddSong(c.path, make([]byte, c.bytes))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("AddSong(%q, %d bytes) = %v, want an error with %q", c.path, c.bytes, err, c.want)
		}
	}
	for i := range MaxSongs + 1 {
		err := s.AddSong(strings.Repeat("a", i+1), []byte("x"))
		if got, want := err == nil, i < MaxSongs; got != want {
			t.Errorf("song %d was taken: %v, want %v (%v)", i+1, got, want, err)
		}
	}
	if err := s.AddSong("a", []byte("y")); err != nil {
		t.Errorf("a song that is known already was refused: %v", err)
	}
}

func TestSilentTellsWhatWasAsked(t *testing.T) {
	s := Silent()
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { s.Set(Sound{Song: "songs/2", Bed: "songs/bed", Step: 9}) })
	}
	all.Wait()
	if got, want := s.Status(), (Status{Song: "songs/2", Bed: "songs/bed"}); got != want {
		t.Errorf("Status = %+v, want %+v", got, want)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if got := s.Status(); got != (Status{}) {
		t.Errorf("Status after Close = %+v, want silence", got)
	}
}
