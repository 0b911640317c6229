package speaker

import (
	"errors"
	"fmt"
	"slices"
	"sync"
)

// shelf keeps the encoded songs and the last Sound that was asked for: what
// every back end has in common.
type shelf struct {
	// wake tells the back end's goroutine that something changed. It holds
	// one: when it is full the goroutine is going to look anyway. nil for a
	// back end without one. Set once.
	wake chan struct{}

	mu    sync.Mutex // guards all below
	files map[string][]byte
	order []string // the paths of files, the oldest first
	bytes int      // of all files
	sound Sound
}

// AddSong is [Speaker.AddSong].
func (s *shelf) AddSong(path string, encoded []byte) error {
	if path == "" {
		return errors.New("speaker: add song: the path is empty; give it the path by which it is tuned")
	}
	if len(encoded) == 0 || len(encoded) > MaxSongBytes {
		return fmt.Errorf("speaker: add song %s: %d bytes, want 1 to %d; make it shorter or compress it", path, len(encoded), MaxSongBytes)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.files == nil {
		s.files = make(map[string][]byte)
	}
	s.forget(path)
	s.files[path] = encoded
	s.order = append(s.order, path)
	s.bytes += len(encoded)
	s.makeRoom(path)
	s.poke()
	return nil
}

// makeRoom forgets the oldest songs until the limits hold, but not those that
// are asked for now, nor the one that just came.
func (s *shelf) makeRoom(newest string) {
	for len(s.order) > MaxSongs || s.bytes > MaxBytes {
		oldest := slices.IndexFunc(s.order, func(path string) bool {
			return path != newest && path != s.sound.Song && path != s.sound.Bed
		})
		if oldest < 0 {
			return
		}
		s.forget(s.order[oldest])
	}
}

func (s *shelf) forget(path string) {
	if at := slices.Index(s.order, path); at >= 0 {
		s.bytes -= len(s.files[path])
		delete(s.files, path)
		s.order = slices.Delete(s.order, at, at+1)
	}
}

// Set is [Speaker.Set].
func (s *shelf) Set(sound Sound) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sound != sound {
		s.sound = sound
		s.poke()
	}
}

func (s *shelf) poke() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// wanted returns the last Sound and the files it names, nil for those that
// were not added.
func (s *shelf) wanted() (sound Sound, song, bed []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sound, s.files[s.sound.Song], s.files[s.sound.Bed]
}

// missing is the error for a path that was tuned and never added.
func missing(path string) error {
	return fmt.Errorf("speaker: song %s was not added yet; it starts when it is", path)
}

// same tells whether two files are the same bytes in the same place: AddSong's
// caller does not change them.
func same(a, b []byte) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}
