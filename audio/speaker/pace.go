package speaker

import (
	"slices"
	"time"
)

// How a device's count is read against the clock. A device takes sound in
// blocks of 10 to 40 ms, so one reading of what was heard is off by as much;
// the middle one of a quarter of a minute's is off by the same part of a block
// on every device, and lags behind a clock that runs 100 in a million off by
// under a millisecond. The readings do not come every second: they would all see
// the same place of a block of 10 or 20 ms.
const (
	readEvery = 997 * time.Millisecond
	readings  = 15
	paceJump  = 80 * time.Millisecond // further off is no jitter: the device stood still
	paceStale = 5 * readEvery         // after so long without a reading the old ones say nothing
)

// pace tells where a device's count of what was heard stands against the
// clock. The zero pace knows nothing. It belongs to one goroutine.
type pace struct {
	origin time.Time
	latest time.Time       // reading
	last   []time.Duration // count − time since origin, the newest last
}

// read takes what was heard by now.
func (p *pace) read(heard time.Duration, now time.Time) {
	if p.origin.IsZero() {
		p.origin = now
	}
	ahead := heard - now.Sub(p.origin)
	stale := now.Sub(p.latest) > paceStale
	p.latest = now
	if len(p.last) > 0 && (stale || (ahead-p.middle()).Abs() > paceJump) {
		p.last = p.last[:0]
	}
	if len(p.last) == readings {
		p.last = slices.Delete(p.last, 0, 1)
	}
	p.last = append(p.last, ahead)
}

// due tells whether it is time for another reading.
func (p *pace) due(now time.Time) bool { return len(p.last) == 0 || now.Sub(p.latest) >= readEvery }

// heardAt returns what the count says at a moment, or said or will say.
func (p *pace) heardAt(t time.Time) time.Duration { return t.Sub(p.origin) + p.middle() }

// middle is the median of the last readings.
func (p *pace) middle() time.Duration {
	sorted := slices.Sorted(slices.Values(p.last))
	return sorted[len(sorted)/2]
}
