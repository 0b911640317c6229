package game

// switchEvery is the hunt time between two switches of band (R7): five bands
// are not five oracles for one walk.
const switchEvery Millis = 90_000

const noBand = -1

// dial is which band a player hears.
type dial struct {
	band     int // noBand for none
	switched Millis
	full     Set   // bands without a free seat
	gone     Set   // bands whose venue was removed
	step     uint8 // the last that was heard of the band
	heard    bool  // one was, since the switch
}

// Tune turns the dial to a band. It returns the answer, and the hunt time until
// another switch is possible. Turning to the tuned band is no switch.
func (r *Runner) Tune(now Millis, band int) (TuneResult, Millis) {
	result := r.mayTune(now, band)
	if result == TuneOK && band != r.dial.band {
		r.now = now
		r.dial.turn(band, now)
		r.refresh()
	}
	return result, r.SwitchIn(now)
}

func (d *dial) turn(band int, now Millis) {
	d.band, d.switched = band, now
	d.step, d.heard = 0, false
}

func (r *Runner) mayTune(now Millis, band int) TuneResult {
	switch {
	case band < 0 || band >= len(r.oracle.venueOf) || r.dial.gone.Has(band):
		return TuneUnknown
	case now > r.oracle.closes:
		return TuneOver
	case band == r.dial.band:
		return TuneOK
	case r.dial.full.Has(band):
		return TuneFull
	case r.SwitchIn(now) > 0:
		return TuneTooSoon
	}
	return TuneOK
}

// SwitchIn returns the hunt time until a switch is possible. It is possible at
// once where nothing is tuned, where the tuned band is full, and before gun and
// gate, when nothing is heard: then the 90 s begin with the later of the two.
func (r *Runner) SwitchIn(now Millis) Millis {
	d := &r.dial
	if !r.gated || now < r.opens() || d.band == noBand || d.full.Has(d.band) {
		return 0
	}
	return max(max(d.switched, r.opens())+switchEvery-now, 0)
}

// SetFull tells that a band has no free seat left: who hears it may switch.
func (r *Runner) SetFull(band int) { r.dial.full = r.dial.full.With(band) }

// SetFree tells that a band of which SetFull told has a free seat again.
func (r *Runner) SetFree(band int) { r.dial.full &^= Set(0).With(band) }

// Band returns the tuned band, -1 for none.
func (r *Runner) Band() int { return r.dial.band }
