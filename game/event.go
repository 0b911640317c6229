package game

import "crescendo/game/fact"

// Event is what a record changed, for whoever must be told: one of the types
// below. An event names players by id and venues by index, nothing else.
type Event interface{ event() }

type (
	// Opened tells that joining is open.
	Opened struct{}
	// Started tells that the gun has fired.
	Started struct{}
	// Joined tells that a player takes part; Number is the 17 of "Player 17".
	Joined struct {
		Player fact.Player
		Number int
	}
	// Proved tells that a player's first presence at a venue is recorded.
	Proved struct {
		Player fact.Player
		Venue  int
	}
	// SlotClosed tells that every proof up to a slot is settled.
	SlotClosed struct{ Slot uint32 }
	// SeatGiven tells of a seat, which is final. Seat is 1 for the first seat
	// given at the venue.
	SeatGiven struct {
		Player fact.Player
		Venue  int
		Seat   int
	}
	// Waits tells that a player's proof was settled and no seat was free.
	Waits struct {
		Player fact.Player
		Venue  int
	}
	// BandFull tells that the last seat of a venue was given.
	BandFull struct{ Venue int }
	// Closed tells that the order is final.
	Closed struct{}
)

func (Opened) event()     {}
func (Started) event()    {}
func (Joined) event()     {}
func (Proved) event()     {}
func (SlotClosed) event() {}
func (SeatGiven) event()  {}
func (Waits) event()      {}
func (BandFull) event()   {}
func (Closed) event()     {}
