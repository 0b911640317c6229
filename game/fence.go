package game

// Presence (R8).
const (
	defaultRadius        = 40.0 // metres about the venue, where the hunt does not say
	doorRadius           = 150.0
	dwell         Millis = 5_000
	doorDwell     Millis = 20_000
	dwellFixes           = 2
)

// circles returns the metres within which a player is at a venue. With doors
// there is one circle, as wide as a city blurs a phone's position. Without them
// that of leaving is larger by 10 %, and by 20 m at least, so that noise on the
// edge changes nothing.
func circles(radius float64, doors bool) (enter, leave float64) {
	if doors {
		return doorRadius, doorRadius
	}
	if radius == 0 {
		radius = defaultRadius
	}
	return radius, radius + max(radius/10, 20)
}

// fence is a player's presence at a venue.
type fence struct {
	since  Millis // when they entered
	fixes  int8   // that counted since, the one they entered with among them; two say it all
	inside bool
}

// arrive returns the venues where presence becomes certain now. Who is still
// being caught up with is nowhere for certain: the credited position crosses
// places where the player never was. With doors a fix that counts must come with
// the frame that makes it certain: nobody stays by silence.
func (r *Runner) arrive(now Millis, at *surroundings) Set {
	var there Set
	certain := r.gated && r.track.count > 0 && r.lag <= maxLag && now >= r.opens() && now <= r.oracle.closes
	for i := range r.oracle.venues {
		v, f, d := &r.oracle.venues[i], &r.fences[i], at.away[i]
		f.step(now, certain && d <= v.enter, certain && d <= v.leave, r.track.fresh)
		if f.stayed(now, r.oracle.dwell) && (!r.oracle.doors || r.track.fresh > 0) {
			there = there.With(i)
		}
	}
	r.track.fresh = 0
	arrived := there &^ r.eligible
	r.eligible |= there
	return arrived
}

// step goes on with a frame in which so many fixes counted, for a player in the
// circle of entering, or only in that of leaving, or in none.
func (f *fence) step(now Millis, entered, stays bool, fixes int) {
	switch {
	case !stays:
		f.inside = false
	case f.inside:
		f.fixes = int8(min(int(f.fixes)+fixes, dwellFixes))
	case entered:
		f.inside, f.since, f.fixes = true, now, int8(min(fixes, 1))
	}
}

// stayed tells whether presence is certain: the player has been inside for so
// long, with two fixes.
func (f *fence) stayed(now, dwell Millis) bool {
	return f.inside && now-f.since >= dwell && f.fixes >= dwellFixes
}
