package client

import (
	"time"

	"crescendo/game/wire"
)

// attend takes what was presented, asked and shown since it looked last.
func (r *run) attend(now time.Time) {
	p, shown := r.takeHand()
	if p != nil {
		r.unanswered = p
		r.state.Presented = Presentation{At: p.At, Band: p.Band, When: p.when, Stage: StageSending, open: r.state.Presented.open}
		r.state.GateRefused, r.changed = "", true
		r.tellCode()
	}
	if shown != r.passShown {
		r.passShown, r.passAt = shown, now
		if !shown {
			r.state.Pass, r.changed = Pass{}, true // it would be too old
		}
	}
	if r.welcomed {
		r.tellAsked()
	}
}

// tellCode sends the code that is not answered yet.
func (r *run) tellCode() {
	if !r.welcomed || r.unanswered == nil {
		return // it waits for the welcome
	}
	r.state.Presented.open++
	r.say(r.unanswered.Present)
}

func (r *run) tellAsked() {
	resume, giveBack := r.takeAsked()
	if resume {
		r.say(wire.AskResume{})
	}
	if giveBack {
		r.say(wire.GiveBack{})
	}
}

// say sends a message, or finds that the network takes nothing.
func (r *run) say(m wire.ToServer) {
	if r.link != nil && !r.link.say(m) {
		r.lose(trouble(Slow), true)
	}
}

// presentAgain sends after a welcome what the last connection left unanswered.
func (r *run) presentAgain() {
	r.state.Presented.open = 0
	r.passAt = time.Time{}
	r.answer()
	r.tellCode()
	if r.welcomed {
		r.tellAsked()
	}
}

// answer forgets a code that was answered.
func (r *run) answer() {
	if r.state.Presented.Stage != StageSending {
		r.unanswered = nil
	}
}

// tend does what is due for a pass and for what was presented.
func (r *run) tend(now time.Time) {
	p := &r.state.Presented
	if at, ok := r.stageEnds(); ok && !now.Before(at) {
		if p.Stage == StageSending {
			p.Stage, r.unanswered = StageUnsure, nil
		} else {
			p.Stage = StageAgain
		}
		r.changed = true
	}
	if r.passShown && r.welcomed && !now.Before(r.passAt) {
		r.passAt = now.Add(passEvery)
		r.say(wire.AskPass{})
	}
}

// stageEnds returns when the player is told more about what they presented.
func (r *run) stageEnds() (time.Time, bool) {
	switch p := r.state.Presented; p.Stage {
	case StageSending:
		return p.When.Add(answerWithin), true
	case StageNoted:
		return p.When.Add(wire.CodePends), true
	}
	return time.Time{}, false
}

// tendAt returns the earlier of a time and of when tend has something to do.
func (r *run) tendAt(at time.Time) time.Time {
	if ends, ok := r.stageEnds(); ok && ends.Before(at) {
		at = ends
	}
	if r.passShown && r.welcomed && r.passAt.Before(at) {
		at = r.passAt
	}
	return at
}

// hearPass takes the clock from a pass: when to ask for the next one.
func (r *run) hearPass(now time.Time) {
	left := r.state.Pass.Until.Sub(now) - passEarly
	r.passAt = now.Add(min(max(left, passSoonest), passEvery))
}
