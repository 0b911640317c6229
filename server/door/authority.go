package door

import "context"

// Authority decides what a scan is worth. It is the server. Both methods may be
// called from any goroutine.
type Authority interface {
	// Scan takes a pass that a steward has scanned or typed, and returns when the
	// journal has it. A scan with an id that was answered before gets the answer
	// of then, at most moved on. The errors are ErrNoPass, ErrOldPass, that of ctx
	// (nobody knows whether it was taken: the page sends the same id again), or
	// another one, which is answered as "try again" too.
	Scan(ctx context.Context, s Scan) (Status, error)
	// Statuses returns how players, by their numbers, stand at a place: why they
	// pend and whether a seat was given. Numbers that nobody has are left out.
	Statuses(place Place, numbers []int) []Status
}

// Scan is one presentation of a pass to a steward.
type Scan struct {
	Place   Place
	ID      string // made by the page, 16 to 64 letters and digits; one scan, however often it is sent
	Shown   string // what the QR code said, or what was typed: for ReadPass
	Steward string // the steward's name as they wrote it, 1 to 40 characters
	Claimed int64  // when it was scanned, Unix milliseconds by the page's estimate of the server's clock; 0 for now
	Queued  bool   // it could not be sent at once
}

// State says how far somebody has come at a place.
type State string

// The states, in the order in which somebody goes through them.
const (
	Unknown State = "unknown" // was never seen here
	Pends   State = "pends"   // was seen; Status.Why says what is still missing
	Gated   State = "gated"   // has passed the gate (at the gate only)
	Proved  State = "proved"  // everything holds; a seat is decided when the slot closes
	Waits   State = "waits"   // is settled, and there was no free seat that fits
	Seated  State = "seat"    // has Status.Seat
)

// What is missing where somebody pends, for Status.Why. A page says each in the
// steward's language; a word that it does not know stands as it is.
const (
	WhyGun    = "gun"    // the hunt has not started
	WhyGate   = "gate"   // has not passed the gate
	WhyAway   = "away"   // was not long enough at the place, as far as the positions tell
	WhyBeacon = "beacon" // the lots are not known yet
	WhyClosed = "closed" // the hunt was over
	WhyOut    = "out"    // was taken out of the hunt
	WhyGone   = "gone"   // the venue was removed
)

// Status is how one player stands at a place, for stewards alone.
type Status struct {
	Number int      `json:"number"` // of the player in the hunt
	Name   string   `json:"name"`   // their nickname, "" for none
	State  State    `json:"state"`
	Why    []string `json:"why,omitempty"`
	Seat   int      `json:"seat,omitempty"` // from 1, where State is Seated
}
