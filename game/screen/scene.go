package screen

import (
	"slices"

	"crescendo/game/client"
	"crescendo/game/wire"
)

// Scene is what a player is in the middle of.
type Scene uint8

// The scenes, about in the order of an evening; from Code on they are what a
// player opens over the others.
const (
	Connecting Scene = iota // not welcomed yet
	Gate                    // on the way to the gate, or before it
	Lobby                   // before the gun: countdown, and the bands
	Tune                    // the list of bands
	Hunt                    // the map and the lantern
	Arrived                 // an arrival is recorded, a seat provisional
	Waiting                 // no seat was free with the tuned band
	Seat                    // a seat, and where
	Out                     // taken out of the hunt
	Ended                   // the results
	Gone                    // the session is over
	Code                    // a keypad for the gate's or a door's code
	Whose                   // whose door the code is of
	Noted                   // a code was handed in
	Pass                    // the player's pass
	Ticket                  // the ticket of a seat
	Leave                   // whether to give the seat back
	Resume                  // going on on another device
	Message                 // what the organiser said
	sceneEnd
)

// String returns the scene in one lower-case word, for tests and reports.
func (s Scene) String() string {
	if s >= sceneEnd {
		return "unknown"
	}
	return [...]string{
		"connecting", "gate", "lobby", "tune", "hunt", "arrived", "waiting", "seat", "out", "ended", "gone",
		"code", "whose", "noted", "pass", "ticket", "leave", "resume", "message",
	}[s]
}

// Panel is what a player has opened over the evening: the only thing that the
// state does not know.
type Panel uint8

// The panels. Shut is none of them.
const (
	Shut Panel = iota
	bandsOpen
	codeOpen
	whoseOpen
	notedOpen
	passOpen
	ticketOpen
	leaveOpen
	resumeOpen
	messageOpen
)

// Choose returns the scene of a state, with a panel open over it.
func Choose(s client.State, open Panel) Scene {
	under := beneath(s)
	if over, ok := opened(s, open, under); ok {
		return over
	}
	return under
}

// beneath is where the player is in the evening, under any panel.
func beneath(s client.State) Scene {
	before := s.Phase == wire.PhaseSoon || s.Phase == wire.PhaseOpen
	switch {
	case s.Ended != nil: // the results stay, whatever becomes of the connection
		return Ended
	case s.Connection == client.Gone:
		return Gone
	case s.Hunt.Rate == 0: // no welcome yet
		return Connecting
	case s.Out:
		return Out
	case s.Seat != nil:
		return Seat
	case !s.Gated && (before || s.Phase == wire.PhaseRunning):
		return Gate
	case before:
		return Lobby
	case s.Band == "" && s.Phase == wire.PhaseRunning:
		return Tune
	case slices.Contains(s.Waiting, s.Band):
		return Waiting
	case slices.Contains(s.Arrived, s.Band):
		return Arrived
	}
	return Hunt
}

// opened returns the scene of a panel, where it can be opened.
func opened(s client.State, open Panel, under Scene) (Scene, bool) {
	hunting := under == Tune || under.mapped()
	presenting := under == Gate || hunting && s.Hunt.Doors != ""
	switch open {
	case bandsOpen:
		return Tune, hunting
	case codeOpen:
		return Code, presenting && typed(s)
	case whoseOpen:
		return Whose, presenting && typed(s) && s.Gated
	case notedOpen:
		if p := s.Presented.Stage; p == client.StageSending || p == client.StageNoted {
			return Noted, presenting
		}
		return Code, presenting && typed(s) // refused, or to be typed again
	case passOpen:
		return Pass, presenting
	case ticketOpen:
		return Ticket, under == Seat && s.Seat.Ticket != nil
	case leaveOpen:
		return Leave, under == Seat
	case resumeOpen:
		return Resume, hunting || under == Lobby || under == Seat
	case messageOpen:
		return Message, len(s.Broadcasts) > 0 && under != Connecting && under != Gone && under != Ended
	}
	return under, false
}

// typed tells whether there are codes to type where the player is.
func typed(s client.State) bool {
	if !s.Gated {
		return s.Hunt.Gate == "code" && s.GateRefused != wire.GateTries
	}
	return s.Hunt.Doors == "code"
}

// mapped tells whether a scene shows the map with the player on it.
func (s Scene) mapped() bool { return s == Hunt || s == Arrived || s == Waiting }

// paper tells whether a scene is white, so that a scanner sees it.
func (s Scene) paper() bool { return s == Pass || s == Ticket }
