package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"crescendo/assets/host"
	"crescendo/game"
	"crescendo/server"
)

// songsOf returns a hunt's songs in the order of its bands, and the city's bed.
// The organiser's own songs are found by their paths.
func songsOf(hunt *game.Hunt, own map[string][]byte) ([]server.Song, server.Song, error) {
	var songs []server.Song
	for _, b := range hunt.Bands {
		song, err := songOf(b, own)
		if err != nil {
			return nil, server.Song{}, fmt.Errorf("band %q: song %s: %w", b.Name, b.Song, err)
		}
		songs = append(songs, song)
	}
	bed, err := builtin("bed")
	return songs, bed, err
}

func songOf(b game.Band, own map[string][]byte) (server.Song, error) {
	if number, ok := strings.CutPrefix(b.Song, "builtin:"); ok {
		return builtin(number)
	}
	bytes, ok := own[b.Song]
	if !ok {
		return server.Song{}, errors.New("it is neither built in nor beside the hunt file")
	}
	return server.Song{Bytes: bytes, ContentType: contentType(b.Song)}, nil
}

func builtin(name string) (server.Song, error) {
	bytes, err := fs.ReadFile(host.Songs(), name+".ogg")
	if err != nil {
		return server.Song{}, fmt.Errorf("reading the built-in song: %w", err)
	}
	return server.Song{Bytes: bytes, ContentType: contentType(".ogg")}, nil
}

func contentType(name string) string {
	if strings.EqualFold(filepath.Ext(name), ".wav") {
		return "audio/wav"
	}
	return "audio/ogg"
}
