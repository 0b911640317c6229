//go:build !js

package client

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game/wire"
)

// TestNinetySecondsWithoutNetwork is the product's promise: the last step plays
// on, and the player comes back by themselves.
func TestNinetySecondsWithoutNetwork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(visit int, a *actor) {
			a.hello()
			a.say(welcomeTo(hunt(1), uint32(visit+1)))
			if visit == 0 {
				for range 5 {
					if m, ok := a.read(); ok {
						a.answer(m.(wire.Frame), wire.Step{Step: 44, Word: wire.WordHunting, Period: 2})
					}
				}
				a.setDeaf(true)
				return // and the network is gone
			}
			a.echo(wire.Step{Step: 45, Word: wire.WordHunting, Period: 2})
		})
		defer s.close()
		c := s.config()
		c.Source = walkOn(time.Second)
		session, stop := s.run(c)
		pass(9 * time.Second)
		for range 9 {
			pass(10 * time.Second)
			st := session.State()
			if st.Connection != Lost || st.Trouble.Code == "" || st.Trouble.Text == "" || st.Step != 44 || st.Band != "owls" {
				t.Fatalf("without network: %v, %q, step %d of %q: want it lost, and the last step of the owls", st.Connection, st.Trouble, st.Step, st.Band)
			}
			if old := time.Since(st.Fix.Time); old > time.Second {
				t.Errorf("the last fix is %v old: the device knows where it is without a network", old)
			}
		}
		s.setDeaf(false)
		pass(maxPause + time.Second)
		if st := session.State(); st.Connection != Joined || st.Trouble.Code != "" || st.Step != 45 {
			t.Errorf("after the network is back: %v, %q, step %d", st.Connection, st.Trouble, st.Step)
		}
		stop()
	})
}

func TestPausesGrowTwofoldWithJitterToALimit(t *testing.T) {
	for chance, part := range map[always]float64{0x00: 0.5, 0x80: 0.75, 0xff: 1} {
		synctest.Test(t, func(t *testing.T) {
			s := newStage(t, nil)
			defer s.close()
			s.setDeaf(true)
			c := s.config()
			c.Rand = chance
			session, stop := s.run(c)
			pass(3 * time.Minute)
			st := session.State()
			stop()
			dials := s.dialled()
			want := firstPause
			for i := 1; i < len(dials); i++ {
				got, full := dials[i].Sub(dials[i-1]), min(want, maxPause)
				if d := got - time.Duration(part*float64(full)); d.Abs() > 30*time.Millisecond { // 0x80 in every byte is a little more than ½
					t.Errorf("chance %x: pause %d is %v, want %v of %v", byte(chance), i, got, part, full)
				}
				want *= 2
			}
			if len(dials) < 10 || st.Connection != Connecting || st.Trouble != trouble(Unreachable) {
				t.Errorf("%d tries in 3 minutes, %v, %q", len(dials), st.Connection, st.Trouble)
			}
		})
	}
	if share(nothing{}) != 0.5 {
		t.Error("without chance it should be half")
	}
}

type nothing struct{}

func (nothing) Read([]byte) (int, error) { return 0, errors.New("no chance left") }

// TestAServerThatSheds closes at once after each welcome: the pauses must grow
// although every connection succeeds, and start anew after one that held.
func TestAServerThatSheds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(visit int, a *actor) {
			a.hello()
			a.say(welcomeTo(hunt(1), 1))
			for until := time.Now().Add(steadyFor + time.Second); visit == 5 && time.Now().Before(until); {
				if m, ok := a.read(); ok {
					a.answer(m.(wire.Frame), wire.Step{})
				}
			}
			a.end(wire.CloseComeBack)
		})
		defer s.close()
		_, stop := s.run(s.config())
		pass(2 * time.Minute)
		stop()
		dials := s.dialled()
		for i := 2; i < 6; i++ {
			if dials[i].Sub(dials[i-1]) <= dials[i-1].Sub(dials[i-2]) {
				t.Errorf("pause %d is not longer than the one before: %v", i, dials)
			}
		}
		if d := dials[6].Sub(dials[5]) - steadyFor - time.Second; d > firstPause+time.Second {
			t.Errorf("%v after a connection that held, want the first pause", d)
		}
	})
}

func TestCloseCodesSayWhetherToComeBack(t *testing.T) {
	for code, want := range map[int]Code{
		wire.CloseComeBack: "", wire.CloseSlow: "", 1000: "", 1001: "", 1011: "", 4999: "",
		wire.CloseReplaced: Replaced, wire.CloseUnknown: Unknown, wire.CloseVersion: OtherVersion,
		wire.CloseNewHunt: NewHunt, wire.CloseGarbage: OtherVersion,
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newStage(t, func(visit int, a *actor) {
				a.hello()
				a.say(welcomeTo(hunt(1), uint32(visit)))
				if visit > 0 {
					a.echo(wire.Step{Step: 2})
					return
				}
				if m, ok := a.read(); ok {
					a.answer(m.(wire.Frame), wire.Step{Step: 1})
				}
				a.end(code)
			})
			defer s.close()
			session, stop := s.run(s.config())
			pass(time.Minute)
			st := session.State()
			err := stop()
			if want == "" {
				if st.Connection != Joined || st.Step != 2 || err != nil {
					t.Errorf("close code %d: %v, step %d, %v: want it back", code, st.Connection, st.Step, err)
				}
				return
			}
			var why Trouble
			if st.Connection != Gone || st.Trouble != trouble(want) || !errors.As(err, &why) || why != st.Trouble || len(s.dialled()) != 1 {
				t.Errorf("close code %d: %v, %q, %v, %d connections: want it gone, %s", code, st.Connection, st.Trouble, err, len(s.dialled()), want)
			}
		})
	}
}

func TestASilentServerIsLeft(t *testing.T) {
	for name, welcome := range map[string]bool{"before the welcome": false, "after it": true} {
		synctest.Test(t, func(t *testing.T) {
			s := newStage(t, func(visit int, a *actor) {
				a.hello()
				if welcome {
					a.say(welcomeTo(hunt(1), 1))
				}
				for ok := true; ok; { // reads, and answers nothing
					_, ok = a.read()
				}
			})
			defer s.close()
			session, stop := s.run(s.config())
			pass(silentFor - time.Second)
			if n := len(s.dialled()); n != 1 {
				t.Errorf("%s: left after %d connections, too early", name, n)
			}
			pass(1200 * time.Millisecond)
			if st := session.State(); st.Trouble.Code != Unanswered {
				t.Errorf("%s: %v, %q", name, st.Connection, st.Trouble)
			}
			pass(time.Second)
			if n := len(s.dialled()); n != 2 {
				t.Errorf("%s: %d connections, want a second one", name, n)
			}
			stop()
		})
	}
}

// TestAServerThatDoesNotReadHoldsNothingUp: over a pipe without any buffer,
// every write of ours stands still.
func TestAServerThatDoesNotReadHoldsNothingUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(visit int, a *actor) {
			a.hello()
			a.say(welcomeTo(hunt(8), 1))
			<-a.down
		})
		defer s.close()
		c := s.config()
		c.Source = walkOn(100 * time.Millisecond)
		session := New(c)
		var mu sync.Mutex
		var last time.Time
		var longest time.Duration
		session.Watch(func(State) {
			mu.Lock()
			defer mu.Unlock()
			if now := time.Now(); !last.IsZero() {
				longest = max(longest, now.Sub(last))
			}
			last = time.Now()
		})
		stop := begin(session)
		pass(time.Minute)
		if st := session.State(); st.Connection != Lost && st.Connection != Joined {
			t.Errorf("%v, %q", st.Connection, st.Trouble)
		}
		if n := len(s.dialled()); n < 3 {
			t.Errorf("%d connections in a minute, want a new one whenever the old one takes nothing", n)
		}
		if longest > closeWithin+100*time.Millisecond {
			t.Errorf("the session stood still for %v", longest)
		}
		stop()
	})
}

// TestRunEndsWhereverItIs ends sessions in every stage; the bubble fails the
// test if a goroutine is left.
func TestRunEndsWhereverItIs(t *testing.T) {
	for name, c := range map[string]struct {
		play  func(int, *actor)
		deaf  bool
		token string
		join  http.HandlerFunc
		after time.Duration
	}{
		"at once":         {after: 0, token: "t", play: func(_ int, a *actor) { a.hello() }},
		"while it pauses": {after: time.Second, token: "t", deaf: true},
		"while it joins": {after: time.Second, join: func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.ReadAll(r.Body) // only then the server notices who goes away
			<-r.Context().Done()
		}},
		"before the upgrade":   {after: time.Second, token: "t", play: nil},
		"before the welcome":   {after: time.Second, token: "t", play: func(_ int, a *actor) { a.hello(); a.read() }},
		"before hello is read": {after: time.Second, token: "t", play: func(_ int, a *actor) { <-a.down }},
		"among frames": {after: time.Second, token: "t", play: func(_ int, a *actor) {
			a.hello()
			a.say(welcomeTo(hunt(16), 1))
			a.echo(wire.Step{})
		}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newStage(t, c.play)
				defer s.close()
				s.setDeaf(c.deaf)
				s.join = c.join
				config := s.config()
				config.Token = c.token
				config.Source = walkOn(time.Second)
				if name == "before the upgrade" {
					config.Dial = func(ctx context.Context, _ string) (Conn, error) {
						<-ctx.Done()
						return nil, ctx.Err()
					}
				}
				_, stop := s.run(config)
				pass(c.after)
				began := time.Now()
				if err := stop(); err != nil {
					t.Errorf("Run returned %v", err)
				}
				if d := time.Since(began); d > closeWithin {
					t.Errorf("it took %v to end", d)
				}
			})
		})
	}
}
