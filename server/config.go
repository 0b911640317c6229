package server

import (
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"sync"
	"time"

	"crescendo/game"
	"crescendo/game/wire"
	"crescendo/server/door"
	"crescendo/server/journal"
	"crescendo/server/keep"
)

// Config is everything a server gets from outside. Nothing else brings time,
// chance, files or words in.
type Config struct {
	Hunt    *game.Hunt      // a checked one; not changed, and not to be changed
	Keys    Keys            // its secrets
	Journal journal.Journal // of this hunt alone
	ReadyAt uint64          // the journal's last record when it was opened: nobody comes in before it is counted; 0 for a new one
	Store   Store           // of this hunt alone: what may be forgotten; nil for one that lasts as long as the server
	Songs   []Song          // one a band, in the order of Hunt.Bands
	Bed     Song            // the quiet sound of the city; zero for none

	Pages  fs.FS // the pages at its root (assets/host); nil for none
	Player fs.FS // the player for browsers at its root (assets/host); nil for none

	Links     func() []door.Place // the secret links of gate and doors, as of now (see Keys.Places); nil for none
	Operators func() []Operator   // who may act (R11), as of now; nil for nobody

	Now  func() time.Time // the server's clock; nil for time.Now
	Rand io.Reader        // ids and resume codes; nil for the system's secure source
	Log  *slog.Logger     // nil for silence; no player, venue or token is ever logged
	Next func() int64     // when another evening opens here, Unix ms, 0 for never or not known yet; nil for never
}

// Keys are the secrets of one hunt. Each is drawn by itself, so that losing one
// says nothing about another; the zero value is good for plays and nothing else.
type Keys struct {
	Seed   game.Seed          // of the lots (R9)
	Salt   [32]byte           // of the commitment (R15)
	Warp   [32]byte           // of what players hear (R7)
	Gate   [32]byte           // of the codes at the gate (R4)
	Door   [32]byte           // of the codes at the doors, from which each venue has its own (R8)
	Pass   [32]byte           // of the players' passes
	Names  [32]byte           // of what facts say about persons, and of resume codes (R13, R14)
	Invite [32]byte           // of invitation codes (R3)
	Token  [32]byte           // of the tokens with which players go on (R3)
	Sign   ed25519.PrivateKey // of tickets; nil for none
}

// Song is an encoded piece of music and what it is, "audio/ogg" for example.
type Song struct {
	Bytes       []byte
	ContentType string
}

// complete fills in what may be left out, and checks the rest.
func (c *Config) complete() error {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Rand == nil {
		c.Rand = rand.Reader
	}
	c.Rand = &lockedReader{from: c.Rand}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Links == nil {
		c.Links = func() []door.Place { return nil }
	}
	if c.Operators == nil {
		c.Operators = func() []Operator { return nil }
	}
	if c.Next == nil {
		c.Next = func() int64 { return 0 }
	}
	if c.Store == nil {
		c.Store = keep.NewMemory()
	}
	return c.check()
}

func (c *Config) check() error {
	h := c.Hunt
	switch {
	case h == nil || c.Journal == nil:
		return errors.New("server: there must be a hunt and a journal")
	case len(h.Bands) == 0 || len(h.Bands) > wire.MaxBands || len(h.Venues) > game.MaxVenues:
		return fmt.Errorf("server: %d bands and %d venues, want 1 to %d of each", len(h.Bands), len(h.Venues), wire.MaxBands)
	case len(c.Songs) != len(h.Bands):
		return fmt.Errorf("server: %d songs for %d bands, want one each", len(c.Songs), len(h.Bands))
	case h.Rate < 0 || h.Rate > game.MaxRate:
		return fmt.Errorf("server: rate %d, want 1 to %d", h.Rate, game.MaxRate)
	case h.Seats() > wire.MaxSeats:
		return fmt.Errorf("server: %d seats, want at most %d", h.Seats(), wire.MaxSeats)
	}
	for i, v := range h.Venues {
		if v.Band < 0 || v.Band >= len(h.Bands) {
			return fmt.Errorf("server: venue %d of %d names a band that does not exist", i+1, len(h.Venues))
		}
	}
	return nil
}

// lockedReader lets many goroutines draw from one source, one at a time.
type lockedReader struct {
	mu   sync.Mutex
	from io.Reader // guarded by mu
}

func (r *lockedReader) Read(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return io.ReadFull(r.from, b)
}
