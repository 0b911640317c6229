package game

import (
	"bytes"
	"cmp"
	"math"

	"crescendo/game/fact"
)

// laws are the judgements on which the seats rest, in one place. There is one
// set of them. Tests exchange one for a wrong one, to see that it is found.
type laws struct {
	// clock returns by which clock a record is judged: its own.
	clock func(*Hunt, *Record) Millis
	// void tells whether a proof counts nothing.
	void func(*Race, fact.Proved) bool
	// slots returns the slot of a proof, and the one that it asks for.
	slots func(at, claimed Millis) (slot, asked uint32)
	// lot returns a player's lot.
	lot func(key [32]byte, e *entrant) lot
	// before compares two claims by their places in the order.
	before func(c, d *claim) int
	// room tells whether a quota has a seat left.
	room func(left int) bool
	// usable tells whether a resume code may be spent at a wall time.
	usable func(c *code, wall int64) bool
}

func standardLaws() laws {
	return laws{clock: ownClock, void: void, slots: slotsOf, lot: lotOf, before: before, room: hasRoom, usable: usable}
}

func ownClock(h *Hunt, rec *Record) Millis { return h.At(rec.Clock) }

// void is R9's: a proof of nobody, at no venue, before the gun, after the
// close, or later than the record's own clock. A queued scan may come to the
// server after the close if its door claims an earlier time.
func void(r *Race, f fact.Proved) bool {
	at, claimed := Millis(f.At), Millis(f.Claimed)
	return r.players[f.Player] == nil || int(f.Venue) >= len(r.venues) || !f.Way.Known() ||
		at < 0 || min(claimed, at) > r.closes || at > r.clock || at/slotMillis > math.MaxUint32
}

// slotsOf is R9's slot ⌊t / 5000⌋, and the slot that a door claims for a queued
// scan: between the first and that slot.
func slotsOf(at, claimed Millis) (slot, asked uint32) {
	return uint32(at / slotMillis), uint32(min(max(claimed, 0), at) / slotMillis)
}

func lotOf(key [32]byte, e *entrant) lot { return lot(mac(key[:], e.id[:])) }

// before is R9's order, which is total: two claims that it finds equal are one.
func before(c, d *claim) int {
	return cmp.Or(
		cmp.Compare(c.round, d.round),
		cmp.Compare(c.slot, d.slot),
		cmp.Compare(c.asked, d.asked),
		bytes.Compare(c.player.lot[:], d.player.lot[:]),
		bytes.Compare(c.player.id[:], d.player.id[:]),
		cmp.Compare(c.venue, d.venue),
	)
}

func hasRoom(left int) bool { return left > 0 }

// usable is R3's: once, and within ten minutes.
func usable(c *code, wall int64) bool { return !c.spent && wall <= c.until }
