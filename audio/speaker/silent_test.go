package speaker

import (
	"fmt"
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
}

// A player goes from hunt to hunt, each with songs of its own: the oldest are
// forgotten, what is heard is not.
func TestTheOldestSongsAreForgotten(t *testing.T) {
	var s shelf
	s.Set(Sound{Song: "song 0", Bed: "song 1"})
	for i := range 3 * MaxSongs {
		if err := s.AddSong(fmt.Sprint("song ", i), []byte{1}); err != nil {
			t.Fatal(err)
		}
	}
	if _, song, bed := s.wanted(); song == nil || bed == nil || len(s.files) != MaxSongs || s.files["song 2"] != nil {
		t.Errorf("%d songs are kept, song %v, bed %v; want %d with what is heard, without the oldest", len(s.files), song, bed, MaxSongs)
	}
	large := make([]byte, MaxSongBytes)
	for i := range 2 * MaxBytes / MaxSongBytes {
		if err := s.AddSong(fmt.Sprint("large ", i%20), large); err != nil {
			t.Fatal(err)
		}
	}
	sum := 0
	for _, f := range s.files {
		sum += len(f)
	}
	if sum > MaxBytes || sum != s.bytes || len(s.order) != len(s.files) || s.files["song 0"] == nil {
		t.Errorf("%d bytes are kept and %d counted, want at most %d", sum, s.bytes, MaxBytes)
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
