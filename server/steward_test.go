package server

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/server/door"
	"crescendo/server/journal"
)

var staff = guarded(game.GateStaff, game.DoorsStaff)

// letIn lets a steward at the gate scan players' passes, and waits for the gun.
func (w *world) letIn(players ...*walker) {
	w.t.Helper()
	for _, p := range players {
		if _, err := w.scan(theGate, "gate-0123456789-"+p.name, p.pass().Text); err != nil {
			w.t.Fatal(err)
		}
	}
	w.untilGun()
}

// R8: a steward's scan pends until the close: the proof follows when the player
// counts as being there. The steward learns why somebody pends; the player hears
// "noted", whatever is true.
func TestAScanPendsUntilThePlayerIsThere(t *testing.T) {
	play(t, staff, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		place := w.place(0)
		see := func(want door.Status) {
			t.Helper()
			got := w.Statuses(place, []int{1, 2, 99})
			if len(got) != 1 || got[0].State != want.State || !slices.Equal(got[0].Why, want.Why) || got[0].Seat != want.Seat || got[0].Name != "Zoë" || got[0].Number != 1 {
				t.Errorf("the steward sees %+v, want %+v", got, want)
			}
		}
		see(door.Status{State: door.Unknown, Why: []string{door.WhyGun, door.WhyGate, door.WhyAway}})
		got, err := w.scan(0, "0123456789abcdef", p.pass().Typed)
		if err != nil || got.State != door.Pends {
			t.Errorf("scanned: %+v %v", got, err)
		}
		w.letIn(p)
		see(door.Status{State: door.Pends, Why: []string{door.WhyAway}})
		stay(10*time.Minute, p) // far longer than a code pends
		w.walksFor(p, 0)
		synctest.Wait()
		see(door.Status{State: door.Proved})
		w.untilSettled(p)
		see(door.Status{State: door.Seated, Seat: 1})
		if n := len(heard[wire.Noted](p)); n != 1 {
			t.Errorf("%d answers to one scan", n)
		}
		if len(heard[wire.Won](p)) != 1 {
			t.Error("no seat came of it")
		}
	})
}

// R8: a scan that is sent again is the same scan, and returns when the journal
// has it: who was cut off in between knows nothing.
func TestAScanIsOneHoweverOftenItIsSent(t *testing.T) {
	j := &moody{Memory: journal.NewMemory()}
	play(t, also(staff, func(c *Config) { c.Journal = j }), func(t *testing.T, w *world) {
		p := w.join("Zoë")
		shown := p.pass().Text
		j.set(func() { j.gate = make(chan struct{}) })
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		s := door.Scan{Place: w.place(0), ID: "0123456789abcdef", Shown: shown, Steward: "Ada"}
		if _, err := w.Scan(ctx, s); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("while the journal stands still: %v", err)
		}
		if len(heard[wire.Noted](p)) != 0 {
			t.Error("noted before the journal has it")
		}
		j.set(func() { close(j.gate); j.gate = nil })
		time.Sleep(time.Minute) // the pass is too old by now, the scan is not
		for range 3 {
			if st, err := w.Scan(t.Context(), s); err != nil || st.State != door.Pends {
				t.Errorf("again: %+v %v", st, err)
			}
		}
		if n := len(facts[fact.Attempted](w)); n != 1 {
			t.Errorf("%d attempts of one scan", n)
		}
		s.ID = "another-0123456789"
		if _, err := w.Scan(t.Context(), s); !errors.Is(err, door.ErrOldPass) {
			t.Errorf("another scan of an old pass: %v", err)
		}
		s.Shown = strings.ToLower(w.config.Keys.Invitation("paris", 1))
		if _, err := w.Scan(t.Context(), s); !errors.Is(err, door.ErrNoPass) {
			t.Errorf("a scan of something else: %v", err)
		}
		synctest.Wait()
	})
}

// R8: passes have one size, whoever asks and whenever.
func TestAPassIsForAnybodyAtAnyTime(t *testing.T) {
	play(t, staff, func(t *testing.T, w *world) {
		p, q := w.join("Zoë"), w.join("Jean")
		first := p.pass()
		if first.Size < 21 || len(first.Modules) != (first.Size*first.Size+7)/8 || first.For <= 0 || first.For > 15_000 || first.Server != w.now().UnixMilli() {
			t.Errorf("the pass is %+v", first)
		}
		w.letIn(p)
		stay(2*time.Minute, p)
		second, third := p.pass(), q.pass()
		if first.Text == second.Text || second.Text == third.Text {
			t.Error("passes do not change")
		}
		for _, other := range []wire.Pass{second, third} {
			if len(other.Text) != len(first.Text) || other.Size != first.Size || len(other.Typed) != len(first.Typed) {
				t.Errorf("a pass of %d letters and size %d, and one of %d and %d", len(first.Text), first.Size, len(other.Text), other.Size)
			}
		}
	})
}

// R10: a seat is given back once, for good, and goes to who waits.
func TestASeatGivenBackGoesToWhoWaits(t *testing.T) {
	play(t, staff, func(t *testing.T, w *world) {
		p, q := w.join("Zoë"), w.join("Jean")
		p.say(wire.GiveBack{})
		if n := len(heard[wire.SeatGone](p)); n != 1 {
			t.Errorf("who has no seat is told %d times", n)
		}
		w.letIn(p, q)
		w.arrive(1, p, q)
		for _, x := range []*walker{p, q} {
			if _, err := w.scan(1, "door-0123456789-"+x.name, x.pass().Text); err != nil {
				t.Fatal(err)
			}
			stay(20*time.Second, p, q)
		}
		w.untilSettled(p, q)
		if len(heard[wire.Won](p)) != 1 || len(heard[wire.Waiting](q)) != 1 || len(heard[wire.Won](q)) != 0 {
			t.Fatalf("won %+v and %+v", heard[wire.Won](p), heard[wire.Won](q))
		}
		p.say(wire.GiveBack{})
		p.say(wire.GiveBack{})
		if n := len(heard[wire.SeatGone](p)); n != 3 { // the first one, this one's, and one who asks again has none
			t.Errorf("told %d times that the seat is gone", n)
		}
		won := heard[wire.Won](q)
		if len(won) != 1 || won[0].Seat < 1 || won[0].Ticket == nil {
			t.Errorf("who waited has %+v", won)
		}
		p.connect()
		q.connect()
		a, b := heard[wire.Welcome](p)[1], heard[wire.Welcome](q)[1]
		if a.Seat != nil || b.Seat == nil || len(b.Waiting) != 0 {
			t.Errorf("welcomed with %+v and %+v", a, b)
		}
		if n := len(facts[fact.Acted](w)); n != 1 {
			t.Errorf("%d acts", n)
		}
	})
}

// R10, R12: a seat that is given back and that nobody waits for is free again,
// for everybody at once.
func TestASeatThatNobodyWaitsForIsFreeAgain(t *testing.T) {
	play(t, staff, func(t *testing.T, w *world) {
		p, q := w.join("Zoë"), w.join("Jean")
		w.letIn(p, q)
		w.arrive(1, p)
		if _, err := w.scan(1, "0123456789abcdef", p.pass().Text); err != nil {
			t.Fatal(err)
		}
		w.untilSettled(p, q)
		q.tune("foxes")
		if got := heard[wire.TuneRefused](q); len(got) != 1 || got[0].Reason != wire.TuneFull {
			t.Fatalf("the band is not full: %+v", got)
		}
		p.say(wire.GiveBack{})
		for _, x := range []*walker{p, q} {
			if got := heard[wire.BandFree](x); !slices.Equal(got, []wire.BandFree{{Band: "foxes"}}) {
				t.Errorf("%s is told %+v", x.name, got)
			}
		}
		q.tune("foxes")
		if got := heard[wire.Tuned](q); len(got) != 1 {
			t.Errorf("the band cannot be tuned: %+v", heard[wire.TuneRefused](q))
		}
		q.connect()
		if got := heard[wire.Welcome](q)[1]; len(got.Full) != 0 || got.Band != "foxes" {
			t.Errorf("welcomed with %+v", got)
		}
	})
}

// R8, R13: a scan at a server whose clock is a little ahead is proved by the one
// that has the player, once its own clock is there: else the proof would be void.
func TestAServerAheadLosesNoProof(t *testing.T) {
	play(t, staff, func(t *testing.T, w *world) {
		c := w.config
		c.Songs = testConfig(w.hunt).Songs
		c.Now = func() time.Time { return time.Now().Add(200 * time.Millisecond) }
		ahead := start(t, c)
		synctest.Wait()
		p := w.join("Zoë")
		w.letIn(p)
		w.walksFor(p, 0)
		if _, err := ahead.scan(0, "0123456789abcdef", p.pass().Text); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if n := len(facts[fact.Proved](w)); n != 0 {
			t.Errorf("%d proofs from the future", n)
		}
		stay(4*time.Second, p)
		proved := facts[fact.Proved](w)
		if len(proved) != 1 {
			t.Fatalf("%d proofs", len(proved))
		}
		w.untilSettled(p)
		if len(heard[wire.Won](p)) != 1 {
			t.Error("the proof was void")
		}
	})
}

// The steward's page, over HTTP: what it sends is a scan, and what it learns is
// for the steward alone.
func TestTheStewardsPageScans(t *testing.T) {
	play(t, also(staff, func(c *Config) { c.Pages = pagesOfDoors() }), func(t *testing.T, w *world) {
		p := w.join("Zoë")
		send := func(venue int, id string) (int, string) {
			body := `{"id":"` + id + `","shown":"` + p.pass().Typed + `","steward":"Ada","claimed_ms":0,"queued":false}`
			status, text, _ := w.ask("POST", "/d/"+w.place(venue).Secret+"/scan", body, "Content-Type", "application/json")
			return status, text
		}
		if status, text := send(theGate, "0123456789abcdef"); status != 200 || !strings.Contains(text, `"state":"gated"`) {
			t.Errorf("at the gate: %d %s", status, text)
		}
		if status, text := send(1, "0123456789abcdee"); status != 200 || !strings.Contains(text, `"state":"pends"`) || !strings.Contains(text, door.WhyGun) {
			t.Errorf("at the door: %d %s", status, text)
		}
		if _, text, _ := w.ask("GET", "/d/"+w.place(1).Secret+"/statuses?numbers=1", ""); !strings.Contains(text, door.WhyAway) || !strings.Contains(text, "Zoë") {
			t.Errorf("the steward sees %s", text)
		}
		if len(heard[wire.Gated](p)) != 1 || len(heard[wire.Noted](p)) != 1 || len(facts[fact.Attempted](w)) != 1 {
			t.Error("the scans did not reach the player and the journal")
		}
	})
}
