package server

import (
	"fmt"
	"time"

	"github.com/anishathalye/porcupine"
)

// What is linearizable: the seats of a venue, as those hear of them who asked. A
// question begins when somebody stands at the venue, and takes effect when a
// fact settles its slot, or when a seat becomes free for who waits, and is
// answered after that. So there is an order of all answers, in keeping with
// the moments at which they were asked for and heard, on all nodes together, in
// which every seat is the lowest free one, and nobody waits while one is free.
//
// What is not, and is not asked here: that who asks first is served first, for
// slots and lots decide that, 30 s later (R9; game's own tests hold the order to
// a naive one); provisional seats; and what a node says of others, as on a
// leaderboard, which may be behind.

// ask is a question about the seats of a venue.
type ask struct {
	venue int
	free  bool // a seat becomes free: the one of the answer
}

// told is the answer: a seat, or 0 for none free.
type told struct{ seat int }

// taken are the seats of a venue that are taken, a bit each.
type taken uint32

func (s taken) lowestFree() int {
	for n := 1; ; n++ {
		if s&(1<<n) == 0 {
			return n
		}
	}
}

// venueSeats is the model of venues with so many seats each.
func venueSeats(seats []int) porcupine.Model {
	return porcupine.Model{
		Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
			parts := make([][]porcupine.Operation, len(seats))
			for _, op := range history {
				v := op.Input.(ask).venue
				parts[v] = append(parts[v], op)
			}
			return parts
		},
		Init: func() any { return taken(0) },
		Step: func(state, input, output any) (bool, any) {
			s, in, out := state.(taken), input.(ask), output.(told)
			bit := taken(1) << out.seat
			switch {
			case in.free:
				return s&bit != 0, s &^ bit
			case out.seat == 0:
				return s.lowestFree() > seats[in.venue], s
			}
			return out.seat <= seats[in.venue] && s.lowestFree() == out.seat, s | bit
		},
		DescribeOperation: func(input, output any) string { return fmt.Sprint(input, output) },
	}
}

// judgeHistory hands the run's questions and answers to porcupine: outside of
// the bubble, whose clock stands still while it thinks.
func (o *observer) judgeHistory() {
	switch porcupine.CheckOperationsTimeout(venueSeats(o.seats), o.history, 2*time.Second) {
	case porcupine.Illegal:
		o.fault("no order of the answers about seats is possible: %v", o.history)
	case porcupine.Unknown:
		o.skipped++
	}
}

// questions returns every question about seats with its answer. What nobody
// heard at once, because they were away or had the same seat before, is taken
// from the record: as asked for and heard when it came there.
func (s *sim) questions(t *truth) (ops []porcupine.Operation) {
	add := func(a ask, call, back int64, seat int) {
		ops = append(ops, porcupine.Operation{ClientId: len(ops), Input: a, Call: call, Output: told{seat}, Return: back})
	}
	for key, e := range t.waits {
		asked, ok := s.first(asks, key[0], key[1], 0)
		heard, ok2 := s.first(waits, key[0], key[1], 0)
		if !ok || !ok2 {
			asked, heard = e.at.UnixNano(), e.at.UnixNano()
		}
		add(ask{venue: key[1]}, asked, heard, 0)
	}
	for _, e := range t.order {
		in, call, back, ok, ok2 := ask{venue: e.venue}, int64(0), int64(0), false, false
		if e.what == won {
			call, ok = s.first(asks, e.player, e.venue, 0)
			back, ok2 = s.first(won, e.player, e.venue, e.seat)
		} else {
			in.free = true
			call, ok = s.first(freeing, e.player, 0, 0)
			back, ok2 = s.first(seatGone, e.player, 0, 0)
		}
		if !ok || !ok2 || t.freed[e.player] > 1 || back < e.at.UnixNano() {
			call, back = e.at.UnixNano(), e.at.UnixNano()
		}
		add(in, call, back, e.seat)
	}
	return ops
}

// first returns when somebody heard, or asked for, something first.
func (s *sim) first(w what, player, venue, seat int) (at int64, ok bool) {
	for _, a := range s.observer.answers {
		if a.what == w && a.player == player && a.venue == venue && a.seat == seat {
			return a.at.UnixNano(), true
		}
	}
	return 0, false
}
