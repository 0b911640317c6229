package game

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"crescendo/game/fact"
)

// naive folds a journal as R9 to R11 say it, word by word: slow, with no
// cleverness and none of the race's code, so that both cannot be wrong alike.
type naive struct {
	hunt    *Hunt
	people  map[fact.Player]*naivePlayer
	proofs  []*naiveProof
	rounds  int
	key     []byte // of the lots, nil before the beacon
	gone    [MaxVenues]bool
	seats   []naiveSeat
	closed  bool
	closing Millis // closes
	open    Millis // end of admission
}

type naivePlayer struct {
	class      int
	gated, out bool
}

type naiveProof struct {
	player      fact.Player
	venue       int
	slot, asked int64
	round       int
	staff, back bool
	place       string // in the order
}

type naiveSeat struct {
	Standing
	quota int
}

func newNaive(h *Hunt) *naive {
	n := &naive{hunt: h, people: map[fact.Player]*naivePlayer{}, closing: h.At(h.Closes)}
	if h.Gate != GateNone {
		n.open = h.Admission
	}
	return n
}

func (n *naive) beacon(seed Seed, value [32]byte) {
	if n.key == nil {
		sum := sha256.Sum256(slices.Concat([]byte("lot/1"), seed[:], value[:]))
		n.key = sum[:]
	}
}

func (n *naive) lot(p fact.Player) []byte {
	h := hmac.New(sha256.New, n.key)
	h.Write(p[:])
	return h.Sum(nil)
}

func (n *naive) apply(rec Record) {
	clock := n.hunt.At(rec.Clock)
	if n.hunt.Beacon == "" && clock >= n.open {
		n.beacon(Seed{4}, rec.Head)
	}
	for _, f := range rec.Facts {
		n.count(f, rec, clock)
	}
}

func (n *naive) count(f fact.Fact, rec Record, clock Millis) {
	switch f := f.(type) {
	case fact.Joined:
		if !n.closed && n.people[f.Player] == nil {
			n.people[f.Player] = &naivePlayer{class: int(f.Class), gated: n.hunt.Gate == GateNone}
		}
	case fact.Gated:
		if p := n.people[f.Player]; p != nil && clock <= n.open+30_000 {
			p.gated = true
			n.reseat(clock)
		}
	case fact.Proved:
		if p := n.people[f.Player]; p != nil && !n.closed && f.At >= 0 && min(f.Claimed, f.At) <= int64(n.closing) && f.At <= int64(clock) {
			n.prove(f)
		}
	case fact.Beacon:
		if !n.closed && n.hunt.Beacon != "" && clock >= n.open {
			n.beacon(Seed{4}, f.Value)
		}
	case fact.SlotClosed:
		if !n.closed && n.key != nil && clock >= max((Millis(f.Slot)+1)*5000+30_000, n.open) {
			n.settle(int64(f.Slot))
			n.reseat(clock)
		}
	case fact.Closed:
		grace := Millis(30_000)
		if n.hunt.Doors != DoorsNone {
			grace = 600_000
		}
		if !n.closed && clock >= n.closing+grace {
			n.beacon(Seed{4}, rec.Head)
			n.settle(1 << 40)
			n.closed = true
			n.reseat(clock)
		}
	case fact.Acted:
		n.act(f, clock)
	}
}

func (n *naive) prove(f fact.Proved) {
	slot := f.At / 5000
	asked := min(max(f.Claimed, 0)/5000, slot)
	for _, p := range n.proofs {
		if p.player == f.Player && p.venue == int(f.Venue) {
			if p.round == 0 && (slot < p.slot || slot == p.slot && asked < p.asked) {
				p.slot, p.asked = slot, asked
			}
			p.staff = p.staff || f.Way == fact.WayStaff
			return
		}
	}
	n.proofs = append(n.proofs, &naiveProof{player: f.Player, venue: int(f.Venue), slot: slot, asked: asked, staff: f.Way == fact.WayStaff})
}

// order returns the settled proofs in R9's order.
func (n *naive) order() (list []*naiveProof) {
	for _, p := range n.proofs {
		if p.round > 0 {
			list = append(list, p)
		}
	}
	for _, p := range list {
		if p.place == "" { // once settled, it never changes
			p.place = fmt.Sprintf("%09d %09d %09d %x %x %02d", p.round, p.slot, p.asked, n.lot(p.player), p.player, p.venue)
		}
	}
	slices.SortFunc(list, func(a, b *naiveProof) int { return strings.Compare(a.place, b.place) })
	return list
}

func (n *naive) settle(slot int64) {
	n.rounds++
	for _, p := range n.proofs {
		if p.round == 0 && p.slot <= slot {
			p.round = n.rounds
		}
	}
}

func (n *naive) seatOf(p fact.Player) int {
	return slices.IndexFunc(n.seats, func(s naiveSeat) bool { return s.Player == p })
}

func (n *naive) waits(p *naiveProof) bool {
	who := n.people[p.player]
	return p.round > 0 && who.gated && !who.out && n.seatOf(p.player) < 0 && !n.gone[p.venue] && !p.back
}

// give gives the seat of a quota to a proof, if it waits, is admitted and there
// is room.
func (n *naive) give(p *naiveProof, quota int, classes bool, clock Millis) {
	q := n.hunt.Venues[p.venue].Quotas[quota]
	if !n.waits(p) || classes && q.Class != 0 && q.Class != n.people[p.player].class || q.By == "draw" && !p.staff {
		return
	}
	taken, numbers := 0, map[int]bool{}
	for _, s := range n.seats {
		if s.Venue == p.venue {
			numbers[s.Seat] = true
			if s.quota == quota {
				taken++
			}
		}
	}
	if taken >= q.Seats {
		return
	}
	number := 1
	for numbers[number] {
		number++
	}
	n.seats = append(n.seats, naiveSeat{Standing{Venue: p.venue, Seat: number, Player: p.player, Given: clock}, quota})
}

func (n *naive) reseat(clock Millis) {
	if n.key == nil {
		return // nothing is settled
	}
	for _, classes := range []bool{true, false} {
		if !classes && !n.closed {
			return
		}
		for _, p := range n.order() {
			for i, q := range n.hunt.Venues[p.venue].Quotas {
				if q.By == "first" {
					n.give(p, i, classes, clock)
				}
			}
		}
		if n.closed {
			n.award(classes, clock)
		}
	}
}

func (n *naive) award(classes bool, clock Millis) {
	for v := range n.hunt.Venues {
		for i, q := range n.hunt.Venues[v].Quotas {
			list := n.order()
			switch q.By {
			case "first":
				continue
			case "draw":
				slices.SortFunc(list, func(a, b *naiveProof) int { return bytes.Compare(n.lot(a.player), n.lot(b.player)) })
			case "par":
				over := func(p *naiveProof) int64 { return p.slot*5000 - int64(n.hunt.Par[v][n.people[p.player].class]) }
				slices.SortFunc(list, func(a, b *naiveProof) int {
					if d := over(a) - over(b); d != 0 {
						return int(d)
					}
					return bytes.Compare(n.lot(a.player), n.lot(b.player))
				})
			}
			for _, p := range list {
				if p.venue == v {
					n.give(p, i, classes, clock)
				}
			}
		}
	}
}

func (n *naive) act(f fact.Acted, clock Millis) {
	p, v := n.people[f.Player], int(f.Venue)
	has := n.seatOf(f.Player)
	switch {
	case f.Act == fact.ActRemoveVenue:
		n.gone[v] = true
		n.seats = slices.DeleteFunc(n.seats, func(s naiveSeat) bool { return s.Venue == v })
	case p == nil:
		return
	case f.Act == fact.ActDisqualify:
		p.out = true
		n.seats = slices.DeleteFunc(n.seats, func(s naiveSeat) bool { return s.Player == f.Player })
	case f.Act == fact.ActReinstate:
		p.out = false
	case f.Act == fact.ActExtraSeat && has < 0 && !p.out && !n.gone[v]:
		number := 1
		for _, q := range n.hunt.Venues[v].Quotas {
			number += q.Seats
		}
		for slices.ContainsFunc(n.seats, func(s naiveSeat) bool { return s.Venue == v && s.Seat == number }) {
			number++
		}
		n.seats = append(n.seats, naiveSeat{Standing{Venue: v, Seat: number, Player: f.Player, Given: clock, Extra: true}, -1})
	case f.Act == fact.ActGiveBack && has >= 0 && n.seats[has].Venue == v:
		for _, q := range n.proofs {
			q.back = q.back || q.player == f.Player && q.venue == v
		}
		n.seats = slices.Delete(n.seats, has, has+1)
	}
	n.reseat(clock)
}

// outcome is the order and the seats, in outcome's form.
func (n *naive) outcome() string {
	var places []string
	if n.key != nil {
		for _, p := range n.order() {
			if !n.people[p.player].out {
				places = append(places, fmt.Sprintf("%s/%d", name(p.player), p.venue))
			}
		}
	}
	seats := []Standing{}
	for _, s := range n.seats {
		seats = append(seats, s.Standing)
	}
	return fmt.Sprint(places, seats)
}
