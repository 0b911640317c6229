package server

import (
	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/server/door"
)

// sendPass answers a wish for the player's pass, which anybody who joined may
// have at any time: what it is good for, the gate and the doors decide.
func (c *session) sendPass() error {
	s := c.server
	wall := s.now()
	p := door.MakePass(s.config.Keys.passes(s.hunt), s.hunt.ID, c.player.number, wall)
	return c.say(wire.Pass{
		Text: p.Text, Typed: p.Typed, Size: p.QR.Size, Modules: p.QR.Modules,
		Server: wall.UnixMilli(), For: p.Until.Sub(wall).Milliseconds(),
	})
}

// ticket signs a seat, which is final. Nil where there is no key to sign with.
func (s *Server) ticket(e game.SeatGiven, number int, given game.Millis) *wire.Ticket {
	text := door.Sign(s.config.Keys.Sign, door.Ticket{
		Hunt: s.hunt.ID, Venue: s.hunt.Venues[e.Venue].ID, Number: number, Seat: e.Seat, At: s.hunt.Wall(given),
	})
	if text == "" {
		return nil
	}
	code, err := door.Encode(text)
	if err != nil {
		s.log.Error("drawing a ticket", "cause", err)
		return nil
	}
	return &wire.Ticket{Text: text, Size: code.Size, Modules: code.Modules}
}

// giveBack hands in that the player does not want their seat. Who has none is
// told so at once.
func (c *session) giveBack() error {
	s, p := c.server, c.player
	p.mu.Lock()
	seated := p.session == c && p.seat != nil
	if seated && !p.giving {
		p.giving = true
		p.owed = append(p.owed, fact.Acted{Act: fact.ActGiveBack, Player: p.id, Venue: uint16(p.seatAt)})
		s.collect(p)
	}
	p.mu.Unlock()
	if seated {
		return nil // the fold answers
	}
	return c.say(wire.SeatGone{})
}
