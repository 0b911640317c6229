package sense

import (
	"math"
	"time"

	"crescendo/game/wire"
)

// Pattern is a vibration: on, off, on, … as a browser's navigator.vibrate and
// Android's VibrationEffect take it.
type Pattern []time.Duration

// Length returns how long the pattern takes.
func (p Pattern) Length() (d time.Duration) {
	for _, part := range p {
		d += part
	}
	return d
}

const (
	beat     = 35 * time.Millisecond   // shorter is not felt through a pocket on weak motors
	slowest  = 1600 * time.Millisecond // from beat to beat at step 1
	quickest = 120 * time.Millisecond  // at the loudest; quicker is felt as one hum
)

// Period returns the time from one beat to the next: shorter by the same share
// with each step, 4.2 %, from 1.6 s to 0.12 s. It is 0 at step 0, where nothing
// beats.
func Period(step uint8) time.Duration {
	if step == 0 {
		return 0
	}
	share := float64(min(step, wire.MaxStep)-1) / (wire.MaxStep - 1)
	return time.Duration(float64(slowest) * math.Pow(float64(quickest)/float64(slowest), share))
}

// Beats returns the beats of a step for a span of time: a heart that goes
// quicker the nearer the band is. It is empty at step 0, and has one beat at
// least otherwise. Played again after the span it goes on evenly to within a
// period.
func Beats(step uint8, span time.Duration) Pattern {
	period := Period(step)
	if period == 0 {
		return nil
	}
	p := Pattern{beat}
	for at := period; at+beat <= span; at += period {
		p = append(p, period-beat, beat)
	}
	return p
}

// Signal is something that happens once.
type Signal uint8

// The signals.
const (
	Gun     Signal = iota // the hunt has started
	Arrived               // an arrival was recorded
	Won                   // a seat was given
	Waits                 // no seat was free: on the waiting list
	Ended                 // the order is final
	signalEnd
)

// Feel returns the pattern of a signal: each begins with a long pulse, which no
// step does, and has a rhythm of its own.
func (s Signal) Feel() Pattern {
	const ms, long, short, rest = time.Millisecond, 400 * time.Millisecond, 120 * time.Millisecond, 120 * time.Millisecond
	switch s {
	case Gun:
		return Pattern{long, rest, long, rest, long}
	case Arrived:
		return Pattern{long, rest, short}
	case Won:
		return Pattern{long, rest, short, rest, short, rest, 2 * long}
	case Waits:
		return Pattern{long, rest, long}
	}
	return Pattern{1000 * ms}
}
