package server

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/maps/geo"
	"crescendo/server/journal"
)

// moody is a journal that fails and stands still when it is told to.
type moody struct {
	*journal.Memory

	mu      sync.Mutex
	fail    int           // so many calls of Append fail
	unknown bool          // and have appended all the same
	gate    chan struct{} // not nil: Append waits until it is closed
	tail    error         // what Tail returns at once
	ids     []string      // of all calls
	texts   []string
}

func (m *moody) Append(ctx context.Context, id string, record []byte) error {
	m.mu.Lock()
	m.ids, m.texts = append(m.ids, id), append(m.texts, string(record))
	gate, fail, unknown := m.gate, m.fail > 0, m.unknown
	m.fail--
	m.mu.Unlock()
	if gate != nil {
		select {
		case <-gate:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if !fail || unknown {
		if err := m.Memory.Append(ctx, id, record); err != nil {
			return err
		}
	}
	if fail {
		return errors.New("disk on fire")
	}
	return nil
}

func (m *moody) Tail(ctx context.Context, after uint64, fn func(uint64, []byte) error) error {
	m.mu.Lock()
	err := m.tail
	m.tail = nil
	m.mu.Unlock()
	if err != nil {
		return err
	}
	return m.Memory.Tail(ctx, after, fn)
}

func (m *moody) set(change func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	change()
}

// Any error of the journal means unknown: the same bytes go again under the
// same id until it says that it has them, and count once.
func TestFactsGoAgainUntilTheJournalHasThem(t *testing.T) {
	for _, unknown := range []bool{false, true} {
		t.Run(fmt.Sprintf("appended all the same: %t", unknown), func(t *testing.T) {
			j := &moody{Memory: journal.NewMemory()}
			play(t, func(c *Config) { c.Journal = j; j.Memory = journal.NewMemory() }, func(t *testing.T, w *world) {
				j.set(func() { j.fail, j.unknown, j.ids, j.texts = 4, unknown, nil, nil })
				p := w.join("Zoë")
				p.frame()
				time.Sleep(5 * time.Second)
				j.set(func() {
					if len(j.ids) < 5 {
						t.Fatalf("%d calls, want four that fail and one that does not", len(j.ids))
					}
					for i := range 5 {
						if j.ids[i] != j.ids[0] || j.texts[i] != j.texts[0] {
							t.Errorf("try %d has the id %s, want %s and the same bytes", i+1, j.ids[i], j.ids[0])
						}
					}
				})
				if b := w.look(); b.Players != 1 {
					t.Errorf("%d players, want the one", b.Players)
				}
				if !strings.Contains(w.log.String(), "disk on fire") {
					t.Error("the log does not say what the matter is")
				}
			})
		})
	}
}

// A journal that stands still delays seats, never music: frames are answered,
// and an arrival keeps the time at which it was certain.
func TestAJournalThatStandsStillStopsNoMusic(t *testing.T) {
	j := &moody{}
	play(t, func(c *Config) { c.Journal = j; j.Memory = journal.NewMemory() }, func(t *testing.T, w *world) {
		first, second := w.join("first"), w.join("second")
		w.untilGun()
		synctest.Wait()
		j.set(func() { j.gate = make(chan struct{}) })
		for range 2 { // once more when the desk has taken its hands full
			for w.desk.put(fact.Tick{}) {
			}
			synctest.Wait()
		}
		status, text, h := w.ask("POST", "/v1/join", `{"nickname":"third",`+salt+`}`)
		if status != 503 || !strings.Contains(text, `"busy"`) || h.Get("Retry-After") == "" {
			t.Errorf("joining with a full desk: %d %s", status, text)
		}
		first.at, second.at = geo.Offset(bakery, 90, 60), geo.Offset(bakery, 270, 120)
		toward(map[*walker]geo.Point{first: bakery})
		stay(10*time.Second, first)
		toward(map[*walker]geo.Point{second: bakery})
		stay(20*time.Second, second)
		if n := len(heard[wire.Arrived](first)); n != 0 {
			t.Errorf("%d arrivals without a journal", n)
		}
		second.conn.Close() // who has gone is not forgotten
		j.set(func() { close(j.gate); j.gate = nil })
		time.Sleep(30 * time.Second)
		second.connect()
		if won := heard[wire.Won](first); len(won) != 1 || won[0].Seat != 1 {
			t.Errorf("the first won %+v, want seat 1", won)
		}
		welcome := heard[wire.Welcome](second)
		if seat := welcome[len(welcome)-1].Seat; seat == nil || seat.Seat != 2 {
			t.Errorf("the second has %+v, want seat 2", seat)
		}
	})
}

func TestJoiningDoesNotWaitForEver(t *testing.T) {
	j := &moody{}
	play(t, func(c *Config) { c.Journal = j; j.Memory = journal.NewMemory() }, func(t *testing.T, w *world) {
		j.set(func() { j.gate = make(chan struct{}) })
		began := time.Now()
		status, text, _ := w.ask("POST", "/v1/join", `{"nickname":"",`+salt+`}`)
		if status != 503 || !strings.Contains(text, `"busy"`) || time.Since(began) != joinTimeout {
			t.Errorf("after %v: %d %s", time.Since(began), status, text)
		}
		j.set(func() { close(j.gate); j.gate = nil })
	})
}

// What was handed in before the end is in the journal after it.
func TestStoppingEmptiesTheDesk(t *testing.T) {
	j := &moody{}
	play(t, func(c *Config) { c.Journal = j; j.Memory = journal.NewMemory() }, func(t *testing.T, w *world) {
		j.set(func() { j.fail = 2 })
		id := fact.Player{1, 2, 3}
		w.desk.put(fact.Joined{Player: id})
		w.end()
		if !strings.Contains(j.everything(t), string(id[:])) {
			t.Error("the journal does not have it")
		}
	})
}

// everything returns what the journal has.
func (m *moody) everything(t *testing.T) string {
	var all strings.Builder
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	m.Memory.Tail(ctx, 0, func(_ uint64, record []byte) error { all.Write(record); return nil })
	return all.String()
}

// Trouble with reading delays; a record that nobody can read changes nothing.
func TestTheFoldGoesOnAfterTrouble(t *testing.T) {
	j := &moody{tail: errors.New("no route to journal")}
	play(t, func(c *Config) { c.Journal = j; j.Memory = journal.NewMemory() }, func(t *testing.T, w *world) {
		time.Sleep(time.Second)
		if err := j.Memory.Append(t.Context(), "strange", []byte("not a record")); err != nil {
			t.Fatal(err)
		}
		w.join("Zoë").frame()
		if b := w.look(); b.Players != 1 || b.Phase != wire.PhaseOpen {
			t.Errorf("%+v", b)
		}
		for _, want := range []string{"no route to journal", "cannot be read"} {
			if !strings.Contains(w.log.String(), want) {
				t.Errorf("the log does not say %q", want)
			}
		}
	})
}

func TestTheFoldRefusesAGap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, err := New(testConfig(testHunt()))
		if err != nil {
			t.Fatal(err)
		}
		f := newFold(s)
		record := fact.Record{Number: 1}.Append(nil)
		if err := f.count(1, record); err != nil {
			t.Fatal(err)
		}
		for _, seq := range []uint64{1, 3} {
			if f.count(seq, record) == nil {
				t.Errorf("record %d was counted behind record 1", seq)
			}
		}
	})
}

// Two servers that read one journal have one state: what each tells is only
// what the journal says.
func TestTwoServersOnOneJournalAgree(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		c := w.config
		c.Songs = testConfig(w.hunt).Songs
		other := start(t, c)
		synctest.Wait() // until it has read that joining is open
		p, q := w.join("Zoë"), other.join("Jean")
		if heard[wire.Welcome](p)[0].Number != 1 || heard[wire.Welcome](q)[0].Number != 2 {
			t.Error("two servers gave one number")
		}
		p.tune("owls")
		p.at, q.at = geo.Offset(bakery, 90, 60), geo.Offset(bakery, 270, 90)
		w.untilGun()
		toward(map[*walker]geo.Point{p: bakery, q: bakery})
		stay(4*time.Minute, p, q)
		if a, b := heard[wire.Won](p), heard[wire.Won](q); len(a) != 1 || len(b) != 1 || a[0].Seat != 1 || b[0].Seat != 2 {
			t.Errorf("won %+v and %+v", a, b)
		}
		a, b := w.look(), other.look()
		if len(a.Standings) != 2 || len(b.Standings) != 2 || a.Players != 2 || b.Players != 2 {
			t.Errorf("one shows %+v, the other %+v", a, b)
		}
	})
}
