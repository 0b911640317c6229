package server

import (
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"math"

	"crescendo/game"
	"crescendo/game/wire"
)

// publish makes what anybody may have before the hunt: its description, the
// songs under names drawn at random, the pages and the player.
func (s *Server) publish() error {
	var err error
	if s.pages, err = files(s.config.Pages); err != nil {
		return fmt.Errorf("reading the pages: %w", err)
	}
	if s.player, err = files(s.config.Player); err != nil {
		return fmt.Errorf("reading the player: %w", err)
	}
	if s.rulesIn, err = rulesPages(s.hunt, s.pages[rulesText]); err != nil {
		return fmt.Errorf("writing the rules page: %w", err)
	}
	delete(s.pages, rulesText)
	h := s.hunt
	s.public = wire.Hunt{
		ID: h.ID, Name: h.Name, Opens: h.Opens, Starts: h.Starts, Closes: h.Closes,
		Rate: max(h.Rate, 1), Virtual: h.Virtual, Seats: h.Seats(), Bands: []wire.Band{},
		Area: wire.PublicPlace{Lat: h.Area.Centre.Lat, Lon: h.Area.Centre.Lon, RadiusM: int32(math.Round(h.Area.Radius))},
	}
	s.describe()
	for _, m := range h.Meet {
		s.public.Meet = append(s.public.Meet, wire.PublicPlace{Name: m.Name, Lat: m.At.Lat, Lon: m.At.Lon})
	}
	s.songs = map[string]Song{}
	for i, b := range h.Bands {
		path, err := s.addSong(s.config.Songs[i])
		if err != nil {
			return err
		}
		s.public.Bands = append(s.public.Bands, wire.Band{ID: b.ID, Name: b.Name, Colour: b.Colour, Song: path})
	}
	s.public.BedSong, err = s.addSong(s.config.Bed)
	return err
}

// describe publishes the rules that a player must know: how the gate and the
// doors work, and who may join.
func (s *Server) describe() {
	h, public := s.hunt, &s.public
	public.Trust = "friends"
	if h.Open {
		public.Trust = "open"
	}
	if h.Gate != game.GateNone {
		public.Gate, public.Admission = h.Gate.String(), int64(h.Admission)
	}
	if h.Doors != game.DoorsNone {
		public.Doors = h.Doors.String()
	}
	for _, c := range h.Classes {
		public.Classes = append(public.Classes, wire.Class{ID: c.ID, Name: c.Name})
	}
	public.Invitation, public.Commitment = h.Invitations, hex.EncodeToString(s.commitment[:])
}

// addSong returns the path of a song, "" where there is none.
func (s *Server) addSong(song Song) (string, error) {
	if len(song.Bytes) == 0 {
		return "", nil
	}
	var id [16]byte
	if _, err := io.ReadFull(s.config.Rand, id[:]); err != nil {
		return "", fmt.Errorf("drawing the name of a song: %w", err)
	}
	name := hex.EncodeToString(id[:])
	s.songs[name] = song
	return "/v1/songs/" + name, nil
}

// files reads a folder that may be missing.
func files(dir fs.FS) (map[string]*file, error) {
	if dir == nil {
		return nil, nil
	}
	return readFiles(dir)
}
