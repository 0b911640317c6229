package server

import (
	"slices"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// judge asks the rules about one frame and fills the answer in. It tells false
// where the session is not its player's newest any more. It allocates nothing
// but for an arrival.
func (s *Server) judge(c *session, f *wire.Frame, answer *wire.Step) bool {
	wall := s.now().UnixMilli()
	now := s.hunt.At(wall)
	p := c.player
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.session != c {
		return false
	}
	p.learn(s.state.Load())
	told := p.runner.Apply(frame(f, now))
	p.moved = true
	s.watch(p, now)
	for v := range told.Arrived.All() {
		p.eligible, p.since[v], p.hurry = p.eligible.With(v), now, true
		p.owed = append(p.owed, fact.Proved{Player: p.id, Venue: uint16(v), At: int64(now), Claimed: int64(now)})
	}
	s.collect(p)
	*answer = step(told)
	answer.Sequence, answer.Sent, answer.Server = f.Sequence, f.Sent, wall
	return true
}

// learn tells the runner which bands are full, and which have gone. The
// caller holds mu.
func (p *player) learn(st *state) {
	for b := range (st.full &^ p.full).All() {
		p.runner.SetFull(b)
	}
	for b := range (p.full &^ st.full).All() {
		p.runner.SetFree(b)
	}
	for b := range (st.gone &^ p.gone).All() {
		p.runner.Gone(b)
	}
	p.full, p.gone = st.full, st.gone
}

// collect hands to the desk what a player's arrivals owe to the journal. What
// it has no room for is offered again with the next frame, and by the clock for
// those who have gone. The caller holds mu.
func (s *Server) collect(p *player) {
	n := 0
	for n < len(p.owed) && s.desk.put(p.owed[n]) {
		n++
	}
	p.owed = slices.Delete(p.owed, 0, n)
}

// frame translates what a device says.
func frame(f *wire.Frame, now game.Millis) game.Frame {
	out := game.Frame{Now: now, Epoch: f.Epoch, Sequence: f.Sequence, Sent: f.Sent, Count: int(f.Count)}
	for i := range f.Fixes[:f.Count] {
		x := &f.Fixes[i]
		out.Fixes[i] = game.Fix{At: geo.Point{Lat: x.Lat, Lon: x.Lon}, AccuracyDM: x.AccuracyDM, Mono: x.At}
	}
	return out
}

// step translates what the rules say. Words and fog have the same numbers on
// both sides; a test holds them together.
func step(t game.Told) wire.Step {
	s := wire.Step{
		Band: wire.NoBand, Step: t.Step, Word: wire.Word(t.Word), Fog: wire.Fog(t.Fog),
		CatchUp: t.CatchUp, Period: wire.FrameEvery,
	}
	if t.Band >= 0 {
		s.Band = uint8(t.Band)
	}
	return s
}

// tune answers a wish to hear another band.
func (c *session) tune(m wire.Tune) error {
	s, p := c.server, c.player
	band := slices.IndexFunc(s.hunt.Bands, func(b game.Band) bool { return b.ID == m.Band })
	p.mu.Lock()
	if p.session != c {
		p.mu.Unlock()
		return nil
	}
	p.learn(s.state.Load())
	result, left := p.runner.Tune(s.hunt.At(s.now().UnixMilli()), band)
	p.moved, p.hurry = true, true // a switch that is forgotten would be a second one
	p.mu.Unlock()
	if result == game.TuneOK {
		return c.say(wire.Tuned{Band: m.Band, SwitchIn: int64(left)})
	}
	return c.say(wire.TuneRefused{Band: known(m.Band, band), Reason: refusal(result), SwitchIn: int64(left)})
}

// known returns a band's id, and of one that does not exist only as much as a
// device needs to see which wish is meant.
func known(id string, band int) string {
	if band < 0 && len(id) > 64 {
		return id[:64]
	}
	return id
}

// refusal translates why a band is not tuned.
func refusal(r game.TuneResult) wire.TuneRefusal {
	switch r {
	case game.TuneTooSoon:
		return wire.TuneTooSoon
	case game.TuneFull:
		return wire.TuneFull
	case game.TuneOver:
		return wire.TuneOver
	}
	return wire.TuneUnknown
}

// welcome makes a session its player's newest, sends an older one away, and
// puts the whole state into the mailbox as its first message. It tells whether
// the reader has to write it. A token that has grown old meanwhile is unknown.
func (s *Server) welcome(c *session, p *player, generation uint32) (mine bool, err error) {
	wall := s.now().UnixMilli()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.generation.Load() != generation {
		return false, errToken
	}
	c.player = p
	if old := p.session; old != nil {
		old.out.spawn(old.out.shut(wire.CloseReplaced, true))
	}
	p.session = c // before the state is read: what changes from now on comes as a message
	p.epoch++
	c.epoch = p.epoch
	p.runner.Session(p.epoch)
	p.moved, p.hurry = true, true
	st := s.state.Load()
	p.learn(st)
	text, err := wire.EncodeToPlayer(s.snapshot(p, st, wall))
	if err != nil {
		return false, err
	}
	return c.out.text(text), nil
}

// snapshot returns the whole state of a player's evening. The caller holds mu.
func (s *Server) snapshot(p *player, st *state, wall int64) wire.Welcome {
	now := s.hunt.At(wall)
	w := wire.Welcome{
		Version: wire.Version, Epoch: p.epoch, Number: p.number, Nickname: p.alias(),
		Hunt: s.public, Phase: s.phase(st, wall), Server: wall, SwitchIn: int64(p.runner.SwitchIn(now)),
		Arrived: p.arrived, Waiting: p.waiting, Seat: p.seat, Ended: st.ended,
	}
	if b := p.runner.Band(); b >= 0 {
		w.Band = s.hunt.Bands[b].ID
	}
	w.Gated, w.Out, w.Broadcasts = p.gated || s.hunt.Gate == game.GateNone, p.out, st.broadcasts
	for b := range st.gone.All() {
		w.Gone = append(w.Gone, s.hunt.Bands[b].ID)
	}
	for b := range st.full.All() {
		w.Full = append(w.Full, s.hunt.Bands[b].ID)
	}
	return w
}

// phase returns the phase of the evening: what the journal says, and that the
// hunt is closing once its time is up.
func (s *Server) phase(st *state, wall int64) wire.PhaseName {
	switch st.phase {
	case game.Open:
		return wire.PhaseOpen
	case game.Running:
		if wall >= s.hunt.Closes {
			return wire.PhaseClosing
		}
		return wire.PhaseRunning
	case game.Over:
		return wire.PhaseOver
	}
	return wire.PhaseSoon
}
