package places

import (
	"math"
	"strings"
)

// shape is what a map draws of a thing: longitudes and latitudes in degrees.
type shape struct {
	points []coordinate // those that stand alone
	rings  [][]coordinate
	lines  int
}

type coordinate struct{ lon, lat float64 }

// add takes a thing of the file by what is drawn of it.
func (d *desk) add(line int, thing, name string, s shape) {
	switch {
	case len(s.points) == 1 && len(s.rings) == 0:
		d.place(line, thing, name, s.points[0].lat, s.points[0].lon)
	case len(s.points)+len(s.rings) == 0 && s.lines > 0:
		d.leave(line, thing, "is a line", "draw a point where the venue is")
	case len(s.points)+len(s.rings) == 0:
		d.leave(line, thing, "has no place", "draw a point where the venue is")
	default:
		what := "an area"
		if len(s.rings) == 0 {
			what = "several points"
		}
		at, failed := middle(s), d.failed
		d.place(line, thing, name, at.lat, at.lon, "the middle of "+what+"; is this where people should stand?")
		if d.failed == failed {
			d.warn(line, thing, "is "+what+", of which the middle is taken", "look where that is, or draw a point")
		}
	}
}

// middle is the centroid of the rings, each as heavy as it is large; of the
// points where there is no ring.
func middle(s shape) coordinate {
	var sum coordinate
	weight := 0.0
	for _, r := range s.rings {
		c, area := centroid(r)
		sum.lon, sum.lat, weight = sum.lon+c.lon*area, sum.lat+c.lat*area, weight+area
	}
	if weight > 0 {
		return coordinate{sum.lon / weight, sum.lat / weight}
	}
	all := s.points
	for _, r := range s.rings {
		all = append(all, r...)
	}
	return mean(all)
}

// centroid returns the centre of gravity of a ring, and its area in square
// degrees: about the ring's own first corner, so that nothing cancels. A ring
// without area has the mean of its corners.
func centroid(ring []coordinate) (coordinate, float64) {
	var twice, lon, lat float64
	o := ring[0]
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		ax, ay, bx, by := a.lon-o.lon, a.lat-o.lat, b.lon-o.lon, b.lat-o.lat
		cross := ax*by - bx*ay
		twice, lon, lat = twice+cross, lon+(ax+bx)*cross, lat+(ay+by)*cross
	}
	if math.Abs(twice) < 1e-12 { // a hundred square centimetres
		return mean(ring), 0
	}
	return coordinate{o.lon + lon/(3*twice), o.lat + lat/(3*twice)}, math.Abs(twice) / 2
}

func mean(all []coordinate) coordinate {
	var sum coordinate
	for _, c := range all {
		sum.lon, sum.lat = sum.lon+c.lon, sum.lat+c.lat
	}
	n := float64(len(all))
	return coordinate{sum.lon / n, sum.lat / n}
}

// fold makes words alike that people take for the same: without accents,
// capitals and signs.
func fold(s string) string {
	return strings.Join(strings.FieldsFunc(accents.Replace(strings.ToLower(s)), func(c rune) bool {
		return !('a' <= c && c <= 'z' || '0' <= c && c <= '9') && c < 0x100
	}), "-")
}

var accents = strings.NewReplacer(
	"à", "a", "á", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "æ", "ae", "ç", "c", "è", "e", "é", "e", "ê", "e", "ë", "e",
	"ì", "i", "í", "i", "î", "i", "ï", "i", "ñ", "n", "ò", "o", "ó", "o", "ô", "o", "õ", "o", "ö", "o", "ø", "o", "œ", "oe",
	"ù", "u", "ú", "u", "û", "u", "ü", "u", "ý", "y", "ÿ", "y", "ß", "ss", "š", "s", "ž", "z", "č", "c", "ł", "l",
	"\u0300", "", "\u0301", "", "\u0302", "", "\u0308", "", "\u0327", "",
)
