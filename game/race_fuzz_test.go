package game

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"crescendo/game/fact"
)

// evening is what happened at the venues of a hunt. How it reaches the journal
// is up to a delivery.
type evening struct {
	hunt    *Hunt
	players []fact.Player
	proofs  []fact.Proved // in order of time
}

// newEvening draws one: few seats, crowded slots, people at several venues.
func newEvening(rng *rand.Rand) evening {
	e := evening{hunt: huntOf(1+rng.IntN(3), 1+rng.IntN(5), rng.IntN(2))}
	for i := range 4 + rng.IntN(20) {
		p := player(fmt.Sprintf("%c%d", 'a'+rng.IntN(26), i))
		e.players = append(e.players, p)
		at := rng.Int64N(600_000)
		for range rng.IntN(5) {
			e.proofs = append(e.proofs, fact.Proved{Player: p, Venue: uint16(rng.IntN(3)), At: at})
			at += rng.Int64N(60_000)
		}
	}
	slices.SortStableFunc(e.proofs, func(a, b fact.Proved) int { return cmp.Compare(a.At, b.At) })
	return e
}

// without returns the same evening without one player.
func (e evening) without(p fact.Player) evening {
	e.proofs = slices.DeleteFunc(slices.Clone(e.proofs), func(f fact.Proved) bool { return f.Player == p })
	return e
}

// deliver folds an evening whose every proof reaches the journal after a delay
// of its own, at most 29 s, and whose slots close when they are due or some
// seconds later. The heads are pinned, so that lots depend on the player alone.
func (e evening) deliver(delay func() Millis) *Race {
	r := NewRace(e.hunt, Seed{4})
	for _, step := range e.records(delay) {
		r.Apply(step)
		for {
			slot, ok := r.PendingSlot()
			clock := r.hunt.At(step.Clock)
			if !ok || clock < r.SlotDue(slot) {
				break
			}
			r.Apply(e.record(1<<32+uint64(slot), clock, fact.SlotClosed{Slot: slot}))
		}
	}
	r.Apply(e.record(1<<40, r.CloseDue(), fact.Closed{}))
	return r
}

// records returns the records of an evening in the order of their clocks, with
// a tick each second between.
func (e evening) records(delay func() Millis) []Record {
	var records []Record
	for i, p := range e.players {
		records = append(records, e.record(uint64(i), -1000, fact.Joined{Player: p}))
	}
	for i, f := range e.proofs {
		records = append(records, e.record(1<<16+uint64(i), Millis(f.At)+delay(), f))
	}
	for s := range 1000 {
		records = append(records, e.record(1<<20+uint64(s), Millis(s)*1000, fact.Tick{}))
	}
	slices.SortStableFunc(records, func(a, b Record) int { return cmp.Compare(a.Clock, b.Clock) })
	return records
}

func (e evening) record(number uint64, clock Millis, facts ...fact.Fact) Record {
	return Record{Head: [32]byte{7}, Record: fact.Record{Number: number, Clock: e.hunt.Wall(clock), Rules: RulesVersion, Facts: facts}}
}

func atOnce() Millis { return 0 }

// sound returns what is wrong with a race, if anything: more seats than there
// are, somebody with two, or somebody who waits before one who has a seat.
func sound(r *Race) error {
	given := make([]int, len(r.venues))
	seats := map[fact.Player]int{}
	for _, s := range r.Standings() {
		given[s.Venue]++
		seats[s.Player]++
		if seats[s.Player] > 1 {
			return fmt.Errorf("%s stands there %d times", name(s.Player), seats[s.Player])
		}
		if s.Seat != given[s.Venue] {
			return fmt.Errorf("seat %d of venue %d is the %dth that was given", s.Seat, s.Venue, given[s.Venue])
		}
	}
	for i, n := range given {
		if have := r.hunt.Venues[i].Quotas[0].Seats; n > have {
			return fmt.Errorf("venue %d has %d seats and gave %d", i, have, n)
		}
	}
	return fair(r)
}

func fair(r *Race) error {
	waits := map[int]fact.Player{}
	for i, c := range r.order {
		if i > 0 && r.order[i-1].before(c) >= 0 {
			return fmt.Errorf("places %d and %d are not in order", i-1, i)
		}
		if first, any := waits[c.venue]; any && c.player.seat >= 0 && r.standing[c.player.seat].Venue == c.venue {
			return fmt.Errorf("%s has a seat and %s, who came before, waits", name(c.player.id), name(first))
		}
		if _, any := waits[c.venue]; !any && c.waits() {
			waits[c.venue] = c.player.id
		}
	}
	return nil
}

// outcome is the order and the seats, without the times of closing.
func outcome(r *Race) string {
	s := ""
	for _, c := range r.order {
		s += fmt.Sprintf("%s/%d ", name(c.player.id), c.venue)
	}
	for _, st := range r.Standings() {
		s += fmt.Sprintf("[%d.%d %s] ", st.Venue, st.Seat, name(st.Player))
	}
	return s
}

// fuzzEvenings calls f with evenings drawn from seeds. A seed that fails is
// printed, and kept by go test -fuzz.
func fuzzEvenings(f *testing.F, check func(t *testing.T, e evening, rng *rand.Rand)) {
	for seed := range uint64(100) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		t.Logf("seed %d", seed)
		rng := rand.New(rand.NewPCG(seed, 9))
		check(t, newEvening(rng), rng)
	})
}

func upTo29s(rng *rand.Rand) func() Millis {
	return func() Millis { return Millis(rng.IntN(29_001)) }
}

func FuzzR10NeverMoreSeatsThanThereAre(f *testing.F) {
	fuzzEvenings(f, func(t *testing.T, e evening, rng *rand.Rand) {
		r := e.deliver(upTo29s(rng))
		if err := sound(r); err != nil {
			t.Error(err)
		}
		if r.Phase() != Over || len(r.pending) > 0 {
			t.Errorf("phase %d, %d pending after the close", r.Phase(), len(r.pending))
		}
	})
}

// R9: delays up to 29 s between a proof and the journal change nothing.
func FuzzR9DelaysChangeNothing(f *testing.F) {
	fuzzEvenings(f, func(t *testing.T, e evening, rng *rand.Rand) {
		want := outcome(e.deliver(atOnce))
		if got := outcome(e.deliver(upTo29s(rng))); got != want {
			t.Errorf("at once:  %s\ndelayed: %s", want, got)
		}
	})
}

// R9, R11: removing a player changes the order of no two others.
func FuzzR9RemovingAPlayerKeepsTheOrder(f *testing.F) {
	fuzzEvenings(f, func(t *testing.T, e evening, rng *rand.Rand) {
		gone := e.players[rng.IntN(len(e.players))]
		var want []string
		for _, c := range e.deliver(atOnce).order {
			if c.player.id != gone {
				want = append(want, fmt.Sprintf("%s/%d", name(c.player.id), c.venue))
			}
		}
		var got []string
		for _, c := range e.without(gone).deliver(atOnce).order {
			got = append(got, fmt.Sprintf("%s/%d", name(c.player.id), c.venue))
		}
		if !slices.Equal(got, want) {
			t.Errorf("with %s:    %v\nwithout: %v", name(gone), want, got)
		}
	})
}

// The same records give the same events, however often.
func FuzzR9SameRecordsSameEvents(f *testing.F) {
	fuzzEvenings(f, func(t *testing.T, e evening, rng *rand.Rand) {
		records := e.records(upTo29s(rng))
		a, b := NewRace(e.hunt, Seed{}), NewRace(e.hunt, Seed{})
		for i, rec := range records {
			first := fmt.Sprintf("%T %[1]v", a.Apply(rec))
			if again := a.Apply(rec); again != nil {
				t.Fatalf("record %d counts twice: %v", i, again)
			}
			if rng.IntN(4) == 0 {
				b.Provisional(e.players[0]) // asking changes nothing
			}
			if second := fmt.Sprintf("%T %[1]v", b.Apply(rec)); first != second {
				t.Fatalf("record %d: %s and %s", i, first, second)
			}
		}
	})
}

// R10: provisional is what closing every slot now would give, and a seat that
// was given never changes.
func FuzzR10ProvisionalIsWhatClosingGives(f *testing.F) {
	fuzzEvenings(f, func(t *testing.T, e evening, rng *rand.Rand) {
		records := e.records(atOnce)
		records = records[:rng.IntN(len(records))]
		now, closed := NewRace(e.hunt, Seed{}), NewRace(e.hunt, Seed{})
		for i, rec := range records {
			now.Apply(rec)
			closed.Apply(rec)
			if i == len(records)/2 {
				half := e.record(1<<50, now.SlotDue(60), fact.SlotClosed{Slot: 60})
				now.Apply(half)
				closed.Apply(half)
			}
		}
		before := now.Standings()
		closed.Apply(e.record(1<<40, closed.CloseDue(), fact.Closed{}))
		if !slices.Equal(closed.Standings()[:len(before)], before) {
			t.Errorf("given %v became %v", before, closed.Standings())
		}
		for _, p := range e.players {
			if _, _, seated := now.Seat(p); seated {
				continue
			}
			v, s, ok := now.Provisional(p)
			v2, s2, ok2 := closed.Seat(p)
			if now.lots.known && (v != v2 || s != s2 || ok != ok2) {
				t.Errorf("%s: provisionally seat %d of venue %d (%v), closing gives seat %d of venue %d (%v)", name(p), s, v, ok, s2, v2, ok2)
			}
		}
	})
}

// The race is total: whatever decodes is folded, and the seats stay sound.
func FuzzR13AnyRecordsAreFolded(f *testing.F) {
	var joined, proved []byte
	joined = fact.Record{Number: 1, Clock: starts - 1, Rules: RulesVersion, Facts: []fact.Fact{fact.Joined{}}}.Append(joined)
	proved = fact.Record{Number: 2, Clock: starts + 40_000, Rules: RulesVersion, Facts: []fact.Fact{fact.Proved{At: 100}, fact.SlotClosed{}, fact.Closed{}}}.Append(proved)
	f.Add(joined, proved, []byte{})
	f.Fuzz(func(t *testing.T, a, b, c []byte) {
		r := NewRace(huntOf(1, 2), Seed{})
		for i, bytes := range [][]byte{a, b, c, a} {
			if rec, err := fact.Decode(bytes); err == nil {
				r.Apply(Record{Seq: uint64(i), Record: rec})
			}
		}
		if err := sound(r); err != nil {
			t.Error(err)
		}
	})
}

// The checks above can fail: each finds the defect that is planted for it.
func TestPlantedDefectsAreFound(t *testing.T) {
	for name, plant := range map[string]func(*Race){
		"a seat too many":       func(r *Race) { r.venues[0].free[0]++ },
		"a seat given twice":    func(r *Race) { r.standing = append(r.standing, r.standing[0]) },
		"a seat forgotten":      func(r *Race) { r.players[r.standing[0].Player].seat = -1 },
		"two places exchanged":  func(r *Race) { r.order[0], r.order[1] = r.order[1], r.order[0] },
		"a seat number skipped": func(r *Race) { r.standing[len(r.standing)-1].Seat++ },
	} {
		r := NewRace(huntOf(2), Seed{})
		e := evening{hunt: r.hunt}
		for i := range 8 {
			p := player(fmt.Sprint("p", i))
			r.Apply(e.record(uint64(i), 0, fact.Joined{Player: p}, fact.Proved{Player: p}))
		}
		if name != "a seat too many" {
			r.Apply(e.record(9, 60_000, fact.SlotClosed{}))
			if err := sound(r); err != nil {
				t.Fatalf("before a defect is planted: %v", err)
			}
		}
		plant(r)
		r.Apply(e.record(10, 60_000, fact.SlotClosed{}))
		if sound(r) == nil {
			t.Errorf("%s is not found", name)
		}
	}
}
