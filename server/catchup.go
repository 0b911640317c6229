package server

import (
	"errors"

	"crescendo/game"
	"crescendo/game/fact"
)

// errOtherHunt is why a server does not go on with a journal.
var errOtherHunt = errors.New("the hunt has started, and the venues, times, seats, doors or keys are not those that bind it since before the gun: start it with the hunt file and the keys that it began with, or another evening in a data folder of its own")

// caughtUp tells whether the fold has reached what the journal had when the
// server was made: before, nobody comes in and nothing is handed in, because
// what looks missing only stands further on.
func (s *Server) caughtUp() bool { return s.caught.Load() }

// admit lets a player in, with what was kept of them. A runner that cannot be
// read is none.
func (f *fold) admit(e game.Joined, at game.Millis) {
	s := f.server
	was := prior{nickname: f.past.nicknames[e.Player], runner: game.NewRunner(s.oracle, at, e.Class)}
	if b, found := f.past.runners[e.Player]; found {
		k, err := readKept(s.oracle, b)
		if err != nil {
			s.log.Error("reading where a player was; they begin again without", "cause", err)
		} else {
			was.runner, was.epoch = k.runner, k.epoch
			for band := range s.hunt.Bands { // what is full now, the fold says
				was.runner.SetFree(band)
			}
			f.past.restored[e.Player] = k
		}
	}
	s.players.admit(e.Player, e.Number, was)
}

// catchUp ends the time in which the fold only learnt what had been: who is in
// again goes on, with what their runner had earned; who has no runner begins at
// the gate and has saved no way (R6). Then everybody may come in.
func (f *fold) catchUp() {
	s := f.server
	if f.race.Phase() >= game.Running && f.bound && !s.state.Load().committed {
		s.fail(errOtherHunt)
		return
	}
	now := s.hunt.At(s.now().UnixMilli())
	for _, p := range s.players.all() {
		k, found := f.past.restored[p.id]
		p.mu.Lock()
		if found {
			p.eligible, p.since = k.eligible, k.since
			f.goOn(p)
		} else {
			p.runner.Lost(now)
		}
		p.mu.Unlock()
	}
	f.past = past{}
	s.caught.Store(true)
	nudge(s.wake)
	nudge(s.redraw)
}

// goOn hands in what a player's runner had earned and the journal does not have:
// the server died in between. The caller holds p.mu.
func (f *fold) goOn(p *player) {
	if f.server.hunt.Doors != game.DoorsNone {
		f.server.prove(p)
		return
	}
	for v := range (p.eligible &^ f.race.Arrived(p.id)).All() {
		at := int64(p.since[v])
		p.owed = append(p.owed, fact.Proved{Player: p.id, Venue: uint16(v), At: at, Claimed: at})
	}
	f.server.collect(p)
}

// fail ends Run with an error.
func (s *Server) fail(err error) {
	select {
	case s.failed <- err:
	default: // it ends already
	}
}
