package game

import "crescendo/maps/geo"

// How the reported position is read (R6).
const (
	meanOf           = 5        // fixes at most
	meanOver  Millis = 10_000   // before the newest
	speedOver Millis = 30_000   // a speed is judged over this and up to a third more
	markEvery        = 10_000   // between the places that speeds are measured from
	marks            = 4        // which reach back far enough
	fastest          = 20 / 3.6 // metres a second
	weakAfter uint64 = 60_000   // milliseconds of wall time without a fix that counts
)

// seen is a place and when the player was there.
type seen struct {
	at   geo.Point
	when Millis
}

// track is the reported position of the last half minute.
type track struct {
	errors [meanOf]uint16 // accuracies of the last fixes, good enough or not, in decimetres, newest first
	heard  int            // how many
	came   Millis         // when the server held the last one that counted
	fixes  [meanOf]seen   // the last that counted, newest first
	count  int
	fresh  int         // how many counted since the last reading
	marks  [marks]seen // means of long ago, newest first
	marked int
}

// blur adds a fix's accuracy to what the fog is made of.
func (t *track) blur(accuracyDM uint16) {
	copy(t.errors[1:], t.errors[:])
	t.errors[0] = min(accuracyDM, 2*blindFogDM) // one fix alone does not blind
	t.heard = min(t.heard+1, meanOf)
}

// fog returns how unsure the last five fixes were together: single ones change
// from one to the next in any street.
func (t *track) fog() Fog {
	if t.heard == 0 {
		return FogBlind
	}
	sum := 0
	for _, e := range t.errors[:t.heard] {
		sum += int(e)
	}
	return fogOf(sum / t.heard)
}

// add adds a fix that counts: taken at a hunt time, held by the server at now.
func (t *track) add(at geo.Point, taken, now Millis) {
	copy(t.fixes[1:], t.fixes[:])
	t.fixes[0] = seen{at, taken}
	t.count = min(t.count+1, meanOf)
	t.fresh++
	t.came = now
	if t.marked == 0 || taken-t.marks[0].when >= markEvery {
		copy(t.marks[1:], t.marks[:])
		t.marks[0] = seen{t.mean(), taken}
		t.marked = min(t.marked+1, marks)
	}
}

// mean returns the mean of the fixes of the last ten seconds, five at most.
func (t *track) mean() geo.Point {
	var near [meanOf]geo.Point
	n := 0
	for _, f := range t.fixes[:t.count] {
		if t.fixes[0].when-f.when <= meanOver {
			near[n] = f.at
			n++
		}
	}
	return geo.Mean(near[:n]...)
}

// tooFast tells whether the player, reported here, moved faster than 20 km/h
// over the last half minute, as the crow flies.
func (t *track) tooFast(reported geo.Point) bool {
	for _, m := range t.marks[:t.marked] {
		if over := t.fixes[0].when - m.when; over >= speedOver {
			return geo.Metres(m.at, reported) > fastest*over.seconds()
		}
	}
	return false
}
