package fact

// Player is a player's random id in one hunt.
type Player [16]byte

// Node is the random id of a server.
type Node [8]byte

// Person stands for somebody who did something for a hunt: a steward, an
// operator. It is the first eight bytes of an HMAC of who they are, under a key
// that is kept apart (R14); zero is nobody.
type Person [8]byte

// Fact is one thing that happened: one of the types below and in people.go, by
// value. It holds integers and ids only, no name, no place, no text (R13).
type Fact interface {
	kind() kind
	append(b []byte) []byte // the fields, behind the kind
}

type (
	// Committed binds the organiser to a hunt: the hash of its reveal (R15).
	Committed struct{ Hash [32]byte }

	// Opened tells that joining is open.
	Opened struct{}

	// Started tells that the gun has fired.
	Started struct{}

	// Joined tells that a player takes part.
	Joined struct {
		Player     Player
		Salt       [16]byte // random, of their own: it makes the lots something that nobody could know beforehand (R9)
		Class      uint8    // 0 for who walks, i+1 for the hunt's class i
		Invitation uint32   // number of the invitation that was used; 0 for none
	}

	// SlotClosed tells that nothing can reach a slot, or one before it, any more.
	SlotClosed struct{ Slot uint32 }

	// Beacon enters the public value of which the lots are made, where the
	// commitment names one (R15).
	Beacon struct {
		Value [32]byte
		By    Person
	}

	// Tick tells that the node lives. It counts nothing.
	Tick struct{}

	// Closed tells that the hunt is over.
	Closed struct{}
)

// kind is a fact's number in the canonical bytes: its place in R13's list. Six
// and twelve are kept for Adopted and Incident.
type kind byte

const (
	kindCommitted  kind = 1
	kindOpened     kind = 2
	kindStarted    kind = 3
	kindJoined     kind = 4
	kindGated      kind = 5
	kindResumed    kind = 7
	kindAttempted  kind = 8
	kindProved     kind = 9
	kindSlotClosed kind = 10
	kindBeacon     kind = 11
	kindActed      kind = 13
	kindTick       kind = 14
	kindClosed     kind = 15
)

func (Committed) kind() kind  { return kindCommitted }
func (Opened) kind() kind     { return kindOpened }
func (Started) kind() kind    { return kindStarted }
func (Joined) kind() kind     { return kindJoined }
func (Gated) kind() kind      { return kindGated }
func (Resumed) kind() kind    { return kindResumed }
func (Attempted) kind() kind  { return kindAttempted }
func (Proved) kind() kind     { return kindProved }
func (SlotClosed) kind() kind { return kindSlotClosed }
func (Beacon) kind() kind     { return kindBeacon }
func (Acted) kind() kind      { return kindActed }
func (Tick) kind() kind       { return kindTick }
func (Closed) kind() kind     { return kindClosed }
