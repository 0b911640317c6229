package game

import "slices"

// claim is a player's first presence at a venue, and its place in the order.
type claim struct {
	player *entrant
	venue  int
	slot   uint32
	asked  uint32 // slot that the door of a queued scan claims; slot itself else
	round  uint32 // in which it was settled, from 1; 0 before
	staff  bool   // a steward has scanned the pass there
	back   bool   // the player gave a seat back there
	told   bool   // that it waits
}

func (c *claim) settled() bool { return c.round > 0 }

// settle gives the pending claims up to a slot the next round, and puts them
// behind all others.
func (r *Race) settle(slot uint32) {
	r.round++
	first := len(r.order)
	pending := r.pending
	r.pending = pending[:0]
	for _, c := range pending {
		if c.slot > slot {
			r.hold(c)
			continue
		}
		c.round = r.round
		r.draw(c.player)
		r.order = append(r.order, c)
	}
	clear(pending[len(r.pending):])
	slices.SortFunc(r.order[first:], r.laws.before)
	for _, c := range r.order[first:] {
		v := &r.venues[c.venue]
		v.queue = append(v.queue, c)
		r.fresh = append(r.fresh, c)
	}
}

// waits tells whether a claim is settled and would get a seat (R10).
func (r *Race) waits(c *claim) bool { return c.settled() && r.wants(c) }

// wants tells the same of a claim that need not be settled yet.
func (r *Race) wants(c *claim) bool {
	p := c.player
	return p.gated && !p.out && p.seat == nil && !c.back && !r.removed.Has(c.venue)
}

// look puts a player's settled claims among those that may find a seat.
func (r *Race) look(e *entrant) {
	for _, c := range e.claims {
		if c.settled() {
			r.fresh = append(r.fresh, c)
		}
	}
}
