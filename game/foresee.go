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
	if e == nil || e.seat != nil || !r.lots.known {
		return 0, 0, false
	}
	if r.foreseen == nil {
		r.foreseen = map[*entrant]Standing{}
		for _, s := range r.Foreseen() {
			r.foreseen[r.players[s.Player]] = s
		}
	}
	s, ok := r.foreseen[e]
	return s.Venue, s.Seat, ok
}

// Foreseen returns the seats that would be given if every slot closed now, in
// their order; none while the beacon is not known. They are for the organiser.
func (r *Race) Foreseen() []Standing {
	if !r.lots.known {
		return nil
	}
	for _, c := range r.pending {
		r.draw(c.player)
	}
	slices.SortFunc(r.pending, r.laws.before)
	slices.SortFunc(r.fresh, r.laws.before)
	venues := make([]venue, len(r.venues))
	for i, v := range r.venues {
		v.quotas, v.numbers.freed = slices.Clone(v.quotas), slices.Clone(v.numbers.freed)
		venues[i] = v
	}
	var given []Standing
	seated := map[*entrant]struct{}{}
	for _, c := range slices.Concat(r.fresh, r.pending) { // who was settled before comes first
		if _, has := seated[c.player]; has || !r.wants(c) {
			continue
		}
		if seat, ok := r.foresee(&venues[c.venue], c); ok {
			seated[c.player] = struct{}{}
			given = append(given, Standing{Venue: c.venue, Seat: seat, Player: c.player.id, Given: r.clock})
		}
	}
	return given
}

// foresee gives a claim a seat on paper.
func (r *Race) foresee(v *venue, c *claim) (seat int, ok bool) {
	i, ok := r.room(v, c, false)
	if !ok {
		return 0, false
	}
	v.quotas[i].left--
	return v.numbers.take(), true
}
