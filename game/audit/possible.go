package audit

import (
	"fmt"
	"math"
	"slices"

	"crescendo/game"
)

const maxSeats = 100_000 // of one quota: more than any hunt has

// possible tells whether a hunt is one that the rules can count, because a file
// from anywhere may hold anything.
func possible(h *game.Hunt) error {
	switch {
	case len(h.Venues) > game.MaxVenues || len(h.Bands) != len(h.Venues):
		return fmt.Errorf("%d venues and %d bands: want one band a venue, %d at most", len(h.Venues), len(h.Bands), game.MaxVenues)
	case len(h.Classes) > game.MaxClasses:
		return fmt.Errorf("%d classes, want %d at most", len(h.Classes), game.MaxClasses)
	case h.Rate < 0 || h.Rate > game.MaxRate:
		return fmt.Errorf("rate %d, want %d at most", h.Rate, game.MaxRate)
	case h.Gate > game.GateStaff || h.Doors > game.DoorsStaff:
		return fmt.Errorf("a gate or doors that the rules do not know")
	case h.Admission < 0 || h.Starts < 0 || h.Closes < h.Starts || h.Closes > math.MaxInt64/int64(2*game.MaxRate):
		return fmt.Errorf("times that no hunt has")
	case len(h.Awards) != 0:
		return fmt.Errorf("ways of giving seats of its own")
	case h.Par != nil && len(h.Par) != len(h.Venues):
		return fmt.Errorf("par times of %d venues, want %d", len(h.Par), len(h.Venues))
	}
	for i := range h.Par {
		if len(h.Par[i]) != len(h.Classes)+1 {
			return fmt.Errorf("par times of %d classes, want %d", len(h.Par[i]), len(h.Classes)+1)
		}
	}
	for _, v := range h.Venues {
		if v.Band < 0 || v.Band >= len(h.Bands) {
			return fmt.Errorf("a venue of a band that does not exist")
		}
		if i := slices.IndexFunc(v.Quotas, func(q game.Quota) bool { return !counts(h, q) }); i >= 0 {
			return fmt.Errorf("a quota that the rules do not know: %+v", v.Quotas[i])
		}
	}
	return nil
}

func counts(h *game.Hunt, q game.Quota) bool {
	a, known := h.Award(q.By)
	return known && q.Seats >= 0 && q.Seats <= maxSeats && q.Class >= 0 && q.Class <= len(h.Classes) && (!a.Needs.Par || h.Par != nil)
}
