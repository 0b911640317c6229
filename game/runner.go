package game

import "crescendo/maps/geo"

// MaxFixes is the number of fixes that a frame holds (R5).
const MaxFixes = 4

// Distance measures the metres between two places. geo.Straight is one.
type Distance interface {
	Metres(a, b geo.Point) float64
}

// Fix is one position as a device reports it. It is the player's claim and
// nothing more.
type Fix struct {
	At         geo.Point
	AccuracyDM uint16 // decimetres, 95 % radius; 0 is none
	Mono       uint64 // the device's monotonic milliseconds
}

// Frame is one message of a player's stream, and when it came.
type Frame struct {
	Now      Millis // when the server held it, by the server's clock
	Epoch    uint32 // the session it belongs to
	Sequence uint32 // one more with each frame of the session
	Sent     uint64 // the device's monotonic milliseconds
	Count    int    // how many of Fixes are set, from the front
	Fixes    [MaxFixes]Fix
}

// Told is the answer to a frame. But for Arrived all of it may be told.
type Told struct {
	Band    int    // tuned, -1 for none
	Step    uint8  // loudness, 0…63
	Word    Word   // why
	Fog     Fog    // how unsure the reported position is
	CatchUp uint16 // seconds of hunt time until the music follows again
	Early   bool   // the frame came early or out of turn: the last answer again
	Arrived Set    // venues where presence became certain with this frame, at its Now
}

// Oracle knows how loud each band is everywhere. It is immutable and shared by
// all runners of a hunt.
type Oracle struct{}

// NewOracle returns the oracle of a hunt, with distances measured by d.
func NewOracle(h *Hunt, d Distance) *Oracle { return &Oracle{} }

// Runner is what the server believes of one player (R5 to R8). It is a value:
// copying it is a snapshot. It belongs to one goroutine at a time. The zero
// Runner is not ready: see NewRunner.
type Runner struct{}

// NewRunner returns the runner of a player who joined at a hunt time. It
// belongs to session 0 until Session is called.
func NewRunner(o *Oracle, joined Millis) Runner { return Runner{} }

// Apply answers one frame. It allocates nothing.
func (r *Runner) Apply(f Frame) Told { return Told{Band: -1} }

// Tune turns the dial to a band. It returns the answer and the hunt time until
// another switch is possible.
func (r *Runner) Tune(now Millis, band int) (TuneResult, Millis) { return TuneUnknown, 0 }

// SetFull tells that a band has no free seat left: who hears it may switch.
func (r *Runner) SetFull(band int) {}

// Session makes a newer session the only one whose frames count. It inherits
// everything. An epoch that is not newer changes nothing.
func (r *Runner) Session(epoch uint32) {}

// Band returns the tuned band, -1 for none.
func (r *Runner) Band() int { return -1 }

// SwitchIn returns the hunt time until another switch is possible.
func (r *Runner) SwitchIn(now Millis) Millis { return 0 }
