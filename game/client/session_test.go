//go:build !js

package client

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game/wire"
	"crescendo/maps/geo"
)

func TestAWelcomeIsTheWholeState(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(_ int, a *actor) {
			if h := a.hello(); h.Token != "token" || h.Version != wire.Version {
				t.Errorf("hello %+v: want the token and the version", h)
			}
			w := welcomeTo(hunt(8), 4)
			w.Full, w.Arrived, w.Waiting = []string{"foxes"}, []string{"foxes"}, []string{"foxes"}
			w.SwitchIn = 80_000
			w.Seat = &wire.Won{Band: "owls", Seat: 3}
			a.say(w)
			a.echo(wire.Step{Step: 31, Word: wire.WordHunting, Fog: wire.FogLight, CatchUp: 7, Period: 2})
		})
		defer s.close()
		session, stop := s.run(s.config())
		pass(time.Second)
		st := session.State()
		if st.Connection != Joined || st.Trouble.Code != "" || st.Number != 17 || st.Nickname != "Zoë" || st.Phase != wire.PhaseRunning {
			t.Errorf("state %+v: not as welcomed", st)
		}
		if st.Band != "owls" || st.Step != 31 || st.Word != wire.WordHunting || st.Fog != wire.FogLight || st.CatchUp != 7*time.Second || time.Since(st.Heard) >= 250*time.Millisecond {
			t.Errorf("band %q step %d word %d fog %d catch-up %v: not as the step says", st.Band, st.Step, st.Word, st.Fog, st.CatchUp)
		}
		if !slices.Equal(st.Full, []string{"foxes"}) || !slices.Equal(st.Arrived, []string{"foxes"}) || !slices.Equal(st.Waiting, []string{"foxes"}) || st.Seat == nil || st.Seat.Seat != 3 {
			t.Errorf("full %v, arrived %v, waiting %v, seat %v", st.Full, st.Arrived, st.Waiting, st.Seat)
		}
		if in := st.SwitchIn(time.Now()); in != 9*time.Second { // 80 s of hunt time at rate 8, one of the wall ago
			t.Errorf("switch in %v, want 9s", in)
		}
		if b, ok := st.TunedBand(); !ok || b.Name != "The Owls" {
			t.Errorf("tuned %v, %t", b, ok)
		}
		if err := stop(); err != nil {
			t.Errorf("Run returned %v, want nil when its context is done", err)
		}
	})
}

func TestFramesComeEveryPeriodOfHuntTime(t *testing.T) {
	for _, c := range []struct {
		rate   int
		period uint8
		want   time.Duration
	}{
		{1, 2, 2 * time.Second}, {8, 2, 250 * time.Millisecond}, {16, 2, 125 * time.Millisecond},
		{1, 10, 10 * time.Second}, {1, 0, 2 * time.Second}, // 0: as it was
	} {
		synctest.Test(t, func(t *testing.T) {
			var frames []wire.Frame
			var at []time.Time
			s := newStage(t, func(_ int, a *actor) {
				a.hello()
				a.say(welcomeTo(hunt(c.rate), 9))
				for {
					m, ok := a.read()
					if !ok {
						return
					}
					frames, at = append(frames, m.(wire.Frame)), append(at, time.Now())
					a.answer(frames[len(frames)-1], wire.Step{Period: c.period})
				}
			})
			defer s.close()
			_, stop := s.run(s.config())
			pass(20*c.want + c.want/2)
			stop()
			synctest.Wait()
			if len(frames) != 21 && c.period != 10 || len(frames) < 20 {
				t.Fatalf("rate %d: %d frames in 20 periods and a half, want 21", c.rate, len(frames))
			}
			for i, f := range frames {
				if f.Epoch != 9 || f.Sequence != uint32(i+1) || f.Count != 0 {
					t.Errorf("rate %d: frame %d has epoch %d, sequence %d, %d fixes", c.rate, i, f.Epoch, f.Sequence, f.Count)
				}
				if i > 1 { // the first period is FrameEvery: no step has said otherwise yet
					if d := at[i].Sub(at[i-1]); d != c.want {
						t.Errorf("rate %d: %v between frames %d and %d, want %v", c.rate, d, i-1, i, c.want)
					}
					if d := f.Sent - frames[i-1].Sent; d != uint64(c.want.Milliseconds()) {
						t.Errorf("rate %d: sent says %d ms between frames, want %v", c.rate, d, c.want)
					}
				}
			}
		})
	}
}

func TestAFrameCarriesTheNewestFourFixesSinceTheLast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var counts []uint8
		var last wire.Frame
		s := newStage(t, func(_ int, a *actor) {
			a.hello()
			a.say(welcomeTo(hunt(1), 1))
			for {
				m, ok := a.read()
				if !ok {
					return
				}
				last = m.(wire.Frame)
				counts = append(counts, last.Count)
				a.answer(last, wire.Step{Period: 2})
			}
		})
		defer s.close()
		c := s.config()
		c.Source = walkOn(300 * time.Millisecond) // seven or so in two seconds
		session, stop := s.run(c)
		pass(9 * time.Second)
		stop()
		if !slices.Equal(counts[1:], []uint8{4, 4, 4, 4}) {
			t.Errorf("fixes in frames: %v, want four in each but the first", counts)
		}
		for i := 1; i < 4; i++ {
			if last.Fixes[i].Lat != last.Fixes[i-1].Lat+1 || last.Fixes[i].At != last.Fixes[i-1].At+300 {
				t.Errorf("fixes %+v: want them in their order, oldest first", last.Fixes)
			}
		}
		if newest := last.Fixes[3]; newest.At > last.Sent || last.Sent-newest.At >= 300 || newest.AccuracyDM != 80 {
			t.Errorf("newest fix %+v in a frame sent at %d: want the last one, with its accuracy in decimetres", newest, last.Sent)
		}
		if f := session.State().Fix; !f.Known() || f.Accuracy != 8 {
			t.Errorf("state has fix %+v", f)
		}
	})
}

func TestWhatIsNoFixIsDropped(t *testing.T) {
	s := New(Config{})
	now := time.Now()
	for _, f := range []Fix{
		{}, {At: geo.Point{Lat: 91e7}, Accuracy: 5, Time: now}, {Accuracy: 0, Time: now}, {Accuracy: -1, Time: now}, {Accuracy: 5},
	} {
		s.emit(f)
	}
	if got, _ := s.takeFixes(); len(got) != 0 {
		t.Errorf("kept %v", got)
	}
	for range 3 * maxInbox {
		s.emit(Fix{Accuracy: 5, Time: now})
	}
	if got, _ := s.takeFixes(); len(got) != maxInbox {
		t.Errorf("%d fixes wait, want the newest %d", len(got), maxInbox)
	}
	for metres, want := range map[float64]uint16{0.01: 1, 5: 50, 12.34: 123, 6553.4: 65534, 1e9: 65535} {
		if got := s.wireFix(Fix{Accuracy: metres, Time: now}).AccuracyDM; got != want {
			t.Errorf("accuracy of %v m: %d dm, want %d", metres, got, want)
		}
	}
}

// TestTheOffsetIsOfTheQuickestRoundTrip has a server 5 minutes ahead, whose
// answers take their time but for one.
func TestTheOffsetIsOfTheQuickestRoundTrip(t *testing.T) {
	const ahead = 5 * time.Minute
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(_ int, a *actor) {
			a.hello()
			w := welcomeTo(hunt(1), 1)
			w.Server = time.Now().Add(ahead).UnixMilli()
			a.say(w)
			for n := 0; ; n++ {
				m, ok := a.read()
				if !ok {
					return
				}
				server := time.Now().Add(ahead).UnixMilli()
				if n != 3 {
					<-time.After(700 * time.Millisecond) // all of it on the way back: the worst case
				}
				a.answer(m.(wire.Frame), wire.Step{Period: 2, Server: server})
			}
		})
		defer s.close()
		slow := s.config()
		dial := slow.Dial
		slow.Dial = func(ctx context.Context, address string) (Conn, error) {
			c, err := dial(ctx, address)
			return slowHello{Conn: c}, err
		}
		session, stop := s.run(slow)
		pass(5 * time.Second)
		if st := session.State(); st.RoundTrip < 700*time.Millisecond || (st.Offset-ahead).Abs() > st.RoundTrip/2+time.Millisecond {
			t.Errorf("offset %v by a round trip of %v, want %v within half of it", st.Offset, st.RoundTrip, ahead)
		}
		pass(5 * time.Second)
		st := session.State()
		if (st.Offset-ahead).Abs() > time.Millisecond || st.RoundTrip > time.Millisecond {
			t.Errorf("offset %v by a round trip of %v, want %v", st.Offset, st.RoundTrip, ahead)
		}
		now := time.Now()
		if d := st.Server(now).Sub(now.Add(ahead)).Abs(); d > time.Millisecond {
			t.Errorf("the server's clock is wrong by %v", d)
		}
		if got, want := st.SinceGun(now), ahead+70*time.Second; (got - want).Abs() > time.Millisecond {
			t.Errorf("%v since the gun, want %v", got, want)
		}
		if d := st.Until(now, st.Hunt.Starts) + ahead + 70*time.Second; d.Abs() > time.Millisecond {
			t.Errorf("until the gun is wrong by %v", d)
		}
		stop()
	})
}

// slowHello reads its first message a second late.
type slowHello struct{ Conn }

func (s slowHello) Read() (Message, error) {
	m, err := s.Conn.Read()
	if !m.Binary {
		<-time.After(time.Second)
	}
	return m, err
}

func TestTheClockForgetsOldRoundTrips(t *testing.T) {
	var c clock
	base := time.Unix(1000, 0)
	c.add(base, base.Add(-time.Second), base)        // an answer before the question
	c.add(base, base.Add(time.Hour), base)           // and one that was never waited for
	c.add(base, base.Add(10*time.Millisecond), base) // quick: offset −5 ms
	c.add(base, base.Add(20*time.Millisecond), base.Add(time.Second))
	if b := c.best(); b.offset != -5*time.Millisecond {
		t.Errorf("offset %v by %d trips, want -5ms", b.offset, c.n)
	}
	for range roundTrips - 1 {
		c.add(base, base.Add(20*time.Millisecond), base.Add(time.Second))
	}
	if b := c.best(); b.offset != 990*time.Millisecond {
		t.Errorf("offset %v, want 990ms once the quick trip is a minute old", b.offset)
	}
}

func TestWatchersSeeEveryChangeInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(_ int, a *actor) {
			a.hello()
			a.say(welcomeTo(hunt(1), 1))
			a.say(wire.Phase{Phase: wire.PhaseClosing})
			a.say(wire.BandFull{Band: "foxes"})
			a.say(wire.Arrived{Band: "owls", Provisional: 2})
			a.say(wire.Waiting{Band: "foxes"})
			a.say(wire.Won{Band: "owls", Seat: 2})
			a.say(wire.Ended{Standings: []wire.Standing{{Band: "owls", Seat: 2, Name: "Zoë"}}})
			a.echo(wire.Step{Step: 5})
		})
		defer s.close()
		session := New(s.config())
		var mu sync.Mutex
		var seen []State
		session.Watch(func(st State) {
			mu.Lock()
			defer mu.Unlock()
			seen = append(seen, st)
		})
		stop := begin(session)
		pass(5 * time.Second)
		stop()
		for i, st := range seen {
			if st.Version != uint64(i+1) {
				t.Errorf("change %d has version %d", i+1, st.Version)
			}
		}
		if first := seen[0]; first.Connection != Connecting {
			t.Errorf("the first state is %v, want connecting", first.Connection)
		}
		last := seen[len(seen)-1]
		if last.Phase != wire.PhaseClosing || !slices.Equal(last.Full, []string{"foxes"}) || !slices.Equal(last.Arrived, []string{"owls"}) || !slices.Equal(last.Waiting, []string{"foxes"}) ||
			last.Provisional != 0 || last.Seat == nil || last.Seat.Seat != 2 || last.Ended == nil || len(last.Ended.Standings) != 1 {
			t.Errorf("at the end: %+v", last)
		}
	})
}

func TestTuneIsAskedAndAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(_ int, a *actor) {
			a.hello()
			a.say(welcomeTo(hunt(2), 1))
			for {
				m, ok := a.read()
				if !ok {
					return
				}
				switch m := m.(type) {
				case wire.Frame:
					a.answer(m, wire.Step{Band: 0, Step: 40, Word: wire.WordHunting, Period: 2})
				case wire.Tune:
					if m.Band == "foxes" {
						a.say(wire.Tuned{Band: m.Band, SwitchIn: 90_000})
						return
					}
					a.say(wire.TuneRefused{Band: m.Band, Reason: wire.TuneUnknown, SwitchIn: 30_000})
				}
			}
		})
		defer s.close()
		session, stop := s.run(s.config())
		pass(time.Second)
		session.Tune("wolves")
		synctest.Wait()
		if st := session.State(); st.Refused.Reason != wire.TuneUnknown || st.Refused.Band != "wolves" || st.Band != "owls" || st.Step != 40 || st.SwitchIn(time.Now()) != 15*time.Second {
			t.Errorf("refused %+v, band %q, step %d, switch in %v", st.Refused, st.Band, st.Step, st.SwitchIn(time.Now()))
		}
		session.Tune("foxes")
		synctest.Wait()
		if st := session.State(); st.Refused.Reason != "" || st.Band != "foxes" || st.Step != 0 || !st.Heard.IsZero() || st.SwitchIn(time.Now()) != 45*time.Second {
			t.Errorf("refused %+v, band %q, step %d, switch in %v: want foxes, not heard yet", st.Refused, st.Band, st.Step, st.SwitchIn(time.Now()))
		}
		stop()
	})
}

func TestAWishWaitsForTheNetwork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked []string
		s := newStage(t, func(_ int, a *actor) {
			a.hello()
			a.say(welcomeTo(hunt(1), 1))
			for {
				m, ok := a.read()
				if !ok {
					return
				}
				if tune, ok := m.(wire.Tune); ok {
					asked = append(asked, tune.Band)
				}
			}
		})
		defer s.close()
		s.setDeaf(true)
		session, stop := s.run(s.config())
		pass(time.Second)
		session.Tune("owls")
		session.Tune("foxes")
		pass(time.Second)
		s.setDeaf(false)
		pass(5 * time.Second)
		stop()
		synctest.Wait()
		if !slices.Equal(asked, []string{"foxes"}) {
			t.Errorf("asked %v, want the last wish once", asked)
		}
	})
}

func TestASourcesTroubleIsToldAndTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(_ int, a *actor) {
			a.hello()
			a.say(welcomeTo(hunt(1), 1))
			a.echo(wire.Step{Period: 2})
		})
		defer s.close()
		c := s.config()
		source := &fickle{}
		c.Source = source
		session, stop := s.run(c)
		pass(time.Second)
		if st := session.State(); st.NoPosition != trouble(PositionDenied) || st.Connection != Joined {
			t.Errorf("no position: %+v, connection %v: want it told, and the rest to go on", st.NoPosition, st.Connection)
		}
		pass(SourceRetry)
		if st := session.State(); st.NoPosition.Code != PositionFailed || st.NoPosition.Text == sentence(PositionFailed) {
			t.Errorf("no position: %+v: want the cause too", st.NoPosition)
		}
		pass(SourceRetry)
		if st := session.State(); st.NoPosition.Code != "" || !st.Fix.Known() {
			t.Errorf("no position: %+v after a fix", st.NoPosition)
		}
		pass(time.Minute)
		if source.runs != 3 {
			t.Errorf("asked %d times, want no more after it said that there are no more", source.runs)
		}
		stop()
	})
}

// fickle is denied, then breaks, then gives one fix and no more.
type fickle struct{ runs int }

func (f *fickle) Run(_ context.Context, emit func(Fix)) error {
	f.runs++
	switch f.runs {
	case 1:
		return trouble(PositionDenied)
	case 2:
		return errors.New("receiver unplugged")
	}
	emit(Fix{Accuracy: 5, Time: time.Now()})
	return nil
}

func TestWhatWasPublishedNeverChanges(t *testing.T) {
	full := make([]string, 1, 8) // room that a careless append would write into
	full[0] = "owls"
	old, err := fold(State{}, wire.Welcome{Version: wire.Version, Hunt: wire.Hunt{Rate: 1}, Full: full}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	a, _ := fold(old, wire.BandFull{Band: "foxes"}, time.Now())
	b, _ := fold(old, wire.BandFull{Band: "bears"}, time.Now())
	again, _ := fold(b, wire.BandFull{Band: "bears"}, time.Now())
	if free, _ := fold(a, wire.BandFree{Band: "owls"}, time.Now()); !slices.Equal(free.Full, []string{"foxes"}) {
		t.Errorf("after the owls are free again, full are %v", free.Full)
	}
	if !slices.Equal(old.Full, []string{"owls"}) || !slices.Equal(a.Full, []string{"owls", "foxes"}) || !slices.Equal(b.Full, []string{"owls", "bears"}) || len(again.Full) != 2 {
		t.Errorf("full: %v, then %v or %v: one was changed by the other", old.Full, a.Full, b.Full)
	}
}

func TestTheTunedBandsFullSwitchesAtOnce(t *testing.T) {
	now := time.Now()
	s := State{Band: "owls", SwitchAt: now.Add(time.Minute)}
	if s, _ := fold(s, wire.BandFull{Band: "foxes"}, now); s.SwitchIn(now) != time.Minute {
		t.Error("another band's last seat frees the switch")
	}
	if s, _ := fold(s, wire.BandFull{Band: "owls"}, now); s.SwitchIn(now) != 0 { // R7
		t.Error("the tuned band is full and the switch is not free")
	}
}
