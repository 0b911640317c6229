package wire

import "time"

// Limits, each checked at the edge by whoever reads.
const (
	FrameSize = 100 // bytes of a Frame
	StepSize  = 32  // bytes of a Step
	MaxFixes  = 4   // fixes in a Frame: two seconds at 1 Hz and as many again after a hiccup

	MaxMessageUp     = 4 << 10 // bytes of a JSON message to the server: the longest, Hello, has some 200
	MaxMessageDown   = 3 << 20 // bytes of a JSON message to a device: Ended with MaxSeats of the longest names
	MaxJoinBody      = 1 << 10 // bytes of a JoinRequest: the longest nickname, escaped, and the salt
	MaxSeats         = 10_000  // seats of a hunt: what fits into one Ended
	MaxNickname      = 24      // user-perceived characters of a nickname: one line on a phone
	MaxNicknameBytes = 128     // bytes of a nickname: 24 letters of any script, or five families of emoji
	MaxBands         = 32      // bands of a hunt: a list that fits two phone screens
	TokenBytes       = 40      // of a player's token: 16 say who, 24 prove it
	SaltBytes        = 16      // random bytes that a player adds to the lots (R3)
	CodeDigits       = 7       // of a gate's or a door's code: six and a check digit
	MaxTries         = 10      // wrong codes of a player at the gate, and as many at each venue: then staff only
	MaxBroadcasts    = 5       // of the organiser's words, told to who comes back
	MaxBroadcast     = 500     // bytes of one of them: a few sentences on a phone

	HelloTimeout = 5 * time.Second  // between the connection and Hello
	FrameEvery   = 2                // seconds of hunt time between frames, unless a Step says otherwise
	SwitchEvery  = 90 * time.Second // of hunt time between two switches of band (R7)
	CodePends    = 60 * time.Second // of wall time in which a typed code may come to count (R8)
	ResumeFor    = 10 * time.Minute // of wall time in which a resume code is good (R3)
	BoardDelay   = 90 * time.Second // of hunt time between a seat and the leaderboard (R12)
	MaxStep      = 63               // the loudest step
	NoBand       = 255              // Step.Band when nothing is tuned
)

// Close codes of the WebSocket. Below 4000 they are RFC 6455's.
const (
	CloseComeBack = 1012 // the server restarts or sheds: connect again with the same token
	CloseGarbage  = 1002 // a message that this protocol does not have: do not come back with it
	CloseTooBig   = 1009 // a message above the limits: do not come back with it
	CloseReplaced = 4001 // the same player opened a newer session: do not come back
	CloseUnknown  = 4002 // the token is not known here: join again
	CloseVersion  = 4003 // another protocol version: reload the player
	CloseSlow     = 4004 // the device did not read for too long: connect again
	CloseNewHunt  = 4005 // this evening is over and another one opens: join again
)

// ComeBack tells whether a device should connect again with the same token
// after a connection ended with this close code. Codes that are unknown, and
// connections that just broke, are worth another try.
func ComeBack(code int) bool {
	switch code {
	case CloseGarbage, CloseTooBig, CloseReplaced, CloseUnknown, CloseVersion, CloseNewHunt:
		return false
	}
	return true
}
