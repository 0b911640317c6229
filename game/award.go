package game

import (
	"bytes"
	"cmp"

	"crescendo/game/fact"
)

// Award is a way in which a quota gives its seats (R10): an entry of the one
// registry that hunt files, their schema, the rules page and the race read.
type Award struct {
	Name           string // as a hunt file writes it, and Quota.By
	RuleFR, RuleEN string // as the rules page says it: "who arrives first gets the seat"
	Needs          Needs

	// AfterClose is a way that gives once, when the hunt is closed and everything
	// is settled. One that is not gives whenever claims were settled.
	AfterClose bool

	// Compare says which of two claims at a venue comes first: negative for a.
	// Where it finds them equal, the lot decides. Nil means R9's order, which is
	// the only one before the close: a seat that was given stays given.
	Compare func(a, b Claim) int
}

// Needs are what a way of giving seats needs; a hunt file whose hunt has it
// not is refused.
type Needs struct {
	Staff  bool // a steward has scanned the player's pass at the venue: without, a claim gets no seat
	Beacon bool // the lots are made of a public value (Hunt.Beacon)
	Par    bool // par times (Hunt.Par), which count from the gate
}

// Claim is a player's settled presence at a venue, as awards compare it.
type Claim struct {
	Player fact.Player
	Venue  int    // index into Hunt.Venues
	Class  int    // 0 for who walks, i+1 for the hunt's class i
	Slot   uint32 // of five seconds since the gun, from 0 (R9)
	Par    Millis // the venue's par time for the class; 0 where the hunt has none
	Lot    [32]byte
	Staff  bool // a steward has scanned their pass there
}

// Over returns the hunt time from the par time to the slot: negative for who
// was faster.
func (c Claim) Over() Millis { return Millis(c.Slot)*slotMillis - c.Par }

// StandardAwards returns the ways of giving seats that every hunt may use.
func StandardAwards() []Award {
	return []Award{{
		Name:   "first",
		RuleFR: "qui arrive en premier obtient la place",
		RuleEN: "who arrives first gets the seat",
	}, {
		Name:   "par",
		RuleFR: "après la clôture, les places vont à qui a mis le moins de temps par rapport au temps prévu pour sa catégorie et la distance",
		RuleEN: "after the close, seats go to who took the least time, measured against the time expected for their class and the distance",
		Needs:  Needs{Par: true}, AfterClose: true,
		Compare: func(a, b Claim) int { return cmp.Compare(a.Over(), b.Over()) },
	}, {
		Name:   "draw",
		RuleFR: "après la clôture, les places sont tirées au sort parmi toutes les personnes présentes",
		RuleEN: "after the close, seats are drawn by lot among all who were there",
		Needs:  Needs{Staff: true, Beacon: true}, AfterClose: true,
		Compare: func(a, b Claim) int { return bytes.Compare(a.Lot[:], b.Lot[:]) },
	}}
}

// awards returns the hunt's registry.
func (h *Hunt) awards() []Award {
	if h.Awards == nil {
		return StandardAwards()
	}
	return h.Awards
}

// Award returns the hunt's way of giving seats of a name, and whether there is
// one.
func (h *Hunt) Award(name string) (Award, bool) {
	for _, a := range h.awards() {
		if a.Name == name {
			return a, true
		}
	}
	return Award{}, false
}
