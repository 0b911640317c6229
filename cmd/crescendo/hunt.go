package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"crescendo/audio/decode"
	"crescendo/game"
	"crescendo/game/huntfile"
)

// What is read before it is looked at.
const (
	maxHuntFile = 1 << 20  // a hunt of a hundred venues has some 20 KB
	maxSong     = 16 << 20 // what every player fetches and keeps; four minutes of Ogg Vorbis are under 6 MB
)

// huntRead is a hunt file that was read.
type huntRead struct {
	hunt   *game.Hunt        // nil where the report refuses it
	report huntfile.Report   // for whoever holds the file: it repeats what stands in it
	songs  map[string][]byte // the organiser's own, by their paths
}

// readHunt reads and checks a hunt file and the songs beside it.
func (p *program) readHunt(name string) (huntRead, error) {
	src, err := readFile(name, maxHuntFile)
	if err != nil {
		return huntRead{}, fmt.Errorf("reading the hunt file: %w", err)
	}
	beside := os.DirFS(filepath.Dir(name))
	read := huntRead{songs: map[string][]byte{}}
	read.hunt, read.report = huntfile.Read(name, src, huntfile.World{
		Env: p.env,
		Song: func(path string) (err error) {
			if read.songs[path] == nil {
				read.songs[path], err = readSong(beside, path)
			}
			return err
		},
	})
	return read, nil
}

// readSong returns the bytes of an organiser's song that can be decoded. The
// path is relative to the hunt file and stays below its folder.
func readSong(beside fs.FS, path string) ([]byte, error) {
	f, err := beside.Open(filepath.ToSlash(path))
	if err != nil {
		return nil, plain(err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxSong+1))
	if err != nil {
		return nil, plain(err)
	}
	if len(b) > maxSong {
		return nil, fmt.Errorf("larger than the %d MB that every player would have to fetch; compress it with oggenc", maxSong>>20)
	}
	if _, err := decode.Decode(b); err != nil {
		return nil, err
	}
	return b, nil
}

// readFile reads a whole file of at most limit bytes.
func readFile(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, plain(err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, plain(err))
	}
	if int64(len(b)) > limit {
		return nil, fmt.Errorf("%s: larger than %d KB: is it the right file?", name, limit>>10)
	}
	return b, nil
}

// plain says what a system's error means, in an organiser's words.
func plain(err error) error {
	var path *fs.PathError
	if !errors.As(err, &path) {
		return err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no such file", path.Path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: no permission to read it", path.Path)
	case errors.Is(err, syscall.EISDIR):
		return fmt.Errorf("%s: that is a folder, not a file", path.Path)
	}
	return err
}
