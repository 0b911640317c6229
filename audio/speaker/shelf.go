package speaker

import (
	"errors"
	"fmt"
	"sync"
)

// shelf keeps the encoded songs and the last Sound that was asked for: what
// every back end has in common. Its zero value is empty.
type shelf struct {
	mu    sync.Mutex // guards all below
	files map[string][]byte
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
	if _, known := s.files[path]; !known && len(s.files) >= MaxSongs {
		return fmt.Errorf("speaker: add song %s: there are %d songs already, the most that are kept", path, MaxSongs)
	}
	if s.files == nil {
		s.files = make(map[string][]byte)
	}
	s.files[path] = encoded
	return nil
}

func (s *shelf) want(sound Sound) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sound = sound
}

func (s *shelf) wanted() Sound {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sound
}
