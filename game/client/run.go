package client

import (
	"context"
	"sync"
	"time"

	"crescendo/game/wire"
)

const (
	openFor    = 15 * time.Second // to join, connect and greet
	silentFor  = 10 * time.Second // without an answer, while frames go out: the connection is dead
	silentOver = 4                // or so many periods, where those are longer
	minPeriod  = 50 * time.Millisecond
)

// Run plays the evening until ctx is done, and then returns nil, or until there
// is no coming back, and then returns the [Trouble] that the state shows. Call
// it once. When it returns, none of the session's goroutines is left.
func (s *Session) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	var all sync.WaitGroup
	defer all.Wait()
	defer stop()
	if s.config.Source != nil {
		all.Go(func() { s.source(ctx) })
	}
	r := &run{Session: s, state: s.State(), token: s.config.Token, all: &all}
	defer r.hangUp()
	return r.loop(ctx)
}

// run is what Run's goroutine owns.
type run struct {
	*Session
	all     *sync.WaitGroup
	state   State
	changed bool
	gone    bool

	token    string
	salt     []byte
	opening  chan opened // nil unless a connection is being opened
	retryAt  time.Time   // when to open one, unless one is open or being opened
	attempts int         // in a row

	link     *link // nil unless connected
	welcomed bool
	since    time.Time // of the welcome
	silentAt time.Time // when the link counts as dead
	greeted  time.Time // when Hello went
	epoch    uint32
	sequence uint32
	period   time.Duration // of the wall
	frameAt  time.Time
	pending  []Fix // for the next frame
	clock    clock

	unanswered *presented // the last code, nil once it is answered or given up
	passShown  bool
	passAt     time.Time // when to ask for a pass
}

func (r *run) loop(ctx context.Context) error {
	r.changed = true
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		r.act(ctx)
		if r.changed {
			r.changed = false
			r.state.Version++
			r.publish(r.state)
		}
		if r.gone {
			return r.state.Trouble
		}
		timer.Reset(r.next())
		select {
		case <-ctx.Done():
			return nil
		case <-r.wake:
			r.take()
		case o := <-r.opening:
			r.open(o)
		case m := <-r.heard():
			r.receive(m)
		case <-timer.C:
		}
	}
}

// act does whatever is due, after whatever woke the loop: a browser's hidden tab
// is given its timers late, but its messages at once.
func (r *run) act(ctx context.Context) {
	now := r.config.Now()
	if !r.gone {
		r.tend(now)
	}
	switch {
	case r.gone || r.opening != nil:
	case r.link == nil:
		if !now.Before(r.retryAt) {
			r.dial(ctx)
		}
	case !now.Before(r.silentAt):
		r.lose(trouble(Unanswered), true)
	case r.welcomed && !now.Before(r.frameAt):
		r.sendFrame(now)
	}
}

// next returns how long until something is due.
func (r *run) next() time.Duration {
	at := r.retryAt
	switch {
	case r.opening != nil:
		at = r.config.Now().Add(time.Hour) // it has a limit of its own
	case r.link != nil:
		at = r.silentAt
		if r.welcomed && r.frameAt.Before(at) {
			at = r.frameAt
		}
	}
	return max(0, r.tendAt(at).Sub(r.config.Now()))
}

func (r *run) heard() <-chan received {
	if r.link == nil {
		return nil
	}
	return r.link.in
}

// take empties the inbox.
func (r *run) take() {
	fixes, noPosition := r.takeFixes()
	if noPosition != nil {
		r.state.NoPosition, r.changed = *noPosition, true
	}
	if n := len(fixes); n > 0 {
		r.pending = append(r.pending, fixes...)
		r.pending = r.pending[max(0, len(r.pending)-wire.MaxFixes):]
		r.state.Fix, r.changed = fixes[n-1], true
		if noPosition == nil {
			r.state.NoPosition = Trouble{}
		}
	}
	r.attend(r.config.Now())
	r.tellWish()
}

func (r *run) tellWish() {
	if !r.welcomed {
		return // the wish waits for the welcome
	}
	if band, ok := r.takeWish(); ok {
		r.say(wire.Tune{Band: band})
	}
}

// lose drops the connection, if there is one, and comes back after a pause or
// not at all.
func (r *run) lose(t Trouble, comeBack bool) {
	if !comeBack {
		r.end(t)
		return
	}
	now := r.config.Now()
	if r.welcomed && now.Sub(r.since) >= steadyFor {
		r.attempts = 0
	}
	r.drop(0)
	r.retryAt = now.Add(pause(r.attempts, r.config.Rand))
	r.attempts++
	if r.state.Connection == Joined {
		r.state.Connection = Lost
	}
	r.state.Trouble, r.changed = t, true
}

// end is the end of the session.
func (r *run) end(t Trouble) {
	r.drop(closeNormal)
	r.state.Connection, r.state.Trouble = Gone, t
	r.changed, r.gone = true, true
}

const closeNormal = 1000 // RFC 6455

func (r *run) drop(code int) {
	if r.link != nil {
		r.link.close(code)
	}
	r.link, r.welcomed = nil, false
}
