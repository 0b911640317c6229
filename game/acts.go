package game

import "crescendo/game/fact"

// deed is what an act of a person counts once by.
type deed struct {
	by     fact.Person
	reason [32]byte
}

// again tells whether a person's act was counted before, and notes it. The
// reason stands for one act, of one person, at one time: who asks for it again,
// of another server, asks for the same. That first server may come late, when
// another act has undone this one. Where there is none, every act is one.
func (r *Race) again(f fact.Acted) bool {
	if f.Reason == ([32]byte{}) {
		return false
	}
	d := deed{f.By, f.Reason}
	_, known := r.acted[d]
	r.acted[d] = struct{}{}
	return known
}

// act counts what somebody did to the hunt (R11). An act of an organiser that
// does not say who it was is void: nothing is decided about people by a machine
// alone.
func (r *Race) act(f fact.Acted) {
	byPlayer := f.Act == fact.ActGiveBack
	if byPlayer != (f.By == fact.Person{}) || !byPlayer && r.again(f) {
		return
	}
	e, at := r.players[f.Player], int(f.Venue)
	switch f.Act {
	case fact.ActOpen:
		r.advance(Open, Opened{})
	case fact.ActStart:
		r.start()
	case fact.ActClose:
		if r.phase < Over {
			r.close()
		}
	case fact.ActBroadcast:
		r.emit(Broadcast{f.Hash})
	case fact.ActRemoveVenue:
		r.remove(at)
	default:
		if e != nil {
			r.actOn(e, f.Act, at)
		}
	}
}

// actOn counts what was done to a player who takes part.
func (r *Race) actOn(e *entrant, act fact.Act, at int) {
	switch act {
	case fact.ActDisqualify:
		r.disqualify(e)
	case fact.ActReinstate:
		r.reinstate(e)
	case fact.ActExtraSeat:
		if at < len(r.venues) && !r.removed.Has(at) && !e.out && e.seat == nil {
			r.grant(e, at)
			r.reseat()
		}
	case fact.ActGiveBack:
		r.giveBack(e, at)
	case fact.ActRename:
		r.emit(Renamed{e.id})
	case fact.ActHide:
		r.emit(Hidden{e.id})
	}
}

// remove voids the seats of a venue; their holders may find one elsewhere.
func (r *Race) remove(at int) {
	if at >= len(r.venues) || r.removed.Has(at) {
		return
	}
	r.removed = r.removed.With(at)
	r.emit(VenueRemoved{at})
	var holders []*entrant
	for _, h := range r.standing {
		if h.Venue == at {
			holders = append(holders, h.player)
		}
	}
	for _, e := range holders {
		r.free(e)
	}
	r.reseat()
}

// disqualify takes a player out: their seat goes to who waits, and nobody else
// moves.
func (r *Race) disqualify(e *entrant) {
	if e.out {
		return
	}
	e.out = true
	r.emit(Disqualified{e.id})
	for _, c := range e.claims {
		c.told = false
	}
	r.free(e)
	r.reseat()
}

// reinstate lets a player in again: at the place that they have in the order,
// for the seats that are free.
func (r *Race) reinstate(e *entrant) {
	if !e.out {
		return
	}
	e.out = false
	r.emit(Reinstated{e.id})
	r.look(e)
	r.reseat()
}

// giveBack gives a player's seat at a venue to others; there they wait no more.
func (r *Race) giveBack(e *entrant, at int) {
	if e.seat == nil || e.seat.Venue != at {
		return
	}
	if c := e.claim(at); c != nil {
		c.back = true
	}
	r.free(e)
	r.reseat()
}
