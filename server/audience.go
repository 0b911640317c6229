package server

import (
	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
)

// tell is the one place that decides who may hear an event (R12). An event
// that is not in it goes to nobody; a test finds it. It only fills mailboxes.
//
// What spectators see is the board, which is drawn from the state: seats
// wire.BoardDelay late.
func (f *fold) tell(e game.Event, r *fact.Record) {
	s, at := f.server, f.server.hunt.At(r.Clock)
	switch e := e.(type) {
	case game.Opened: // everybody
		s.tellAll(wire.Phase{Phase: wire.PhaseOpen, Server: s.now().UnixMilli()})
	case game.Started: // everybody
		s.tellAll(wire.Phase{Phase: wire.PhaseRunning, Server: s.now().UnixMilli()})
	case game.Joined: // whoever asked to join, by the answer to that
		f.admit(e, at)
	case game.JoinRefused: // whoever asked to join, by the answer to that
		s.players.refuse(e.Player)
	case game.ResumeIssued: // that player, if they asked for it
		s.issued(e.Player, e.Code, r.Clock)
	case game.ResumeSpent: // whoever showed the code, by the answer to that
		s.takenOver(e.Player, e.Code, f.mine(r))
	case game.Gated: // that player
		s.pass(e, at)
	case game.Attempted: // that player: that it is noted, whatever comes of it
		s.noted(e.Player, r.Facts[e.Index].(fact.Attempted))
	case game.Proved: // that player, where there are no doors; with doors the stewards who ask
		s.claim(e)
		if s.hunt.Doors == game.DoorsNone {
			f.arrive(e)
		}
	case game.BeaconEntered: // nobody: it was public before
	case game.SlotClosed: // nobody: when slots close tells when others arrive
	case game.SeatGiven: // that player; the others 90 s later by the board
		f.forget(e.Player, -1)
		s.give(e, at)
	case game.SeatFreed: // that player
		s.free(e)
	case game.Waits: // that player; with doors once everybody knows that the band is full
		f.forget(e.Player, e.Venue)
		s.queue(e)
	case game.BandFull: // everybody at once: nobody shall run for nothing
		s.tellAll(wire.BandFull{Band: s.bandOf(e.Venue)})
		s.unveil(e.Venue)
	case game.BandFree: // everybody at once, as BandFull
		s.tellAll(wire.BandFree{Band: s.bandOf(e.Venue)})
	case game.VenueRemoved: // everybody at once: nobody shall run for nothing
		s.tellAll(wire.BandGone{Band: s.bandOf(e.Venue)})
	case game.Disqualified: // that player
		s.takeOut(e.Player, reasonOf(r, e.Player))
	case game.Reinstated: // that player
		s.takeBack(e.Player)
	case game.Broadcast: // everybody at once
		s.tellAll(wire.Broadcast{Text: s.texts.of(e.Hash), Server: r.Clock})
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

// change changes what the server knows of a player and tells it to them, as
// one: a session that begins meanwhile learns it once, one way or the other.
// Nil tells nothing.
func (s *Server) change(id fact.Player, change func(p *player) wire.ToPlayer) {
	if p := s.players.byID(id); p != nil { // else another server's
		s.changeOf(p, change)
	}
}

// changeOf does that to a player in hand.
func (s *Server) changeOf(p *player, change func(p *player) wire.ToPlayer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	m := change(p)
	if p.session == nil || m == nil {
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
