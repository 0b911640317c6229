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

// Race is the fold of a hunt's journal (R9 to R11): whoever applies the same
// records in the same order has the same seats, on every machine, in whole
// numbers alone. One goroutine owns it.
type Race struct {
	// Set once.
	hunt   *Hunt
	closes Millis
	admits Millis // end of admission
	laws   laws

	// What the journal has said so far.
	phase   Phase
	seen    map[recordID]struct{}
	lots    lots // their seed; the key once the beacon is known
	players map[fact.Player]*entrant
	invited map[uint32]struct{} // numbers of the invitations that were used
	codes   map[[16]byte]*code  // resume codes, by their hash
	removed Set                 // venues
	acted   map[deed]struct{}   // what persons did, so that each counts once

	pending  []*claim // not settled, in no order
	lowest   uint32   // slot among them
	order    []*claim // settled, in R9's order
	round    uint32   // of the last claims that were settled
	fresh    []*claim // settled ones that may find a seat which they did not find before
	venues   []venue
	standing []*holding // in the order in which the seats were given

	// Of the record that is being applied.
	record *Record
	clock  Millis
	index  int // of the fact
	events []Event

	foreseen map[*entrant]Standing // what Provisional knows, nil after a record
}

// recordID is what a record counts once by (R13).
type recordID struct {
	node         fact.Node
	boot, number uint64
}

// NewRace returns the race of a checked hunt before its first record. It panics
// where an award that gives before the close has an order of its own.
func NewRace(h *Hunt, seed Seed) *Race {
	r := &Race{
		hunt:    h,
		closes:  h.At(h.Closes),
		laws:    standardLaws(),
		lots:    lots{seed: seed, public: h.Beacon != ""},
		seen:    map[recordID]struct{}{},
		players: map[fact.Player]*entrant{},
		invited: map[uint32]struct{}{},
		codes:   map[[16]byte]*code{},
		acted:   map[deed]struct{}{},
	}
	if h.Gate != GateNone {
		r.admits = h.Admission
	}
	for i := range h.Venues {
		r.venues = append(r.venues, newVenue(h, i))
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
	r.record, r.clock = &rec, r.laws.clock(r.hunt, &rec)
	r.events, r.foreseen = nil, nil
	if r.clock >= r.admits && !r.lots.public {
		r.lots.take(rec.Head)
	}
	for i, f := range rec.Facts {
		r.index = i
		if r.phase == Over {
			r.late(f)
		} else {
			r.apply(f)
		}
	}
	r.record = nil
	return r.events
}

// apply counts one fact before the order is final.
func (r *Race) apply(f fact.Fact) {
	switch f := f.(type) {
	case fact.Opened:
		r.advance(Open, Opened{})
	case fact.Started:
		r.start()
	case fact.Joined:
		r.join(f)
	case fact.Proved:
		r.prove(f)
	case fact.SlotClosed:
		r.closeSlot(f.Slot)
	case fact.Beacon:
		r.beacon(f)
	case fact.Closed:
		r.close()
	default:
		r.late(f)
	}
}

// late counts one fact of those that count after Closed too.
func (r *Race) late(f fact.Fact) {
	switch f := f.(type) {
	case fact.Gated:
		r.gate(f)
	case fact.Resumed:
		r.resume(f)
	case fact.Attempted:
		r.attempt(f)
	case fact.Acted:
		r.act(f)
	}
}

// advance goes on to a later phase: the first fact of a kind counts.
func (r *Race) advance(to Phase, e Event) {
	if r.phase < to {
		r.phase = to
		r.emit(e)
	}
}

func (r *Race) start() {
	if r.clock >= 0 {
		r.advance(Running, Started{})
	}
}

func (r *Race) emit(e Event) { r.events = append(r.events, e) }
