package game

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"crescendo/game/fact"
)

// invariant is what holds of every evening. Fuzzing looks for one of which it
// does not, and planted_test.go for one that finds a planted defect.
type invariant struct {
	draw  func(*rand.Rand) evening
	check func(evening, *rand.Rand) error
}

// fuzz checks an invariant over evenings drawn from seeds. A seed that fails
// is printed, and kept by go test -fuzz.
func fuzz(f *testing.F, inv invariant) {
	for seed := range uint64(60) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		if err := inv.of(seed, NewRace); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	})
}

// of checks it over the evening of a seed, folded by such races.
func (inv invariant) of(seed uint64, race func(*Hunt, Seed) *Race) error {
	rng := rand.New(rand.NewPCG(seed, 9))
	e := inv.draw(rng)
	e.race = race
	return inv.check(e, rng)
}

// R10: never more seats than there are, one a player, and none that moves by a
// machine alone; whatever comes, and however late.
func FuzzR10SeatsAreSound(f *testing.F) { fuzz(f, seatsAreSound) }

var seatsAreSound = invariant{busyEvening, func(e evening, rng *rand.Rand) error {
	d := &delivery{Race: e.race(e.hunt, Seed{4}), evening: e}
	granted := 0
	d.watch = func(rec Record, before []Standing) error {
		for _, f := range rec.Facts {
			if a, ok := f.(fact.Acted); ok && a.Act == fact.ActExtraSeat {
				granted++
			}
		}
		if err := unmoved(d.Race, rec, before); err != nil {
			return err
		}
		return sound(d.Race, granted)
	}
	d.run(upTo2m(rng))
	if d.err == nil && (d.Phase() != Over || len(d.pending) > 0) {
		return fmt.Errorf("phase %d, %d pending after the close", d.Phase(), len(d.pending))
	}
	return d.err
}}

// sound returns what is wrong with the seats of a race, if anything.
func sound(r *Race, granted int) error {
	players, seats, quotas, extras := map[fact.Player]bool{}, map[[2]int]bool{}, map[[2]int]int{}, 0
	for _, h := range r.standing {
		own := 0
		for _, q := range r.hunt.Venues[h.Venue].Quotas {
			own += max(q.Seats, 0)
		}
		switch at := [2]int{h.Venue, h.Seat}; {
		case players[h.Player]:
			return fmt.Errorf("%s has two seats", name(h.Player))
		case seats[at]:
			return fmt.Errorf("seat %d of venue %d is held twice", h.Seat, h.Venue)
		case h.Seat < 1 || h.Extra != (h.Seat > own):
			return fmt.Errorf("venue %d has %d seats and gave seat %d (extra: %v)", h.Venue, own, h.Seat, h.Extra)
		case r.Removed().Has(h.Venue) || r.Disqualified(h.Player):
			return fmt.Errorf("%s, out or at a removed venue, has seat %d of venue %d", name(h.Player), h.Seat, h.Venue)
		}
		players[h.Player], seats[[2]int{h.Venue, h.Seat}] = true, true
		if h.Extra {
			extras++
			continue
		}
		quotas[[2]int{h.Venue, h.quota}]++
		q := &r.venues[h.Venue].quotas[h.quota]
		if q.award.AfterClose && r.Phase() < Over || q.award.Needs.Staff && !h.player.claim(h.Venue).staff || !r.Gated(h.Player) {
			return fmt.Errorf("%s may have no seat by %s yet", name(h.Player), q.award.Name)
		}
	}
	if extras > granted {
		return fmt.Errorf("%d extra seats, and %d were granted", extras, granted)
	}
	if n := r.SeatsLeft(); n < 0 || n != r.Seats()-len(r.Standings()) {
		return fmt.Errorf("%d seats left of %d, %d given", n, r.Seats(), len(r.Standings()))
	}
	return rooms(r, quotas)
}

// rooms returns which quota gave more than it has, or has a seat for somebody
// who waits.
func rooms(r *Race, given map[[2]int]int) error {
	for v := range r.hunt.Venues {
		i := 0
		for _, q := range r.hunt.Venues[v].Quotas {
			if q.Seats <= 0 {
				continue
			}
			n := given[[2]int{v, i}]
			if n > q.Seats {
				return fmt.Errorf("quota %d of venue %d has %d seats and gave %d", i, v, q.Seats, n)
			}
			for _, c := range r.order {
				if c.venue == v && n < q.Seats && r.waits(c) && (q.By == "first" || r.Phase() == Over && (q.By == "par" || c.staff)) &&
					(q.Class == 0 || q.Class == c.player.class || r.Phase() == Over) {
					return fmt.Errorf("%s waits at venue %d, whose quota %d has a seat", name(c.player.id), v, i)
				}
			}
			i++
		}
	}
	return nil
}

// unmoved returns who has another seat than before the record, though nobody
// did something to them or to their venue (R10, R11).
func unmoved(r *Race, rec Record, before []Standing) error {
	acted := func(s Standing) bool {
		return slices.ContainsFunc(rec.Facts, func(f fact.Fact) bool {
			a, ok := f.(fact.Acted)
			return ok && (a.Player == s.Player && (a.Act == fact.ActDisqualify || a.Act == fact.ActGiveBack) ||
				a.Act == fact.ActRemoveVenue && int(a.Venue) == s.Venue)
		})
	}
	after := r.Standings()
	for _, s := range before {
		if !slices.Contains(after, s) && !acted(s) {
			return fmt.Errorf("%s lost seat %d of venue %d by record %d, %v", name(s.Player), s.Seat, s.Venue, rec.Seq, rec.Facts)
		}
	}
	return nil
}

// R9 to R11, word by word, give the same seats.
func FuzzR9ToR11AsTheyAreWritten(f *testing.F) { fuzz(f, asWritten) }

var asWritten = invariant{busyEvening, func(e evening, rng *rand.Rand) error {
	n := newNaive(e.hunt)
	d := &delivery{Race: e.race(e.hunt, Seed{4}), evening: e}
	seen := 0
	d.watch = func(rec Record, _ []Standing) error {
		for ; seen < len(d.journal); seen++ {
			n.apply(d.journal[seen])
		}
		if want, got := n.outcome(), outcome(d.Race); got != want {
			return fmt.Errorf("after record %d, %v:\n%s, as written\n%s", rec.Seq, rec.Facts, got, want)
		}
		return nil
	}
	d.run(upTo2m(rng))
	return d.err
}}

// R9: delays up to 29 s between a door and the journal change nothing. What the
// server holds in the last half minute before the order is final may come too
// late.
func FuzzR9DelaysChangeNothing(f *testing.F) { fuzz(f, delaysChangeNothing) }

var delaysChangeNothing = invariant{busyEvening, func(e evening, rng *rand.Rand) error {
	due := NewRace(e.hunt, Seed{}).CloseDue()
	e.moves = slices.DeleteFunc(e.moves, func(m move) bool {
		f, proof := m.fact.(fact.Proved)
		return proof && Millis(f.At)+slotGrace > due
	})
	want := outcome(e.deliver(atOnce).Race)
	if got := outcome(e.deliver(upTo29s(rng)).Race); got != want {
		return fmt.Errorf("at once:\n%s\ndelayed:\n%s", want, got)
	}
	return nil
}}

// R9: a door's claim makes nobody's slot earlier than the server's.
func FuzzR9ClaimsMakeNoSlotEarlier(f *testing.F) { fuzz(f, claimsMakeNoSlotEarlier) }

var claimsMakeNoSlotEarlier = invariant{busyEvening, func(e evening, _ *rand.Rand) error {
	for _, c := range e.deliver(atOnce).order {
		held := slices.ContainsFunc(e.moves, func(m move) bool {
			f, ok := m.fact.(fact.Proved)
			return ok && f.Player == c.player.id && int(f.Venue) == c.venue && f.At/5000 == int64(c.slot)
		})
		if !held || c.asked > c.slot {
			return fmt.Errorf("%s has slot %d (asked %d) at venue %d, in which the server held nothing", name(c.player.id), c.slot, c.asked, c.venue)
		}
	}
	return nil
}}

// R9: every first proof is recorded, full or not.
func FuzzR9EveryFirstProofIsRecorded(f *testing.F) { fuzz(f, everyProofIsRecorded) }

var everyProofIsRecorded = invariant{quietEvening, func(e evening, rng *rand.Rand) error {
	d := e.deliver(upTo29s(rng))
	for _, m := range e.moves {
		if f, ok := m.fact.(fact.Proved); ok && m.at <= 660_000 && !d.Arrived(f.Player).Has(int(f.Venue)) {
			return fmt.Errorf("the proof of %s at venue %d is not recorded", name(f.Player), f.Venue)
		}
	}
	return nil
}}

// R9, R11: removing a player changes the order of no two others; a
// disqualified one is as good as removed.
func FuzzR11RemovingAPlayerKeepsTheOrder(f *testing.F) { fuzz(f, removalKeepsTheOrder) }

var removalKeepsTheOrder = invariant{anyEvening, func(e evening, rng *rand.Rand) error {
	gone := e.players[rng.IntN(len(e.players))]
	e.moves = slices.DeleteFunc(e.moves, func(m move) bool { _, act := m.fact.(fact.Acted); return act && of(m.fact) == gone })
	want := orderOf(e.without(gone).deliver(atOnce).Race)
	with := e.deliver(atOnce)
	with.add(with.CloseDue(), fact.Acted{Act: fact.ActDisqualify, By: operator, Player: gone})
	if got := orderOf(with.Race); !slices.Equal(got, want) {
		return fmt.Errorf("%s disqualified after the close:\n%v\nnever there:\n%v", name(gone), got, want)
	}
	e.move(Millis(rng.IntN(600_000)), fact.Acted{Act: fact.ActDisqualify, By: operator, Player: gone})
	if got := orderOf(e.sorted().deliver(atOnce).Race); !slices.Equal(got, want) {
		return fmt.Errorf("%s disqualified during the hunt:\n%v\nnever there:\n%v", name(gone), got, want)
	}
	return nil
}}

// R13, R15: the same records give the same events and the same bytes of
// standings on every node, however often; asking changes nothing.
func FuzzR13SameRecordsSameSeats(f *testing.F) { fuzz(f, sameOnEveryNode) }

var sameOnEveryNode = invariant{busyEvening, func(e evening, rng *rand.Rand) error {
	d := e.deliver(upTo29s(rng))
	for range 3 {
		r, calm := e.race(e.hunt, Seed{4}), e.race(e.hunt, Seed{4})
		for _, rec := range d.journal {
			first := fmt.Sprintf("%T %[1]v", r.Apply(rec))
			if again := r.Apply(rec); again != nil {
				return fmt.Errorf("record %d counts twice: %v", rec.Seq, again)
			}
			if rng.IntN(4) == 0 {
				r.Provisional(e.players[0])
			}
			if second := fmt.Sprintf("%T %[1]v", calm.Apply(rec)); first != second {
				return fmt.Errorf("record %d: %s on one node and %s on another", rec.Seq, first, second)
			}
		}
		if got := outcome(r); got != outcome(d.Race) {
			return fmt.Errorf("one node:\n%s\nanother:\n%s", outcome(d.Race), got)
		}
	}
	return nil
}}

// R10: provisional is what closing every slot now would give.
func FuzzR10ProvisionalIsWhatClosingGives(f *testing.F) { fuzz(f, provisionalComesTrue) }

var provisionalComesTrue = invariant{busyEvening, func(e evening, rng *rand.Rand) error {
	journal := e.deliver(upTo29s(rng)).journal
	now, then := e.race(e.hunt, Seed{4}), e.race(e.hunt, Seed{4})
	for _, rec := range journal[:rng.IntN(len(journal))] {
		now.Apply(rec)
		then.Apply(rec)
	}
	if now.Phase() == Over || !now.BeaconKnown() {
		return nil
	}
	const last = 1 << 20
	then.Apply(Record{Record: fact.Record{
		Node: fact.Node{9}, Clock: e.hunt.Wall(then.SlotDue(last)), Rules: RulesVersion, Facts: []fact.Fact{fact.SlotClosed{Slot: last}},
	}})
	for _, p := range e.players {
		if _, _, seated := now.Seat(p); seated {
			continue
		}
		v, s, ok := now.Provisional(p)
		v2, s2, ok2 := then.Seat(p)
		if v != v2 || s != s2 || ok != ok2 {
			return fmt.Errorf("%s: provisionally seat %d of venue %d (%v), closing gives seat %d of venue %d (%v)", name(p), s, v, ok, s2, v2, ok2)
		}
	}
	return nil
}}

// R3: an invitation lets one player in; a code is spent once, by the player to
// whom it was issued, within ten minutes of that.
func FuzzR3InvitationsAndCodesCountOnce(f *testing.F) { fuzz(f, countOnce) }

var countOnce = invariant{joiningEvening, func(e evening, _ *rand.Rand) error {
	d := e.deliver(atOnce)
	r := e.race(e.hunt, Seed{4})
	invited, issued := map[uint32]bool{}, map[[16]byte]int64{}
	for _, rec := range d.journal {
		events := r.Apply(rec)
		switch f := rec.Facts[0].(type) {
		case fact.Joined:
			joined := slices.ContainsFunc(events, func(e Event) bool { _, ok := e.(Joined); return ok })
			if joined && (f.Invitation == 0 || invited[f.Invitation]) {
				return fmt.Errorf("%s joins with invitation %d, which is used or none", name(f.Player), f.Invitation)
			}
			invited[f.Invitation] = invited[f.Invitation] || joined
		case fact.Resumed:
			if slices.Contains(events, Event(ResumeIssued{f.Player, f.Code})) {
				issued[f.Code] = rec.Clock
			}
			if !slices.Contains(events, Event(ResumeSpent{f.Player, f.Code})) {
				continue
			}
			if at, open := issued[f.Code]; !open || rec.Clock > at+600_000 {
				return fmt.Errorf("%s spends code %d at %d, which is spent, too old or nobody's", name(f.Player), f.Code[0], rec.Clock)
			}
			delete(issued, f.Code)
		}
	}
	return nil
}}

// The race is total: whatever decodes is folded, and the seats stay sound.
func FuzzR13AnyRecordsAreFolded(f *testing.F) {
	var joined, proved []byte
	ann := player("ann")
	joined = fact.Record{Number: 1, Clock: starts - 1, Rules: RulesVersion, Facts: []fact.Fact{fact.Joined{Player: ann}, fact.Gated{Player: ann, Way: fact.WayCode}}}.Append(joined)
	proved = fact.Record{Number: 2, Clock: starts + 40_000, Rules: RulesVersion, Facts: []fact.Fact{fact.Proved{Player: ann, At: 100}, fact.SlotClosed{}, fact.Closed{}}}.Append(proved)
	f.Add(joined, proved, []byte{})
	for act := fact.ActOpen; act <= fact.ActGiveBack+1; act++ {
		f.Add(joined, proved, fact.Record{Number: 3, Clock: starts + 1e7, Rules: RulesVersion, Facts: []fact.Fact{fact.Acted{Act: act, By: operator, Player: ann}, fact.Acted{Act: act, Player: ann, Venue: 65535}}}.Append(nil))
	}
	f.Fuzz(func(t *testing.T, a, b, c []byte) {
		h := huntOf(1, 2)
		h.Gate, h.Doors = GateCode, DoorsCode
		r, granted := NewRace(h, Seed{}), 0
		for i, bytes := range [][]byte{a, b, c, a} {
			if rec, err := fact.Decode(bytes); err == nil {
				granted += len(rec.Facts)
				r.Apply(Record{Seq: uint64(i), Record: rec})
			}
		}
		if err := sound(r, granted); err != nil {
			t.Error(err)
		}
	})
}
