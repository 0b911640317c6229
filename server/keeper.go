package server

import (
	"context"
	"time"

	"crescendo/game"
	"crescendo/server/keep"
)

// keeper is the goroutine that keeps runners (R6): of everybody who moves every
// snapshotEvery, and at once of who comes, goes, switches bands or was long
// enough at a venue. It writes them together, once in keepEvery: what a sudden
// death takes is that much. Nobody waits for it.
func (s *Server) keeper(ctx context.Context) {
	ticks := time.NewTicker(keepEvery)
	defer ticks.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks.C:
		}
		if s.state.Load().phase == game.Over {
			if s.forgetRunners() {
				return
			}
			continue
		}
		s.keepPlayers(s.now(), false)
	}
}

// keepPlayers keeps who is due, or all whose runner has changed.
func (s *Server) keepPlayers(now time.Time, all bool) {
	var batch []keep.Entry
	var of []*player
	for _, p := range s.players.all() {
		if e, due := p.due(now, all); due {
			batch, of = append(batch, e), append(of, p)
		}
		if len(batch) == maxKeep {
			s.keepBatch(batch, of)
			batch, of = nil, nil
		}
		if p.unnamed.Load() && s.keepName(p) {
			p.unnamed.Store(false)
		}
	}
	s.keepBatch(batch, of)
}

// due returns the entry of a player who is due, as of now.
func (p *player) due(now time.Time, all bool) (e keep.Entry, due bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.moved || !all && !p.hurry && now.Sub(p.kept) < snapshotEvery {
		return e, false
	}
	p.moved, p.hurry, p.kept = false, false, now
	return keep.Entry{Key: keyOf(keep.Runner, p.id), Value: p.appendKept(nil)}, true
}

// keepBatch writes runners. Those that were not written are due again at once.
func (s *Server) keepBatch(batch []keep.Entry, of []*player) {
	if len(batch) == 0 {
		return
	}
	err := s.config.Store.Put(batch...)
	if err == nil {
		return
	}
	s.log.Error("keeping where players are; trying again", "cause", err, "players", len(of))
	for _, p := range of {
		p.mu.Lock()
		p.moved, p.hurry = true, true
		p.mu.Unlock()
	}
}

// forgetRunners forgets where everybody was: the order is final, nobody needs it
// any more. It tells whether that worked.
func (s *Server) forgetRunners() bool {
	var keys []keep.Key
	err := s.config.Store.Each(keep.Runner, func(id keep.ID, _ []byte) error {
		keys = append(keys, keep.Key{Kind: keep.Runner, ID: id})
		return nil
	})
	if err == nil && len(keys) > 0 {
		err = s.config.Store.Delete(keys...)
	}
	if err != nil {
		s.log.Error("forgetting where players were; trying again", "cause", err)
	}
	return err == nil
}
