package wire

// Where a player presents themself: the At of [Present] and [Noted].
const (
	AtGate = "gate" // the start plaza (R4)
	AtDoor = "door" // a venue's door (R8)
)

// Present presents its player: the code that the gate or a door shows was
// typed. It is possible all the time and everywhere. At the gate it is answered
// by Gated or GateRefused; at a door by Noted, whatever the code and wherever
// the player. In a hunt without doors, and at a band that there is not, it is no
// word of this protocol and ends the connection.
type Present struct {
	At   string `json:"at"`             // AtGate or AtDoor
	Band string `json:"band,omitempty"` // Band.ID: whose door; nothing at the gate
	Code string `json:"code"`           // CodeDigits digits, see CheckDigit
}

// AskPass asks for a Pass. Whoever joined may, at any time.
type AskPass struct{}

// AskResume asks for a Resume.
type AskResume struct{}

// GiveBack gives the player's seat back, for good: at that venue they get none
// again (R10).
type GiveBack struct{}

// Noted answers every Present at a door, when the journal has it: nothing in it
// says whether the code was right or the player near. A code pends for
// CodePends: every device asks everybody alike to type again after that, by its
// own clock.
type Noted struct {
	At string `json:"at"` // AtDoor
}

// Gated tells that the gate is passed: the hunt may begin.
type Gated struct{}

// GateRefusal is why the gate did not let a player pass.
type GateRefusal string

// The reasons at the gate. Its place is public, so they may be told.
const (
	GateCode   GateRefusal = "code"   // another code than the gate shows now
	GateTries  GateRefusal = "tries"  // MaxTries wrong ones: only a steward can help
	GateClosed GateRefusal = "closed" // not open yet, or the admission is over
)

// GateRefused answers a Present at the gate that did not let its player pass.
type GateRefused struct {
	Reason GateRefusal `json:"reason"`
}

// Pass is a player's pass, for a steward to scan or to type. It rotates:
// a device asks for the next one before For has run out.
type Pass struct {
	Text    string `json:"text"`      // what the QR code says
	Typed   string `json:"typed"`     // the same for typing
	Size    int    `json:"size"`      // modules in a row of the QR code
	Modules []byte `json:"modules"`   // Size × Size bits, row by row, the most significant first, 1 for dark
	Server  int64  `json:"server_ms"` // Unix milliseconds
	For     int64  `json:"for_ms"`    // milliseconds for which it is shown
}

// Ticket is the signed proof of a seat, to be shown at the venue.
type Ticket struct {
	Text    string `json:"text"`    // what the QR code says
	Size    int    `json:"size"`    // as Pass.Size
	Modules []byte `json:"modules"` // as Pass.Modules
}

// Resume is a code with which another device takes over this player, once:
// see ResumeRequest.
type Resume struct {
	Code string `json:"code"`
	For  int64  `json:"for_ms"` // milliseconds for which it is good
}
