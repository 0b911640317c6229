package server

import (
	"time"

	"crescendo/game/wire"
)

// allowance bounds how many messages a device may send: pace times what it is
// asked for, and burstSeconds of it at once, because a hole in the network
// delivers everything together. It has one owner.
type allowance struct {
	left, most float64 // messages
	perSecond  float64
	last       time.Time
}

func newAllowance(rate int, now time.Time) allowance {
	asked := float64(rate)/wire.FrameEvery + 1 // messages a second of wall time: frames, and one for the rest
	return allowance{left: asked * burstSeconds, most: asked * burstSeconds, perSecond: asked * pace, last: now}
}

// mayShow bounds what a player may make facts of, in all their sessions:
// whoever types as fast as a thumb can stays below it, and a script makes no
// journal long.
func (p *player) mayShow(now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shows.most == 0 {
		p.shows = allowance{left: burstShows, most: burstShows, perSecond: showsPerSecond, last: now}
	}
	return p.shows.one(now)
}

// one takes one message from the allowance and tells whether there was one.
func (a *allowance) one(now time.Time) bool {
	if d := now.Sub(a.last).Seconds(); d > 0 {
		a.left = min(a.most, a.left+d*a.perSecond)
	}
	a.last = now
	a.left--
	return a.left >= 0
}
