package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/maps/geo"
	"crescendo/server/journal"
	"crescendo/server/keep"
)

// remains are what a server's process leaves when it dies at a moment: every
// record that the journal had, and every entry of the store.
type remains struct {
	journal *journal.Memory
	last    uint64
	store   *keep.Memory
	config  Config
}

// dies returns what is left if the process dies now. The world goes on, and
// nobody hears of it any more.
func (w *world) dies() remains {
	w.t.Helper()
	synctest.Wait()
	r := remains{journal: journal.NewMemory(), store: keep.NewMemory(), config: w.config}
	r.last = count(w.t, w.config.Journal, func(seq uint64, record []byte) error {
		return r.journal.Append(w.t.Context(), fmt.Sprint(seq), record)
	})
	for _, kind := range []keep.Kind{keep.Person, keep.Text, keep.Runner} {
		err := w.config.Store.Each(kind, func(id keep.ID, v []byte) error {
			return r.store.Put(keep.Entry{Key: keep.Key{Kind: kind, ID: id}, Value: v})
		})
		if err != nil {
			w.t.Fatal(err)
		}
	}
	return r
}

// count calls each for every record of a journal, and returns
// how many there are.
func count(t *testing.T, j journal.Journal, each func(uint64, []byte) error) (last uint64) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	err := j.Tail(ctx, 0, func(seq uint64, record []byte) error { last = seq; return each(seq, record) })
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Fatal(err)
	}
	return last
}

// live starts a server on what another one left.
func (r remains) live(t *testing.T) *world {
	t.Helper()
	c := r.config
	c.Songs = testConfig(c.Hunt).Songs
	c.Journal, c.ReadyAt, c.Store, c.Rand = r.journal, r.last, r.store, rand.NewChaCha8([32]byte{byte(r.last), 99})
	w := start(t, c)
	synctest.Wait()
	return w
}

// again is the same device at a server that was started anew.
func (p *walker) again(w *world) *walker {
	p.w.t.Helper()
	q := &walker{w: w, token: p.token, name: p.name, at: p.at, sent: &record{}}
	q.connect()
	return q
}

// runner returns the bytes of a player's runner.
func (w *world) runner(p *walker) []byte {
	w.t.Helper()
	q, _ := w.byToken(p.token)
	if q == nil {
		w.t.Fatalf("%s is unknown", p.name)
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.runner.AppendSnapshot(nil)
}

// R6: everybody comes back with the token, name and state that they had, and the
// evening goes on where it was: nothing happens twice.
func TestEverybodyComesBackAfterARestart(t *testing.T) {
	play(t, codes, func(t *testing.T, w *world) {
		p, q, late := w.join("Zoë"), w.join(""), w.join("late")
		w.begin(p, q)
		p.tune("owls")
		w.arrive(0, p)
		p.knock("owls", w.code(0, 0))
		w.untilSettled(p, q)
		won, board := heard[wire.Won](p), w.look()
		if len(won) != 1 || len(board.Standings) != 0 && board.Standings[0].Name != "Zoë" {
			t.Fatalf("before: %+v, %+v", won, board)
		}
		time.Sleep(wire.BoardDelay)
		board = w.look()
		w.end()
		r := w.dies()
		before := w.runner(p)
		anew := r.live(t)
		if after := anew.runner(p); !bytes.Equal(before, after) {
			t.Error("the runner is another one")
		}
		old := heard[wire.Welcome](p)[0]
		p, q, late = p.again(anew), q.again(anew), late.again(anew)
		got := heard[wire.Welcome](p)[0]
		if got.Number != 1 || got.Nickname != "Zoë" || got.Band != "owls" || !got.Gated || got.Seat == nil || got.Seat.Seat != won[0].Seat || got.Seat.Ticket.Text != won[0].Ticket.Text {
			t.Errorf("welcomed with %+v", got)
		}
		if got.Epoch <= old.Epoch || got.Phase != wire.PhaseRunning {
			t.Errorf("epoch %d after %d, phase %s", got.Epoch, old.Epoch, got.Phase)
		}
		if got := heard[wire.Welcome](q)[0]; got.Number != 2 || got.Nickname != "" || !got.Gated || got.Seat != nil {
			t.Errorf("the other one is welcomed with %+v", got)
		}
		if got := heard[wire.Welcome](late)[0]; got.Number != 3 || got.Nickname != "late" || got.Gated {
			t.Errorf("who was not at the gate is welcomed with %+v", got)
		}
		now := anew.look()
		now.Server, board.Server = 0, 0
		if fmt.Sprintf("%+v", now) != fmt.Sprintf("%+v", board) {
			t.Errorf("the leaderboard is %+v, and was %+v", now, board)
		}
		if s := p.frame(); s.Word != wire.WordHunting || s.Band != 0 {
			t.Errorf("hears %+v", s)
		}
		time.Sleep(time.Minute)
		for kind, n := range map[string]int{
			"Committed": len(facts[fact.Committed](anew)), "Opened": len(facts[fact.Opened](anew)), "Started": len(facts[fact.Started](anew)),
			"Joined": len(facts[fact.Joined](anew)) - 2, "Proved": len(facts[fact.Proved](anew)),
		} {
			if n != 1 {
				t.Errorf("%d times %s", n, kind)
			}
		}
	})
}

// R6, S4: no way of coming back fills a bucket: whoever stands at a venue that
// their runner has not reached yet waits as long as the way takes, whatever
// happened to server and device in between. Whose snapshot is lost begins at the
// plaza, and has saved nothing.
func TestNoPathFillsABucket(t *testing.T) {
	restart := func(change func(r remains, id fact.Player) error) func(t *testing.T, w *world, p *walker) (*world, *walker) {
		return func(t *testing.T, w *world, p *walker) (*world, *walker) {
			r := w.dies()
			q, _ := w.byToken(p.token)
			if err := change(r, q.id); err != nil {
				t.Fatal(err)
			}
			anew := r.live(t)
			return anew, p.again(anew)
		}
	}
	for _, path := range []struct {
		name string
		lost bool
		take func(t *testing.T, w *world, p *walker) (*world, *walker)
	}{
		{"nothing happens", false, func(_ *testing.T, w *world, p *walker) (*world, *walker) { return w, p }},
		{"reconnect", false, func(_ *testing.T, w *world, p *walker) (*world, *walker) { return w, p.again(w) }},
		{"another device", false, func(_ *testing.T, w *world, p *walker) (*world, *walker) {
			p.token = w.resumed(p.resumeCode())
			return w, p.again(w)
		}},
		{"stopped and started", false, func(t *testing.T, w *world, p *walker) (*world, *walker) {
			w.end()
			anew := w.dies().live(t)
			return anew, p.again(anew)
		}},
		{"a sudden death", false, restart(func(remains, fact.Player) error { return nil })},
		{"three deaths", false, func(t *testing.T, w *world, p *walker) (*world, *walker) {
			for range 3 {
				w = w.dies().live(t)
				p = p.again(w)
				p.frame()
			}
			return w, p
		}},
		{"a snapshot that is lost", true, restart(func(r remains, id fact.Player) error { return r.store.Delete(keyOf(keep.Runner, id)) })},
		{"a snapshot that is damaged", true, restart(func(r remains, id fact.Player) error {
			return r.store.Put(keep.Entry{Key: keyOf(keep.Runner, id), Value: []byte("nonsense")})
		})},
	} {
		t.Run(path.name, func(t *testing.T) {
			play(t, codes, func(t *testing.T, w *world) {
				p := w.join("Zoë")
				w.begin(p)
				stay(10*time.Minute, p) // 400 m are saved
				p.at = bakery
				stay(time.Minute, p) // and spent, and 240 m earned
				credit := 640.0
				if path.lost {
					credit = 0
				}
				w, p = path.take(t, w, p)
				// to 150 m of a centre up to 30 m away, at 4 m/s, and 20 s there
				way := geo.Metres(w.hunt.Meet[0].At, bakery) - 150 - credit
				least, most := seconds((way-30)/4)+20*time.Second, seconds((way+30)/4)+40*time.Second
				stay(least-4*time.Second, p)
				if w.eligible(p, 0) {
					t.Errorf("there after less than %v: somebody filled the bucket", least)
				}
				stay(most-least, p)
				if !w.eligible(p, 0) {
					t.Errorf("not there after %v", most)
				}
			})
		})
	}
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

// R8, S4: tries are counted from the journal, so no restart gives new ones.
func TestNoRestartGivesNewTries(t *testing.T) {
	play(t, codes, func(t *testing.T, w *world) {
		p, q := w.join("guesser"), w.join("Zoë")
		for i := range wire.MaxTries {
			p.say(wire.Present{At: wire.AtGate, Code: w.wrong(i)})
		}
		w.begin(q)
		for i := range wire.MaxTries {
			q.knock("owls", w.wrong(i))
			time.Sleep(5 * time.Second)
		}
		w = w.dies().live(t)
		p, q = p.again(w), q.again(w)
		p.say(wire.Present{At: wire.AtGate, Code: w.code(theGate, 0)})
		if got := heard[wire.GateRefused](p); len(got) != 1 || got[0].Reason != wire.GateTries {
			t.Errorf("at the gate: %+v, want no tries left", got)
		}
		w.arrive(0, q)
		q.knock("owls", w.code(0, 0))
		stay(time.Minute, q)
		if !w.eligible(q, 0) || len(facts[fact.Proved](w)) != 0 {
			t.Errorf("%d proofs after ten wrong codes", len(facts[fact.Proved](w)))
		}
	})
}

// R3: a token that a resume code has ended stays ended, and a code that was
// issued before a restart is good after it, once.
func TestResumeCodesOutliveARestart(t *testing.T) {
	play(t, codes, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		first := w.resumed(p.resumeCode())
		p.token, p.sent = first, &record{}
		p.connect()
		code := p.resumeCode()
		old := p.token
		anew := w.dies().live(t)
		second := anew.resumed(code)
		if q, _ := anew.byToken(old); q != nil || second == old {
			t.Error("the old token is good")
		}
		if status, _ := anew.again(code); status != http.StatusForbidden {
			t.Errorf("the code is good twice: %d", status)
		}
		third := anew.dies().live(t)
		if q, _ := third.byToken(second); q == nil {
			t.Error("the new token is not good after another restart")
		}
	})
}

// R6: a runner that had come to be somewhere, whose proof the journal does not
// have, hands it in again after the server's death, with the same time.
func TestAnArrivalOutlivesADeath(t *testing.T) {
	for _, guard := range []func(*Config){nil, codes} {
		j := &moody{Memory: journal.NewMemory()}
		change := func(c *Config) {
			if guard != nil {
				guard(c)
			}
			c.Journal = j
		}
		play(t, change, func(t *testing.T, w *world) {
			p := w.join("Zoë")
			if guard != nil {
				w.begin(p)
			} else {
				p.frame()
				w.untilGun()
			}
			w.arriveNear(0, p)
			if guard != nil {
				p.knock("owls", w.code(0, 0))
			}
			j.set(func() { j.gate = make(chan struct{}) })
			p.at = w.hunt.Venues[0].Place
			stay(4*time.Minute, p)
			q, _ := w.byToken(p.token)
			q.mu.Lock()
			since := q.since[0]
			q.mu.Unlock()
			if !w.eligible(p, 0) || len(facts[fact.Proved](w)) != 0 {
				t.Fatal("the play went wrong")
			}
			r := w.dies()
			anew := r.live(t)
			synctest.Wait()
			got := facts[fact.Proved](anew)
			if len(got) != 1 || got[0].At != int64(since) {
				t.Errorf("handed in %+v, want one of %d ms", got, since)
			}
			j.set(func() { close(j.gate); j.gate = nil })
		})
	}
}

// arriveNear lets a player walk to 400 m from a venue.
func (w *world) arriveNear(venue int, p *walker) {
	toward(map[*walker]geo.Point{p: geo.Offset(w.hunt.Venues[venue].Place, 90, 400)})
}
