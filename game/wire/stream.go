package wire

// Word is what a step tells besides its loudness, one of a closed list.
// The words of a language belong to game/sense.
type Word uint8

// The words of a step.
const (
	WordWaiting Word = iota // the gun has not fired
	WordUntuned             // no band is tuned
	WordHunting             // the step is the loudness of the tuned band
	WordFar                 // too far to hear, or outside the area: step 0
	WordNoFix               // no position has come yet
	WordWeakGPS             // positions are too inaccurate: the step stands still
	WordCatchUp             // the music follows in CatchUp seconds: the step stands still
	WordTooFast             // faster than a hunt on foot allows: step 0
	WordFull                // the tuned band has no free seat left: switch freely
	WordOver                // the hunt has closed
	WordGate                // the gate is not passed: go there first
	WordOut                 // taken out of the hunt: step 0
	wordEnd
)

// Fog is how unsure the reported position is.
type Fog uint8

// The four degrees of fog, by the accuracy of the last fixes.
const (
	FogClear Fog = iota // within 15 m
	FogLight            // within 30 m
	FogThick            // within 75 m
	FogBlind            // worse, or no fix
	fogEnd
)

// Fix is one position as a device reports it.
type Fix struct {
	Lat, Lon   int32  // 1e-7 degrees
	AccuracyDM uint16 // decimetres, 95 % radius; 0 is not a valid accuracy
	At         uint64 // the device's monotonic milliseconds
}

// Frame is the player's side of the stream; see the package's table.
type Frame struct {
	Flags    uint8
	Epoch    uint32
	Sequence uint32
	Sent     uint64 // the device's monotonic milliseconds
	Count    uint8  // how many of Fixes are set, from the front
	Fixes    [MaxFixes]Fix
}

// Step is the server's answer to a frame; see the package's table.
type Step struct {
	Band     uint8
	Step     uint8
	Word     Word
	Period   uint8  // seconds of hunt time
	CatchUp  uint16 // seconds of hunt time
	Sequence uint32
	Fog      Fog
	Sent     uint64 // echoed
	Server   int64  // Unix milliseconds
}
