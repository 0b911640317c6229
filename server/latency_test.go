package server

import (
	"slices"
	"testing"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
)

// P3: how long the answer to a typed code takes, from the message to the word in
// the mailbox, says nothing about who is there with a right code and who is far
// with a wrong one. The two take turns, so that the machine's moods meet both,
// and a millisecond that is planted on one of them shows that it would be seen.
func TestTheTimeOfAnAnswerSaysNothing(t *testing.T) {
	const rounds = 301
	near, far := present(t, true, 0), present(t, false, 0)
	late := present(t, false, time.Millisecond)
	var took [3][]time.Duration
	for range rounds {
		for i, once := range []func() time.Duration{near, far, late} {
			took[i] = append(took[i], once())
		}
	}
	var median [3]time.Duration
	for i := range took {
		slices.Sort(took[i])
		median[i] = took[i][rounds/2]
	}
	t.Logf("near and right %v, far and wrong %v, far with a planted millisecond %v", median[0], median[1], median[2])
	if d := (median[0] - median[1]).Abs(); d > 200*time.Microsecond {
		t.Errorf("near and far differ by %v", d)
	}
	if d := median[2] - median[1]; d < 800*time.Microsecond {
		t.Errorf("a planted millisecond shows as %v: the measure sees nothing", d)
	}
}

// present returns what presents one player once and says how long it took,
// without network and journal.
func present(t *testing.T, there bool, planted time.Duration) func() time.Duration {
	c, now := core(t, codes)
	s, p := c.server, c.player
	w := &world{Server: s, t: t}
	return func() time.Duration {
		*now = now.Add(2 * time.Minute) // another code
		code := w.wrong(0)
		if there {
			code = w.code(0, 0)
			p.eligible, p.proved = p.eligible.With(0), [3]game.Set{}
			p.since[0] = 0
		}
		began := time.Now()
		if err := c.presentAtDoor(wire.Present{At: wire.AtDoor, Band: "owls", Code: code}); err != nil {
			t.Fatal(err)
		}
		a := (<-s.desk.facts).(fact.Attempted)
		for began := time.Now(); time.Since(began) < planted; {
		}
		s.noted(p.id, a)
		took := time.Since(began)
		if proved := len(s.desk.facts); (proved == 1) != there {
			t.Fatalf("%d proofs", proved)
		} else if there {
			<-s.desk.facts
		}
		p.tries = nil
		return took
	}
}
