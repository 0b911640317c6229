package server

import (
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/server/door"
)

// R4: nothing is heard before the gate, and from then on the oracle is open.
func TestPassingTheGateOpensTheOracle(t *testing.T) {
	play(t, guarded(game.GateCode, game.DoorsCode), func(t *testing.T, w *world) {
		in, stays := w.join("in"), w.join("stays")
		if w := heard[wire.Welcome](in)[0]; w.Gated || w.Hunt.Gate != "code" || w.Hunt.Doors != "code" || w.Hunt.Trust != "open" || w.Hunt.Admission != 600_000 {
			t.Errorf("welcomed with %+v", w)
		}
		for _, p := range []*walker{in, stays} {
			p.tune("owls")
			if s := p.frame(); s.Word != wire.WordGate {
				t.Errorf("before the gate the word is %d", s.Word)
			}
		}
		in.enter()
		in.enter() // again, as after a message that was lost
		w.untilGun()
		for range 30 {
			stay(2*time.Second, in, stays)
			if s := stays.frame(); s.Word != wire.WordGate || s.Step != 0 || s.CatchUp != 0 {
				t.Fatalf("without the gate: %+v", s)
			}
		}
		if s := in.frame(); s.Word != wire.WordHunting || s.Step == 0 {
			t.Errorf("behind the gate: %+v", s)
		}
		gated := facts[fact.Gated](w)
		if len(gated) != 1 || gated[0].Way != fact.WayCode || gated[0].Device != 2 || gated[0].Steward != (fact.Person{}) {
			t.Errorf("the journal has %+v", gated)
		}
		in.connect()
		if w := heard[wire.Welcome](in)[1]; !w.Gated {
			t.Error("who comes back is before the gate again")
		}
	})
}

// R4: the current and one previous step, of this gate alone.
func TestTheGateTakesItsOwnCodesAlone(t *testing.T) {
	play(t, guarded(game.GateCode, game.DoorsCode), func(t *testing.T, w *world) {
		other := door.Code(w.config.Keys.GateCode(&game.Hunt{ID: "lyon"}), door.Step(w.now()))
		for what, c := range map[string]struct {
			code string
			ok   bool
		}{
			"current": {w.code(theGate, 0), true}, "previous": {w.code(theGate, -1), true},
			"two back": {w.code(theGate, -2), false}, "next": {w.code(theGate, 1), false},
			"a door's": {w.code(0, 0), false}, "another hunt's": {other, false}, "nothing": {"", false}, "no digits": {"abcdefg", false},
		} {
			p := w.join(what)
			p.say(wire.Present{At: wire.AtGate, Code: c.code})
			passed, refused := heard[wire.Gated](p), heard[wire.GateRefused](p)
			if c.ok && (len(passed) != 1 || len(refused) != 0) || !c.ok && (len(passed) != 0 || !slices.Equal(refused, []wire.GateRefused{{Reason: wire.GateCode}})) {
				t.Errorf("%s: passed %v, refused %v", what, passed, refused)
			}
		}
	})
}

// R4: ten wrong codes an account, on all servers together and across sessions.
func TestTheGateCountsTries(t *testing.T) {
	play(t, guarded(game.GateCode, game.DoorsCode), func(t *testing.T, w *world) {
		p := w.join("guesser")
		for i := range wire.MaxTries {
			if i == 5 {
				p.connect()
			}
			p.say(wire.Present{At: wire.AtGate, Code: w.code(theGate, -2-int64(i))})
		}
		p.say(wire.Present{At: wire.AtGate, Code: w.code(theGate, 0)})
		refused := heard[wire.GateRefused](p)
		if len(refused) != wire.MaxTries+1 || refused[wire.MaxTries-1].Reason != wire.GateCode || refused[wire.MaxTries].Reason != wire.GateTries {
			t.Errorf("refused with %v", refused)
		}
		if len(heard[wire.Gated](p)) != 0 || len(facts[fact.Gated](w)) != 0 {
			t.Error("after ten wrong codes the right one was taken")
		}
		other := w.join("another")
		other.enter() // the tries are one account's
		if status, err := w.scan(theGate, "0123456789abcdef", p.pass().Text); err != nil || status.State != door.Gated {
			t.Errorf("a steward could not help: %+v %v", status, err)
		}
		if len(heard[wire.Gated](p)) != 1 {
			t.Error("who was let in by a steward was not told")
		}
	})
}

// R1: from the opening to the end of admission.
func TestTheGateClosesAfterAdmission(t *testing.T) {
	play(t, guarded(game.GateCode, game.DoorsCode), func(t *testing.T, w *world) {
		late, later := w.join("late"), w.join("later")
		w.untilGun()
		time.Sleep(w.until(600_000 - 100))
		late.enter()
		time.Sleep(w.until(600_000 + 100))
		later.say(wire.Present{At: wire.AtGate, Code: w.code(theGate, 0)})
		if got := heard[wire.GateRefused](later); !slices.Equal(got, []wire.GateRefused{{Reason: wire.GateClosed}}) || len(heard[wire.Gated](later)) != 0 {
			t.Errorf("after the admission: %v", got)
		}
		if status, err := w.scan(theGate, "0123456789abcdef", later.pass().Text); err != nil || status.State == door.Gated || !slices.Equal(status.Why, []string{door.WhyClosed}) {
			t.Errorf("after the admission a steward: %+v %v", status, err)
		}
	})
}

// until is how long it is to a moment of hunt time.
func (w *world) until(at game.Millis) time.Duration {
	return time.UnixMilli(w.hunt.Wall(at)).Sub(w.now())
}

// R4: with `gate: staff` no code helps; without a gate joining gates.
func TestGatesOfOtherKinds(t *testing.T) {
	play(t, guarded(game.GateStaff, game.DoorsStaff), func(t *testing.T, w *world) {
		p := w.join("Zoë")
		p.say(wire.Present{At: wire.AtGate, Code: door.Code(w.config.Keys.GateCode(w.hunt), door.Step(w.now()))})
		if got := heard[wire.GateRefused](p); !slices.Equal(got, []wire.GateRefused{{Reason: wire.GateTries}}) {
			t.Errorf("a code at a gate with stewards: %v", got)
		}
		if status, err := w.scan(theGate, "0123456789abcdef", p.pass().Typed); err != nil || status.State != door.Gated || status.Name != "Zoë" || status.Number != 1 {
			t.Errorf("the steward sees %+v, %v", status, err)
		}
		synctest.Wait()
		gated := facts[fact.Gated](w)
		if len(gated) != 1 || gated[0].Way != fact.WayStaff || gated[0].Device != 2 || gated[0].Steward != w.config.Keys.person("Ada") {
			t.Errorf("the journal has %+v", gated)
		}
	})
	play(t, nil, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		if w := heard[wire.Welcome](p)[0]; !w.Gated || w.Hunt.Gate != "" || w.Hunt.Doors != "" {
			t.Errorf("without a gate: %+v", w)
		}
	})
}

// R15: what binds the organiser is in the journal before anybody can join, and
// is published; another venue, key or close is another one.
func TestTheOrganiserIsBoundBeforeTheFirstJoining(t *testing.T) {
	seen := map[string]bool{}
	for name, change := range map[string]func(*Config){
		"as it is":       func(*Config) {},
		"another venue":  func(c *Config) { c.Hunt.Venues[0].Place.Lat++ },
		"another close":  func(c *Config) { c.Hunt.Closes++ },
		"another seed":   func(c *Config) { c.Keys.Seed[5]++ },
		"another salt":   func(c *Config) { c.Keys.Salt[5]++ },
		"another field":  func(c *Config) { c.Keys.Warp[5]++ },
		"another signer": func(c *Config) { c.Keys.Sign = ed25519.NewKeyFromSeed([]byte("thirty-two bytes of another seed")) },
	} {
		play(t, also(codes, change), func(t *testing.T, w *world) {
			w.join("Zoë")
			var order []string
			for _, b := range w.raw() {
				r, err := fact.Decode(b)
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range r.Facts {
					order = append(order, fmt.Sprintf("%T", f))
					if c, ok := f.(fact.Committed); ok && hex.EncodeToString(c.Hash[:]) != w.public.Commitment {
						t.Errorf("%s: the journal has %x, the hunt says %s", name, c.Hash, w.public.Commitment)
					}
				}
			}
			if want := []string{"fact.Committed", "fact.Opened", "fact.Joined"}; !slices.Equal(order, want) {
				t.Errorf("%s: the journal has %v, want %v", name, order, want)
			}
			if seen[w.public.Commitment] || len(w.public.Commitment) != 64 {
				t.Errorf("%s: the commitment %s was seen before", name, w.public.Commitment)
			}
			seen[w.public.Commitment] = true
		})
	}
}

// Coming back is being told everything again: the gate, what people did, and
// what has gone.
func TestWelcomeCarriesWhatPeopleDid(t *testing.T) {
	play(t, also(codes, operated), func(t *testing.T, w *world) {
		p := w.join("Zoë")
		p.enter()
		for _, text := range []string{"one", "two", "three", "four", "five", "six"} {
			if status, _, why := w.do(ActRequest{ID: id(text), Act: "broadcast", Text: text}); status != 200 {
				t.Fatal(why)
			}
		}
		for _, q := range []ActRequest{
			{ID: id("gone"), Act: "remove-venue", Venue: "v1", Reason: "flooded"},
			{ID: id("out"), Act: "disqualify", Player: 1, Reason: "came by car"},
		} {
			if status, _, why := w.do(q); status != 200 {
				t.Fatal(why)
			}
		}
		p.connect()
		got := heard[wire.Welcome](p)[1]
		var said []string
		for _, b := range got.Broadcasts {
			said = append(said, b.Text)
		}
		if !slices.Equal(said, []string{"two", "three", "four", "five", "six"}) || got.Out != "came by car" || !got.Gated || !slices.Equal(got.Gone, []string{"owls"}) {
			t.Errorf("welcomed with %+v", got)
		}
		if s := p.frame(); s.Word != wire.WordOut || s.Step != 0 {
			t.Errorf("who is out hears %+v", s)
		}
		if status, _, why := w.do(ActRequest{ID: id("back"), Act: "reinstate", Player: 1, Reason: "it was a bus"}); status != 200 {
			t.Fatal(why)
		}
		p.connect()
		if got := heard[wire.Welcome](p)[2]; got.Out != "" {
			t.Errorf("reinstated, and still out: %q", got.Out)
		}
	})
}
