package game

import (
	"slices"

	"crescendo/game/fact"
)

// Standing is a seat and who has it.
type Standing struct {
	Venue  int // index into Hunt.Venues
	Seat   int // 1 for the first seat given at the venue; a freed one is given again under its number
	Player fact.Player
	Given  Millis // by the clock of the record that gave it
	Extra  bool   // beyond the venue's own seats, granted by a person; its number is beyond theirs
}

// holding is a standing and where its seat came from.
type holding struct {
	Standing
	player *entrant
	quota  int // index into the venue's; -1 for an extra seat
}

// quota is a number of seats of a venue.
type quota struct {
	award Award
	class int // 0 for anybody's
	left  int
}

// venue is what the race knows of a venue.
type venue struct {
	quotas  []quota // those that give seats, in file order
	seats   int     // of all of them
	left    int     // of those
	numbers numbers
	extra   numbers  // behind the seats
	queue   []*claim // settled, in R9's order
	full    bool     // and everybody was told
}

func newVenue(h *Hunt, i int) venue {
	var v venue
	for _, q := range h.Venues[i].Quotas {
		a, ok := h.Award(q.By)
		if a.Compare != nil && !a.AfterClose {
			panic("award " + a.Name + " gives before the close: it can only have R9's order")
		}
		if ok && q.Seats > 0 {
			v.quotas = append(v.quotas, quota{award: a, class: q.Class, left: q.Seats})
			v.seats += q.Seats
		}
	}
	v.left, v.full = v.seats, v.seats == 0
	return v
}

// admits tells whether a claim may have a seat of the quota; after the close
// they are given once more to any class.
func (q *quota) admits(c *claim, anyClass bool) bool {
	return (anyClass || q.class == 0 || q.class == c.player.class) && (c.staff || !q.award.Needs.Staff)
}

// numbers gives out 1, 2, 3, …, and first those that came back.
type numbers struct {
	last  int
	freed []int // ascending
}

func (n *numbers) take() int {
	if len(n.freed) > 0 {
		i := n.freed[0]
		n.freed = n.freed[1:]
		return i
	}
	n.last++
	return n.last
}

func (n *numbers) free(i int) {
	at, _ := slices.BinarySearch(n.freed, i)
	n.freed = slices.Insert(n.freed, at, i)
}

// give gives a player a seat of a venue's quota.
func (r *Race) give(e *entrant, at, quota int) {
	v := &r.venues[at]
	v.quotas[quota].left--
	v.left--
	r.seat(e, quota, Standing{Venue: at, Seat: v.numbers.take()})
	if v.left <= 0 && !v.full {
		v.full = true
		r.emit(BandFull{at})
	}
}

// grant gives a player a seat beyond those of a venue.
func (r *Race) grant(e *entrant, at int) {
	v := &r.venues[at]
	r.seat(e, -1, Standing{Venue: at, Seat: v.seats + v.extra.take(), Extra: true})
}

func (r *Race) seat(e *entrant, quota int, s Standing) {
	s.Player, s.Given = e.id, r.clock
	e.seat = &holding{s, e, quota}
	r.standing = append(r.standing, e.seat)
	for _, c := range e.claims {
		c.told = false
	}
	r.emit(SeatGiven{Player: e.id, Venue: s.Venue, Seat: s.Seat, Extra: s.Extra})
}

// free takes a player's seat, if they have one, and lets all look for a seat
// who may now find one: the player elsewhere, and who waits at the venue. An
// extra seat was granted to its player alone, and is gone.
func (r *Race) free(e *entrant) {
	s := e.seat
	if s == nil {
		return
	}
	e.seat = nil
	r.standing = slices.DeleteFunc(r.standing, func(h *holding) bool { return h == s })
	r.emit(SeatFreed{e.id, s.Venue, s.Seat})
	r.look(e)
	v := &r.venues[s.Venue]
	if s.Extra {
		v.extra.free(s.Seat - v.seats)
		return
	}
	v.numbers.free(s.Seat)
	v.quotas[s.quota].left++
	v.left++
	r.fresh = append(r.fresh, v.queue...)
}
