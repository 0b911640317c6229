package bot

import (
	"slices"
	"time"

	"crescendo/game/client"
	"crescendo/game/walker"
	"crescendo/game/wire"
)

// hearing is what a walker makes of a state.
func hearing(s client.State) walker.Hearing {
	switch {
	case over(s), reached(s):
		return walker.Arrived
	case s.Phase != wire.PhaseRunning:
		return walker.Deaf
	case s.Connection != client.Joined:
		return walker.Frozen
	case s.Band == "", hopeless(s):
		return walker.Taken
	case s.Heard.IsZero():
		return walker.Deaf
	}
	switch s.Word {
	case wire.WordHunting, wire.WordFar:
		return walker.Playing
	case wire.WordWeakGPS, wire.WordCatchUp:
		return walker.Frozen
	case wire.WordUntuned, wire.WordFull:
		return walker.Taken
	case wire.WordOver, wire.WordOut:
		return walker.Arrived
	}
	return walker.Deaf // waiting, no fix yet, too fast, not through the gate
}

// over tells whether there is nothing more to win tonight.
func over(s client.State) bool {
	return s.Seat != nil || s.Out || s.Ended != nil || s.Phase == wire.PhaseClosing || s.Phase == wire.PhaseOver
}

// reached tells whether the player stands where the tuned band plays, and the
// seat may still come.
func reached(s client.State) bool {
	return slices.Contains(s.Arrived, s.Band) && !slices.Contains(s.Waiting, s.Band)
}

// hopeless tells whether the tuned band has no seat left for this player.
func hopeless(s client.State) bool {
	return slices.Contains(s.Waiting, s.Band) || slices.Contains(s.Full, s.Band) || slices.Contains(s.Removed, s.Band)
}

// tune asks for a band when there is none, or when the tuned one is hopeless;
// now is the device's clock.
func (p *player) tune(s client.State, now time.Time) {
	if s.Connection != client.Joined || over(s) || reached(s) || s.Band != "" && !hopeless(s) {
		return
	}
	if p.clock < p.askAt || s.SwitchIn(now) > 0 {
		return
	}
	if band := p.choose(s); band != "" {
		p.askAt = p.clock + askAgain
		p.session.Tune(band)
	}
}

// choose picks a band with free seats by chance, "" where there is none.
func (p *player) choose(s client.State) string {
	var free []string
	for _, b := range s.Hunt.Bands {
		if !slices.Contains(s.Full, b.ID) && !slices.Contains(s.Waiting, b.ID) && !slices.Contains(s.Removed, b.ID) {
			free = append(free, b.ID)
		}
	}
	if len(free) == 0 {
		return ""
	}
	return free[p.chance.IntN(len(free))]
}
