package fact

// Player is a player's random id in one hunt.
type Player [16]byte

// Node is the random id of a server.
type Node [8]byte

// Fact is one thing that happened: one of the types below, by value. It holds
// integers and ids only, no name, no place, no text (R13).
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

	// Joined tells that a player takes part. Salt is 16 random bytes of their
	// own, which make the lots something that nobody could know beforehand (R9).
	Joined struct {
		Player Player
		Salt   [16]byte
	}

	// Proved tells that a player's presence at a venue is certain.
	Proved struct {
		Player Player
		Venue  uint16 // index into the hunt's venues
		At     int64  // hunt time in milliseconds since the gun
	}

	// SlotClosed tells that nothing can reach a slot, or one before it, any more.
	SlotClosed struct{ Slot uint32 }

	// Tick tells that the node lives. It counts nothing.
	Tick struct{}

	// Closed tells that the hunt is over.
	Closed struct{}
)

// kind is a fact's number in the canonical bytes: its place in R13's list,
// which has room for those that come with gates, doors and people's acts.
type kind byte

const (
	kindCommitted  kind = 1
	kindOpened     kind = 2
	kindStarted    kind = 3
	kindJoined     kind = 4
	kindProved     kind = 9
	kindSlotClosed kind = 10
	kindTick       kind = 14
	kindClosed     kind = 15
)

func (Committed) kind() kind  { return kindCommitted }
func (Opened) kind() kind     { return kindOpened }
func (Started) kind() kind    { return kindStarted }
func (Joined) kind() kind     { return kindJoined }
func (Proved) kind() kind     { return kindProved }
func (SlotClosed) kind() kind { return kindSlotClosed }
func (Tick) kind() kind       { return kindTick }
func (Closed) kind() kind     { return kindClosed }
