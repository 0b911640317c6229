package game

import (
	"math"

	"crescendo/game/fact"
)

// resumeFor is how long a resume code may be used, in milliseconds of wall
// time by the clocks of the records that issue and spend it (R3).
const resumeFor = 600_000

// code is a resume code that was issued.
type code struct {
	player *entrant
	until  int64 // wall time, Unix ms
	spent  bool
}

// resume issues a code or spends it. The fold alone decides that it was the
// first time, so that no two nodes let two devices in.
func (r *Race) resume(f fact.Resumed) {
	e, c := r.players[f.Player], r.codes[f.Code]
	switch {
	case e == nil:
	case !f.Spent && c == nil:
		r.codes[f.Code] = &code{player: e, until: min(r.record.Clock, math.MaxInt64-resumeFor) + resumeFor}
		r.emit(ResumeIssued{e.id, f.Code})
	case f.Spent && c != nil && c.player == e && r.laws.usable(c, r.record.Clock):
		c.spent = true
		r.emit(ResumeSpent{e.id, f.Code})
	}
}

// Resume returns the player for whom a resume code was issued, by its hash, and
// whether it may be spent at a wall time in Unix milliseconds. That it was, the
// event ResumeSpent tells.
func (r *Race) Resume(hash [16]byte, wall int64) (p fact.Player, ok bool) {
	c := r.codes[hash]
	if c == nil || !r.laws.usable(c, wall) {
		return fact.Player{}, false
	}
	return c.player.id, true
}
