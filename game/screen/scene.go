package screen

import (
	"slices"

	"crescendo/game/client"
	"crescendo/game/wire"
)

// Scene is what a player is in the middle of.
type Scene uint8

// The scenes, about in the order of an evening.
const (
	Connecting Scene = iota // not welcomed yet
	Lobby                   // before the gun: countdown, and the bands
	Tune                    // the list of bands
	Hunt                    // the map and the lantern
	Arrived                 // an arrival is recorded, a seat provisional
	Waiting                 // no seat was free with the tuned band
	Seat                    // a seat, and where
	Ended                   // the results
	Gone                    // the session is over
	sceneEnd
)

// String returns the scene in one lower-case word, for tests and reports.
func (s Scene) String() string {
	if s >= sceneEnd {
		return "unknown"
	}
	return [...]string{"connecting", "lobby", "tune", "hunt", "arrived", "waiting", "seat", "ended", "gone"}[s]
}

// Choose returns the scene of a state. choosing says that the player has opened
// the list of bands; it is the only thing that the state does not know.
func Choose(s client.State, choosing bool) Scene {
	switch {
	case s.Ended != nil: // the results stay, whatever becomes of the connection
		return Ended
	case s.Connection == client.Gone:
		return Gone
	case s.Hunt.Rate == 0: // no welcome yet
		return Connecting
	case s.Seat != nil:
		return Seat
	case s.Phase == wire.PhaseSoon || s.Phase == wire.PhaseOpen:
		return Lobby
	case choosing || s.Band == "" && s.Phase == wire.PhaseRunning:
		return Tune
	case slices.Contains(s.Waiting, s.Band):
		return Waiting
	case slices.Contains(s.Arrived, s.Band):
		return Arrived
	}
	return Hunt
}

// mapped tells whether a scene shows the map with the player on it.
func (s Scene) mapped() bool { return s == Hunt || s == Arrived || s == Waiting }
