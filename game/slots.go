package game

import (
	"math"

	"crescendo/game/fact"
)

// The times of R9.
const (
	slotMillis Millis = 5_000  // a slot: who proves in the same five seconds is put in order by lot
	slotGrace  Millis = 30_000 // from the end of a slot until it may close: longer than a fail-over's pause
	closeGrace Millis = 30_000 // from the close until the order may be final
	admission  Millis = 0      // end of admission: without a gate, the gun
)

// SlotDue returns the earliest hunt time at which a slot may be closed, by the
// clock of the record that closes it.
func (r *Race) SlotDue(slot uint32) Millis {
	return max((Millis(slot)+1)*slotMillis+slotGrace, admission)
}

// CloseDue returns the earliest hunt time at which the order may become final,
// by the clock of the record that says so.
func (r *Race) CloseDue() Millis {
	if r.closes > math.MaxInt64-closeGrace {
		return math.MaxInt64
	}
	return r.closes + closeGrace
}

// PendingSlot returns the lowest slot with a proof that is not settled yet.
func (r *Race) PendingSlot() (slot uint32, ok bool) {
	slot = math.MaxUint32
	for _, c := range r.pending {
		slot, ok = min(slot, c.slot), true
	}
	return slot, ok
}

// prove records a proof: void before the gun and after the close, later than
// the record's own clock, at no venue, or of nobody who takes part. Until it
// is settled the earliest slot counts, and afterwards the one it was settled in.
func (r *Race) prove(f fact.Proved, clock Millis) {
	at, venue := Millis(f.At), int(f.Venue)
	p := r.players[f.Player]
	if p == nil || venue >= len(r.venues) || at < 0 || at > r.closes || at > clock {
		return
	}
	slot := uint32(at / slotMillis)
	if c := p.claim(venue); c != nil {
		if !c.settled() {
			c.slot = min(c.slot, slot)
		}
		return
	}
	c := &claim{player: p, venue: venue, slot: slot}
	p.claims = append(p.claims, c)
	r.pending = append(r.pending, c)
	r.emit(Proved{p.id, venue})
}

func (r *Race) closeSlot(slot uint32, clock Millis) {
	if clock < r.SlotDue(slot) || !r.lots.known {
		return
	}
	r.emit(SlotClosed{slot})
	r.settle(slot, clock)
}

func (r *Race) close(clock Millis) {
	if clock < r.CloseDue() {
		return
	}
	r.settle(math.MaxUint32, clock)
	r.advance(Over, Closed{})
}
