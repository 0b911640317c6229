package game

// Gate opens the oracle to a player who has passed the gate: their credited
// position is on the plaza, and stays there until the gun. No way is saved up
// yet: tokens are earned from the gun, or from now where it has fired (R4). It
// changes nothing for who has passed before, nor where there is no gate.
func (r *Runner) Gate(now Millis) {
	if r.gated {
		return
	}
	r.now, r.gated, r.start = now, true, now
	r.track, r.lag = track{errors: r.track.errors, heard: r.track.heard}, 0 // where they were before counts nothing
	r.tokens = tokens{at: r.opens()}
	r.refresh()
}

// Lost tells that what the runner was before now is lost for good: it is where
// NewRunner and Gate put it, and has saved no way. What is earned counts from
// now (R6).
func (r *Runner) Lost(now Millis) {
	r.now, r.start = max(r.now, now), max(r.start, now)
	r.tokens = tokens{at: r.opens()}
}

// opens returns since when the player may hear something, and is believed to
// move: gun, joining and gate.
func (r *Runner) opens() Millis { return max(r.start, 0) }

// Out takes a disqualified player's loudness away, or gives a reinstated one's
// back (R11). All else goes on: who is reinstated has lost nothing.
func (r *Runner) Out(out bool) {
	if r.out != out {
		r.out = out
		r.refresh()
	}
}

// Gone tells that a band's venue has been removed (R11): nobody can hear it any
// more, and who did may switch at once.
func (r *Runner) Gone(band int) {
	r.dial.gone = r.dial.gone.With(band)
	if band >= 0 && band == r.dial.band {
		r.dial.turn(noBand, r.dial.switched)
		r.refresh()
	}
}

// Eligible returns the venues where the player's presence was certain once
// (R8). With doors it is a secret of the server's: no message and no screen may
// depend on it but the seat.
func (r *Runner) Eligible() Set { return r.eligible }
