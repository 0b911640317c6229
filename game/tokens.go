package game

import (
	"math"

	"crescendo/maps/geo"
)

// What moves a credited position (R6), in metres and metres a second.
const (
	defaultCap = 4.0   // earned a second, where the hunt does not say
	maxSaved   = 400.0 // tokens kept: the way of a hundred seconds without a position
	maxSpend   = 12.0  // spent a second
	maxLag     = 100.0 // behind the reported position, and the music still follows
)

// tokens pay for the credited position's way, one a metre.
type tokens struct {
	saved float64
	at    Millis // when they were counted last
}

// spend pays for at most the metres that are wanted, and returns for how many.
func (t *tokens) spend(now Millis, want, perSecond float64) float64 {
	passed := max(now-t.at, 0).seconds()
	t.at = max(now, t.at)
	t.saved = min(t.saved+perSecond*passed, maxSaved)
	paid := min(want, t.saved, maxSpend*passed)
	t.saved -= paid
	return paid
}

// catchUp returns the seconds in which the tokens pay for so many metres: what
// is saved goes first, at the highest speed.
func (t *tokens) catchUp(metres, perSecond float64) float64 {
	sprint := maxSpend * t.saved / (maxSpend - perSecond) // metres until none is saved
	if perSecond >= maxSpend || metres <= sprint {
		return metres / maxSpend
	}
	return sprint/maxSpend + (metres-sprint)/perSecond
}

// place begins the credited position with the first fix that counts, and no
// tokens, where there was no gate to begin from (R4).
func (r *Runner) place(at geo.Point, now Millis) {
	if !r.placed {
		r.placed, r.credited, r.tokens = true, at, tokens{at: now}
	}
}

// move moves the credited position toward the reported one.
func (r *Runner) move(now Millis) {
	r.reported = r.credited // where nobody has said anything yet, they stay
	if r.track.count > 0 {
		r.reported = r.track.mean()
	}
	paid := r.tokens.spend(now, geo.Metres(r.credited, r.reported), r.speedCap)
	if !r.gated {
		paid = 0
	}
	r.credited = geo.Toward(r.credited, r.reported, paid)
	r.lag = geo.Metres(r.credited, r.reported)
}

// catchUp returns the whole seconds of hunt time until the music follows again,
// if the player stands still.
func (r *Runner) catchUp() uint16 {
	s := r.tokens.catchUp(r.lag-maxLag, r.speedCap)
	return uint16(min(math.Ceil(s), math.MaxUint16))
}
