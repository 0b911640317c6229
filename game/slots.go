package game

import (
	"math"

	"crescendo/game/fact"
)

// The times of R9.
const (
	slotMillis Millis = 5_000   // a slot: who proves in the same five seconds is put in order by lot
	slotGrace  Millis = 30_000  // from the end of a slot until it may close: longer than a fail-over's pause
	closeGrace Millis = 30_000  // from the close until the order may be final
	doorGrace  Millis = 600_000 // the same with doors: until an offline one has sent what it queued
)

// SlotDue returns the earliest hunt time at which a slot may be closed, by the
// clock of the record that closes it. Where the lots wait for a public value
// there is none, which is the greatest Millis.
func (r *Race) SlotDue(slot uint32) Millis {
	if r.lots.public && !r.lots.known {
		return math.MaxInt64
	}
	return max((Millis(slot)+1)*slotMillis+slotGrace, r.admits)
}

// CloseDue returns the earliest hunt time at which the order may become final,
// by the clock of the record that says so.
func (r *Race) CloseDue() Millis {
	grace := closeGrace
	if r.hunt.Doors != DoorsNone {
		grace = doorGrace
	}
	return min(r.closes, math.MaxInt64-grace) + grace
}

// PendingSlot returns the lowest slot with a proof that is not settled yet.
func (r *Race) PendingSlot() (slot uint32, ok bool) {
	if len(r.pending) == 0 {
		return math.MaxUint32, false
	}
	return r.lowest, true
}

// prove records a proof that is not void. Until it is settled the earliest
// (slot, asked) counts, and afterwards the one it was settled in. A proof by a
// steward is remembered whenever it comes: some ways of giving seats need one.
func (r *Race) prove(f fact.Proved) {
	if r.laws.void(r, f) {
		return
	}
	p, at := r.players[f.Player], int(f.Venue)
	slot, asked := r.laws.slots(Millis(f.At), Millis(f.Claimed))
	c := p.claim(at)
	if c == nil {
		c = &claim{player: p, venue: at, slot: slot, asked: asked}
		p.claims = append(p.claims, c)
		r.hold(c)
		r.emit(Proved{p.id, at})
	} else if !c.settled() && (slot < c.slot || slot == c.slot && asked < c.asked) {
		c.slot, c.asked = slot, asked
		r.lowest = min(r.lowest, slot)
	}
	if f.Way == fact.WayStaff && !c.staff {
		c.staff = true
		r.look(p) // at the next reseating
	}
}

// hold keeps a claim until its slot closes.
func (r *Race) hold(c *claim) {
	if len(r.pending) == 0 || c.slot < r.lowest {
		r.lowest = c.slot
	}
	r.pending = append(r.pending, c)
}

func (r *Race) closeSlot(slot uint32) {
	if !r.lots.known || r.clock < r.SlotDue(slot) {
		return
	}
	r.emit(SlotClosed{slot})
	r.settle(slot)
	r.reseat()
}

// close makes the order final. Where the public value has not come by then, the
// head of the chain makes the lots.
func (r *Race) close() {
	if r.clock < r.CloseDue() {
		return
	}
	r.lots.take(r.record.Head)
	r.settle(math.MaxUint32)
	r.phase = Over
	r.reseat()
	r.emit(Closed{})
}
