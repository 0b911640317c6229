package game

import "crescendo/game/fact"

// Standing is a seat and who has it.
type Standing struct {
	Venue  int // index into Hunt.Venues
	Seat   int // 1 for the first seat given at the venue
	Player fact.Player
	Given  Millis // by the clock of the record that closed the slot
}

// venueSeats are the seats of one venue.
type venueSeats struct {
	total int
	given int
	free  []int // a quota each that gives seats in R9's order
}

func newVenueSeats(h *Hunt, quotas []Quota) venueSeats {
	var v venueSeats
	for _, q := range quotas {
		if a, ok := h.Award(q.By); ok && !a.AfterClose && q.Seats > 0 {
			v.free = append(v.free, q.Seats)
			v.total += q.Seats
		}
	}
	return v
}

func (v *venueSeats) full() bool { return v.given == v.total }

// take gives a seat of the first quota that has one, and returns its number.
func (v *venueSeats) take() (seat int, ok bool) {
	for i := range v.free {
		if v.free[i] > 0 {
			v.free[i]--
			v.given++
			return v.given, true
		}
	}
	return 0, false
}

// reseat gives each who waits, in order, a seat where there is one. Then it
// tells those who still wait, of the claims from fresh on, which are new.
func (r *Race) reseat(fresh int, clock Millis) {
	for _, c := range r.order {
		if c.waits() {
			r.give(c, clock)
		}
	}
	for _, c := range r.order[fresh:] {
		if c.waits() {
			r.emit(Waits{c.player.id, c.venue})
		}
	}
}

// give gives a claim the next seat of its venue, if there is one, for good.
func (r *Race) give(c *claim, clock Millis) {
	v := &r.venues[c.venue]
	seat, ok := v.take()
	if !ok {
		return
	}
	c.player.seat = len(r.standing)
	r.standing = append(r.standing, Standing{c.venue, seat, c.player.id, clock})
	r.emit(SeatGiven{Player: c.player.id, Venue: c.venue, Seat: seat})
	if v.full() {
		r.emit(BandFull{c.venue})
	}
}
