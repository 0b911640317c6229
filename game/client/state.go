package client

import (
	"time"

	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// Connection is how a session stands with its server.
type Connection uint8

// The four ways a session can stand.
const (
	Connecting Connection = iota // not welcomed yet
	Joined                       // welcomed: what is shown is so
	Lost                         // welcomed before, and trying again; the last step plays on
	Gone                         // over: State.Trouble says why and what to do
)

// String returns the way in one lower-case word.
func (c Connection) String() string {
	switch c {
	case Connecting:
		return "connecting"
	case Joined:
		return "joined"
	case Lost:
		return "lost"
	case Gone:
		return "gone"
	}
	return "unknown"
}

// Fix is one position of the device. The zero Fix is none.
type Fix struct {
	At       geo.Point
	Accuracy float64   // metres, 95 % radius; a source that does not know says its guess
	Time     time.Time // of the device
}

// Known tells whether there is a position.
func (f Fix) Known() bool { return !f.Time.IsZero() }

// State is all that the device knows. It is a value: copy it, keep it, read it
// from any goroutine. What its slices and pointers lead to never changes.
type State struct {
	Version    uint64 // one more with each change; 0 before Run
	Connection Connection
	Trouble    Trouble // why the session is not Joined; zero while nothing is wrong

	// As the server said it last. Zero until the first welcome.
	Hunt        wire.Hunt
	Phase       wire.PhaseName
	Number      int       // "Player 17"
	Nickname    string    // "" for "Player 17"
	Band        string    // tuned, "" for none
	Step        uint8     // loudness of Band, 0…63
	Heard       time.Time // of the device: when Step came; zero while Band was not heard yet
	Word        wire.Word
	Fog         wire.Fog
	CatchUp     time.Duration // of hunt time, until the music follows again
	SwitchAt    time.Time     // of the device: from then on another band may be tuned
	Refused     wire.TuneRefused
	Full        []string // bands without a free seat
	Arrived     []string // bands whose place was reached
	Provisional int      // seat if every slot closed now, 0 for none; may still change
	Waiting     []string // bands on whose waiting list the player stands
	Seat        *wire.Won
	SeatGone    bool // the player had a seat, and has it no more
	Ended       *wire.Ended

	// The gate, the doors, and the people who run the hunt.
	Gated       bool             // the gate is passed, or there is none (R4)
	GateRefused wire.GateRefusal // why the last code at the gate was not taken, "" while there is no such reason
	Presented   Presentation     // the code that was presented last
	Pass        Pass             // while ShowPass is on
	Resume      Resume           // the last one that was asked for
	Out         bool             // taken out of the hunt
	OutReason   string           // why, in the organiser's words
	Broadcasts  []wire.Broadcast // from the organiser, oldest first
	Removed     []string         // bands whose venue was removed

	// The device's own.
	Fix        Fix           // the last one
	NoPosition Trouble       // why no fixes come; zero while they come
	Offset     time.Duration // of the server's clock against the device's, by the quickest round trip
	RoundTrip  time.Duration // that round trip; 0 while Offset is unknown

	base time.Time // the device's zero
}

// Server returns what the server's clock says when the device's says now. It
// does not jump when the device's wall clock is set.
func (s State) Server(now time.Time) time.Time {
	if s.base.IsZero() { // a state that no session made
		return now.Add(s.Offset)
	}
	return s.base.Add(now.Sub(s.base)).Add(s.Offset)
}

// SinceGun returns the hunt time since the gun, negative before it, when the
// device's clock says now. It is 0 before the first welcome.
func (s State) SinceGun(now time.Time) time.Duration {
	if s.Hunt.Rate == 0 {
		return 0
	}
	return s.Server(now).Sub(time.UnixMilli(s.Hunt.Starts)) * time.Duration(s.Hunt.Rate)
}

// Until returns the time on the wall until a moment of the server's clock, in
// Unix milliseconds, such as Hunt.Starts or Hunt.Closes. It is negative after.
func (s State) Until(now time.Time, serverMs int64) time.Duration {
	return time.UnixMilli(serverMs).Sub(s.Server(now))
}

// SwitchIn returns the time on the wall until another band may be tuned, 0 when
// it may be now.
func (s State) SwitchIn(now time.Time) time.Duration { return max(0, s.SwitchAt.Sub(now)) }

// TunedBand returns the tuned band, and whether there is one.
func (s State) TunedBand() (wire.Band, bool) {
	for _, b := range s.Hunt.Bands {
		if b.ID == s.Band {
			return b, true
		}
	}
	return wire.Band{}, false
}
