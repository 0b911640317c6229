package game

import (
	"bytes"
	"cmp"
	"slices"
)

// claim is a player's first presence at a venue, and its place in the order.
type claim struct {
	player *entrant
	venue  int
	slot   uint32
	round  uint32 // in which it was settled, from 1; 0 before
}

func (c *claim) settled() bool { return c.round > 0 }

// waits tells whether it is settled and its player has no seat.
func (c *claim) waits() bool { return c.settled() && c.player.seat < 0 }

// claim returns the player's claim at a venue, nil for none.
func (e *entrant) claim(venue int) *claim {
	for _, c := range e.claims {
		if c.venue == venue {
			return c
		}
	}
	return nil
}

// before is R9's order, which is total: two claims that it finds equal are one.
// The slot that a queued scan asks for comes with doors; here it is the slot.
func (c *claim) before(d *claim) int {
	return cmp.Or(
		cmp.Compare(c.round, d.round),
		cmp.Compare(c.slot, d.slot),
		bytes.Compare(c.player.lot[:], d.player.lot[:]),
		bytes.Compare(c.player.id[:], d.player.id[:]),
		cmp.Compare(c.venue, d.venue),
	)
}

// settle gives the pending claims up to a slot the next round, puts them
// behind all others, and seats whom it can.
func (r *Race) settle(slot uint32, clock Millis) {
	r.round++
	first := len(r.order)
	later := r.pending[:0]
	for _, c := range r.pending {
		if c.slot > slot {
			later = append(later, c)
			continue
		}
		c.round = r.round
		r.lots.draw(c.player)
		r.order = append(r.order, c)
	}
	clear(r.pending[len(later):])
	r.pending = later
	slices.SortFunc(r.order[first:], (*claim).before)
	r.reseat(first, clock)
}
