package game

import "math"

// defaultPace is the metres a second of par times: a walker's, with red lights.
const defaultPace = 1.4

// par returns the par time of a venue for a class, 0 where the hunt has none.
func (h *Hunt) par(venue, class int) Millis {
	if venue >= len(h.Par) || class >= len(h.Par[venue]) {
		return 0
	}
	return h.Par[venue][class]
}

// Pars returns the par times of a hunt (R10), for Hunt.Par: how long each class
// takes from the plaza, which is the first place to meet, to each venue, by
// distances of d at the class's pace, in whole seconds. It is nil where no
// quota needs them, or where the hunt has no plaza.
func (h *Hunt) Pars(d Distance) [][]Millis {
	if !h.needsPar() || len(h.Meet) == 0 {
		return nil
	}
	paces := []float64{defaultPace}
	for _, c := range h.Classes {
		if c.Pace > 0 {
			paces = append(paces, c.Pace)
		} else {
			paces = append(paces, defaultPace)
		}
	}
	pars := make([][]Millis, len(h.Venues))
	for i, v := range h.Venues {
		metres := d.Metres(h.Meet[0].At, v.Place)
		for _, pace := range paces {
			pars[i] = append(pars[i], Millis(math.Round(metres/pace))*1000)
		}
	}
	return pars
}

func (h *Hunt) needsPar() bool {
	for _, v := range h.Venues {
		for _, q := range v.Quotas {
			if a, ok := h.Award(q.By); ok && a.Needs.Par {
				return true
			}
		}
	}
	return false
}
