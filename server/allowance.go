package server

import (
	"time"

	"crescendo/game/wire"
)

// allowance bounds how many messages a device may send: pace times what it is
// asked for, and burstSeconds of it at once, because a hole in the network
// delivers everything together. It belongs to one session's reader.
type allowance struct {
	left, most float64 // messages
	perSecond  float64
	last       time.Time
}

func newAllowance(rate int, now time.Time) allowance {
	asked := float64(rate)/wire.FrameEvery + 1 // messages a second of wall time: frames, and one for the rest
	return allowance{left: asked * burstSeconds, most: asked * burstSeconds, perSecond: asked * pace, last: now}
}

// newShows bounds what a device may make facts of: whoever types as fast as a
// thumb can stays below it, and a script makes no journal long.
func newShows(now time.Time) allowance {
	return allowance{left: burstShows, most: burstShows, perSecond: showsPerSecond, last: now}
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
