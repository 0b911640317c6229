package game

// tell says what the player hears at their credited position, or why nothing
// or nothing new (R6, R7). What is heard is computed in any case.
func (r *Runner) tell(now Millis) Told {
	told := Told{Band: r.dial.band, Fog: r.fog(now)}
	heard, audible := r.oracle.listen(r.credited)
	told.Word = r.word(now)
	switch told.Word {
	case WordHunting:
		told.Step = r.hear(&heard, audible)
		told.Word = r.named(told.Step)
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
	case now < 0:
		return WordWaiting
	case now > r.oracle.closes:
		return WordOver
	case r.dial.band == noBand:
		return WordUntuned
	case !r.placed:
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

// hear returns the step of the tuned band, and remembers it.
func (r *Runner) hear(heard *[MaxVenues]float64, audible bool) uint8 {
	d := &r.dial
	distance := heard[r.oracle.venueOf[d.band]]
	switch {
	case !audible:
		d.step = 0
	case d.heard:
		d.step = hold(d.step, distance)
	default:
		d.step = level(distance)
	}
	d.heard = audible
	return d.step
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
	return r.placed && now-r.track.came > r.oracle.huntTime(weakAfter)
}

// fog returns how unsure the position is: that of the last fix, and the worst
// where there is none, or none that is recent enough.
func (r *Runner) fog(now Millis) Fog {
	if r.weak(now) {
		return FogBlind
	}
	return r.track.fog
}
