package game

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"math"
	"reflect"
	"testing"

	"crescendo/game/fact"
	"crescendo/maps/geo"
)

// One test a rule of the race, beside the plays in testdata/race; awards are
// tested in award_test.go, R15's commitment in commitment_test.go.

// R9: lot = HMAC-SHA256(lot key, player), lot key = SHA-256("lot/1" ‖ seed ‖
// beacon). The figures come from Python's hashlib and hmac.
func TestR9LotsAreTheFormula(t *testing.T) {
	var beacon [32]byte
	for i := range beacon {
		beacon[i] = byte(i)
	}
	r := NewRace(huntOf(1), Seed{1, 2, 3})
	r.lots.take(beacon)
	for name, want := range map[string]string{
		"ann": "1afb972fba5412473b9661f0ca78d7b1985526863ea340de25309da8a9939303",
		"bob": "33f5c2c948632df55c5653f9df41429d675794edb7d163548968ccd24732a1bd",
		"eve": "7e63a18e00828f5d8b48c3445c3c6d4c24fb3085e15a06dbe888f18c1278f195",
	} {
		e := &entrant{id: player(name)}
		r.draw(e)
		if got := hex.EncodeToString(e.lot[:]); got != want {
			t.Errorf("lot of %s is %s, want %s", name, got, want)
		}
	}
}

// R9, R15: the beacon is the head before the first record past the end of
// admission, which without a gate is the gun.
func TestR9BeaconIsTheHeadAtTheEndOfAdmission(t *testing.T) {
	gated := huntOf(1)
	gated.Gate, gated.Admission = GateCode, 600_000
	ungated := huntOf(1)
	ungated.Admission = 600_000 // means nothing without a gate
	for _, c := range []struct {
		hunt *Hunt
		ends Millis
	}{{ungated, 0}, {gated, 600_000}} {
		r := NewRace(c.hunt, Seed{9})
		heads := [][32]byte{{1}, {2}, {3}}
		for i, clock := range []Millis{c.ends - 1, c.ends, c.ends + 1} {
			r.Apply(Record{Seq: uint64(i + 1), Head: heads[i], Record: fact.Record{Number: uint64(i), Clock: c.hunt.Wall(clock), Rules: RulesVersion, Facts: []fact.Fact{fact.Tick{}}}})
			if r.BeaconKnown() != (clock >= c.ends) {
				t.Errorf("at %d the beacon is known: %v", clock, r.BeaconKnown())
			}
		}
		if r.lots.key != lotKey(Seed{9}, heads[1]) {
			t.Error("the beacon is not the head before the first record past the end of admission")
		}
	}
}

// R15: a public value that the commitment names is entered once nobody is
// admitted any more, by a person, and the first counts; where none came, the
// head at Closed.
func TestR15PublicBeacon(t *testing.T) {
	h := huntOf(1)
	h.Beacon, h.Gate, h.Admission = "loto", GateCode, 600_000
	f := newFold(h)
	value := func(b byte) fact.Beacon { return fact.Beacon{Value: [32]byte{b}, By: operator} }
	f.append(599_999, value(1))
	f.append(600_000, fact.Beacon{Value: [32]byte{2}}, fact.Tick{})
	if f.BeaconKnown() || f.SlotDue(0) != math.MaxInt64 {
		t.Fatalf("known %v, a slot may close at %d", f.BeaconKnown(), f.SlotDue(0))
	}
	f.append(700_000, value(3), value(4))
	if f.lots.key != lotKey(Seed{1, 2, 3}, value(3).Value) || f.SlotDue(0) != 600_000 {
		t.Errorf("key %x, slot 0 may close at %d", f.lots.key, f.SlotDue(0))
	}

	f = newFold(h)
	f.append(700_000, fact.Tick{})
	head := f.head
	f.append(f.CloseDue(), fact.Closed{}, value(5))
	if f.lots.key != lotKey(Seed{1, 2, 3}, head) {
		t.Error("without a public value the lots are not made of the head at Closed")
	}

	plain := newFold(huntOf(1)) // a hunt that names no value takes none
	plain.append(-1, value(6))
	plain.append(0, value(7))
	if plain.lots.key == lotKey(Seed{1, 2, 3}, value(7).Value) {
		t.Error("a value that nobody announced makes the lots")
	}
}

// R9: when slots and the hunt may close.
func TestR9WhenSlotsAndTheHuntMayClose(t *testing.T) {
	h := huntOf(1)
	h.Doors, h.Gate, h.Admission = DoorsStaff, GateStaff, 600_000
	with, without := NewRace(h, Seed{}), NewRace(huntOf(1), Seed{})
	for _, c := range []struct {
		name      string
		got, want Millis
	}{
		{"slot 0, without a gate", without.SlotDue(0), 35_000},
		{"slot 0, with one", with.SlotDue(0), 600_000},
		{"slot 112, with one", with.SlotDue(112), 600_000},
		{"slot 114, with one", with.SlotDue(114), 605_000},
		{"the last slot there is", without.SlotDue(math.MaxUint32), 21_474_836_510_000},
		{"the close, without doors", without.CloseDue(), 3_630_000},
		{"the close, with doors", with.CloseDue(), 4_200_000},
	} {
		if c.got != c.want {
			t.Errorf("%s: due at %d, want %d", c.name, c.got, c.want)
		}
	}
	h.Closes, h.Rate = math.MaxInt64, MaxRate
	if got := NewRace(h, Seed{}).CloseDue(); got != math.MaxInt64 {
		t.Errorf("a close at the end of time is due at %d", got)
	}
}

// R9: what is void, and at the limits what is not.
func TestR9ProofsThatAreVoid(t *testing.T) {
	good := fact.Proved{Player: player("ann"), Venue: 1, At: 3_600_000, Claimed: 3_600_000}
	for _, c := range []struct {
		name   string
		change func(*fact.Proved)
		clock  Millis
		counts bool
	}{
		{"at the close", func(*fact.Proved) {}, 3_600_000, true},
		{"at the gun", func(f *fact.Proved) { f.At, f.Claimed = 0, 0 }, 0, true},
		{"before the gun", func(f *fact.Proved) { f.At, f.Claimed = -1, -1 }, 0, false},
		{"after the close", func(f *fact.Proved) { f.At, f.Claimed = 3_600_001, 3_600_001 }, 4_000_000, false},
		{"held after the close, claimed before", func(f *fact.Proved) { f.At = 3_900_000 }, 4_000_000, true},
		{"claimed after the close, held before", func(f *fact.Proved) { f.Claimed = 3_900_000 }, 4_000_000, true},
		{"later than the record", func(*fact.Proved) {}, 3_599_999, false},
		{"later than the record, claimed before", func(f *fact.Proved) { f.At, f.Claimed = 10_001, 5_000 }, 10_000, false},
		{"of nobody", func(f *fact.Proved) { f.Player = player("zoe") }, 4_000_000, false},
		{"at no venue", func(f *fact.Proved) { f.Venue = 2 }, 4_000_000, false},
		{"in no way", func(f *fact.Proved) { f.Way = fact.WayStaff + 1 }, 4_000_000, false},
		{"in a slot that there is not", func(f *fact.Proved) { f.At = (math.MaxUint32 + 1) * 5000 }, math.MaxInt64 / 2, false},
	} {
		f, proof := newFold(huntOf(1, 1)), good
		f.append(0, fact.Joined{Player: player("ann")})
		c.change(&proof)
		f.append(c.clock, proof)
		if got := f.Arrived(proof.Player) != 0; got != c.counts {
			t.Errorf("%s: counts %v, want %v", c.name, got, c.counts)
		}
	}
}

// R9: the slot, and the slot that a door asks for.
func TestR9SlotsOfAQueuedScan(t *testing.T) {
	for _, c := range []struct {
		at, claimed Millis
		slot, asked uint32
	}{
		{0, 0, 0, 0}, {4999, 4999, 0, 0}, {5000, 5000, 1, 1},
		{60_000, 30_000, 12, 6},  // queued for half a minute
		{60_000, 90_000, 12, 12}, // from the future: its own slot
		{60_000, -90_000, 12, 0}, // from before the gun: the first
		{60_000, 59_999, 12, 11}, // just before
		{3_600_001, 1, 720, 0},   // a whole hunt ago
		{60_000, math.MinInt64, 12, 0}, {60_000, math.MaxInt64, 12, 12},
	} {
		if slot, asked := slotsOf(c.at, c.claimed); slot != c.slot || asked != c.asked {
			t.Errorf("held at %d, claimed at %d: slot %d, asked %d, want %d and %d", c.at, c.claimed, slot, asked, c.slot, c.asked)
		}
	}
}

// R9: within a slot the lot decides and not the time; between slots the time.
func TestR9SlotThenLot(t *testing.T) {
	f := newFold(huntOf(100))
	var joins, proofs []fact.Fact
	for i := range 60 {
		joins = append(joins, fact.Joined{Player: player(fmt.Sprint("p", i))})
		proofs = append(proofs, fact.Proved{Player: player(fmt.Sprint("p", i)), At: int64(600_000 + i*250)}) // 20 a slot
	}
	f.append(-5000, joins...)
	f.append(620_000, proofs...)
	f.append(660_000, fact.SlotClosed{Slot: 123})
	inTime := 0
	for i := 1; i < len(f.order); i++ {
		c, d := f.order[i-1], f.order[i]
		if c.slot > d.slot || c.slot == d.slot && bytes.Compare(c.player.lot[:], d.player.lot[:]) >= 0 {
			t.Errorf("place %d: slot %d, lot %x before slot %d, lot %x", i, c.slot, c.player.lot[:4], d.slot, d.player.lot[:4])
		}
		if c.player.number < d.player.number {
			inTime++
		}
	}
	if inTime > 45 || inTime < 15 { // 59 pairs, of which half and the borders are
		t.Errorf("%d of 59 neighbours are in order of time: want about half", inTime)
	}
}

// R9: every first proof is recorded, full or not.
func TestR9EveryFirstProofIsRecorded(t *testing.T) {
	f := newFold(huntOf(1))
	f.append(0, fact.Joined{Player: player("ann")}, fact.Joined{Player: player("bob")})
	f.append(5000, fact.Proved{Player: player("ann"), At: 4000})
	f.append(60_000, fact.SlotClosed{Slot: 0})
	if !f.Full().Has(0) {
		t.Fatal("the venue is not full")
	}
	if got := f.append(61_000, fact.Proved{Player: player("bob"), At: 60_500}); !reflect.DeepEqual(got, []Event{Proved{player("bob"), 0}}) {
		t.Errorf("a proof at a full venue gives %v", got)
	}
	if !f.Arrived(player("bob")).Has(0) {
		t.Error("a proof at a full venue is not recorded")
	}
}

// R10: quotas in file order; seats are numbered through the venue; a way of
// giving seats that the registry does not have gives none.
func TestR10QuotasInFileOrder(t *testing.T) {
	h := huntOf(0)
	h.Venues[0].Quotas = []Quota{{2, "first", 0}, {5, "bribe", 0}, {-3, "first", 0}, {0, "first", 0}, {1, "first", 0}}
	f := newFold(h)
	if f.Seats() != 3 {
		t.Errorf("%d seats, want 3", f.Seats())
	}
	for i := range 5 {
		p := player(fmt.Sprint("p", i))
		f.append(0, fact.Joined{Player: p})
		f.append(600_000, fact.Proved{Player: p, At: int64(i * 5000)})
	}
	f.append(600_000, fact.SlotClosed{Slot: 4})
	for i, s := range f.Standings() {
		if s.Seat != i+1 || s.Player != player(fmt.Sprint("p", i)) {
			t.Errorf("seat %d is %d of %s", i+1, s.Seat, name(s.Player))
		}
	}
	if len(f.Standings()) != 3 || f.SeatsLeft() != 0 {
		t.Errorf("%d seats given, %d left", len(f.Standings()), f.SeatsLeft())
	}
}

// R10: who waits: settled, gated, not disqualified, no seat, venue not removed,
// gave no seat back there. Each condition alone keeps one from waiting.
func TestR10WhoWaits(t *testing.T) {
	ann, bob := player("ann"), player("bob")
	act := func(a fact.Act, p fact.Player) fact.Fact {
		if a == fact.ActGiveBack {
			return fact.Acted{Act: a, Player: p}
		}
		return fact.Acted{Act: a, By: operator, Player: p}
	}
	proof := func(p fact.Player, at int64) fact.Fact { return fact.Proved{Player: p, At: at, Claimed: at} }
	for _, c := range []struct {
		name  string
		facts []fact.Fact // ann's, after she waits behind bob, who has the seat
		waits bool
	}{
		{"all hold", nil, true},
		{"disqualified", []fact.Fact{act(fact.ActDisqualify, ann)}, false},
		{"reinstated", []fact.Fact{act(fact.ActDisqualify, ann), act(fact.ActReinstate, ann)}, true},
		{"has a seat", []fact.Fact{act(fact.ActExtraSeat, ann)}, false},
		{"gave one back", []fact.Fact{act(fact.ActExtraSeat, ann), act(fact.ActGiveBack, ann)}, false},
		{"the venue is removed", []fact.Fact{act(fact.ActRemoveVenue, ann)}, false},
	} {
		f := newFold(huntOf(1))
		f.append(0, fact.Joined{Player: ann}, fact.Joined{Player: bob})
		f.append(20_000, proof(bob, 1000), proof(ann, 9000))
		if f.Waiting(ann) != 0 {
			t.Error("waits before the slot is settled")
		}
		f.append(60_000, fact.SlotClosed{Slot: 2})
		f.append(61_000, c.facts...)
		if got := f.Waiting(ann).Has(0); got != c.waits {
			t.Errorf("%s: waits %v, want %v", c.name, got, c.waits)
		}
	}
	h := huntOf(1)
	h.Gate = GateCode
	f := newFold(h)
	f.append(0, fact.Joined{Player: ann})
	f.append(20_000, proof(ann, 9000))
	f.append(60_000, fact.SlotClosed{Slot: 2})
	if f.Waiting(ann) != 0 || f.SeatsLeft() != 1 {
		t.Error("who has not passed the gate waits or has a seat")
	}
}

// R10: par times are whole seconds from the plaza at each class's pace.
func TestR10Pars(t *testing.T) {
	h := huntOf(1, 1)
	h.Meet = []Place{{"Plaza", middle}}
	if h.Pars(geo.Straight{}) != nil {
		t.Error("par times where no quota is by par")
	}
	h.Venues[0].Quotas[0].By = "par"
	h.Classes = []Class{{ID: "wheels", Pace: 2.5}, {ID: "same"}}
	// 3,000 m at 1.4, 2.5 and 1.4 m/s
	if got, want := h.Pars(geo.Straight{}), [][]Millis{{0, 0, 0}, {2_143_000, 1_200_000, 2_143_000}}; !reflect.DeepEqual(got, want) {
		t.Errorf("par times %v, want %v", got, want)
	}
	h.Meet = nil
	if h.Pars(geo.Straight{}) != nil {
		t.Error("par times without a plaza")
	}
}

// R11: each act of an organiser says who did it; who gives back is the player.
// What says otherwise, or is about nobody or nothing, changes nothing.
func TestR11ActsSayWho(t *testing.T) {
	ann := player("ann")
	for act := fact.ActOpen; act <= fact.ActGiveBack; act++ {
		f := newFold(huntOf(1))
		f.append(0, fact.Joined{Player: ann})
		good := fact.Acted{Act: act, By: operator, Player: ann}
		switch act {
		case fact.ActGiveBack:
			f.append(1, fact.Acted{Act: fact.ActExtraSeat, By: operator, Player: ann})
			good.By = fact.Person{}
		case fact.ActReinstate:
			f.append(1, fact.Acted{Act: fact.ActDisqualify, By: operator, Player: ann})
		}
		bad := []fact.Acted{good, good, good}
		bad[0].By[0] ^= operator[0]
		bad[0].By[1] ^= operator[1]
		bad[1].Player, bad[1].Venue = player("zoe"), 65535
		bad[2].Act = fact.ActGiveBack + 1
		if act <= fact.ActStart || act == fact.ActBroadcast || act == fact.ActClose { // of nobody's
			bad[1].By = fact.Person{}
		}
		at := f.CloseDue()
		for i, b := range bad {
			if got := f.append(at, b); got != nil {
				t.Errorf("act %d, wrong way %d: %v", act, i, told(got))
			}
		}
		if f.append(at, good) == nil {
			t.Errorf("act %d changes nothing", act)
		}
	}
}

// R11: who asks for an act again, of another server, has done it once, whenever
// the first server brings it into the journal.
func TestR11AnActCountsOnce(t *testing.T) {
	ann := player("ann")
	f := newFold(huntOf(1))
	f.append(0, fact.Joined{Player: ann})
	out := fact.Acted{Act: fact.ActDisqualify, By: operator, Reason: [32]byte{1}, Player: ann}
	in := fact.Acted{Act: fact.ActReinstate, By: operator, Reason: [32]byte{2}, Player: ann}
	for i, c := range []struct {
		fact.Acted
		out bool
	}{{out, true}, {out, true}, {in, false}, {out, false}, {in, false}} {
		f.append(Millis(i), c.Acted)
		if f.Disqualified(ann) != c.out {
			t.Errorf("after act %d: out is %v", i, !c.out)
		}
	}
	out.Reason[0], in.Reason[0] = 3, 4
	another := out
	another.By[0]++
	if f.append(9, out) == nil || f.append(9, in) == nil || f.append(9, another) == nil {
		t.Error("another act, or the same reason of another person, changes nothing")
	}
}

// R11: nothing that is done takes another's seat, whatever else is done at
// once; drawn evenings show the same (FuzzR10SeatsAreSound).
func TestR11NoOtherHolderMoves(t *testing.T) {
	f := newFold(huntOf(5))
	for i := range 8 {
		p := player(fmt.Sprint("p", i))
		f.append(0, fact.Joined{Player: p})
		f.append(600_000, fact.Proved{Player: p, At: int64(i) * 5000})
	}
	f.append(600_000, fact.SlotClosed{Slot: 8})
	f.append(600_001,
		fact.Acted{Act: fact.ActDisqualify, By: operator, Player: player("p1")},
		fact.Acted{Act: fact.ActDisqualify, By: operator, Player: player("p3")},
		fact.Acted{Act: fact.ActReinstate, By: operator, Player: player("p1")},
		fact.Acted{Act: fact.ActGiveBack, Player: player("p0")},
	)
	var got []string
	for _, s := range f.Standings() {
		got = append(got, fmt.Sprint(name(s.Player), " ", s.Seat))
	}
	// p5 had p1's seat and p6 p3's; p1, back again, has p0's.
	if want := "[p2 3 p4 5 p5 2 p6 4 p1 1]"; fmt.Sprint(got) != want {
		t.Errorf("seats %v, want %v", got, want)
	}
}

// R3: a code may be spent for ten minutes, whatever the clocks say.
func TestR3ResumeCodesAtTheEndsOfTime(t *testing.T) {
	for _, c := range []struct {
		issued, spent int64
		ok            bool
	}{
		{starts, starts + 600_000, true}, {starts, starts + 600_001, false}, {starts, math.MinInt64, true},
		{math.MaxInt64, math.MaxInt64, true}, {math.MinInt64, math.MinInt64 + 600_000, true}, {math.MinInt64, math.MaxInt64, false},
	} {
		r := NewRace(huntOf(1), Seed{})
		r.Apply(Record{Record: fact.Record{Number: 1, Clock: c.issued, Rules: RulesVersion, Facts: []fact.Fact{fact.Joined{}, fact.Resumed{Code: [16]byte{1}}}}})
		if _, ok := r.Resume([16]byte{1}, c.spent); ok != c.ok {
			t.Errorf("issued at %d, asked at %d: %v, want %v", c.issued, c.spent, ok, c.ok)
		}
		events := r.Apply(Record{Record: fact.Record{Number: 2, Clock: c.spent, Rules: RulesVersion, Facts: []fact.Fact{fact.Resumed{Code: [16]byte{1}, Spent: true}}}})
		if (len(events) == 1) != c.ok {
			t.Errorf("issued at %d, spent at %d: %v, want %v", c.issued, c.spent, events, c.ok)
		}
	}
}

// R13: a record counts once by (node, boot, number).
func TestR13RecordsCountOnce(t *testing.T) {
	h := huntOf(1)
	ann := []fact.Fact{fact.Joined{Player: player("ann")}}
	bob := []fact.Fact{fact.Joined{Player: player("bob")}}
	base := fact.Record{Node: fact.Node{1}, Boot: 1, Number: 1, Clock: starts, Rules: RulesVersion, Facts: ann}
	for _, c := range []struct {
		name   string
		change func(*fact.Record)
		counts bool
	}{
		{"the same bytes", func(r *fact.Record) { r.Facts = ann }, false},
		{"other facts under the same number", func(*fact.Record) {}, false},
		{"another number", func(r *fact.Record) { r.Number = 2 }, true},
		{"another boot", func(r *fact.Record) { r.Boot = 2 }, true},
		{"another node", func(r *fact.Record) { r.Node[0] = 2 }, true},
		{"other rules", func(r *fact.Record) { r.Number, r.Rules = 2, RulesVersion+1 }, false},
	} {
		r, second := NewRace(h, Seed{}), base
		r.Apply(Record{Seq: 1, Record: base})
		second.Facts = bob
		c.change(&second)
		if got := len(r.Apply(Record{Seq: 2, Record: second})) > 0; got != c.counts {
			t.Errorf("%s: counts %v, want %v", c.name, got, c.counts)
		}
	}
}

// R14: an event names players by id and venues by index: no name, no text.
func TestR14EventsHaveNoRoomForNames(t *testing.T) {
	for _, e := range []Event{
		Opened{}, Started{}, Joined{}, JoinRefused{}, ResumeIssued{}, ResumeSpent{}, Gated{}, Attempted{}, Proved{},
		SlotClosed{}, SeatGiven{}, SeatFreed{}, Waits{}, BandFull{}, BandFree{}, VenueRemoved{}, Disqualified{}, Reinstated{},
		Broadcast{}, Renamed{}, Hidden{}, Closed{},
	} {
		typ := reflect.TypeOf(e)
		for i := range typ.NumField() {
			switch field := typ.Field(i); field.Type {
			case reflect.TypeFor[int](), reflect.TypeFor[bool](), reflect.TypeFor[uint32](), reflect.TypeFor[uint64](), reflect.TypeFor[fact.Player](), reflect.TypeFor[[16]byte](), reflect.TypeFor[[32]byte]():
			default:
				t.Errorf("%v.%s is a %v", typ, field.Name, field.Type)
			}
		}
	}
}

// R15: whoever has the journal's bytes, the hunt and the seed finds the same
// seats.
func TestR15SeatsFollowFromTheJournal(t *testing.T) {
	f := newFold(huntOf(2, 1))
	var journal [][]byte
	write := func(at Millis, facts ...fact.Fact) {
		f.append(at, facts...)
		journal = append(journal, f.last.Append(nil))
	}
	for i := range 6 {
		write(Millis(i-10)*1000, fact.Joined{Player: player(fmt.Sprint("p", i)), Salt: [16]byte{byte(i)}})
	}
	for i := range 6 {
		write(61_000, fact.Proved{Player: player(fmt.Sprint("p", i)), Venue: uint16(i % 2), At: 60_000})
	}
	write(f.CloseDue(), fact.Closed{})

	again, head := NewRace(huntOf(2, 1), Seed{1, 2, 3}), [32]byte{}
	for i, bytes := range journal {
		rec, err := fact.Decode(bytes)
		if err != nil {
			t.Fatal(err)
		}
		again.Apply(Record{Seq: uint64(i + 1), Head: head, Record: rec})
		head = fact.Head(head, bytes)
	}
	if len(f.Standings()) != 3 || !reflect.DeepEqual(again.Standings(), f.Standings()) {
		t.Errorf("seats %v, folded again %v", f.Standings(), again.Standings())
	}
	if head != f.head {
		t.Errorf("head %x, want %x", head, f.head)
	}
}
