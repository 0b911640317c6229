package client

import (
	"time"

	"crescendo/game/wire"
)

const (
	answerWithin = wire.CodePends   // a code that nobody answered until then is shown no more
	passEvery    = 15 * time.Second // at most between two passes (R8)
	passEarly    = time.Second      // before a pass runs out the next one is asked for
	passSoonest  = time.Second      // between two questions for a pass, whatever the server says
)

// Stage is how far a presentation has come.
type Stage uint8

// The stages. Nothing after StageSending says whether a code was right (R8).
const (
	StageNone    Stage = iota // nothing was presented
	StageSending              // on its way; it is sent again after a reconnection
	StageNoted                // the journal has it
	StageAgain                // noted a minute ago: everybody is asked to type again
	StageUnsure               // no answer in a minute: it may have been lost
)

// String returns the stage in one lower-case word, "" for none.
func (s Stage) String() string {
	if s > StageUnsure {
		return "unknown"
	}
	return [...]string{"", "sending", "noted", "again", "unsure"}[s]
}

// Presentation is how the player presented themself last. The zero
// Presentation is none.
type Presentation struct {
	At    string    // wire.AtGate or wire.AtDoor
	Band  string    // whose door, as the player said
	When  time.Time // of the device: when it was presented; from StageNoted on when it was noted
	Stage Stage

	open int // codes that were sent over this connection and are not answered yet
}

// Pass is the player's pass. The zero Pass is none.
type Pass struct {
	wire.Pass
	Until time.Time // of the device: then another one takes its place
}

// Resume is a code with which another device takes over. The zero Resume is none.
type Resume struct {
	Code  string
	Until time.Time // of the device
}

// presented is a code that was typed, as the session hands it to Run.
type presented struct {
	wire.Present
	when time.Time
}

// PresentGate presents the code that the gate shows. It is answered by
// State.Gated or State.GateRefused. It returns false, and sends nothing, where
// the check digit says that a digit is wrong.
//
// A code is kept until it is answered, and sent again after a reconnection, for
// a minute; State.Presented says how it stands. A newer one takes its place.
func (s *Session) PresentGate(code string) bool {
	return s.present(wire.Present{At: wire.AtGate, Code: code})
}

// PresentDoor presents the code that a band's door shows, as PresentGate does.
// The answer, StageNoted, is the same whatever is true.
func (s *Session) PresentDoor(band, code string) bool {
	return s.present(wire.Present{At: wire.AtDoor, Band: band, Code: code})
}

func (s *Session) present(p wire.Present) bool {
	if !wire.CheckDigit(p.Code) {
		return false
	}
	s.mu.Lock()
	s.hand = &presented{p, s.config.Now()}
	s.mu.Unlock()
	s.nudge()
	return true
}

// ShowPass says whether the player's pass is being shown. While it is,
// State.Pass is kept fresh; else none is asked for.
func (s *Session) ShowPass(shown bool) {
	s.mu.Lock()
	s.showPass = shown
	s.mu.Unlock()
	s.nudge()
}

// AskResume asks for a code with which another device takes over, see
// State.Resume.
func (s *Session) AskResume() {
	s.mu.Lock()
	s.askResume = true
	s.mu.Unlock()
	s.nudge()
}

// GiveBack gives the player's seat back, for good. Without a connection it is
// done after the next welcome.
func (s *Session) GiveBack() {
	s.mu.Lock()
	s.giveBack = true
	s.mu.Unlock()
	s.nudge()
}

// takeHand empties what was presented.
func (s *Session) takeHand() (p *presented, shown bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, s.hand = s.hand, nil
	return p, s.showPass
}

// takeAsked empties what is asked for once.
func (s *Session) takeAsked() (resume, giveBack bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	resume, giveBack = s.askResume, s.giveBack
	s.askResume, s.giveBack = false, false
	return resume, giveBack
}
