package game

import "crescendo/maps/geo"

// What a fix must be to count (R5).
const (
	MaxFixes               = 4      // fixes of a frame
	maxAge          uint64 = 15_000 // milliseconds of wall time
	maxErrorDM             = 500    // decimetres, where presence is a matter of fixes alone
	maxErrorDoorsDM        = 750    // decimetres, where a door proves it
)

// The accuracies at which the fog thickens, in decimetres.
const (
	lightFogDM = 150
	thickFogDM = 300
	blindFogDM = 750
)

// Fix is one position as a device reports it: a claim, and nothing more.
type Fix struct {
	At         geo.Point
	AccuracyDM uint16 // decimetres, 95 % radius; 0 is not a valid accuracy
	Mono       uint64 // the device's monotonic milliseconds
}

// take takes in what a frame says of the player's position (R5). Fixes that
// are out of range, too old or not later than the last are ignored; those that
// are too inaccurate thicken the fog and do no more.
func (r *Runner) take(f *Frame) {
	for i := range min(max(f.Count, 0), MaxFixes) {
		x := &f.Fixes[i]
		if !x.At.Valid() || x.AccuracyDM == 0 || !r.session.timely(x, f.Sent) {
			continue
		}
		r.track.blur(x.AccuracyDM)
		if x.AccuracyDM > r.oracle.maxErrorDM {
			continue
		}
		r.session.fixed, r.session.mono = true, x.Mono
		taken := f.Now - r.oracle.huntTime(f.Sent-x.Mono)
		if taken >= r.start {
			r.place(x.At, f.Now)
			r.track.add(x.At, taken, f.Now)
		}
	}
}

// timely tells whether a fix is at most 15 s old and later than the last that
// counted, on the device's own clock.
func (s *session) timely(x *Fix, sent uint64) bool {
	return x.Mono <= sent && sent-x.Mono <= maxAge && (!s.fixed || x.Mono > s.mono)
}

func fogOf(accuracyDM int) Fog {
	switch {
	case accuracyDM <= lightFogDM:
		return FogClear
	case accuracyDM <= thickFogDM:
		return FogLight
	case accuracyDM <= blindFogDM:
		return FogThick
	}
	return FogBlind
}
