package game

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"crescendo/game/fact"
)

// evening is what happened in a hunt, in order of time. How it reaches the
// journal is up to a delivery.
type evening struct {
	hunt    *Hunt
	players []fact.Player
	moves   []move
	race    func(*Hunt, Seed) *Race // NewRace, or one with a planted defect
}

// move is a fact and when it happened.
type move struct {
	at   Millis
	fact fact.Fact
}

// quietEvening draws an evening among friends: few seats, crowded slots,
// people at several venues.
func quietEvening(rng *rand.Rand) evening {
	e := evening{hunt: huntOf(1+rng.IntN(3), 1+rng.IntN(5), rng.IntN(2)), race: NewRace}
	e.hunt.Closes = e.hunt.Starts + 660_000
	for i := range 4 + rng.IntN(20) {
		e.join(rng, i)
	}
	for _, p := range e.players {
		e.prove(rng, p, fact.WayPresence)
	}
	return e.sorted()
}

// anyEvening draws one or the other.
func anyEvening(rng *rand.Rand) evening {
	if rng.IntN(2) == 0 {
		return quietEvening(rng)
	}
	return busyEvening(rng)
}

// busyEvening draws one with everything: a gate, doors whose scans are queued,
// classes, every kind of quota, and people who act.
func busyEvening(rng *rand.Rand) evening {
	e := evening{hunt: huntOf(0, 0, 0), race: NewRace}
	h := e.hunt
	h.Closes = h.Starts + 660_000
	h.Classes = []Class{{ID: "wheels"}, {ID: "slow"}}[:rng.IntN(3)]
	if rng.IntN(3) > 0 {
		h.Gate, h.Admission = GateCode, Millis(rng.IntN(4))*80_000
	}
	h.Doors = Doors(rng.IntN(3))
	if rng.IntN(3) == 0 {
		h.Beacon = "a public value"
		e.move(Millis(rng.IntN(900_000)), fact.Beacon{Value: [32]byte{byte(rng.IntN(9))}, By: operator})
	}
	for i := range h.Venues {
		h.Venues[i].Quotas = nil
		for range 1 + rng.IntN(3) {
			by := []string{"first", "first", "par", "draw"}[rng.IntN(4)]
			h.Venues[i].Quotas = append(h.Venues[i].Quotas, Quota{rng.IntN(4), by, rng.IntN(len(h.Classes) + 1)})
		}
		h.Par = append(h.Par, []Millis{Millis(rng.IntN(9)) * 60_000, Millis(rng.IntN(9)) * 60_000, Millis(rng.IntN(9)) * 60_000})
	}
	for i := range 4 + rng.IntN(20) {
		e.join(rng, i)
	}
	for _, p := range e.players {
		if rng.IntN(10) > 0 {
			e.move(Millis(rng.IntN(260_000))-60_000, fact.Gated{Player: p, Way: fact.WayCode})
		}
		e.prove(rng, p, fact.Way(rng.IntN(3)))
	}
	for range rng.IntN(30) {
		e.act(rng)
	}
	return e.sorted()
}

// joiningEvening draws one of people who join with invitations, some with one
// that was used, and of codes that move them to other devices: issued, spent,
// spent again, too late, and by others.
func joiningEvening(rng *rand.Rand) evening {
	e := evening{hunt: huntOf(1), race: NewRace}
	e.hunt.Closes = e.hunt.Starts + 660_000
	e.hunt.Invitations = true
	for i := range 3 + rng.IntN(10) {
		p := player(fmt.Sprint("p", i))
		e.players = append(e.players, p)
		for range 1 + rng.IntN(2) {
			e.move(Millis(rng.IntN(60_000))-1000, fact.Joined{Player: p, Invitation: uint32(rng.IntN(9))})
		}
	}
	for range 60 {
		code := rng.IntN(8)
		p := e.players[code%len(e.players)]
		if rng.IntN(4) == 0 {
			p = e.players[rng.IntN(len(e.players))]
		}
		e.move(Millis(rng.IntN(1_300_000)), fact.Resumed{Player: p, Code: [16]byte{byte(code)}, Spent: rng.IntN(3) > 0})
	}
	return e.sorted()
}

func (e *evening) join(rng *rand.Rand, i int) {
	p := player(fmt.Sprintf("%c%d", 'a'+rng.IntN(26), i))
	e.players = append(e.players, p)
	e.move(-1000, fact.Joined{Player: p, Class: uint8(rng.IntN(len(e.hunt.Classes) + 1))})
}

// prove lets a player be at up to four venues; with doors some of the scans
// are queued for minutes.
func (e *evening) prove(rng *rand.Rand, p fact.Player, way fact.Way) {
	at := rng.Int64N(680_000)
	for range rng.IntN(5) {
		f := fact.Proved{Player: p, Venue: uint16(rng.IntN(3)), Way: way, At: at, Claimed: at}
		if way == fact.WayStaff && rng.IntN(3) == 0 {
			f.At += rng.Int64N(400_000)
		}
		e.move(Millis(f.At), fact.Attempted(f))
		e.move(Millis(f.At), f)
		at += rng.Int64N(60_000)
	}
}

// act lets somebody act, now and then after the close too.
func (e *evening) act(rng *rand.Rand) {
	f := fact.Acted{
		By: operator, Player: e.players[rng.IntN(len(e.players))], Venue: uint16(rng.IntN(3)),
		Act: []fact.Act{
			fact.ActDisqualify, fact.ActDisqualify, fact.ActReinstate, fact.ActReinstate,
			fact.ActExtraSeat, fact.ActGiveBack, fact.ActGiveBack, fact.ActRemoveVenue,
		}[rng.IntN(8)],
	}
	if f.Act == fact.ActGiveBack {
		f.By = fact.Person{}
	}
	e.move(Millis(rng.IntN(1_300_000)), f)
}

func (e *evening) move(at Millis, f fact.Fact) { e.moves = append(e.moves, move{at, f}) }

func (e evening) sorted() evening {
	slices.SortStableFunc(e.moves, func(a, b move) int { return cmp.Compare(a.at, b.at) })
	return e
}

// without returns the same evening without one player.
func (e evening) without(p fact.Player) evening {
	e.moves = slices.DeleteFunc(slices.Clone(e.moves), func(m move) bool { return of(m.fact) == p })
	return e
}

// of returns whose fact it is.
func of(f fact.Fact) fact.Player {
	switch f := f.(type) {
	case fact.Joined:
		return f.Player
	case fact.Gated:
		return f.Player
	case fact.Attempted:
		return f.Player
	case fact.Proved:
		return f.Player
	case fact.Acted:
		return f.Player
	}
	return fact.Player{}
}

// delivery is a race that has folded an evening, and its journal.
type delivery struct {
	*Race
	evening evening
	journal []Record
	watch   func(rec Record, before []Standing) error // looks at each record; nil for nobody
	err     error                                     // of the first watch that failed
}

// deliver folds an evening whose every proof reaches the journal after a delay
// of its own, from two nodes; each second a tick, at which due slots close.
// The heads are pinned, so that lots depend on the player alone.
func (e evening) deliver(delay func() Millis) *delivery {
	d := &delivery{Race: e.race(e.hunt, Seed{4}), evening: e}
	d.run(delay)
	return d
}

func (d *delivery) run(delay func() Millis) {
	moves := slices.Clone(d.evening.moves)
	for i := range moves {
		if _, proof := moves[i].fact.(fact.Proved); proof {
			moves[i].at += delay()
		}
	}
	slices.SortStableFunc(moves, func(a, b move) int { return cmp.Compare(a.at, b.at) })
	for second := Millis(-2000); second <= 1_310_000; second += 1000 {
		for len(moves) > 0 && moves[0].at < second {
			d.add(moves[0].at, moves[0].fact)
			moves = moves[1:]
		}
		d.add(second, fact.Tick{})
		d.close(second)
	}
}

// close closes what is due, as any server does.
func (d *delivery) close(now Millis) {
	for slot, ok := d.PendingSlot(); ok && d.lots.known && d.Phase() < Over && now >= d.SlotDue(slot); slot, ok = d.PendingSlot() {
		if d.add(now, fact.SlotClosed{Slot: slot}); d.err != nil {
			return
		}
	}
	if d.Phase() < Over && now >= d.CloseDue() {
		d.add(now, fact.Closed{})
	}
}

// add appends a record and folds it.
func (d *delivery) add(clock Millis, facts ...fact.Fact) []Event {
	n := uint64(len(d.journal))
	rec := Record{Seq: n + 1, Head: [32]byte{7}, Record: fact.Record{
		Node: fact.Node{byte(n % 2)}, Number: n, Clock: d.hunt.Wall(clock), Rules: RulesVersion, Facts: facts,
	}}
	d.journal = append(d.journal, rec)
	var before []Standing
	if d.watch != nil {
		before = d.Standings()
	}
	events := d.Apply(rec)
	if d.watch != nil && d.err == nil && len(events) > 0 {
		d.err = d.watch(rec, before)
	}
	return events
}

func atOnce() Millis { return 0 }

func upTo29s(rng *rand.Rand) func() Millis {
	return func() Millis { return Millis(rng.IntN(29_001)) }
}

func upTo2m(rng *rand.Rand) func() Millis {
	return func() Millis { return Millis(rng.IntN(120_000)) }
}

// outcome is the order and the seats of a race: with times, as bytes to
// compare.
func outcome(r *Race) string { return fmt.Sprint(orderOf(r), r.Standings()) }
