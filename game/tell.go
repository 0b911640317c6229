package game

// tell says what the player hears at their credited position, or why nothing
// or nothing new (R6, R7). What is heard is computed in any case.
func (r *Runner) tell(now Millis, at *surroundings) Told {
	told := Told{Band: r.dial.band, Fog: r.fog(now)}
	step := r.hear(at)
	told.Word = r.word(now)
	switch told.Word {
	case WordHunting:
		r.dial.step, r.dial.heard = step, at.audible
		told.Step = step
		told.Word = r.named(step)
	case WordCatchUp:
		told.CatchUp = r.catchUp()
		told.Step = r.dial.step
	case WordWeakGPS:
		told.Step = r.dial.step
	}
	return told
}

// word returns what stands between the player and the music, and WordHunting
// where nothing does.
func (r *Runner) word(now Millis) Word {
	switch {
	case now > r.oracle.closes:
		return WordOver
	case r.out:
		return WordOut
	case !r.gated:
		return WordGate
	case now < 0:
		return WordWaiting
	case r.dial.band == noBand:
		return WordUntuned
	case r.track.count == 0:
		return WordNoFix
	case r.weak(now):
		return WordWeakGPS
	case r.track.tooFast(r.reported):
		return WordTooFast
	case r.lag > maxLag:
		return WordCatchUp
	}
	return WordHunting
}

// hear returns the step of the tuned band.
func (r *Runner) hear(at *surroundings) uint8 {
	d := &r.dial
	if d.band == noBand {
		return 0
	}
	distance := at.heard[r.oracle.venueOf[d.band]]
	held, fresh := hold(d.step, distance), level(distance)
	switch {
	case !at.audible:
		return 0
	case d.heard:
		return held
	}
	return fresh
}

// named returns the word of a step that is heard.
func (r *Runner) named(step uint8) Word {
	switch {
	case r.dial.full.Has(r.dial.band):
		return WordFull
	case step == 0:
		return WordFar
	}
	return WordHunting
}

// weak tells whether a position that was known has not been heard of for 60 s
// of wall time.
func (r *Runner) weak(now Millis) bool {
	return r.track.count > 0 && now-r.track.came > r.oracle.huntTime(weakAfter)
}

// fog returns how unsure the position is, the worst where there is none, or none
// that is recent enough.
func (r *Runner) fog(now Millis) Fog {
	if r.weak(now) {
		return FogBlind
	}
	return r.track.fog()
}
