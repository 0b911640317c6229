package server

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
)

// state is what the journal says, for everybody but the fold to read. A state
// that was stored never changes.
type state struct {
	seq       uint64
	phase     game.Phase
	players   int
	seats     int      // without those of removed venues, with extra ones
	full      game.Set // bands without a free seat
	gone      game.Set // bands whose venue was removed
	committed bool     // that it binds the organiser to this very hunt, after all that was there at first (R15)

	broadcasts []wire.Broadcast // the last wire.MaxBroadcasts, oldest first; never changed
	standings  []game.Standing  // in the order in which the seats were given
	slot       uint32           // lowest slot that is not settled
	pending    bool             // there is one
	slotDue    game.Millis      // when it may be closed
	closeDue   game.Millis      // when the hunt may be closed
	ended      *wire.Ended      // when the order is final
}

// fold is the one goroutine that reads the journal: it counts each record into
// the race and tells the events to those whom they concern. Everything in it
// belongs to that goroutine; an operator's question reads the race between two
// records.
type fold struct {
	server *Server // set once

	mu    sync.Mutex               // held while a record is counted, and by consult
	race  *game.Race               // guarded by mu
	shown map[fact.Player]game.Set // guarded by mu; venues where players have presented themselves

	seq     uint64
	head    [32]byte
	contest []contest
	bound   bool // a record says what binds the organiser (R15)
	past    past
}

// contest is an arrival whose slot is open, and the provisional seat that its
// player was last told.
type contest struct {
	player fact.Player
	venue  int
	told   int
}

func newFold(s *Server) *fold {
	return &fold{server: s, race: game.NewRace(s.hunt, s.config.Keys.Seed), shown: map[fact.Player]game.Set{}}
}

// run reads until ctx is done. After trouble it goes on behind the last record
// that it has counted.
func (f *fold) run(ctx context.Context) {
	for wait := retryFirst; ctx.Err() == nil; wait = min(2*wait, retryLast) {
		before := f.seq
		err := f.server.config.Journal.Tail(ctx, f.seq, f.count)
		if ctx.Err() != nil {
			return
		}
		if f.seq > before {
			wait = retryFirst
		}
		f.server.log.Error("reading the journal; trying again", "cause", err, "behind", f.seq, "pause", wait)
		pause(ctx, wait)
	}
}

// count counts the next record and no other one: a gap would make other seats
// than everybody else's.
func (f *fold) count(seq uint64, record []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if seq != f.seq+1 {
		return fmt.Errorf("record %d follows record %d", seq, f.seq)
	}
	r, err := fact.Decode(record)
	if err != nil { // it changes nothing, for everybody alike, but it stands in the chain
		f.server.log.Error("a record in the journal cannot be read", "record", seq, "cause", err)
		r = fact.Record{}
	}
	events := f.race.Apply(game.Record{Seq: seq, Head: f.head, Record: r})
	f.head = fact.Head(f.head, record)
	f.seq = seq
	f.nickname(r.Facts, events)
	amended := f.publish(events, &r)
	f.present(events)
	for _, e := range events {
		f.tell(e, &r)
	}
	if amended {
		f.server.tellAll(*f.server.state.Load().ended)
	}
	f.remember(&r)
	f.server.scans.recorded(r.Facts)
	f.reconsider(events)
	f.acted(seq, r.Facts, events)
	if !f.server.caughtUp() && seq >= f.server.config.ReadyAt {
		f.catchUp()
	}
	nudge(f.server.wake)
	nudge(f.server.redraw)
	return nil
}

// remember keeps what the race has no use for: wrong codes at the gate, and
// which proofs need not be handed in any more.
func (f *fold) remember(r *fact.Record) {
	if r.Rules != game.RulesVersion {
		return
	}
	for _, x := range r.Facts {
		switch x := x.(type) {
		case fact.Attempted:
			if x.Venue == atGate {
				f.server.gateTry(x)
			}
		case fact.Proved:
			f.server.handedIn(x)
		}
	}
}

// publish stores the state, before anybody is told: who comes in meanwhile
// learns it from their Welcome, who was in already from the message. It tells
// whether results that were told before have changed: acts count after the
// close too.
func (f *fold) publish(events []game.Event, r *fact.Record) (amended bool) {
	old := f.server.state.Load()
	s := &state{
		seq: f.seq, phase: f.race.Phase(), players: f.race.Players(), seats: f.race.Seats(), closeDue: f.race.CloseDue(), ended: old.ended,
		broadcasts: f.broadcasts(old.broadcasts, events, r.Clock),
		committed:  f.committed(old.committed, r),
	}
	for v := range f.race.Full().All() {
		s.full = s.full.With(f.server.hunt.Venues[v].Band)
	}
	for v := range f.race.Removed().All() {
		s.gone = s.gone.With(f.server.hunt.Venues[v].Band)
	}
	s.standings = old.standings
	if slices.ContainsFunc(events, seats) {
		s.standings = f.race.Standings()
	}
	if s.slot, s.pending = f.race.PendingSlot(); s.pending {
		s.slotDue = f.race.SlotDue(s.slot)
	}
	if s.phase == game.Over && (s.ended == nil || slices.ContainsFunc(events, amends)) {
		s.ended, amended = f.server.reveal(s.standings), s.ended != nil
	}
	f.server.state.Store(s)
	return amended
}

// amends tells whether an event changes results: a seat, or a name.
func amends(e game.Event) bool {
	switch e.(type) {
	case game.Renamed, game.Hidden:
		return true
	}
	return seats(e)
}

// seats tells whether an event gives or frees a seat.
func seats(e game.Event) bool {
	_, given := e.(game.SeatGiven)
	_, freed := e.(game.SeatFreed)
	return given || freed
}

// committed tells whether the journal binds the organiser to this hunt. Until
// the server has caught up, the last word counts: a hunt file that was changed
// before the gun makes a new one. From then on this server's own is enough, so
// that no two servers take turns.
func (f *fold) committed(was bool, r *fact.Record) bool {
	for _, x := range r.Facts {
		if c, ok := x.(fact.Committed); ok {
			f.bound = true
			was = c.Hash == f.server.commitment || f.mine(r) || was && f.server.caughtUp()
		}
	}
	return was
}

// mine tells whether this very server has appended a record.
func (f *fold) mine(r *fact.Record) bool {
	return r.Node == f.server.desk.node && r.Boot == f.server.desk.boot
}

// broadcasts returns the organiser's last words to everybody.
func (f *fold) broadcasts(list []wire.Broadcast, events []game.Event, clock int64) []wire.Broadcast {
	for _, e := range events {
		if b, ok := e.(game.Broadcast); ok {
			list = append(slices.Clip(list), wire.Broadcast{Text: f.server.texts.of(b.Hash), Server: clock})
		}
	}
	return list[max(0, len(list)-wire.MaxBroadcasts):]
}
