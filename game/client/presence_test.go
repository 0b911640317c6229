//go:build !js

package client

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game/wire"
)

// gated welcomes somebody who has passed the gate, on their so-manieth visit
// from 0.
func (a *actor) gated(visit int) {
	a.hello()
	w := welcomeTo(guarded(), uint32(visit+1))
	w.Gated = true
	a.say(w)
}

// guarded is a hunt with a gate and doors, both by codes.
func guarded() wire.Hunt {
	h := hunt(1)
	h.Gate, h.Doors = "code", "code"
	return h
}

// code returns a code whose check digit is right.
func code(six string) string { return wire.WithCheckDigit(six) }

// said keeps what a server was told besides frames.
type said struct {
	mu   sync.Mutex
	list []wire.ToServer
}

func (s *said) add(m wire.ToServer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list = append(s.list, m)
}

func (s *said) all() []wire.ToServer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.list)
}

// attend answers frames with a step, and everything else as the play says.
func (a *actor) attend(to *said, play func(m wire.ToServer)) {
	for {
		m, ok := a.read()
		if !ok {
			return
		}
		if f, ok := m.(wire.Frame); ok {
			a.answer(f, wire.Step{Band: 0, Step: 60, Word: wire.WordHunting, Period: 2})
			continue
		}
		to.add(m)
		if play != nil {
			play(m)
		}
	}
}

// R4: the gate says plainly whether it opens; R8: a wrong digit is found here.
func TestTheGateOpensByItsCode(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := &said{}
		s := newStage(t, func(_ int, a *actor) {
			a.hello()
			a.say(welcomeTo(guarded(), 1))
			a.attend(told, func(m wire.ToServer) {
				if p := m.(wire.Present); p.Code == code("123456") {
					a.say(wire.Gated{})
					return
				}
				a.say(wire.GateRefused{Reason: wire.GateCode})
			})
		})
		defer s.close()
		session, stop := s.run(s.config())
		pass(time.Second)
		if session.State().Gated {
			t.Error("gated before any code")
		}
		right := code("123456")
		slip := right[:6] + string('0'+(right[6]-'0'+1)%10)
		if session.PresentGate(slip) || session.PresentGate("") || session.PresentGate(right+"0") {
			t.Error("a code with a wrong digit is taken")
		}
		pass(time.Second)
		if n := len(told.all()); n != 0 {
			t.Errorf("%d messages for codes that cannot be right", n)
		}
		if !session.PresentGate(code("000000")) {
			t.Error("a code of the right form is not taken")
		}
		pass(time.Second)
		if st := session.State(); st.GateRefused != wire.GateCode || st.Presented.Stage != StageNone || st.Gated {
			t.Errorf("refused %q, %+v, gated %v: want the gate's own reason", st.GateRefused, st.Presented, st.Gated)
		}
		session.PresentGate(right)
		pass(time.Second)
		if st := session.State(); st.GateRefused != "" || st.Presented != (Presentation{}) || !st.Gated {
			t.Errorf("refused %q, %+v, gated %v: want it gated and nothing else", st.GateRefused, st.Presented, st.Gated)
		}
		if want := (wire.Present{At: wire.AtGate, Code: right}); told.all()[1] != wire.ToServer(want) {
			t.Errorf("said %+v, want %+v", told.all()[1], want)
		}
		stop()
	})
}

// R8: "noted" at a door, and a minute later everybody is asked to type again, by
// the device's own clock alone.
func TestADoorNotesAndAMinuteLaterAsksAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := &said{}
		s := newStage(t, func(_ int, a *actor) {
			a.gated(0)
			a.attend(told, func(wire.ToServer) {
				<-time.After(3 * time.Second) // the journal takes its time
				a.say(wire.Noted{At: wire.AtDoor})
			})
		})
		defer s.close()
		session, stop := s.run(s.config())
		pass(time.Second)
		session.PresentDoor("owls", code("314159"))
		pass(time.Second)
		if p := session.State().Presented; p.Stage != StageSending || p.At != wire.AtDoor || p.Band != "owls" {
			t.Errorf("%+v: want it on its way", p)
		}
		pass(2500 * time.Millisecond)
		if p := session.State().Presented; p.Stage != StageNoted || p.Band != "owls" {
			t.Errorf("%+v: want it noted", p)
		}
		pass(59 * time.Second)
		if p := session.State().Presented; p.Stage != StageNoted {
			t.Errorf("%+v before the minute is over", p)
		}
		pass(2 * time.Second)
		if p := session.State().Presented; p.Stage != StageAgain {
			t.Errorf("%+v after a minute: want to be asked again", p)
		}
		if want := []wire.ToServer{wire.Present{At: wire.AtDoor, Band: "owls", Code: code("314159")}}; !slices.Equal(told.all(), want) {
			t.Errorf("said %+v, want the code once", told.all())
		}
		stop()
	})
}

// A code without an answer is sent again after a reconnection, the same, and not
// after its answer.
func TestAnUnansweredCodeIsSentAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := &said{}
		s := newStage(t, func(visit int, a *actor) {
			a.gated(visit)
			a.attend(told, func(wire.ToServer) {
				switch visit {
				case 0:
					a.ws.NetConn().Close() // before any answer
				case 1:
					a.say(wire.Noted{At: wire.AtDoor})
				}
			})
		})
		defer s.close()
		session, stop := s.run(s.config())
		pass(time.Second)
		session.PresentDoor("foxes", code("271828"))
		pass(5 * time.Second)
		if p := session.State().Presented; p.Stage != StageNoted || p.Band != "foxes" {
			t.Errorf("%+v after the reconnection: want it noted", p)
		}
		one := wire.Present{At: wire.AtDoor, Band: "foxes", Code: code("271828")}
		if want := []wire.ToServer{one, one}; !slices.Equal(told.all(), want) {
			t.Errorf("said %+v, want the same code twice", told.all())
		}
		stop()
	})
}

// What is typed without a network is sent when it is back; after a minute the
// player is told to type what the door shows by then.
func TestACodeWaitsAMinuteForTheNetwork(t *testing.T) {
	for name, c := range map[string]struct {
		away  time.Duration
		stage Stage
		sent  int
	}{"half a minute": {30 * time.Second, StageNoted, 1}, "two minutes": {2 * time.Minute, StageUnsure, 0}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				told := &said{}
				s := newStage(t, func(visit int, a *actor) {
					a.gated(visit)
					if visit == 0 {
						a.setDeaf(true)
						return
					}
					a.attend(told, func(wire.ToServer) { a.say(wire.Noted{At: wire.AtDoor}) })
				})
				defer s.close()
				session, stop := s.run(s.config())
				pass(time.Second)
				session.PresentDoor("owls", code("161803"))
				pass(c.away)
				if p := session.State().Presented; p.Stage != StageSending && c.away < answerWithin {
					t.Errorf("%+v without a network: want it kept", p)
				}
				s.setDeaf(false)
				pass(maxPause + time.Second)
				if p := session.State().Presented; p.Stage != c.stage || len(told.all()) != c.sent {
					t.Errorf("%+v, said %+v: want stage %v, and it sent %d times", p, told.all(), c.stage, c.sent)
				}
				stop()
			})
		})
	}
}

// The answer to a first code is no answer to a second one.
func TestEachCodeNeedsItsAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := &said{}
		s := newStage(t, func(visit int, a *actor) {
			a.gated(visit)
			a.attend(told, func(wire.ToServer) {
				if len(told.all()) == 2 {
					a.say(wire.Noted{At: wire.AtDoor}) // the first one's
					<-time.After(time.Second)
					a.ws.NetConn().Close()
				} else if visit > 0 {
					a.say(wire.Noted{At: wire.AtDoor})
				}
			})
		})
		defer s.close()
		session, stop := s.run(s.config())
		pass(time.Second)
		session.PresentDoor("owls", code("111111"))
		pass(100 * time.Millisecond)
		session.PresentDoor("owls", code("222222"))
		pass(500 * time.Millisecond)
		if p := session.State().Presented; p.Stage != StageSending {
			t.Errorf("%+v: the second code counts as answered by the first one's answer", p)
		}
		pass(5 * time.Second)
		all := told.all()
		if p := session.State().Presented; p.Stage != StageNoted || len(all) != 3 || all[2] != all[1] {
			t.Errorf("%+v, said %+v: want the second code again, and noted", p, all)
		}
		stop()
	})
}

// R8: a pass rotates. It is asked for while it is shown, and never besides.
func TestAPassIsFreshWhileItIsShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := &said{}
		s := newStage(t, func(_ int, a *actor) {
			a.hello()
			a.say(welcomeTo(guarded(), 1))
			a.attend(told, func(m wire.ToServer) {
				step := time.Now().UnixMilli() / 15_000
				left := (step+1)*15_000 - time.Now().UnixMilli()
				a.say(wire.Pass{Text: "pass", Typed: "17-1234567", Size: 3, Modules: []byte{0xa0, 0x80}, Server: time.Now().UnixMilli(), For: left})
			})
		})
		defer s.close()
		session, stop := s.run(s.config())
		pass(time.Minute)
		if n := len(told.all()); n != 0 || session.State().Pass.Text != "" {
			t.Errorf("asked %d times for a pass that nobody looks at", n)
		}
		session.ShowPass(true)
		for range 60 {
			pass(time.Second)
			if p := session.State().Pass; p.Typed != "17-1234567" || time.Until(p.Until) < 0 || time.Until(p.Until) > 15*time.Second {
				t.Fatalf("pass %+v runs out in %v: want a fresh one", p.Pass, time.Until(p.Until))
			}
		}
		if n := len(told.all()); n < 4 || n > 10 {
			t.Errorf("asked %d times in a minute, want about four times and not much more", n)
		}
		session.ShowPass(false)
		before := len(told.all())
		pass(time.Minute)
		if n := len(told.all()); n != before || session.State().Pass.Text != "" {
			t.Errorf("asked %d times after it was put away, pass %+v", n-before, session.State().Pass)
		}
		stop()
	})
}

func TestAPassIsAskedForAnewAfterAReconnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := &said{}
		s := newStage(t, func(visit int, a *actor) {
			a.hello()
			a.say(welcomeTo(guarded(), uint32(visit+1)))
			a.attend(told, func(wire.ToServer) {
				if visit == 0 {
					a.ws.NetConn().Close()
					return
				}
				a.say(wire.Pass{Text: "pass", Server: time.Now().UnixMilli(), For: 15_000})
			})
		})
		defer s.close()
		session, stop := s.run(s.config())
		pass(time.Second)
		session.ShowPass(true)
		pass(3 * time.Second)
		if p := session.State().Pass; p.Text != "pass" {
			t.Errorf("pass %+v after %d questions", p, len(told.all()))
		}
		stop()
	})
}

func TestAQRCodeThatIsNotWholeIsRefused(t *testing.T) {
	for _, m := range []wire.ToPlayer{
		wire.Pass{Size: 4, Modules: []byte{1}}, wire.Pass{Size: -1}, wire.Pass{Size: 1 << 20},
		wire.Won{Ticket: &wire.Ticket{Size: 9, Modules: make([]byte, 3)}},
	} {
		if _, err := fold(State{}, m, time.Now()); !errors.Is(err, errGarbled) {
			t.Errorf("%+v: %v, want it garbled", m, err)
		}
	}
	w := wire.Welcome{Hunt: wire.Hunt{Rate: 1}, Seat: &wire.Won{Ticket: &wire.Ticket{Size: 3}}}
	if _, err := fold(State{}, w, time.Now()); !errors.Is(err, errGarbled) {
		t.Errorf("a welcome with a ticket that is not whole: %v", err)
	}
}

// R11, R12: what people do in a hunt is told, and a welcome tells it again.
func TestWhatPeopleDoIsTold(t *testing.T) {
	now := time.Now()
	all := func(s State, list ...wire.ToPlayer) State {
		t.Helper()
		for _, m := range list {
			var err error
			if s, err = fold(s, m, now); err != nil {
				t.Fatal(err)
			}
		}
		return s
	}
	h := guarded()
	s := all(State{}, wire.Welcome{Hunt: h, Band: "owls", SwitchIn: 90_000, Seat: &wire.Won{Band: "owls", Seat: 2}})
	if s.Gated || s.Out || s.SwitchIn(now) == 0 {
		t.Errorf("welcomed %+v", s)
	}
	s = all(s, wire.Gated{}, wire.BandGone{Band: "foxes"})
	if !s.Gated || s.SwitchIn(now) == 0 || !slices.Equal(s.Removed, []string{"foxes"}) {
		t.Errorf("another band's venue is removed: %+v", s)
	}
	s = all(s, wire.BandGone{Band: "owls"}, wire.SeatGone{}, wire.Out{Reason: "Two phones."})
	if s.SwitchIn(now) != 0 || s.Seat != nil || !s.SeatGone || !s.Out || s.OutReason != "Two phones." { // R7: a free switch
		t.Errorf("the own band's venue is removed, and the player is out: %+v", s)
	}
	s = all(s, wire.Back{}, wire.Won{Band: "foxes", Seat: 1}, wire.Resume{Code: "QUIET-OWL", For: 600_000})
	if s.Out || s.OutReason != "" || s.SeatGone || s.Seat.Seat != 1 || s.Resume != (Resume{"QUIET-OWL", now.Add(10 * time.Minute)}) {
		t.Errorf("back, with another seat: %+v", s)
	}
	for i := range int64(2 * wire.MaxBroadcasts) {
		s = all(s, wire.Broadcast{Text: "hear, hear", Server: i})
	}
	if n := len(s.Broadcasts); n != wire.MaxBroadcasts || s.Broadcasts[n-1].Server != 2*wire.MaxBroadcasts-1 {
		t.Errorf("%d broadcasts, last %+v: want the last few", n, s.Broadcasts[n-1])
	}
	s = all(s, wire.Welcome{Hunt: h, Gated: true, Out: "Two phones.", Gone: []string{"foxes"}, Broadcasts: []wire.Broadcast{{Text: "b"}}})
	if !s.Gated || !s.Out || s.OutReason != "Two phones." || !slices.Equal(s.Removed, []string{"foxes"}) || len(s.Broadcasts) != 1 {
		t.Errorf("welcomed again: %+v", s)
	}
	h.Gate = ""
	if s = all(s, wire.Welcome{Hunt: h}); !s.Gated { // R4: joining gates
		t.Error("no gate, and not gated")
	}
}

func TestAskingForAResumeCodeAndGivingASeatBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := &said{}
		s := newStage(t, func(visit int, a *actor) {
			a.hello()
			w := welcomeTo(guarded(), uint32(visit+1))
			w.Seat = &wire.Won{Band: "owls", Seat: 1}
			a.say(w)
			a.attend(told, func(m wire.ToServer) {
				switch m.(type) {
				case wire.AskResume:
					a.say(wire.Resume{Code: "quiet-owl", For: 600_000})
				case wire.GiveBack:
					a.say(wire.SeatGone{})
				}
			})
		})
		defer s.close()
		s.setDeaf(true)
		session, stop := s.run(s.config())
		session.AskResume() // before there is a network
		session.GiveBack()
		pass(time.Second)
		s.setDeaf(false)
		pass(5 * time.Second)
		if st := session.State(); st.Resume.Code != "quiet-owl" || time.Until(st.Resume.Until) < 9*time.Minute || st.Seat != nil || !st.SeatGone {
			t.Errorf("resume %+v, seat %v", st.Resume, st.Seat)
		}
		if want := []wire.ToServer{wire.AskResume{}, wire.GiveBack{}}; !slices.Equal(told.all(), want) {
			t.Errorf("said %+v, want each once", told.all())
		}
		stop()
	})
}

// R3: a resume code opens the session of another device; class and invitation
// travel with joining.
func TestWaysIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(_ int, a *actor) {
			if h := a.hello(); h.Token != "fresh" {
				t.Errorf("hello with token %q", h.Token)
			}
			a.say(welcomeTo(guarded(), 1))
			a.echo(wire.Step{})
		})
		defer s.close()
		var bodies []string
		s.join = func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				t.Error(err)
			}
			bodies = append(bodies, r.URL.Path+" "+string(body))
			_, _ = w.Write([]byte(`{"token":"fresh","number":3}`))
		}
		c := s.config()
		c.Token, c.ResumeCode, c.Resume = "", "quiet-owl", ResumeThrough(s.dial)
		_, stop := s.run(c)
		pass(time.Second)
		stop()
		c.ResumeCode, c.Class, c.Invitation, c.Rand = "", "wheels", "ABCD", always(0)
		_, stop = s.run(c)
		pass(time.Second)
		stop()
		want := []string{
			`/v1/resume {"code":"quiet-owl"}`,
			`/v1/join {"nickname":"","salt":"AAAAAAAAAAAAAAAAAAAAAA==","class":"wheels","invitation":"ABCD"}`,
		}
		if !slices.Equal(bodies, want) {
			t.Errorf("asked %q, want %q", bodies, want)
		}
	})
}
