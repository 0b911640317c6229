package fact

import "fmt"

// Way is how a player's presence was shown.
type Way uint8

// The ways. What is none of them counts nothing.
const (
	WayPresence Way = iota // by being there: a hunt without doors
	WayCode                // by the code that a screen at the gate or door shows
	WayStaff               // by a steward who scanned the player's pass
	ways
)

// Known tells whether it is one of the ways.
func (w Way) Known() bool { return w < ways }

// What players and stewards do at the gate and at a door. Device is the number
// of the link that the screen or scanner used: place<<16 | revision, with place
// 0 for the gate and i+1 for venue i; 0 where there is none. Steward is who
// scanned; nobody where nobody did.
type (
	// Gated tells that a player has passed the gate (R4).
	Gated struct {
		Player  Player
		Way     Way
		Device  uint32
		Steward Person
	}

	// Resumed issues a resume code, which moves a player to another device, and
	// spends it: both are facts, so that all agree that it counts once (R3).
	Resumed struct {
		Player Player
		Code   [16]byte // hash of the code
		Spent  bool     // false: issued; true: used
		By     Person   // the steward who issued it; nobody for the live session
	}

	// Attempted tells that a player presented themselves at a door (R8). What is
	// missing for a proof may come later; the answer is the same whatever is.
	Attempted struct {
		Player  Player
		Venue   uint16 // index into the hunt's venues
		Way     Way
		Device  uint32
		Steward Person
		At      int64 // hunt time in milliseconds when the server held it
		Claimed int64 // hunt time by the clock of an offline door; At where it was online
	}

	// Proved tells that a player's presence at a venue is certain: At is when the
	// server held the whole request and all conditions held (R9).
	Proved struct {
		Player  Player
		Venue   uint16
		Way     Way
		Device  uint32
		Steward Person
		At      int64
		Claimed int64
	}
)

// Act is what somebody does to a hunt (R11).
type Act uint8

// The acts. What is none of them counts nothing. Acted's fields that an act
// needs stand behind it.
const (
	ActOpen        Act = 1 + iota
	ActStart           //
	ActRemoveVenue     // Venue
	ActBroadcast       // Hash, of the text
	ActDisqualify      // Player
	ActReinstate       // Player
	ActExtraSeat       // Player, Venue
	ActRename          // Player
	ActHide            // Player
	ActClose           //
	ActGiveBack        // Player, Venue: by the player, so By is nobody
)

// String returns the name of an act as operators write it, such as
// "remove-venue"; of what is none it returns its number.
func (a Act) String() string {
	names := [...]string{
		ActOpen: "open", ActStart: "start", ActRemoveVenue: "remove-venue", ActBroadcast: "broadcast", ActDisqualify: "disqualify",
		ActReinstate: "reinstate", ActExtraSeat: "extra-seat", ActRename: "rename", ActHide: "hide", ActClose: "close", ActGiveBack: "give-back",
	}
	if a >= ActOpen && int(a) < len(names) {
		return names[a]
	}
	return fmt.Sprintf("act %d", uint8(a))
}

// Acted tells that somebody did something to the hunt. Each act of an organiser
// says who did it and why; the words of the reason are kept apart (R14).
type Acted struct {
	Act    Act
	By     Person
	Reason [32]byte // keyed hash of the reason
	Player Player
	Venue  uint16
	Number uint32
	Hash   [32]byte
}
