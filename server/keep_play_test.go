package server

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/maps/geo"
	"crescendo/server/journal"
	"crescendo/server/keep"
)

// forgetful is a store that takes nothing while it is told so.
type forgetful struct {
	*keep.Memory

	mu   sync.Mutex
	full bool // guarded by mu
	puts int  // guarded by mu; of runners
}

func (f *forgetful) Put(entries ...keep.Entry) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.full {
		return errors.New("no space left")
	}
	for _, e := range entries {
		if e.Kind == keep.Runner {
			f.puts++
		}
	}
	return f.Memory.Put(entries...)
}

func (f *forgetful) set(full bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.full = full
}

// entries returns how many entries of a kind a store has.
func entries(t *testing.T, s Store, kind keep.Kind) (n int) {
	t.Helper()
	if err := s.Each(kind, func(keep.ID, []byte) error { n++; return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}

// R6: who moves is kept every ten seconds of wall time, and who comes, switches
// bands or goes within one.
func TestRunnersAreKeptInTime(t *testing.T) {
	store := &forgetful{Memory: keep.NewMemory()}
	play(t, func(c *Config) { c.Store = store }, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		puts := func(want int, when string) {
			t.Helper()
			synctest.Wait()
			store.mu.Lock()
			defer store.mu.Unlock()
			if store.puts != want {
				t.Errorf("%s: kept %d times, want %d", when, store.puts, want)
			}
			store.puts = 0
		}
		time.Sleep(keepEvery)
		puts(1, "who comes")
		stay(30*time.Second*rate, p)
		puts(3, "thirty seconds")
		p.tune("owls")
		time.Sleep(keepEvery)
		puts(1, "who switches")
		p.frame()
		p.conn.Close()
		time.Sleep(keepEvery)
		puts(1, "who goes")
		time.Sleep(time.Minute)
		puts(0, "who has gone")
	})
}

// What cannot be kept stops nobody, and is kept when that is possible again.
func TestAFullDiskStopsNobody(t *testing.T) {
	store := &forgetful{Memory: keep.NewMemory(), full: true}
	play(t, func(c *Config) { operated(c); c.Store = store }, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		stay(20*time.Second*rate, p)
		if status, _, text := w.do(ActRequest{ID: id("words"), Act: "broadcast", Text: "hello"}); status != http.StatusServiceUnavailable || !strings.Contains(text, "disk") {
			t.Errorf("an act whose words cannot be kept: %d %s", status, text)
		}
		if n := len(facts[fact.Acted](w)); n != 0 {
			t.Errorf("%d acts without their words", n)
		}
		store.set(false)
		time.Sleep(2 * keepEvery)
		if people, runners := entries(t, store, keep.Person), entries(t, store, keep.Runner); people != 1 || runners != 1 {
			t.Errorf("kept %d names and %d runners, want one each", people, runners)
		}
		if log := w.log.String(); !strings.Contains(log, "no space left") || strings.Contains(log, "Zoë") {
			t.Error("the log does not say what the matter is, or says too much")
		}
	})
}

// R14: words and names outlive a restart in the store, and stand nowhere else.
func TestWordsAndNamesOutliveARestart(t *testing.T) {
	play(t, operated, func(t *testing.T, w *world) {
		p, q, r := w.join("Zoë"), w.join("Jean"), w.join("Rude")
		w.must(ActRequest{ID: id("rename"), Act: "rename", Player: 2, Text: "Jeanne"})
		w.must(ActRequest{ID: id("hide"), Act: "hide", Player: 3})
		w.must(ActRequest{ID: id("words"), Act: "broadcast", Text: "The bridge is closed"})
		out := ActRequest{ID: id("out"), Act: "disqualify", Player: 1, Reason: "came by car"}
		first := w.must(out)
		anew := w.dies().live(t)
		p, q, r = p.again(anew), q.again(anew), r.again(anew)
		if got := heard[wire.Welcome](p)[0]; got.Out != "came by car" || got.Nickname != "Zoë" || len(got.Broadcasts) != 1 || got.Broadcasts[0].Text != "The bridge is closed" {
			t.Errorf("welcomed with %+v", got)
		}
		if a, b := heard[wire.Welcome](q)[0].Nickname, heard[wire.Welcome](r)[0].Nickname; a != "Jeanne" || b != "" {
			t.Errorf("they are called %q and %q", a, b)
		}
		if s := p.frame(); s.Word != wire.WordOut {
			t.Errorf("who is out hears %+v", s)
		}
		if again := anew.must(out); again.Seq != first.Seq {
			t.Errorf("a retry is record %d, the first one %d", again.Seq, first.Seq)
		}
		all := journalText(anew)
		for _, word := range []string{"Zoë", "Jean", "car", "bridge"} {
			if strings.Contains(all, word) {
				t.Errorf("the journal shows %q", word)
			}
		}
	})
}

// When the order is final nobody needs to know where people were.
func TestRunnersAreForgottenAfterTheClose(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		stay(time.Minute, p)
		if n := entries(t, w.config.Store, keep.Runner); n != 1 {
			t.Fatalf("%d runners are kept", n)
		}
		p.conn.Close()
		time.Sleep(time.Until(time.UnixMilli(w.hunt.Closes)) + 2*time.Minute)
		if n := entries(t, w.config.Store, keep.Runner); n != 0 || w.look().Phase != wire.PhaseOver {
			t.Errorf("%d runners are kept", n)
		}
		w.end()
		if runners, people := entries(t, w.config.Store, keep.Runner), entries(t, w.config.Store, keep.Person); runners != 0 || people != 1 {
			t.Errorf("after the end %d runners and %d names", runners, people)
		}
	})
}

// slow is a journal that hands out its records only as far as it is let.
type slow struct {
	*journal.Memory
	let chan struct{} // one for each record
}

func (s slow) Tail(ctx context.Context, after uint64, fn func(uint64, []byte) error) error {
	return s.Memory.Tail(ctx, after, func(seq uint64, record []byte) error {
		select {
		case <-s.let:
		case <-ctx.Done():
			return ctx.Err()
		}
		return fn(seq, record)
	})
}

// A server is ready when it has counted what there was when it started: before,
// nobody is let in, nobody's token is called unknown, nothing is handed in.
func TestReadyMeansTrue(t *testing.T) {
	play(t, operated, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		w.untilGun()
		stay(time.Minute, p)
		r := w.dies()
		j := slow{r.journal, make(chan struct{})}
		c := r.config
		c.Songs = testConfig(c.Hunt).Songs
		c.Journal, c.ReadyAt, c.Store = j, r.last, r.store
		anew := start(t, c)
		for range r.last - 1 {
			j.let <- struct{}{}
		}
		time.Sleep(time.Minute)
		for _, ask := range [][2]string{
			{"GET", "/readyz"}, {"POST", "/v1/join"}, {"POST", "/v1/resume"}, {"GET", "/v1/leaderboard"}, {"GET", "/v1/ws"}, {"GET", "/v1/acts/status"}, {"POST", "/v1/acts"},
		} {
			status, text, _ := anew.ask(ask[0], ask[1], `{"nickname":"Jean",`+salt+`}`, "Authorization", "Bearer "+anaKey)
			if status != http.StatusServiceUnavailable {
				t.Errorf("before it is ready, %s %s: %d %s", ask[0], ask[1], status, text)
			}
		}
		if n := count(t, r.journal, func(uint64, []byte) error { return nil }); n != r.last {
			t.Errorf("it appended %d records before it was ready", n-r.last)
		}
		if status, _, _ := anew.ask("GET", "/healthz", ""); status != http.StatusOK {
			t.Errorf("it does not say that it lives: %d", status)
		}
		close(j.let)
		synctest.Wait()
		if status, text, _ := anew.ask("GET", "/readyz", ""); status != http.StatusOK {
			t.Errorf("afterwards: %d %s", status, text)
		}
		if s := p.again(anew).frame(); s.Word != wire.WordUntuned {
			t.Errorf("hears %+v", s)
		}
	})
}

// R15: a hunt file that was changed before the gun binds anew; one that was
// changed after it is refused.
func TestAChangedHuntIsRefusedAfterTheGun(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		w.join("Zoë")
		early := w.dies()
		moved := *w.hunt
		moved.Venues = append(moved.Venues[:0:0], moved.Venues...)
		moved.Venues[0].Place.Lat += 10_000
		early.config.Hunt = &moved
		second := early.live(t)
		if got := facts[fact.Committed](second); len(got) != 2 || got[0].Hash == got[1].Hash {
			t.Errorf("before the gun the journal has %d commitments", len(got))
		}
		third := second.dies().live(t)
		if n := len(facts[fact.Committed](third)); n != 2 {
			t.Errorf("started again it binds %d times", n)
		}
		third.untilGun()
		late := third.dies()
		late.config.Hunt = w.hunt
		c := late.config
		c.Songs = testConfig(c.Hunt).Songs
		c.Journal, c.ReadyAt, c.Store = late.journal, late.last, late.store
		s, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Run(t.Context()); !errors.Is(err, errOtherHunt) {
			t.Errorf("after the gun: %v", err)
		}
		if status, _, _ := third.dies().live(t).ask("GET", "/readyz", ""); status != http.StatusOK {
			t.Errorf("the hunt that binds: %d", status)
		}
	})
}

// The music does not hear of the journal: while it takes nothing and hands out
// nothing for twenty seconds, every frame is answered at its own moment (R7),
// and what was earned meanwhile is there afterwards.
func TestStepsGoOnWithoutAJournal(t *testing.T) {
	j := &moody{Memory: journal.NewMemory()}
	play(t, func(c *Config) { c.Journal = j }, func(t *testing.T, w *world) {
		p, other := w.join("Zoë"), w.join("Jean")
		p.tune("owls")
		p.frame()
		w.untilGun()
		stay(10*time.Second, p, other)
		j.set(func() { j.fail = 1 << 30 })
		stopped := time.Now()
		louder := 0
		for last := p.frame().Step; time.Since(stopped) < 20*time.Second; {
			time.Sleep(wire.FrameEvery * time.Second / rate)
			p.at = geo.Toward(p.at, bakery, 3*wire.FrameEvery)
			sent := time.Now()
			s := p.frame()
			if took := time.Since(sent); took != 0 || s.Word != wire.WordHunting {
				t.Fatalf("%v after the journal stopped a frame took %v: %+v", time.Since(stopped), took, s)
			}
			if s.Step > last {
				louder++
			}
			last = s.Step
		}
		if louder < 3 {
			t.Errorf("the step grew %d times on the way", louder)
		}
		j.set(func() { j.fail = 0 })
		time.Sleep(retryLast)
		toward(map[*walker]geo.Point{p: bakery})
		stay(4*time.Minute, p)
		if won := heard[wire.Won](p); len(won) != 1 {
			t.Errorf("won %+v", won)
		}
	})
}
