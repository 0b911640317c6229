package game

// Word is what a player is told beside the step, one of a closed list. The
// order is that of wire.Word; a test of the server's holds the two together.
type Word uint8

// The words.
const (
	WordWaiting Word = iota // the gun has not fired
	WordUntuned             // no band is tuned
	WordHunting             // the step is the loudness of the tuned band
	WordFar                 // too far to hear, or outside the area: step 0
	WordNoFix               // no position that counts has come since gun and joining
	WordWeakGPS             // none has come for 60 s: the step stands still
	WordCatchUp             // the credited position lags: the step stands still
	WordTooFast             // faster than a hunt on foot allows: step 0
	WordFull                // the tuned band has no free seat left: switch freely
	WordOver                // the hunt has closed
	WordGate                // the gate is not passed: go there first
	WordOut                 // taken out of the hunt: step 0
)

// Fog is how unsure the reported position is, in the order of wire.Fog.
type Fog uint8

// The four degrees of fog, by the mean accuracy of the last five fixes.
const (
	FogClear Fog = iota // within 15 m
	FogLight            // within 30 m
	FogThick            // within 75 m
	FogBlind            // worse, or no fix for a while
)

// TuneResult is the answer to Runner.Tune.
type TuneResult uint8

// The answers.
const (
	TuneOK      TuneResult = iota // the band is tuned
	TuneUnknown                   // there is no such band
	TuneTooSoon                   // the last switch is less than 90 s ago
	TuneFull                      // the band has no free seat
	TuneOver                      // the hunt has closed
)
