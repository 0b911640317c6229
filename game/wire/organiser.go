package wire

// What people may do to an evening reaches the players as these (R11).

// Out tells a player that they are out of the hunt, and the organiser's reason.
type Out struct {
	Reason string `json:"reason"`
}

// Back tells a player that they take part again.
type Back struct{}

// Broadcast is a word of the organiser's to everybody.
type Broadcast struct {
	Text   string `json:"text"`
	Server int64  `json:"server_ms"` // Unix milliseconds, when it was said
}

// BandGone tells everybody that a band does not play any more: its venue was
// removed, and whoever has it tuned may switch at once.
type BandGone struct {
	Band string `json:"band"`
}

// SeatGone tells a player that they have no seat any more: they gave it back,
// or its venue was removed.
type SeatGone struct{}
