package server

import (
	"errors"
	"math"
	"slices"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/server/door"
)

// errDoor is the error of a device that presents its player where nothing is.
var errDoor = errors.New("presented at the door of no band, or where there are no doors")

// errOwed is the error of a device that presents its player faster than the
// journal can take it.
var errOwed = errors.New("too many presentations wait for the journal")

// atGate stands in Attempted for the gate, which is no venue: a wrong code
// there is a fact too, so that all servers count the same tries.
const atGate uint16 = math.MaxUint16

// pend is a presentation that may still come to count (R8).
type pend struct {
	venue       int
	way         fact.Way
	device      uint32
	steward     fact.Person
	at, claimed game.Millis
	until       game.Millis // a proof is made at most now
	queued      bool        // an offline door claims it: no other one may claim a time (R9)
}

// present answers a player who presents themself.
func (c *session) present(m wire.Present) error {
	if !c.player.mayShow(c.server.now()) {
		return errFlood
	}
	if m.At == wire.AtGate {
		return c.presentAtGate(m)
	}
	return c.presentAtDoor(m)
}

// presentAtDoor records that a code was typed, and does the same whatever is
// true: it verifies against the venue's key and hands one fact to the desk. The
// answer comes when the fold has that fact, and says nothing (R8).
func (c *session) presentAtDoor(m wire.Present) error {
	s, p := c.server, c.player
	band := slices.IndexFunc(s.hunt.Bands, func(b game.Band) bool { return b.ID == m.Band })
	venue := slices.IndexFunc(s.hunt.Venues, func(v game.Venue) bool { return v.Band == band })
	if s.hunt.Doors == game.DoorsNone || band < 0 || venue < 0 {
		return errDoor
	}
	wall := s.now()
	key, device := s.door(venue)
	step, right := door.Verify(key, m.Code, wall)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.session != c {
		return nil
	}
	if len(p.owed) >= maxOwed {
		return errOwed
	}
	p.owed = append(p.owed, p.attempt(venue, device, step, right && s.hunt.Doors == game.DoorsCode, s.hunt.At(wall.UnixMilli())))
	s.collect(p)
	return nil
}

// attempt is the fact of a typed code. What it says is for the fold of every
// server to read (see note): a wrong code names no device, for no door showed
// it; a code that this player has used before claims the moment at which it was
// used first, so that it pends no longer for being typed again. The caller holds
// mu.
func (p *player) attempt(venue int, device uint32, step int64, right bool, now game.Millis) fact.Attempted {
	a := fact.Attempted{Player: p.id, Venue: uint16(venue), Way: fact.WayCode, At: int64(now), Claimed: int64(now)}
	if !right {
		return a
	}
	a.Device = device
	used, before := p.used[venue]
	if before && step <= used.step {
		a.Claimed = int64(used.at)
		return a
	}
	if p.used == nil {
		p.used = map[int]use{}
	}
	p.used[venue] = use{step, now}
	return a
}

// use is the newest code that a player has used at a venue.
type use struct {
	step int64 // the highest step that it may have been of
	at   game.Millis
}

// note counts an attempt that the journal has: a wrong code costs a try, a right
// one and a steward's scan pend. After wire.MaxTries wrong ones at a venue a
// code does nothing there any more (R8). It depends on nothing but the journal,
// so that all servers agree. The caller holds mu.
func (p *player) note(h *game.Hunt, a fact.Attempted) {
	venue := int(a.Venue)
	d := pend{venue: venue, way: a.Way, device: a.Device, steward: a.Steward, at: game.Millis(a.At), claimed: game.Millis(a.Claimed)}
	switch {
	case a.Way == fact.WayStaff:
		d.until, d.queued = math.MaxInt64, a.Claimed < a.At
		if i := slices.IndexFunc(p.pends, d.same); i >= 0 && p.pends[i].claimed <= d.claimed {
			return
		}
	case a.Way != fact.WayCode:
		return
	case a.Device == 0:
		if p.tries == nil {
			p.tries = map[int]int{}
		}
		p.tries[venue]++
		return
	case p.tries[venue] >= wire.MaxTries:
		return
	default:
		d.until = after(h, d.claimed, wire.CodePends)
		p.remember(h, venue, d.claimed)
	}
	p.pends = append(slices.DeleteFunc(p.pends, d.same), d)
}

func (d pend) same(o pend) bool { return d.venue == o.venue && d.way == o.way }

// remember keeps that a code was used on another server, where nobody here knows
// of which step it was: of the moment's at most. The caller holds mu.
func (p *player) remember(h *game.Hunt, venue int, at game.Millis) {
	if used, known := p.used[venue]; known && used.at >= at {
		return
	}
	if p.used == nil {
		p.used = map[int]use{}
	}
	p.used[venue] = use{door.Step(time.UnixMilli(h.Wall(at))), at}
}

// prove hands in the proofs of what pends and has come true: eligible, at a
// moment when it pended (R9). The caller holds mu.
func (s *Server) prove(p *player) {
	now := s.hunt.At(s.now().UnixMilli())
	p.early = false
	for _, d := range p.pends {
		if !p.eligible.Has(d.venue) || p.proved[d.way].Has(d.venue) {
			continue
		}
		at := max(d.at, p.since[d.venue])
		if at > d.until {
			continue
		}
		if at > now { // by the clock of the server that held it, a little ahead of this one's
			p.early = true
			continue
		}
		p.proved[d.way] = p.proved[d.way].With(d.venue)
		claimed := at
		if d.queued {
			claimed = min(d.claimed, at)
		}
		p.owed = append(p.owed, fact.Proved{
			Player: p.id, Venue: uint16(d.venue), Way: d.way, Device: d.device, Steward: d.steward,
			At: int64(at), Claimed: int64(claimed),
		})
	}
	s.collect(p)
}

// handedIn notes a proof that the journal has.
func (s *Server) handedIn(x fact.Proved) {
	if !x.Way.Known() {
		return
	}
	s.change(x.Player, func(p *player) wire.ToPlayer {
		p.proved[x.Way] = p.proved[x.Way].With(int(x.Venue))
		return nil
	})
}

// watch looks at where the player has become eligible. The caller holds mu.
func (s *Server) watch(p *player, now game.Millis) {
	fresh := p.runner.Eligible() &^ p.eligible
	if fresh == 0 && !p.early || s.hunt.Doors == game.DoorsNone {
		return
	}
	for v := range fresh.All() {
		p.since[v] = now
	}
	p.eligible |= fresh
	p.hurry = true
	s.prove(p)
}

// after returns the hunt time some wall time after a moment.
func after(h *game.Hunt, t game.Millis, wall time.Duration) game.Millis {
	return t + game.Millis(wall.Milliseconds()*int64(max(h.Rate, 1)))
}
