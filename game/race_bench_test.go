package game

import (
	"encoding/binary"
	"testing"

	"crescendo/game/fact"
)

// crowdedJournal is the journal of an evening of so many players: each joins,
// passes the gate, presents themselves and proves at two of five venues with 50
// seats each, in an hour. Records hold up to 64 facts, and slots close when due.
func crowdedJournal(players int) (*Hunt, []Record) {
	h := huntOf(50, 50, 50, 50, 50)
	h.Gate, h.Doors, h.Admission = GateCode, DoorsCode, 600_000
	f := newFold(h)
	var journal []Record
	var batch []fact.Fact
	flush := func(at Millis) {
		if len(batch) > 0 {
			f.append(at, batch...)
			journal = append(journal, Record{Seq: f.seq, Head: f.head, Record: f.last})
			batch = nil
		}
	}
	add := func(at Millis, facts ...fact.Fact) {
		if batch = append(batch, facts...); len(batch) >= 64 {
			flush(at)
		}
	}
	id := func(i int) (p fact.Player) {
		binary.BigEndian.PutUint64(p[:], uint64(i)*0x9e3779b97f4a7c15)
		return p
	}
	for i := range players {
		add(-60_000, fact.Joined{Player: id(i)}, fact.Gated{Player: id(i), Way: fact.WayCode})
	}
	flush(-60_000)
	for i := range 2 * players { // one after another, through 55 minutes
		at := Millis(i) * 3_300_000 / Millis(2*players)
		door := fact.Attempted{Player: id(i % players), Venue: uint16(i % 5), Way: fact.WayCode, At: int64(at), Claimed: int64(at)}
		if i >= players {
			door.Venue = (door.Venue + 1) % 5
		}
		add(at, door, fact.Proved(door))
		if slot, ok := f.PendingSlot(); ok && at >= f.SlotDue(slot) {
			add(at, fact.SlotClosed{Slot: slot})
			flush(at)
		}
	}
	flush(f.CloseDue() - 1)
	add(f.CloseDue(), fact.Closed{})
	flush(f.CloseDue())
	return h, journal
}

// The fold of a whole evening of 10,000 players.
func BenchmarkRaceOf10000(b *testing.B) {
	h, journal := crowdedJournal(10_000)
	facts := 0
	for _, rec := range journal {
		facts += len(rec.Facts)
	}
	b.ReportAllocs()
	for b.Loop() {
		r := NewRace(h, Seed{1})
		for _, rec := range journal {
			r.Apply(rec)
		}
		if r.SeatsLeft() != 0 || r.Phase() != Over {
			b.Fatalf("%d seats left, phase %d", r.SeatsLeft(), r.Phase())
		}
	}
	b.ReportMetric(float64(facts)*float64(b.N)/b.Elapsed().Seconds(), "facts/s")
}

// One disqualification before the close, with 10,000 players of whom nearly all
// wait: the seat goes to the next.
func BenchmarkRaceDisqualify(b *testing.B) {
	h, journal := crowdedJournal(10_000)
	r := NewRace(h, Seed{1})
	for _, rec := range journal[:len(journal)-1] {
		r.Apply(rec)
	}
	n := uint64(1 << 32)
	for b.Loop() {
		n++
		p := r.standing[0].Player
		rec := fact.Record{Number: n, Clock: h.Wall(r.CloseDue() - 1), Rules: RulesVersion}
		rec.Facts = []fact.Fact{fact.Acted{Act: fact.ActDisqualify, By: operator, Player: p}, fact.Acted{Act: fact.ActReinstate, By: operator, Player: p}}
		r.Apply(Record{Record: rec})
	}
}
