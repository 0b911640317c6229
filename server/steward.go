package server

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/server/door"
)

// errBusy is the error of a scan that there was no room for.
var errBusy = errors.New("the server is busy")

// scans are the scans of stewards that were taken: one that is sent again finds
// itself. Full means that the oldest is forgotten: what it says twice is the
// same pend.
type scans struct {
	mu    sync.Mutex
	taken map[string]*scan // guarded by mu; by place and id
	order []string         // guarded by mu; oldest first
	open  []*scan          // guarded by mu; on their way into the journal
}

// scan is one that was taken: whose pass it was, and whether the journal has it.
type scan struct {
	player *player
	f      fact.Fact
	done   chan struct{} // closed when the fold has it
}

func newScans() *scans { return &scans{taken: map[string]*scan{}} }

// find returns a scan that was taken before; nil for none.
func (l *scans) find(id string) *scan {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.taken[id]
}

// add takes a scan, unless another one with its id was quicker: then it returns
// that one.
func (l *scans) add(id string, c *scan) (*scan, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if old := l.taken[id]; old != nil {
		return old, false
	}
	if len(l.order) >= maxScans {
		delete(l.taken, l.order[0])
		l.order = l.order[1:]
	}
	l.taken[id] = c
	l.order = append(l.order, id)
	l.open = append(l.open, c)
	return c, true
}

// drop forgets a scan that nobody took.
func (l *scans) drop(id string, c *scan) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.taken, id)
	l.order = slices.DeleteFunc(l.order, func(old string) bool { return old == id })
	l.open = slices.DeleteFunc(l.open, func(o *scan) bool { return o == c })
}

// Scan takes a pass that a steward saw: see door.Authority. The pass must be
// right at the moment that the door claims, which is never later than now.
func (s *Server) Scan(ctx context.Context, in door.Scan) (door.Status, error) {
	if !s.request() {
		return door.Status{}, errBusy
	}
	defer s.requests.Done()
	id := in.Place.Secret + "/" + in.ID
	c := s.scans.find(id)
	if c == nil {
		fresh, err := s.read(in)
		if err != nil {
			return door.Status{}, err
		}
		if fresh.f == nil {
			return s.standing(in.Place, fresh.player), nil
		}
		if c, err = s.take(id, fresh); err != nil {
			return door.Status{}, err
		}
	}
	select {
	case <-c.done:
		return s.standing(in.Place, c.player), nil
	case <-ctx.Done():
		return door.Status{}, ctx.Err()
	case <-s.stopping:
		return door.Status{}, errBusy
	}
}

// read checks the pass and makes the fact of the scan; nil where there is
// nothing to record, at a gate that is closed or has been passed.
func (s *Server) read(in door.Scan) (*scan, error) {
	wall := s.now()
	claimed := wall
	if in.Queued && in.Claimed < wall.UnixMilli() {
		claimed = time.UnixMilli(in.Claimed)
	}
	number, err := door.ReadPass(s.config.Keys.passes(s.hunt), s.hunt.ID, in.Shown, claimed)
	if err != nil {
		return nil, err
	}
	p := s.players.numbered(number)
	if p == nil {
		return nil, door.ErrNoPass
	}
	c := &scan{player: p, done: make(chan struct{})}
	steward := s.config.Keys.person(in.Steward)
	if !in.Place.Gate {
		c.f = fact.Attempted{
			Player: p.id, Venue: uint16(in.Place.Venue), Way: fact.WayStaff, Device: device(in.Place), Steward: steward,
			At: int64(s.hunt.At(wall.UnixMilli())), Claimed: int64(s.hunt.At(claimed.UnixMilli())),
		}
		return c, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.gated && s.admits(s.hunt.At(claimed.UnixMilli())) {
		c.f = fact.Gated{Player: p.id, Way: fact.WayStaff, Device: device(in.Place), Steward: steward}
	}
	return c, nil
}

// take hands a scan in, once.
func (s *Server) take(id string, c *scan) (*scan, error) {
	c, mine := s.scans.add(id, c)
	if mine && !s.desk.put(c.f) {
		s.scans.drop(id, c)
		return nil, errBusy
	}
	return c, nil
}

// recorded wakes those who wait for a fact of this record.
func (l *scans) recorded(facts []fact.Fact) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.open) == 0 {
		return
	}
	l.open = slices.DeleteFunc(l.open, func(c *scan) bool {
		has := slices.Contains(facts, c.f)
		if has {
			close(c.done)
		}
		return has
	})
}

// Statuses returns how players stand at a place, for its steward: see
// door.Authority.
func (s *Server) Statuses(place door.Place, numbers []int) []door.Status {
	list := make([]door.Status, 0, len(numbers))
	for _, n := range numbers {
		if p := s.players.numbered(n); p != nil {
			list = append(list, s.standing(place, p))
		}
	}
	return list
}

// standing returns how a player stands at a place. No player ever sees it.
func (s *Server) standing(place door.Place, p *player) door.Status {
	st := s.state.Load()
	p.mu.Lock()
	defer p.mu.Unlock()
	out := door.Status{Number: p.number, Name: p.nickname, State: door.Unknown}
	if place.Gate {
		switch {
		case p.gated:
			out.State = door.Gated
		case !s.admits(s.hunt.At(s.now().UnixMilli())):
			out.State, out.Why = door.Pends, []string{door.WhyClosed}
		}
		return out
	}
	switch {
	case p.seat != nil && p.seatAt == place.Venue:
		out.State, out.Seat = door.Seated, p.seat.Seat
	case p.waits.Has(place.Venue):
		out.State = door.Waits
	case p.claims.Has(place.Venue):
		out.State = door.Proved
	case p.presented(place.Venue):
		out.State = door.Pends
	}
	out.Why = s.why(st, place.Venue, p)
	return out
}

// presented tells whether somebody presented themself at a venue in a way that may
// still count. The caller holds mu.
func (p *player) presented(venue int) bool {
	for _, d := range p.pends {
		if d.venue == venue {
			return true
		}
	}
	return false
}

// why says what a player lacks for a seat at a venue. The caller holds mu.
func (s *Server) why(st *state, venue int, p *player) (list []string) {
	if p.seat != nil {
		return nil
	}
	for _, c := range []struct {
		lacks bool
		word  string
	}{
		{st.phase < game.Running, door.WhyGun},
		{!p.gated && s.hunt.Gate != game.GateNone, door.WhyGate},
		{!p.eligible.Has(venue) && !p.claims.Has(venue), door.WhyAway},
		{s.phase(st, s.now().UnixMilli()) == wire.PhaseClosing || st.phase == game.Over, door.WhyClosed},
		{p.out != "", door.WhyOut},
		{st.gone.Has(s.hunt.Venues[venue].Band), door.WhyGone},
	} {
		if c.lacks {
			list = append(list, c.word)
		}
	}
	return list
}
