package client

import (
	"errors"
	"time"

	"crescendo/game/wire"
)

// receive takes what the reader brought.
func (r *run) receive(m received) {
	if m.err != nil {
		r.lose(closed(m.err))
		return
	}
	now := r.config.Now()
	r.silentAt = now.Add(max(silentFor, silentOver*r.period))
	if err := r.understand(m.Message, now); err != nil {
		r.drop(wire.CloseGarbage)
		if errors.Is(err, wire.ErrVersion) {
			r.end(trouble(OtherVersion))
			return
		}
		r.lose(trouble(Garbled), true)
	}
}

func (r *run) understand(m Message, now time.Time) error {
	if m.Binary {
		var s wire.Step
		if err := s.Decode(m.Data); err != nil {
			return err
		}
		return r.hearStep(s, now)
	}
	message, err := wire.DecodeToPlayer(m.Data)
	if errors.Is(err, wire.ErrUnknownType) {
		return nil // a newer server says more
	}
	if err != nil {
		return err
	}
	w, welcome := message.(wire.Welcome)
	switch {
	case welcome && w.Version != wire.Version:
		return wire.ErrVersion
	case welcome == r.welcomed: // first, and once
		return errGarbled
	}
	if err := r.fold(message, now); err != nil {
		return err
	}
	if welcome {
		r.begin(w, now)
	}
	r.answer()
	if _, pass := message.(wire.Pass); pass {
		r.hearPass(now)
	}
	return nil
}

func (r *run) fold(m wire.ToPlayer, now time.Time) error {
	s, err := fold(r.state, m, now)
	if err == nil {
		r.state, r.changed = s, true
	}
	return err
}

// begin starts the frames of a session.
func (r *run) begin(w wire.Welcome, now time.Time) {
	r.welcomed, r.since = true, now
	r.epoch, r.sequence = w.Epoch, 0
	r.period = wallPeriod(wire.FrameEvery, w.Hunt.Rate)
	r.frameAt = now
	r.learnClock(r.greeted, now, w.Server)
	if b, ok := r.config.Source.(Briefed); ok {
		b.Brief(w.Hunt)
	}
	r.presentAgain()
	r.tellWish()
}

func (r *run) hearStep(s wire.Step, now time.Time) error {
	if !r.welcomed || s.Sequence == 0 || s.Sequence > r.sequence {
		return errGarbled // it answers a frame that was never sent
	}
	if err := r.fold(s, now); err != nil {
		return err
	}
	if s.Period > 0 {
		r.period = wallPeriod(int(s.Period), r.state.Hunt.Rate)
	}
	r.learnClock(r.base.Add(time.Duration(s.Sent)*time.Millisecond), now, s.Server)
	return nil
}

func (r *run) learnClock(sent, now time.Time, serverMs int64) {
	r.clock.add(sent, now, time.UnixMilli(serverMs))
	b := r.clock.best()
	r.state.Offset, r.state.RoundTrip = b.offset, b.took
}

// sendFrame sends where the device is. The next frame is due a whole period
// later, however late this one is: two in quick succession would be one too
// early for the server.
func (r *run) sendFrame(now time.Time) {
	r.sequence++
	f := wire.Frame{Epoch: r.epoch, Sequence: r.sequence, Sent: r.device(now), Count: uint8(len(r.pending))}
	for i, x := range r.pending {
		f.Fixes[i] = r.wireFix(x)
	}
	r.pending = r.pending[:0]
	r.frameAt = now.Add(r.period)
	if !r.link.send(Message{Binary: true, Data: f.Append(make([]byte, 0, wire.FrameSize))}) {
		r.lose(trouble(Slow), true)
	}
}

// wallPeriod returns the wall time between frames that are the given seconds of
// hunt time apart.
func wallPeriod(seconds, rate int) time.Duration {
	return max(minPeriod, time.Duration(seconds)*time.Second/time.Duration(max(1, rate)))
}
