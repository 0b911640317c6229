package places

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"crescendo/game/huntfile"
	"crescendo/maps/geo"
)

// found is one place of the file.
type found struct {
	line  int
	thing string // placemark "Fountain", for problems
	name  string // on one line, "" where it has none
	at    geo.Point
	notes []string // what its organiser should look at
}

// desk is where a file is read: what was found in it, and what is wrong.
type desk struct {
	report huntfile.Report
	title  string  // of the whole map
	found  []found // at most MaxPlaces
	left   []string
	seen   int    // things that were looked at
	order  string // how this kind of file writes a place, for who swapped it
	export string // how this kind of file is had in degrees
	grid   bool   // metres of a map grid were refused: once is enough
	failed bool
}

func (d *desk) refuse(line int, thing, trouble, remedy string) {
	d.failed = true
	d.put(line, huntfile.Refused, thing, trouble, remedy)
}

func (d *desk) warn(line int, thing, trouble, remedy string) {
	d.put(line, huntfile.Warned, thing, trouble, remedy)
}

func (d *desk) put(line int, s huntfile.Severity, thing, trouble, remedy string) {
	d.report.Problems = append(d.report.Problems, huntfile.Problem{Line: max(line, 1), Severity: s, Thing: thing, Trouble: trouble, Remedy: remedy})
}

// next counts a thing and tells whether it may be looked at.
func (d *desk) next(line int) bool {
	if d.seen++; d.seen == MaxPlaces+1 {
		d.refuse(line, "file", fmt.Sprintf("has more than %d things", MaxPlaces), "export the venues alone")
	}
	return d.seen <= MaxPlaces
}

// leave leaves a thing out, and says so here and in the hunt file.
func (d *desk) leave(line int, thing, why, remedy string) {
	d.warn(line, thing, why+", and is left out", remedy)
	d.left = append(d.left, fmt.Sprintf("left out: %s on line %d %s", thing, line, why))
}

// place takes a place in degrees, or refuses it.
func (d *desk) place(line int, thing, name string, lat, lon float64, notes ...string) {
	if p, ok := d.point(line, thing, lat, lon); ok {
		d.found = append(d.found, found{line: line, thing: thing, name: name, at: p, notes: notes})
	}
}

func (d *desk) point(line int, thing string, lat, lon float64) (geo.Point, bool) {
	p, err := geo.Degrees(lat, lon)
	switch {
	case err == nil && lat == 0 && lon == 0:
		d.refuse(line, thing, "lies at 0, 0, in the sea south of Ghana: it has no place", "give it one, or delete it")
	case err == nil:
		return p, true
	case math.Abs(lat) <= 180 && math.Abs(lon) <= 90:
		d.refuse(line, thing, fmt.Sprintf("lat %v, lon %v: there is no such latitude; they are swapped", lat, lon), d.order)
	case d.grid:
		d.failed = true // and said already
	default:
		d.grid = true
		d.refuse(line, thing, fmt.Sprintf("%.2f, %.2f are no degrees but %s", lon, lat, gridOf(lon, lat)), d.export)
	}
	return geo.Point{}, false
}

// gridOf names the map grid whose metres these are, by their size.
func gridOf(east, north float64) string {
	in := func(x, lo, hi float64) bool { return x >= lo && x <= hi }
	lambert := in(east, 100_000, 1_300_000) && in(north, 6_000_000, 7_200_000)
	france := in(east, -600_000, 1_100_000) && in(north, 5_000_000, 6_650_000) // as Web Mercator
	switch {
	case lambert && france:
		return "metres of Lambert-93 (EPSG:2154) or Web Mercator (EPSG:3857)"
	case lambert:
		return "metres of Lambert-93 (EPSG:2154)"
	case france:
		return "metres of Web Mercator (EPSG:3857)"
	case in(east, 1_000_000, 2_400_000) && in(north, 1_000_000, 9_400_000):
		return "metres of a French conic grid (CC42 to CC50, EPSG:3942 to 3950) or of Web Mercator (EPSG:3857)"
	case in(east, 160_000, 840_000) && in(north, 0, 10_000_000):
		return "metres of a UTM zone or of Web Mercator (EPSG:3857)"
	case in(east, -20_037_509, 20_037_509) && in(north, -20_048_967, 20_048_967) && math.Abs(east) > 1000 && math.Abs(north) > 1000:
		return "metres of Web Mercator (EPSG:3857) or another map grid"
	}
	return "something that is on no map"
}

// thing names a thing of the file as problems do.
func thing(kind, name string, number int) string {
	if name == "" {
		return fmt.Sprintf("%s %d", kind, number)
	}
	if runes := []rune(name); len(runes) > shownName {
		name = string(runes[:shownName]) + "…"
	}
	return fmt.Sprintf("%s %q", kind, name)
}

// oneLine puts a text on one line without what no terminal should print.
func oneLine(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.Map(func(c rune) rune {
		switch {
		case unicode.IsSpace(c):
			return ' '
		case !unicode.IsPrint(c):
			return -1
		}
		return c
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
