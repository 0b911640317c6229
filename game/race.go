package game

import "crescendo/game/fact"

// Seed is the organiser's share of the lots, kept until the close.
type Seed [32]byte

// Record is an entry of the journal in its place.
type Record struct {
	Seq  uint64
	Head [32]byte // of the chain, before this record
	fact.Record
}

// Phase is a state of the evening as the journal tells it.
type Phase uint8

// The phases, in their order.
const (
	Soon    Phase = iota // joining is not open yet
	Open                 // joining is open
	Running              // the gun has fired
	Over                 // the order is final
)

// Standing is a seat and who has it. Given is when, by the clock of the record
// that closed the slot.
type Standing struct {
	Venue, Seat int
	Player      fact.Player
	Given       Millis
}

// Race is the fold of a hunt's journal (R9, R10): whoever applies the same
// records in the same order has the same seats. One goroutine owns it.
type Race struct{}

// NewRace returns the race of a hunt before its first record.
func NewRace(h *Hunt, seed Seed) *Race { return &Race{} }

// Apply counts one record and returns what it changed, in order. Records come
// in the journal's order. It is total: what is malformed or void changes
// nothing, for everybody alike.
func (r *Race) Apply(rec Record) []Event { return nil }

// Phase returns where the evening stands.
func (r *Race) Phase() Phase { return Soon }

// Players returns how many take part.
func (r *Race) Players() int { return 0 }

// Number returns the 17 of "Player 17", and whether the player takes part.
func (r *Race) Number(p fact.Player) (int, bool) { return 0, false }

// Seats returns how many seats there are, and SeatsLeft how many are free.
func (r *Race) Seats() int { return 0 }

// SeatsLeft returns how many seats are free.
func (r *Race) SeatsLeft() int { return 0 }

// Full returns the venues without a free seat.
func (r *Race) Full() Set { return 0 }

// Seat returns the player's seat, which is final.
func (r *Race) Seat(p fact.Player) (venue, seat int, ok bool) { return 0, 0, false }

// Provisional returns the seat that a player without one would get if every
// slot closed now. It may still change.
func (r *Race) Provisional(p fact.Player) (venue, seat int, ok bool) { return 0, 0, false }

// Standings returns the seats in the order in which they were given.
func (r *Race) Standings() []Standing { return nil }

// Arrived returns the venues at which the player's presence is recorded.
func (r *Race) Arrived(p fact.Player) Set { return 0 }

// Waiting returns the venues on whose waiting list the player stands: settled
// there, and without any seat.
func (r *Race) Waiting(p fact.Player) Set { return 0 }

// PendingSlot returns the lowest slot with a proof that is not settled.
func (r *Race) PendingSlot() (slot uint32, ok bool) { return 0, false }

// SlotDue returns the earliest hunt time at which a slot may be closed, by the
// clock of the record that closes it (R9).
func (r *Race) SlotDue(slot uint32) Millis { return 0 }

// CloseDue returns the earliest hunt time at which the hunt may be closed, by
// the clock of the record that closes it (R9).
func (r *Race) CloseDue() Millis { return 0 }
