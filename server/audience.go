package server

import (
	"slices"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
)

// tell is the one place that decides who may hear an event (R12). An event
// that is not in it goes to nobody; a test finds it. It only fills mailboxes.
//
// What spectators see is the board, which is drawn from the state: seats
// wire.BoardDelay late.
func (f *fold) tell(e game.Event, at game.Millis) {
	s := f.server
	switch e := e.(type) {
	case game.Opened: // everybody
		s.tellAll(wire.Phase{Phase: wire.PhaseOpen, Server: s.now().UnixMilli()})
	case game.Started: // everybody
		s.tellAll(wire.Phase{Phase: wire.PhaseRunning, Server: s.now().UnixMilli()})
	case game.Joined: // whoever asked to join, by the answer to that
		s.players.admit(e.Player, e.Number, game.NewRunner(s.oracle, at, e.Class))
	case game.JoinRefused: // whoever asked to join, by the answer to that
	case game.ResumeIssued: // whoever asked for the code, by the answer to that
	case game.ResumeSpent: // whoever shows the code, by the answer to that
	case game.Gated: // that player
	case game.Attempted: // that player: that it is noted, whatever comes of it
	case game.Proved: // that player, where there are no doors; with doors nobody
		f.arrive(e)
	case game.SlotClosed: // nobody: when slots close tells when others arrive
	case game.SeatGiven: // that player; the others 90 s later by the board
		f.forget(e.Player, -1)
		s.give(e)
	case game.SeatFreed: // that player
	case game.Waits: // that player
		f.forget(e.Player, e.Venue)
		s.queue(e)
	case game.BandFull: // everybody at once: nobody shall run for nothing
		s.tellAll(wire.BandFull{Band: s.bandOf(e.Venue)})
	case game.BandFree: // everybody at once
	case game.VenueRemoved: // everybody at once: nobody shall run for nothing
	case game.Disqualified: // that player
	case game.Reinstated: // that player
	case game.Broadcast: // everybody at once
	case game.Renamed: // that player; the others by the board
	case game.Hidden: // that player; the others by the board
	case game.Closed: // everybody, with what was secret
		f.contest = nil
		s.tellAll(wire.Phase{Phase: wire.PhaseOver, Server: s.now().UnixMilli()})
		s.tellAll(*s.state.Load().ended)
	}
}

// tellAll puts a message into the mailbox of everybody who is connected.
func (s *Server) tellAll(m wire.ToPlayer) {
	text, err := wire.EncodeToPlayer(m)
	if err != nil {
		s.log.Error("encoding a message to everybody", "cause", err)
		return
	}
	for _, p := range s.players.all() {
		p.mu.Lock()
		p.hear(text)
		p.mu.Unlock()
	}
}

// give tells a player of their seat.
func (s *Server) give(e game.SeatGiven) {
	s.change(e.Player, func(p *player) wire.ToPlayer {
		v := s.hunt.Venues[e.Venue]
		p.seat = &wire.Won{
			Band: s.bandOf(e.Venue), Seat: e.Seat,
			Venue: wire.PublicPlace{Name: v.Name, Lat: v.Place.Lat, Lon: v.Place.Lon},
		}
		p.waiting = nil
		return *p.seat
	})
}

// queue tells a player that they stand on a waiting list.
func (s *Server) queue(e game.Waits) {
	s.change(e.Player, func(p *player) wire.ToPlayer {
		band := s.bandOf(e.Venue)
		if !slices.Contains(p.waiting, band) {
			p.waiting = append(p.waiting, band)
		}
		return wire.Waiting{Band: band}
	})
}

// change changes what the server knows of a player and tells it to them, as
// one: a session that begins meanwhile learns it once, one way or the other.
func (s *Server) change(id fact.Player, change func(p *player) wire.ToPlayer) {
	p := s.players.byID(id)
	if p == nil {
		return // another server's
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	m := change(p)
	if p.session == nil {
		return
	}
	text, err := wire.EncodeToPlayer(m)
	if err != nil {
		s.log.Error("encoding a message to a player", "cause", err)
		return
	}
	p.hear(text)
}

// bandOf returns the id of the band that plays at a venue.
func (s *Server) bandOf(venue int) string { return s.hunt.Bands[s.hunt.Venues[venue].Band].ID }
