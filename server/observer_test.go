package server

import (
	"fmt"
	"testing/synctest"
	"time"

	"github.com/anishathalye/porcupine"

	"crescendo/game"
	"crescendo/game/fact"
)

// what is a kind of answer, or of question, that the observer remembers.
type what uint8

const (
	asks     what = iota // stands at a venue for the first time, as far as they know
	shows                // types a code at a door
	joined               // was let in
	noted                // heard that a presentation is noted
	arrived              // heard that a proof is recorded
	waits                // heard that no seat was free
	won                  // heard of a seat
	seatGone             // heard that it is gone
	freeing              // asked for something that frees a seat: to give it back, or to be taken out
	done                 // an operator heard that an act is done
)

// answer is something that somebody outside was told, or asked for.
type answer struct {
	what   what
	player int // their number
	venue  int
	seat   int
	out    bool
	server *Server // of a note
	at     time.Time
}

// observer remembers every answer, and compares them in the end with what the
// journal says.
type observer struct {
	answers []answer
	found   []string // what is wrong, in the order in which it was found
	lost    int      // answers of which the journal knows nothing
	changed int      // answers that came otherwise
	records int
	head    [32]byte
	faults  map[fault]int
	seats   []int // by venue
	history []porcupine.Operation
	skipped int // histories that were not judged in time
}

func newObserver() *observer { return &observer{} }

func (o *observer) hear(a answer) { o.answers = append(o.answers, a) }

func (o *observer) fault(format string, about ...any) {
	o.found = append(o.found, fmt.Sprintf(format, about...))
}

// gone says that the journal has nothing of an answer.
func (o *observer) gone(a answer, format string, about ...any) {
	o.lost++
	o.fault("lost: player %d %s, at %s", a.player, fmt.Sprintf(format, about...), a.at.Format("15:04:05.000"))
}

// other says that an answer came otherwise.
func (o *observer) other(a answer, format string, about ...any) {
	o.changed++
	o.fault("changed: player %d %s, told at %s", a.player, fmt.Sprintf(format, about...), a.at.Format("15:04:05.000"))
}

// finish lets all calm down, and looks.
func (s *sim) finish() {
	s.journal.mu.Lock()
	s.journal.calm, s.journal.absent = true, time.Time{}
	s.journal.mu.Unlock()
	grace := 60 * time.Second
	if s.config.Hunt.Doors != game.DoorsNone {
		grace += 10 * time.Minute
	}
	for end := time.Now().Add(grace); time.Now().Before(end); {
		time.Sleep(time.Second)
		s.settle()
	}
	for range 100 { // until a moment when nothing is on its way
		if s.agree() {
			break
		}
		time.Sleep(150 * time.Millisecond)
		s.settle()
	}
	for _, p := range s.players {
		if p.session != nil {
			p.session.server.leave(p.session)
			p.session = nil
		}
		s.connect(p)
		if p.session == nil {
			s.gone(answer{player: p.number, at: time.Now()}, "is unknown in the end")
		}
	}
	s.observer.faults = s.journal.done
	s.audit()
	for _, n := range s.nodes {
		n.stop()
		if err := <-n.ended; err != nil {
			s.fault("a node's life ended with %v", err)
		}
	}
	synctest.Wait()
}

// agree tells whether every node lives and has counted all that there is.
func (s *sim) agree() bool {
	length, _, _ := s.journal.state()
	for _, n := range s.nodes {
		if n.server == nil {
			return false
		}
		n.server.fold.mu.Lock()
		seq := n.server.fold.seq
		n.server.fold.mu.Unlock()
		if seq != uint64(length) {
			return false
		}
	}
	return true
}

// event is something that the record says, and when it came there.
type event struct {
	seq uint64
	at  time.Time
}

// seat is a seat of somebody, as an answer tells of it.
type seatOf struct{ player, venue, seat int }

// truth is what whoever reads the journal from record 1 finds.
type truth struct {
	race   *game.Race
	head   [32]byte
	number map[fact.Player]int
	id     map[int]fact.Player

	noted   map[int][]event
	arrived map[[2]int]event
	waits   map[[2]int]event
	given   map[seatOf]event
	order   []answer // seats given and freed, in the record's order
	freed   map[int]int
}

// audit reads the journal from record 1, as anybody can, and judges everything
// that was told.
func (s *sim) audit() {
	t := s.reread()
	s.compareNodes(t)
	s.compareAnswers(t)
	s.compareActs(t)
	s.history, s.seats = s.questions(t), []int{2, 1}
	s.records, s.head = len(s.journal.all()), t.head
}

// reread folds the journal afresh, and looks after each record whether seats
// are sound.
func (s *sim) reread() *truth {
	t := &truth{
		race: s.plant.newRace(s.config), number: map[fact.Player]int{}, id: map[int]fact.Player{}, noted: map[int][]event{},
		arrived: map[[2]int]event{}, waits: map[[2]int]event{}, given: map[seatOf]event{}, freed: map[int]int{},
	}
	reader := &Server{config: s.config, now: time.Now}
	var fold func(seq uint64, bytes []byte) error
	at := time.Time{}
	fold = func(seq uint64, bytes []byte) error {
		r, err := fact.Decode(bytes)
		if err != nil {
			s.fault("record %d cannot be read: %v", seq, err)
			return nil
		}
		events := t.race.Apply(game.Record{Seq: seq, Head: t.head, Record: r})
		for _, e := range events {
			t.count(e, event{seq, at})
		}
		s.seatsAreSound(t, seq)
		s.slotsAreClosedByFacts(seq, &r, events)
		return nil
	}
	read := func(x next) error { return x.fn(x.seq, x.record) }
	if s.plant.record != nil {
		read = func(x next) error { return x.fn(x.seq, s.plant.record(reader, x.seq, x.record)) }
	}
	for i, c := range s.journal.all() {
		at = c.at
		if err := read(next{uint64(i + 1), c.bytes, fold}); err != nil {
			s.fault("reading record %d afresh: %v", i+1, err)
		}
		t.head = fact.Head(t.head, c.bytes)
	}
	return t
}

// count notes an event.
func (t *truth) count(e game.Event, when event) {
	first := func(of map[[2]int]event, key [2]int) {
		if _, known := of[key]; !known {
			of[key] = when
		}
	}
	switch e := e.(type) {
	case game.Joined:
		t.number[e.Player], t.id[e.Number] = e.Number, e.Player
	case game.Attempted:
		n := t.number[e.Player]
		t.noted[n] = append(t.noted[n], when)
	case game.Proved:
		first(t.arrived, [2]int{t.number[e.Player], e.Venue})
	case game.Waits:
		first(t.waits, [2]int{t.number[e.Player], e.Venue})
	case game.SeatGiven:
		n := t.number[e.Player]
		key := seatOf{n, e.Venue, e.Seat}
		if _, known := t.given[key]; !known {
			t.given[key] = when
		}
		t.order = append(t.order, answer{what: won, player: n, venue: e.Venue, seat: e.Seat, at: when.at})
	case game.SeatFreed:
		n := t.number[e.Player]
		t.freed[n]++
		t.order = append(t.order, answer{what: seatGone, player: n, venue: e.Venue, seat: e.Seat, at: when.at})
	}
}

// seatsAreSound looks that there are never more seats than there are, each
// once, and one a player.
func (s *sim) seatsAreSound(t *truth, seq uint64) {
	type numbered struct{ venue, seat int }
	seats, players := map[numbered]bool{}, map[fact.Player]bool{}
	for _, g := range t.race.Standings() {
		of := 0
		for _, q := range s.config.Hunt.Venues[g.Venue].Quotas {
			of += q.Seats
		}
		key := numbered{g.Venue, g.Seat}
		if g.Seat < 1 || g.Seat > of || seats[key] || players[g.Player] {
			s.fault("after record %d: seat %d of %d of venue %d is of %d seats and players, or doubled", seq, g.Seat, of, g.Venue, len(seats))
		}
		seats[key], players[g.Player] = true, true
	}
}

// slotsAreClosedByFacts looks that seats are given because a record says so
// which was old enough by its own clock (R9), or because a person acted.
func (s *sim) slotsAreClosedByFacts(seq uint64, r *fact.Record, events []game.Event) {
	h, cause := s.config.Hunt, false
	clock := r.Clock - h.Starts
	for _, f := range r.Facts {
		switch f := f.(type) {
		case fact.SlotClosed:
			cause = cause || clock >= (int64(f.Slot)+1)*5_000+30_000
		case fact.Closed:
			cause = cause || clock >= h.Closes-h.Starts+30_000
		case fact.Acted:
			cause = true
		}
	}
	for _, e := range events {
		if g, ok := e.(game.SeatGiven); ok && !cause {
			s.fault("record %d gives seat %d of venue %d, and no fact in it could", seq, g.Seat, g.Venue)
		}
	}
}

// compareNodes looks that all nodes have the same head and standings as whoever
// reads afresh.
func (s *sim) compareNodes(t *truth) {
	length := uint64(len(s.journal.all()))
	want := fmt.Sprint(t.race.Standings())
	for _, n := range s.nodes {
		if n.server == nil {
			s.fault("node %d does not live in the end", n.index)
			continue
		}
		f := n.server.fold
		f.mu.Lock()
		seq, head, phase, standings := f.seq, f.head, f.race.Phase(), fmt.Sprint(f.race.Standings())
		f.mu.Unlock()
		switch {
		case seq != length:
			s.fault("node %d has counted %d records of %d", n.index, seq, length)
		case head != t.head:
			s.fault("node %d has another head after record %d", n.index, seq)
		case phase != game.Over:
			s.fault("node %d is in phase %d in the end", n.index, phase)
		case standings != want || fmt.Sprint(n.server.state.Load().standings) != want:
			s.fault("node %d has other standings: %s, afresh %s", n.index, standings, want)
		}
	}
}

// compareAnswers looks that nothing that was answered is lost or changed, and
// that nothing was answered before the journal had it.
func (s *sim) compareAnswers(t *truth) {
	type ear struct { // a server that lags notes what another one noted before
		player int
		server *Server
	}
	heardNotes, asked, shown := map[ear]int{}, map[int]int{}, map[int]int{}
	for _, a := range s.observer.answers {
		switch a.what {
		case freeing:
			asked[a.player]++
		case shows:
			shown[a.player]++
		}
	}
	for _, a := range s.observer.answers {
		id := t.id[a.player]
		place := [2]int{a.player, a.venue}
		switch a.what {
		case joined:
			if n, ok := t.race.Number(id); !ok || n != a.player {
				s.gone(a, "had joined")
			}
		case noted:
			by := ear{a.player, a.server}
			heardNotes[by]++
			if n := heardNotes[by]; n > len(t.noted[a.player]) || t.noted[a.player][n-1].at.After(a.at) {
				s.gone(a, "heard of presentation %d that it is noted", n)
			} else if n > shown[a.player] {
				s.other(a, "typed %d codes, and heard of %d at one server", shown[a.player], n)
			}
		case arrived:
			if e, ok := t.arrived[place]; !ok || e.at.After(a.at) {
				s.gone(a, "had arrived at venue %d", a.venue)
			}
		case waits:
			e, ok := t.waits[place]
			if !ok || e.at.After(a.at) {
				s.gone(a, "waited at venue %d", a.venue)
			} else if _, _, seated := t.race.Seat(id); !seated && asked[a.player] == 0 && !t.race.Waiting(id).Has(a.venue) {
				s.other(a, "waited at venue %d and does not any more", a.venue)
			}
		case won:
			e, ok := t.given[seatOf{a.player, a.venue, a.seat}]
			if !ok || e.at.After(a.at) {
				s.gone(a, "had seat %d of venue %d", a.seat, a.venue)
				continue
			}
			venue, seat, _ := t.race.Seat(id)
			if (venue != a.venue || seat != a.seat) && t.freed[a.player] == 0 {
				s.other(a, "had seat %d of venue %d, and has seat %d of venue %d", a.seat, a.venue, seat, venue)
			}
		}
	}
	for player, n := range t.freed {
		if n > asked[player] {
			s.other(answer{player: player, at: time.Now()}, "lost a seat %d times, and that was asked for %d times", n, asked[player])
		}
	}
}

// compareActs looks that the last act that an operator was told is done still
// holds, where nothing more was asked for.
func (s *sim) compareActs(t *truth) {
	last := map[int]answer{}
	for _, a := range s.observer.answers {
		if a.what == done {
			last[a.player] = a
		}
	}
	for _, p := range s.players {
		a, ok := last[p.number]
		if out := t.race.Disqualified(t.id[p.number]); ok && p.out == nil && out != a.out {
			s.other(a, "is out: %v; the operator was told %v", out, a.out)
		}
	}
}
