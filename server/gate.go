package server

import (
	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/server/door"
)

// presentAtGate answers a player who typed the gate's code (R4). The plaza is
// public, so the answer is plain; nothing in it depends on where anybody is.
// Gated and a wrong code are told when the fold has the fact.
func (c *session) presentAtGate(m wire.Present) error {
	s, p := c.server, c.player
	wall := s.now()
	key, device := s.gate()
	_, right := door.Verify(key, m.Code, wall)
	p.mu.Lock()
	refused, passed := wire.GateRefusal(""), false
	switch now := s.hunt.At(wall.UnixMilli()); {
	case p.session != c, p.passing:
	case p.gated || s.hunt.Gate == game.GateNone:
		passed = true
	case !s.admits(now):
		refused = wire.GateClosed
	case s.hunt.Gate != game.GateCode || p.gateTries+p.gateOpen >= wire.MaxTries:
		refused = wire.GateTries
	case right:
		p.passing = true
		p.owed = append(p.owed, fact.Gated{Player: p.id, Way: fact.WayCode, Device: device})
	default:
		p.gateOpen++
		p.owed = append(p.owed, fact.Attempted{Player: p.id, Venue: atGate, Way: fact.WayCode, At: int64(now), Claimed: int64(now)})
	}
	s.collect(p)
	p.mu.Unlock()
	switch {
	case passed:
		return c.say(wire.Gated{})
	case refused != "":
		return c.say(wire.GateRefused{Reason: refused})
	}
	return nil
}

// admits tells whether the gate lets anybody pass: from the opening to the end
// of admission, both as R1 has them.
func (s *Server) admits(now game.Millis) bool {
	switch s.state.Load().phase {
	case game.Open, game.Running:
		return now <= s.hunt.Admission
	}
	return false
}

// gateTry counts a wrong code at the gate that the journal has, and answers it.
func (s *Server) gateTry(a fact.Attempted) {
	s.change(a.Player, func(p *player) wire.ToPlayer {
		p.gateTries++
		if p.gateOpen == 0 { // another server's
			return nil
		}
		p.gateOpen--
		return wire.GateRefused{Reason: wire.GateCode}
	})
}

// pass opens the oracle to a player who has passed the gate.
func (s *Server) pass(e game.Gated, at game.Millis) {
	s.change(e.Player, func(p *player) wire.ToPlayer {
		p.gated = true
		p.runner.Gate(at)
		return wire.Gated{}
	})
}

// gate returns the key of the codes at the gate, and the number of its link.
func (s *Server) gate() (door.Key, uint32) {
	for _, p := range s.config.Links() {
		if p.Gate {
			return p.Code, device(p)
		}
	}
	return s.config.Keys.GateCode(s.hunt), device(door.Place{Gate: true})
}

// door returns the key of the codes at a venue's door, and the number of its
// link. It looks at every place, whichever is asked for.
func (s *Server) door(venue int) (door.Key, uint32) {
	key := s.config.Keys.DoorCode(s.hunt, venue)
	number := device(door.Place{Venue: venue})
	for _, p := range s.config.Links() {
		if !p.Gate && p.Venue == venue {
			key, number = p.Code, device(p)
		}
	}
	return key, number
}

// passes is the key of a hunt's passes.
func (k *Keys) passes(h *game.Hunt) door.Key { return door.Key(k.Pass).Of(h.ID, "pass", "") }
