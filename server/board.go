package server

import (
	"bytes"
	"context"
	"net/http"
	"sync"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
)

// draw is the goroutine of the leaderboard: it shows a new board to the
// spectators whenever what they may see has changed, at most one in
// boardAtMost. Boards leave at whole multiples of that on the clock, and not
// that long after the last record: else a record that nobody may see, such as
// somebody's proof, would hold back the next board that all may (R8, R12).
func (s *Server) draw(ctx context.Context) {
	var shown []byte
	for {
		if !s.caughtUp() {
			if !s.untilRedraw(ctx, s.now().Add(time.Hour)) {
				return
			}
			continue
		}
		now := s.now()
		board, next := s.board(now)
		board.Server = 0 // the time alone is no change
		text, err := wire.EncodeToSpectator(board)
		if err != nil {
			s.log.Error("encoding the leaderboard", "cause", err)
		} else if !bytes.Equal(text, shown) {
			shown = text
			s.show(board, now)
		}
		if !s.untilRedraw(ctx, next) {
			return
		}
		now = s.now()
		pause(ctx, now.Truncate(boardAtMost).Add(boardAtMost).Sub(now))
	}
}

func (s *Server) show(board wire.Board, now time.Time) {
	board.Server = now.UnixMilli()
	if text, err := wire.EncodeToSpectator(board); err == nil {
		s.spectators.show(text)
	}
}

// untilRedraw waits until the board may have changed. It tells false when ctx
// is done.
func (s *Server) untilRedraw(ctx context.Context, next time.Time) bool {
	timer := time.NewTimer(next.Sub(s.now()))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-s.redraw:
	case <-timer.C:
	}
	return true
}

// board returns what anybody may see now, and when that changes by time alone:
// a seat appears wire.BoardDelay of hunt time after it was given, and all of
// them when the evening is over.
func (s *Server) board(now time.Time) (b wire.Board, next time.Time) {
	wall, st := now.UnixMilli(), s.state.Load()
	seen, until := visible(st, s.hunt.At(wall))
	next = now.Add(time.Minute) // another evening may become known
	if until > 0 {
		next = time.UnixMilli(s.hunt.Wall(until))
	}
	h := &s.public
	b = wire.Board{
		Hunt: h.ID, Name: h.Name, Phase: s.phase(st, wall), Server: wall, Opens: h.Opens, Starts: h.Starts, Closes: h.Closes,
		Next: s.config.Next(), Rate: h.Rate, Players: st.players, Seats: seatsOf(st, h), SeatsLeft: max(0, seatsOf(st, h)-len(seen)),
		Bands: make([]wire.BandBoard, len(h.Bands)), Standings: s.standings(seen),
	}
	for i, band := range h.Bands {
		b.Bands[i] = wire.BandBoard{ID: band.ID, Name: band.Name, Colour: band.Colour, Full: st.full.Has(i)}
	}
	if st.ended != nil {
		b.Venues = st.ended.Venues
	}
	return b, next
}

// seatsOf returns how many seats there are: as many as in the hunt's
// description, until people remove a venue or give an extra seat.
func seatsOf(st *state, h *wire.Hunt) int {
	if st.seq == 0 {
		return h.Seats
	}
	return st.seats
}

// visible returns the seats that anybody may see, and when the next one
// appears, 0 for none.
func visible(st *state, now game.Millis) (seen []game.Standing, next game.Millis) {
	if st.phase == game.Over {
		return st.standings, 0
	}
	delay := game.Millis(wire.BoardDelay.Milliseconds())
	for i, g := range st.standings {
		if g.Given+delay > now {
			return st.standings[:i], g.Given + delay
		}
	}
	return st.standings, 0
}

// standings translates seats into rows with names.
func (s *Server) standings(seats []game.Standing) []wire.Standing {
	rows := make([]wire.Standing, len(seats))
	for i, g := range seats {
		rows[i] = wire.Standing{Band: s.bandOf(g.Venue), Seat: g.Seat, Name: s.nameOf(g.Player)}
	}
	return rows
}

func (s *Server) nameOf(id fact.Player) string {
	if p := s.players.byID(id); p != nil {
		return p.name()
	}
	return "Player"
}

// reveal opens what was secret: the order is final.
func (s *Server) reveal(seats []game.Standing) *wire.Ended {
	e := &wire.Ended{Standings: s.standings(seats), Venues: make([]wire.RevealedVenue, len(s.hunt.Venues))}
	for i, v := range s.hunt.Venues {
		e.Venues[i] = wire.RevealedVenue{
			Band: s.bandOf(i), Place: wire.PublicPlace{Name: v.Name, Lat: v.Place.Lat, Lon: v.Place.Lon},
		}
	}
	return e
}

// boardCache holds the newest board in JSON for a second: a crowd that asks is
// one encoding.
type boardCache struct {
	mu   sync.Mutex
	at   time.Time // guarded by mu
	text []byte    // guarded by mu
}

// get returns a board that is at most boardAtMost old.
func (c *boardCache) get(s *Server) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := s.now()
	if c.text != nil && now.Sub(c.at) < boardAtMost {
		return c.text, nil
	}
	board, _ := s.board(now)
	text, err := wire.EncodeToSpectator(board)
	if err == nil {
		c.text, c.at = text, now
	}
	return text, err
}

// leaderboard answers GET /v1/leaderboard.
func (s *Server) leaderboard(w http.ResponseWriter, _ *http.Request) {
	if !s.caughtUp() {
		refuse(w, http.StatusServiceUnavailable, "busy", "The server is starting. Try again in a moment.")
		return
	}
	text, err := s.newest.get(s)
	if err != nil {
		s.log.Error("encoding the leaderboard", "cause", err)
		refuse(w, http.StatusInternalServerError, "broken", "The server has a problem of its own. Tell the organiser.")
		return
	}
	sendJSON(w, http.StatusOK, text)
}
