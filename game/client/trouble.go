package client

import (
	"errors"

	"crescendo/game/wire"
)

// Code names a trouble for programs: a screen translates by it.
type Code string

// The troubles. A server that refuses a player has codes of its own besides.
const (
	Unreachable  Code = "unreachable"   // no connection could be opened; trying again
	Dropped      Code = "dropped"       // the connection ended; trying again
	Unanswered   Code = "unanswered"    // the server says nothing; trying again
	Garbled      Code = "garbled"       // the server said what this protocol does not have; trying again
	Slow         Code = "slow"          // the network takes nothing; trying again
	BadAddress   Code = "bad_address"   // no address of a server
	NotHere      Code = "not_here"      // what answers there is no server of this game
	Refusal      Code = "refused"       // the server does not let the player in
	Replaced     Code = "replaced"      // the player goes on on another device
	Unknown      Code = "unknown"       // the server does not know the player
	OtherVersion Code = "other_version" // this program is too old, or too new
	NewHunt      Code = "new_hunt"      // another evening opens

	PositionDenied  Code = "position_denied"  // the person or the system said no
	PositionMissing Code = "position_missing" // this device or page cannot know
	PositionFailed  Code = "position_failed"  // anything else
)

// Trouble is what went wrong, for a player: a code and one plain sentence in
// English that says what to do. The zero Trouble is none. As an error it is its
// sentence.
type Trouble struct {
	Code Code
	Text string
}

// Error returns the sentence.
func (t Trouble) Error() string { return t.Text }

// trouble returns the trouble with its sentence.
func trouble(c Code) Trouble { return Trouble{c, sentence(c)} }

func sentence(c Code) string {
	switch c {
	case Unreachable:
		return "The hunt cannot be reached right now. Check your connection; we keep trying."
	case Dropped:
		return "The connection was lost. The music plays on, and we keep trying."
	case Unanswered:
		return "The server does not answer. The music plays on, and we keep trying."
	case Garbled:
		return "The server sent something we do not understand. We connect again."
	case Slow:
		return "The network is too slow right now. The music plays on, and we keep trying."
	case BadAddress:
		return "That is not the address of a hunt. It looks like https://hunt.example or http://192.168.1.5:8080."
	case NotHere:
		return "There is no hunt at that address. Check it, or ask the organiser for the link."
	case Refusal:
		return "The hunt does not let you in. Ask the organiser."
	case Replaced:
		return "You go on playing on another device or in another tab. Close this one, or reload it to play here."
	case Unknown:
		return "The hunt does not know you any more. Join again."
	case OtherVersion:
		return "This player and the hunt do not fit together. Reload the page, or get the newest player."
	case NewHunt:
		return "This evening is over, and another one opens. Join again to play."
	case PositionDenied:
		return "We may not see where you are. Allow the location for this page in the browser's settings, then come back."
	case PositionMissing:
		return "This device cannot tell where you are. The page must be opened with https, and the location switched on."
	case PositionFailed:
		return "We cannot find out where you are right now. Go where you can see the sky; we keep trying."
	}
	return "Something went wrong. We keep trying."
}

// closed returns the trouble of a connection that ended with err, and whether
// to come back.
func closed(err error) (t Trouble, comeBack bool) {
	var end *CloseError
	if !errors.As(err, &end) {
		return trouble(Dropped), true
	}
	switch end.Code {
	case wire.CloseReplaced:
		t = trouble(Replaced)
	case wire.CloseUnknown:
		t = trouble(Unknown)
	case wire.CloseVersion:
		t = trouble(OtherVersion)
	case wire.CloseNewHunt:
		t = trouble(NewHunt)
	case wire.CloseGarbage:
		t = trouble(OtherVersion) // we said what it does not know: another program would not
	default:
		t = trouble(Dropped)
	}
	return t, wire.ComeBack(end.Code)
}

// unplaced returns the trouble of a source that ended with err.
func unplaced(err error) Trouble {
	var t Trouble
	if errors.As(err, &t) && t.Code != "" {
		return t
	}
	return Trouble{PositionFailed, sentence(PositionFailed) + " (" + err.Error() + ")"}
}
