package game

import "crescendo/maps/geo"

// Presence without doors (R8).
const (
	defaultRadius        = 40.0 // metres about the venue, where the hunt does not say
	dwell         Millis = 5_000
	dwellFixes           = 2
)

// newSite returns a venue's place and circles: that of leaving is larger by
// 10 %, and by 20 m at least, so that noise on the edge changes nothing.
func newSite(v Venue) site {
	enter := v.Radius
	if enter == 0 {
		enter = defaultRadius
	}
	return site{place: v.Place, enter: enter, leave: enter + max(enter/10, 20)}
}

// fence is a player's presence at a venue.
type fence struct {
	since  Millis // when they entered
	fixes  int8   // that counted since, the one they entered with among them; two say it all
	inside bool
	proved bool // presence was certain once
}

// arrive returns the venues where presence becomes certain now. Who is still
// being caught up with is nowhere for certain: the credited position crosses
// places where the player never was.
func (r *Runner) arrive(now Millis) Set {
	var arrived Set
	certain := r.placed && r.lag <= maxLag && now <= r.oracle.closes
	for i := range r.oracle.venues {
		v := &r.oracle.venues[i]
		d := geo.Metres(v.place, r.credited)
		if r.fences[i].step(now, certain && d <= v.enter, certain && d <= v.leave, r.track.fresh) {
			arrived = arrived.With(i)
		}
	}
	r.track.fresh = 0
	return arrived
}

// step tells whether presence becomes certain with a frame in which so many
// fixes counted, for a player in the circle of entering, or only in that of
// leaving, or in none.
func (f *fence) step(now Millis, entered, stays bool, fixes int) bool {
	switch {
	case !stays:
		f.inside = false
	case f.inside:
		f.fixes = int8(min(int(f.fixes)+fixes, dwellFixes))
	case entered:
		f.inside, f.since, f.fixes = true, now, int8(min(fixes, 1))
	}
	if f.proved || !f.inside || now-f.since < dwell || f.fixes < dwellFixes {
		return false
	}
	f.proved = true
	return true
}
