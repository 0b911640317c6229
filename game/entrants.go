package game

import "crescendo/game/fact"

// entrant is a player who takes part.
type entrant struct {
	id     fact.Player
	number int
	class  int      // 0 for who walks, i+1 for the hunt's class i
	gated  bool     // passed the gate, or there is none
	out    bool     // disqualified
	claims []*claim // one a venue, in the order in which they came
	lot    lot      // once drawn
	drawn  bool
	seat   *holding // nil for none
}

// join lets a player take part: once, in a class that there is, and where an
// invitation is needed with one that nobody has used.
func (r *Race) join(f fact.Joined) {
	if r.players[f.Player] != nil || int(f.Class) > len(r.hunt.Classes) {
		return
	}
	if r.hunt.Invitations {
		if _, used := r.invited[f.Invitation]; used || f.Invitation == 0 {
			r.emit(JoinRefused{f.Player})
			return
		}
		r.invited[f.Invitation] = struct{}{}
	}
	e := &entrant{id: f.Player, number: len(r.players) + 1, class: int(f.Class), gated: r.hunt.Gate == GateNone}
	r.players[f.Player] = e
	r.emit(Joined{e.id, e.number, e.class})
}

// gate lets a player through the gate: until the end of admission, by the
// clock of the record, and for as long as a slot may stay open (R4). What they
// have proved meanwhile counts from now on.
func (r *Race) gate(f fact.Gated) {
	e := r.players[f.Player]
	if e == nil || e.gated || !f.Way.Known() || r.clock > r.admits+slotGrace {
		return
	}
	e.gated = true
	r.emit(Gated{e.id})
	r.look(e)
	r.reseat()
}

// attempt records that a player presented themselves at a door (R8). It counts
// nothing: what is missing may come later, as a proof.
func (r *Race) attempt(f fact.Attempted) {
	if r.players[f.Player] == nil || int(f.Venue) >= len(r.venues) || !f.Way.Known() {
		return
	}
	r.emit(Attempted{f.Player, int(f.Venue), r.record.Seq, r.index})
}

// claim returns the player's claim at a venue, nil for none.
func (e *entrant) claim(venue int) *claim {
	for _, c := range e.claims {
		if c.venue == venue {
			return c
		}
	}
	return nil
}
