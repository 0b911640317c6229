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
	// Joined tells that a player takes part; Number is the 17 of "Player 17", and
	// Class 0 for who walks, i+1 for the hunt's class i.
	Joined struct {
		Player fact.Player
		Number int
		Class  int
	}
	// JoinRefused tells that a player does not take part: their invitation was
	// used by somebody else, or they have none where one is needed.
	JoinRefused struct{ Player fact.Player }
	// ResumeIssued tells of a code by which a player may go on on another device;
	// Code is its hash.
	ResumeIssued struct {
		Player fact.Player
		Code   [16]byte
	}
	// ResumeSpent tells that it was used, for the first and only time.
	ResumeSpent struct {
		Player fact.Player
		Code   [16]byte
	}
	// Gated tells that a player has passed the gate.
	Gated struct{ Player fact.Player }
	// Attempted tells that a presentation at a door is recorded: whose, and by
	// which fact, the one at Index of record Seq. It says nothing of a proof.
	Attempted struct {
		Player fact.Player
		Venue  int
		Seq    uint64
		Index  int
	}
	// Proved tells that a player's first presence at a venue is recorded.
	Proved struct {
		Player fact.Player
		Venue  int
	}
	// BeaconEntered tells that the public value that the hunt names is known: lots
	// can be drawn.
	BeaconEntered struct{}
	// SlotClosed tells that every proof up to a slot is settled.
	SlotClosed struct{ Slot uint32 }
	// SeatGiven tells of a seat, which is final. Seat is 1 for the first seat
	// given at the venue. Extra is a seat beyond the venue's own, which a person
	// has granted.
	SeatGiven struct {
		Player fact.Player
		Venue  int
		Seat   int
		Extra  bool
	}
	// SeatFreed tells that a player has a seat no more: it was given back, its
	// venue was removed, or they were disqualified.
	SeatFreed struct {
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
	// BandFree tells that a venue of which BandFull told has a seat again, and
	// nobody waited for it.
	BandFree struct{ Venue int }
	// VenueRemoved tells that a venue gives no seats any more, and that those
	// which it gave are void.
	VenueRemoved struct{ Venue int }
	// Disqualified tells that a player was taken out of the hunt.
	Disqualified struct{ Player fact.Player }
	// Reinstated tells that a player who was taken out is in it again.
	Reinstated struct{ Player fact.Player }
	// Broadcast tells that a person has something to say to everybody; Hash is
	// that of the text, which is kept apart (R14).
	Broadcast struct{ Hash [32]byte }
	// Renamed tells that a player has another nickname, which is kept apart.
	Renamed struct{ Player fact.Player }
	// Hidden tells that a player's nickname is not to be shown.
	Hidden struct{ Player fact.Player }
	// Closed tells that the order is final.
	Closed struct{}
)

func (Opened) event()        {}
func (Started) event()       {}
func (Joined) event()        {}
func (JoinRefused) event()   {}
func (ResumeIssued) event()  {}
func (ResumeSpent) event()   {}
func (Gated) event()         {}
func (BeaconEntered) event() {}
func (Attempted) event()     {}
func (Proved) event()        {}
func (SlotClosed) event()    {}
func (SeatGiven) event()     {}
func (SeatFreed) event()     {}
func (Waits) event()         {}
func (BandFull) event()      {}
func (BandFree) event()      {}
func (VenueRemoved) event()  {}
func (Disqualified) event()  {}
func (Reinstated) event()    {}
func (Broadcast) event()     {}
func (Renamed) event()       {}
func (Hidden) event()        {}
func (Closed) event()        {}
