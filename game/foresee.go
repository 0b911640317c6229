package game

import (
	"slices"

	"crescendo/game/fact"
)

// Provisional returns the seat that a player without one would get if every
// slot closed now (R10). It may still change: an earlier proof of somebody
// else may be on its way.
func (r *Race) Provisional(p fact.Player) (venue, seat int, ok bool) {
	e := r.players[p]
	if e == nil || e.seat >= 0 || !r.lots.known {
		return 0, 0, false
	}
	if r.foreseen == nil {
		r.foreseen = r.foresee()
	}
	s, ok := r.foreseen[e]
	return s.Venue, s.Seat, ok
}

// foresee settles and reseats on paper. Claims that are settled already found
// no seat free, and find none now: seats only become fewer.
func (r *Race) foresee() map[*entrant]Standing {
	for _, c := range r.pending {
		r.lots.draw(c.player)
	}
	slices.SortFunc(r.pending, (*claim).before)
	venues := make([]venueSeats, len(r.venues))
	for i, v := range r.venues {
		v.free = slices.Clone(v.free)
		venues[i] = v
	}
	given := map[*entrant]Standing{}
	for _, c := range r.pending {
		if _, has := given[c.player]; has || c.player.seat >= 0 {
			continue
		}
		if seat, ok := venues[c.venue].take(); ok {
			given[c.player] = Standing{Venue: c.venue, Seat: seat, Player: c.player.id}
		}
	}
	return given
}
