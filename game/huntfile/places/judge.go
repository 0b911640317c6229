package places

import (
	"fmt"
	"math"
	"strings"

	"crescendo/game/huntfile"
	"crescendo/maps/geo"
)

// region is a box of degrees about the part of the world that zones of one
// name are for; roughly, and rather too large.
type region struct {
	south, north, west, east float64
}

var regions = map[string]region{
	"Europe":    {34, 72, -32, 70},
	"America":   {-60, 84, -180, -25},
	"Africa":    {-36, 38, -26, 58},
	"Asia":      {-12, 82, 25, 180},
	"Australia": {-56, -8, 95, 170},
}

func (r region) contains(lat, lon float64) bool {
	return lat >= r.south && lat <= r.north && lon >= r.west && lon <= r.east
}

// inZone tells whether a place may lie in a zone; known is false for zones
// that say nothing, such as UTC.
func inZone(zone string, p geo.Point) (in, known bool) {
	continent, _, _ := strings.Cut(zone, "/")
	r, known := regions[continent]
	return !known || r.contains(p.LatDegrees(), p.LonDegrees()), known
}

// judge looks at all places together. plaza is the start plaza's number, -1
// for none.
func (d *desk) judge(e Evening) (plaza int) {
	d.once()
	d.swapped(e.Zone)
	plaza = d.plaza(e.Plaza)
	venues := len(d.found)
	if plaza >= 0 {
		venues--
	}
	switch {
	case d.failed:
	case len(d.found) == 0:
		d.refuse(1, "file", "holds no place", "draw a point where each venue is, and export again")
	case venues == 0:
		d.refuse(1, "file", "holds the plaza and no venue", "draw a point where each venue is, and export again")
	case venues > huntfile.MaxBands:
		d.refuse(d.found[huntfile.MaxBands].line, "file", fmt.Sprintf("holds %d venues, more than %d", venues, huntfile.MaxBands), "delete what is no venue, or export one layer alone")
	default:
		d.spread()
		d.names(plaza)
	}
	return plaza
}

// once drops what is there twice, and notes what only looks like it.
func (d *desk) once() {
	var kept []found
	first := map[geo.Point]int{}
	for _, f := range d.found {
		cell := geo.Point{Lat: f.at.Lat / 100, Lon: f.at.Lon / 100} // a metre
		i, taken := first[cell]
		switch {
		case taken && fold(kept[i].name) == fold(f.name):
			d.warn(f.line, f.thing, fmt.Sprintf("is the same as on line %d, and is taken once", kept[i].line), "delete one")
			continue
		case taken:
			f.notes = append(f.notes, fmt.Sprintf("at the same place as %s; which is right?", label(kept[i])))
		default:
			first[cell] = len(kept)
		}
		kept = append(kept, f)
	}
	d.found = kept
}

func label(f found) string {
	if f.name == "" {
		return f.thing
	}
	return fmt.Sprintf("%q", short(f.name))
}

// swapped refuses what lies on another continent than the evening's zone, and
// in it with lat and lon exchanged. Without a zone it can only warn.
func (d *desk) swapped(zone string) {
	far := false
	for i := range d.found {
		f := &d.found[i]
		lat, lon := f.at.LatDegrees(), f.at.LonDegrees()
		back, err := geo.Degrees(lon, lat)
		if err != nil {
			continue
		}
		in, known := inZone(zone, f.at)
		inBack, _ := inZone(zone, back)
		europe := regions["Europe"]
		switch trouble := fmt.Sprintf("lat %v, lon %v", lat, lon); {
		case known && !in && inBack:
			d.refuse(f.line, f.thing, fmt.Sprintf("%s lie far from %s, and in its part of the world when they are swapped", trouble, zone), d.order+"; or name the places' own zone with --zone")
		case !known && !europe.contains(lat, lon) && europe.contains(lon, lat):
			d.warn(f.line, f.thing, trouble+" lie outside Europe, and in it when they are swapped; are they?", d.order+", or name the zone with --zone")
			f.notes = append(f.notes, "are lat and lon swapped?")
		case known && !in && !far:
			far = true // and so do the others, most likely
			d.warn(f.line, f.thing, fmt.Sprintf("%s lie far from %s", trouble, zone), "name their own zone with --zone")
		}
	}
}

// plaza finds the place that is the start plaza, by its name.
func (d *desk) plaza(name string) int {
	if name == "" {
		return -1
	}
	at := -1
	for i, f := range d.found {
		if fold(f.name) != fold(name) || f.name == "" {
			continue
		}
		if at >= 0 {
			d.refuse(f.line, f.thing, fmt.Sprintf("is called like the plaza, and so is that on line %d", d.found[at].line), "give the plaza a name of its own")
			return at
		}
		at = i
	}
	if at < 0 && !d.failed {
		d.refuse(1, "file", fmt.Sprintf("holds no place that is called %q, the plaza", short(name)), "write --plaza with the name as it stands in the file, or leave it out")
	}
	return at
}

// spread refuses what lies farther away than a hunt reaches, seen from the
// place that is nearest to all others.
func (d *desk) spread() {
	best, least := 0, math.Inf(1)
	for i, f := range d.found {
		sum := 0.0
		for _, g := range d.found {
			sum += geo.Metres(f.at, g.at)
		}
		if sum < least {
			best, least = i, sum
		}
	}
	for _, f := range d.found {
		if away := geo.Metres(d.found[best].at, f.at); away > huntfile.MaxArea {
			d.refuse(f.line, f.thing, fmt.Sprintf("lies %.0f km from %s, in the middle of the others; a hunt reaches %d", away/1000, d.found[best].thing, huntfile.MaxArea/1000), "correct it, or delete it")
		}
	}
}

// names notes what has the name of another or none, and cuts long ones.
func (d *desk) names(plaza int) {
	first := map[string]found{}
	for i := range d.found {
		f := &d.found[i]
		f.tidy()
		if f.name == "" {
			d.warn(f.line, f.thing, "has no name", "its hunt file says TODO")
			continue
		}
		if g, taken := first[fold(f.name)]; taken && i != plaza {
			d.warn(f.line, f.thing, fmt.Sprintf("has the name of that on line %d", g.line), "who wins a seat could take one for the other; tell them apart")
			f.notes = append(f.notes, "another venue has this name; tell them apart")
			continue
		}
		first[fold(f.name)] = *f
	}
}

// tidy makes a name one that a hunt file can hold.
func (f *found) tidy() {
	for strings.HasPrefix(f.name, "${") { // would be read from the environment
		f.name = strings.TrimSpace(strings.TrimPrefix(f.name, "$"))
	}
	if runes := []rune(f.name); len(runes) > huntfile.MaxName {
		f.name = strings.TrimSpace(string(runes[:huntfile.MaxName]))
		f.notes = append(f.notes, fmt.Sprintf("the name was longer than %d characters and is cut", huntfile.MaxName))
	}
	if f.name == huntfile.Undecided {
		f.name = ""
	}
}
