package game

import "crescendo/game/fact"

// Phase returns where the evening stands.
func (r *Race) Phase() Phase { return r.phase }

// Players returns how many take part.
func (r *Race) Players() int { return len(r.players) }

// Number returns the 17 of "Player 17", and whether the player takes part.
func (r *Race) Number(p fact.Player) (number int, ok bool) {
	if e := r.players[p]; e != nil {
		return e.number, true
	}
	return 0, false
}

// Seats returns how many seats the hunt has: those of its venues, without the
// removed ones, and the extra ones that were granted.
func (r *Race) Seats() (n int) {
	for i := range r.venues {
		if !r.removed.Has(i) {
			n += r.venues[i].seats
		}
	}
	for _, h := range r.standing {
		if h.Extra {
			n++
		}
	}
	return n
}

// SeatsLeft returns how many of them are free.
func (r *Race) SeatsLeft() int { return r.Seats() - len(r.standing) }

// Full returns the venues without a free seat; not those that were removed.
func (r *Race) Full() Set {
	var full Set
	for i := range r.venues {
		if r.venues[i].left <= 0 && !r.removed.Has(i) {
			full = full.With(i)
		}
	}
	return full
}

// Standings returns all seats that are held, extra ones too, in the order in
// which they were given.
func (r *Race) Standings() []Standing {
	list := make([]Standing, len(r.standing))
	for i, h := range r.standing {
		list[i] = h.Standing
	}
	return list
}

// Seat returns the player's seat, which no machine takes back.
func (r *Race) Seat(p fact.Player) (venue, seat int, ok bool) {
	e := r.players[p]
	if e == nil || e.seat == nil {
		return 0, 0, false
	}
	return e.seat.Venue, e.seat.Seat, true
}

// Arrived returns the venues at which the player's presence is recorded.
func (r *Race) Arrived(p fact.Player) Set {
	return r.venuesOf(p, func(*claim) bool { return true })
}

// Waiting returns the venues on whose waiting list the player stands (R10).
func (r *Race) Waiting(p fact.Player) Set {
	return r.venuesOf(p, r.waits)
}

func (r *Race) venuesOf(p fact.Player, which func(*claim) bool) Set {
	var s Set
	if e := r.players[p]; e != nil {
		for _, c := range e.claims {
			if which(c) {
				s = s.With(c.venue)
			}
		}
	}
	return s
}

// Gated tells whether a player has passed the gate. Where there is none,
// joining gates.
func (r *Race) Gated(p fact.Player) bool {
	e := r.players[p]
	return e != nil && e.gated
}

// Disqualified tells whether a player was taken out of the hunt.
func (r *Race) Disqualified(p fact.Player) bool {
	e := r.players[p]
	return e != nil && e.out
}

// Removed returns the venues that were removed.
func (r *Race) Removed() Set { return r.removed }

// BeaconKnown tells whether lots can be drawn, without which no slot closes.
func (r *Race) BeaconKnown() bool { return r.lots.known }
