package game

import (
	"bytes"
	"cmp"
	"slices"
)

// reseat gives each who waits, in order, a seat where there is one (R10). A
// claim that found none before finds none now, unless it is among the fresh
// ones; so nobody else needs to be asked. Then it tells those who wait, and of
// venues that have seats again.
func (r *Race) reseat() {
	fresh := r.fresh
	r.fresh = nil
	slices.SortFunc(fresh, r.laws.before)
	for _, c := range fresh {
		r.inOrder(c, false)
	}
	if r.phase == Over {
		r.award(false)
		for _, c := range r.order {
			r.inOrder(c, true)
		}
		r.award(true)
	}
	for _, c := range fresh {
		if r.waits(c) && !c.told {
			c.told = true
			r.emit(Waits{c.player.id, c.venue})
		}
	}
	for i := range r.venues {
		if v := &r.venues[i]; v.full && v.left > 0 && !r.removed.Has(i) {
			v.full = false
			r.emit(BandFree{i})
		}
	}
}

// inOrder gives a claim that waits a seat, if there is one for it.
func (r *Race) inOrder(c *claim, anyClass bool) {
	if !r.waits(c) {
		return
	}
	if i, ok := r.room(&r.venues[c.venue], c, anyClass); ok {
		r.give(c.player, c.venue, i)
	}
}

// room returns a venue's first quota that gives in R9's order, admits a claim
// and has room, and whether there is one.
func (r *Race) room(v *venue, c *claim, anyClass bool) (quota int, ok bool) {
	for i := range v.quotas {
		q := &v.quotas[i]
		if !q.award.AfterClose && r.laws.room(q.left) && q.admits(c, anyClass) {
			return i, true
		}
	}
	return 0, false
}

// award gives the seats of the quotas that give after the close, in file order.
func (r *Race) award(anyClass bool) {
	for at := range r.venues {
		v := &r.venues[at]
		for i := range v.quotas {
			q := &v.quotas[i]
			if !q.award.AfterClose || !r.laws.room(q.left) {
				continue
			}
			for _, c := range r.ranked(v, q, anyClass) {
				if !r.laws.room(q.left) {
					break
				}
				r.give(c.player, at, i)
			}
		}
	}
}

// ranked returns who waits at a venue and is admitted to a quota, best first.
func (r *Race) ranked(v *venue, q *quota, anyClass bool) []*claim {
	var list []*claim
	for _, c := range v.queue {
		if r.waits(c) && q.admits(c, anyClass) {
			list = append(list, c)
		}
	}
	if q.award.Compare != nil {
		slices.SortStableFunc(list, func(c, d *claim) int {
			return cmp.Or(
				q.award.Compare(r.shown(c), r.shown(d)),
				bytes.Compare(c.player.lot[:], d.player.lot[:]),
				bytes.Compare(c.player.id[:], d.player.id[:]),
			)
		})
	}
	return list
}

// shown returns a claim as awards compare it.
func (r *Race) shown(c *claim) Claim {
	p := c.player
	return Claim{
		Player: p.id, Venue: c.venue, Class: p.class, Slot: c.slot,
		Par: r.hunt.par(c.venue, p.class), Lot: p.lot, Staff: c.staff,
	}
}
