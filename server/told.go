package server

import (
	"slices"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
)

// What one player hears of their own evening. Each of these changes what the
// server knows of the player and returns the message, as one.

// give tells a player of their seat.
func (s *Server) give(e game.SeatGiven, at game.Millis) {
	s.change(e.Player, func(p *player) wire.ToPlayer {
		v := s.hunt.Venues[e.Venue]
		p.seat = &wire.Won{
			Band: s.bandOf(e.Venue), Seat: e.Seat,
			Venue:  wire.PublicPlace{Name: v.Name, Lat: v.Place.Lat, Lon: v.Place.Lon},
			Ticket: s.ticket(e, p.number, at),
		}
		p.seatAt, p.giving, p.waiting, p.waits = e.Venue, false, nil, 0
		return *p.seat
	})
}

// free tells a player that they have no seat any more.
func (s *Server) free(e game.SeatFreed) {
	s.change(e.Player, func(p *player) wire.ToPlayer {
		p.seat, p.giving = nil, false
		return wire.SeatGone{}
	})
}

// queue notes that a player stands on a waiting list. With doors that would
// tell them that they counted as being there, and so it waits until the band is
// full for everybody: then it tells whoever has a right code from the door
// nothing that the door did not.
func (s *Server) queue(e game.Waits) {
	s.change(e.Player, func(p *player) wire.ToPlayer {
		p.waits = p.waits.With(e.Venue)
		if s.hunt.Doors != game.DoorsNone && !s.state.Load().full.Has(s.hunt.Venues[e.Venue].Band) {
			return nil
		}
		return p.wait(s.bandOf(e.Venue))
	})
}

// unveil tells those who wait at a venue so, now that its band is full.
func (s *Server) unveil(venue int) {
	band := s.bandOf(venue)
	for _, p := range s.players.all() {
		s.changeOf(p, func(p *player) wire.ToPlayer {
			if !p.waits.Has(venue) || slices.Contains(p.waiting, band) {
				return nil
			}
			return p.wait(band)
		})
	}
}

// wait puts a band among those on whose waiting list the player knows to stand.
// The caller holds mu.
func (p *player) wait(band string) wire.ToPlayer {
	if !slices.Contains(p.waiting, band) {
		p.waiting = append(slices.Clip(p.waiting), band)
	}
	return wire.Waiting{Band: band}
}

// noted answers a presentation at a door, always with the same word.
func (s *Server) noted(id fact.Player, a fact.Attempted) {
	s.change(id, func(p *player) wire.ToPlayer {
		p.note(s.hunt, a)
		s.prove(p)
		return wire.Noted{At: wire.AtDoor}
	})
}

// claim keeps, for stewards, that a proof is in the journal.
func (s *Server) claim(e game.Proved) {
	s.change(e.Player, func(p *player) wire.ToPlayer {
		p.claims = p.claims.With(e.Venue)
		return nil
	})
}

// takeOut takes a player's loudness away and tells them why.
func (s *Server) takeOut(id fact.Player, reason [32]byte) {
	words := s.texts.of(reason)
	if words == "" {
		words = "–" // forgotten, or said on another server
	}
	s.change(id, func(p *player) wire.ToPlayer {
		p.out = words
		p.runner.Out(true)
		return wire.Out{Reason: words}
	})
}

// takeBack lets a player take part again.
func (s *Server) takeBack(id fact.Player) {
	s.change(id, func(p *player) wire.ToPlayer {
		p.out = ""
		p.runner.Out(false)
		return wire.Back{}
	})
}

// reasonOf returns the hash of the reason for which a record disqualifies a
// player.
func reasonOf(r *fact.Record, id fact.Player) (reason [32]byte) {
	for _, x := range r.Facts {
		if a, ok := x.(fact.Acted); ok && a.Act == fact.ActDisqualify && a.Player == id {
			return a.Reason
		}
	}
	return reason
}
