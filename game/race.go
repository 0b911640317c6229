package game

import "crescendo/game/fact"

// Seed is the organiser's share of the lots (R9), kept secret until the close.
type Seed [32]byte

// Record is an entry of the journal in its place.
type Record struct {
	Seq  uint64   // 1, 2, 3, …
	Head [32]byte // of the chain, before this record
	fact.Record
}

// Phase is a state of the evening as the journal tells it. Between the close
// and Over it is still Running: that the last slots are being settled shows on
// the clock alone.
type Phase uint8

// The phases, in their order.
const (
	Soon    Phase = iota // joining is not open yet
	Open                 // joining is open
	Running              // the gun has fired
	Over                 // the order is final
)

// Race is the fold of a hunt's journal (R9, R10): whoever applies the same
// records in the same order has the same seats, on every machine, in whole
// numbers alone. One goroutine owns it.
type Race struct {
	// Set once.
	hunt   *Hunt
	closes Millis
	lots   lots // its seed; the key once the beacon is known

	// What the journal has said so far.
	phase    Phase
	seen     map[recordID]struct{}
	players  map[fact.Player]*entrant // looked up, never ranged over
	pending  []*claim                 // not settled, in no order
	order    []*claim                 // settled, in R9's order
	round    uint32                   // of the last claims that were settled
	venues   []venueSeats
	seats    int // of all venues
	standing []Standing
	removed  Set // venues

	events   []Event               // of the record that is being applied
	foreseen map[*entrant]Standing // what Provisional knows, nil after a record
}

// recordID is what a record counts once by (R13).
type recordID struct {
	node         fact.Node
	boot, number uint64
}

// entrant is a player who takes part.
type entrant struct {
	id     fact.Player
	number int
	claims []*claim // one a venue
	gated  bool     // passed the gate
	out    bool     // disqualified
	lot    lot      // once drawn
	drawn  bool
	seat   int // index into the standings, -1 for none
}

// NewRace returns the race of a checked hunt before its first record.
func NewRace(h *Hunt, seed Seed) *Race {
	r := &Race{
		hunt:    h,
		closes:  h.At(h.Closes),
		lots:    lots{seed: seed},
		seen:    map[recordID]struct{}{},
		players: map[fact.Player]*entrant{},
	}
	for i := range h.Venues {
		v := newVenueSeats(h, h.Venues[i].Quotas)
		r.venues = append(r.venues, v)
		r.seats += v.total
	}
	return r
}

// Apply counts one record and returns what it changed, in order. Records come
// in the journal's order. It is total: a record that was counted before or
// that keeps other rules, and a fact that is malformed or void, change nothing,
// for everybody alike.
func (r *Race) Apply(rec Record) []Event {
	id := recordID{rec.Node, rec.Boot, rec.Number}
	if _, again := r.seen[id]; again || rec.Rules != RulesVersion {
		return nil
	}
	r.seen[id] = struct{}{}
	r.events, r.foreseen = nil, nil
	clock := r.hunt.At(rec.Clock)
	r.lots.look(rec.Head, clock)
	for _, f := range rec.Facts {
		r.apply(f, clock)
	}
	return r.events
}

// apply counts one fact of a record with this clock. After Closed nothing
// counts any more.
func (r *Race) apply(f fact.Fact, clock Millis) {
	if r.phase == Over {
		return
	}
	switch f := f.(type) {
	case fact.Opened:
		r.advance(Open, Opened{})
	case fact.Started:
		if clock >= 0 {
			r.advance(Running, Started{})
		}
	case fact.Joined:
		r.join(f)
	case fact.Proved:
		r.prove(f, clock)
	case fact.SlotClosed:
		r.closeSlot(f.Slot, clock)
	case fact.Closed:
		r.close(clock)
	}
}

// advance goes on to a later phase: the first fact of a kind counts.
func (r *Race) advance(to Phase, e Event) {
	if r.phase < to {
		r.phase = to
		r.emit(e)
	}
}

func (r *Race) join(f fact.Joined) {
	if r.players[f.Player] != nil || int(f.Class) > len(r.hunt.Classes) {
		return
	}
	e := &entrant{id: f.Player, number: len(r.players) + 1, seat: -1}
	r.players[f.Player] = e
	r.emit(Joined{f.Player, e.number, int(f.Class)})
}

func (r *Race) emit(e Event) { r.events = append(r.events, e) }
