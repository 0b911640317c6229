package server

import (
	"slices"
	"testing"

	"crescendo/game"
	"crescendo/game/fact"
)

// reader returns what hands a record to a server's fold, with the defect.
func (p plant) reader(s *Server) func(next) error {
	f := s.fold
	return func(x next) error {
		if p.gaps && x.seq > f.seq+1 {
			f.mu.Lock()
			f.seq = x.seq - 1
			f.mu.Unlock()
		}
		if p.record == nil {
			return x.fn(x.seq, x.record)
		}
		head := fact.Head(f.head, x.record) // the chain is of the true bytes
		err := x.fn(x.seq, p.record(s, x.seq, x.record))
		if err == nil {
			f.mu.Lock()
			f.head = head
			f.mu.Unlock()
		}
		return err
	}
}

// rewrite changes a record that can be read.
func rewrite(record []byte, change func(r *fact.Record)) []byte {
	r, err := fact.Decode(record)
	if err != nil {
		return record
	}
	change(&r)
	return r.Append(nil)
}

// plantedFaults are defects that servers on a journal may have.
var plantedFaults = map[string]plant{
	"exactly-once forgotten: a record that comes twice counts twice": {record: func(_ *Server, seq uint64, record []byte) []byte {
		return rewrite(record, func(r *fact.Record) { r.Number = seq << 32 })
	}},
	"a seat oversold by one": {race: func(h *game.Hunt, s game.Seed) *game.Race {
		more := *h
		more.Venues = slices.Clone(h.Venues)
		more.Venues[1].Quotas = []game.Quota{{Seats: h.Venues[1].Quotas[0].Seats + 1, By: "first"}}
		return game.NewRace(&more, s)
	}},
	"a gap accepted": {gaps: true},
	"a window ended by the clock of the server that folds": {record: func(s *Server, _ uint64, record []byte) []byte {
		return rewrite(record, func(r *fact.Record) { r.Clock = s.now().UnixMilli() })
	}},
}

// Issue 5: each is found within 100 seeds.
func TestTheSimulationFindsPlantedDefects(t *testing.T) {
	oneProcessor(t)
	fields := drawFields(t)
	for name, p := range plantedFaults {
		t.Run(name, func(t *testing.T) {
			for seed := uint64(1); seed <= 100; seed++ {
				if o := simulate(t, seed, fields, p); len(o.found) > 0 {
					t.Logf("found at seed %d: %s", seed, o.found[0])
					return
				}
			}
			t.Error("not found within 100 seeds")
		})
	}
}
