package server

import (
	"context"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
)

// askAgain is how long the clock waits for a fact that it handed in before it
// hands it in once more: longer than a journal takes, and no harm if it was
// only slow, because the first counts.
const askAgain = 5 * time.Second

// appointment is something that the clock has to do.
type appointment struct {
	wall int64 // Unix ms
	fact fact.Fact
}

// clock is the goroutine that makes time pass: it hands in the facts that time
// alone makes (Committed, Opened, Started, SlotClosed, Closed, Tick), says when the hunt
// is closing, and looks for silent devices.
func (s *Server) clock(ctx context.Context) {
	pulse := time.NewTicker(pulseEvery)
	defer pulse.Stop()
	timer := time.NewTimer(0)
	defer timer.Stop()
	asked := map[fact.Fact]time.Time{}
	closing := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-pulse.C:
			s.pulse()
		case <-s.wake:
		case <-timer.C:
		}
		if !s.caughtUp() {
			timer.Reset(time.Hour) // the fold wakes it
			continue
		}
		now := s.now()
		st := s.state.Load()
		if !closing && st.phase == game.Running && now.UnixMilli() >= s.hunt.Closes {
			closing = true
			s.announceClosing(now.UnixMilli())
		}
		timer.Reset(s.keep(s.agenda(st, closing), asked, now))
	}
}

// agenda returns what comes next, and when.
func (s *Server) agenda(st *state, closing bool) []appointment {
	switch st.phase {
	case game.Soon:
		list := []appointment{{s.hunt.Opens, fact.Opened{}}}
		if !st.committed { // before anybody can join (R15)
			list = append([]appointment{{0, fact.Committed{Hash: s.commitment}}}, list...)
		}
		return list
	case game.Open:
		list := []appointment{{s.hunt.Starts, fact.Started{}}}
		if !st.committed { // the hunt file was changed before the gun
			list = append([]appointment{{0, fact.Committed{Hash: s.commitment}}}, list...)
		}
		return list
	case game.Running:
		list := []appointment{{s.hunt.Wall(st.closeDue), fact.Closed{}}}
		if st.pending {
			list = append(list, appointment{s.hunt.Wall(st.slotDue), fact.SlotClosed{Slot: st.slot}})
		}
		if !closing {
			list = append(list, appointment{s.hunt.Closes, nil})
		}
		return list
	}
	return nil
}

// keep hands in what is due and returns how long nothing will be.
func (s *Server) keep(list []appointment, asked map[fact.Fact]time.Time, now time.Time) time.Duration {
	next := time.Hour
	for _, a := range list {
		at := time.UnixMilli(a.wall)
		if last, ok := asked[a.fact]; ok && last.Add(askAgain).After(at) {
			at = last.Add(askAgain)
		}
		if at.After(now) {
			next = min(next, at.Sub(now))
			continue
		}
		if a.fact == nil {
			continue
		}
		if s.desk.put(a.fact) {
			asked[a.fact] = now
		}
		next = min(next, askAgain)
	}
	return next
}

// pulse says that this server lives, asks silent devices whether they do, and
// hands in what absent players owe.
func (s *Server) pulse() {
	if !s.caughtUp() {
		return
	}
	s.desk.put(fact.Tick{})
	silent := s.now().Add(-pingAfter).UnixMilli()
	for _, c := range s.connected() {
		if c.heard.Load() <= silent {
			c.out.spawn(c.out.knock())
		}
	}
	for _, p := range s.players.all() {
		p.mu.Lock()
		if p.early {
			s.prove(p)
		}
		s.collect(p)
		p.mu.Unlock()
	}
}

// announceClosing tells everybody that no proof counts any more.
func (s *Server) announceClosing(wall int64) {
	s.tellAll(wire.Phase{Phase: wire.PhaseClosing, Server: wall})
	nudge(s.redraw)
}
