package screen

import (
	"math"
	"slices"
	"strings"

	"crescendo/maps/city"
)

// mapName is a name on the map: its middle, in dp of the picture, and how it is
// turned, in radians clockwise, so that it reads from left to right.
type mapName struct {
	text   string
	middle xy
	turn   float64
	width  float64
	colour ink
	rank   int // the largest streets first
}

const (
	apart    = 15.0  // dp between the middles of two lines of writing
	repeated = 420.0 // dp before a street says its name again
)

// names chooses the names to write on a picture of so many dp, whose middle is
// at a place of the plane. Larger streets come first, then longer room.
func (k *chart) names(t *typeface, at xy, zoom, w, h float64) []mapName {
	var wanted []mapName
	to := func(p xy) xy { return xy{w/2 + (p.x-at.x)*zoom, h/2 - (p.y-at.y)*zoom} }
	for i := range k.lines {
		l := &k.lines[i]
		if l.name == "" || zoom < l.pen.named {
			continue
		}
		for _, r := range l.runs {
			if n, ok := along(t, l, to(r.a), to(r.b)); ok && (box{0, 0, w, h}).contains(n.middle) {
				wanted = append(wanted, n)
			}
		}
	}
	for _, p := range k.places {
		n := mapName{text: p.name, middle: to(p.at), colour: text2, rank: -1, width: t.width(p.name, street1)}
		if p.kind != city.Quarter || zoom > 0.6 || !(box{0, 0, w, h}).contains(n.middle) {
			continue // a monument or a station says little at night
		}
		wanted = append(wanted, n)
	}
	slices.SortStableFunc(wanted, func(a, b mapName) int { return a.rank - b.rank })
	return spread(wanted)
}

// along puts a name on a straight part, if it fits there or in a shorter form.
func along(t *typeface, l *chartLine, a, b xy) (mapName, bool) {
	room := a.distance(b) - 18
	text := l.name
	if t.width(text, street1) > room {
		text = abbreviate(text)
	}
	n := mapName{text: text, middle: a.half(b), colour: label, rank: len(pens) - int(indexOf(l.pen))}
	n.width = t.width(text, street1)
	if n.width > room {
		return n, false
	}
	if b.x < a.x {
		a, b = b, a
	}
	n.turn = math.Atan2(b.y-a.y, b.x-a.x)
	return n, true
}

func indexOf(p *pen) int {
	for i := range pens {
		if &pens[i] == p {
			return i
		}
	}
	return 0
}

// abbreviate writes the kind of a street short, as Paris's own signs do.
func abbreviate(name string) string {
	for _, a := range [...][2]string{{"Boulevard ", "Bd "}, {"Avenue ", "Av. "}, {"Place ", "Pl. "}, {"Rue ", "R. "}, {"Faubourg ", "Fbg "}, {"Square ", "Sq. "}, {"Passage ", "Pass. "}} {
		if rest, ok := strings.CutPrefix(name, a[0]); ok {
			return a[1] + rest
		}
	}
	return name
}

// spread keeps the names that touch none that was kept before, and that were
// not said nearby.
func spread(wanted []mapName) []mapName {
	var kept []mapName
	for _, n := range wanted {
		free := true
		for _, o := range kept {
			far := n.middle.distance(o.middle)
			if n.text == o.text && far < repeated || far < (n.width+o.width)/2+apart && near(n, o) {
				free = false
				break
			}
		}
		if free {
			kept = append(kept, n)
		}
	}
	return kept
}

// near tells whether two names come closer than a line of writing.
func near(a, b mapName) bool {
	for _, p := range a.points() {
		for _, q := range b.points() {
			if p.distance(q) < apart {
				return true
			}
		}
	}
	return false
}

// points are places along a name, a line's height apart.
func (n mapName) points() []xy {
	sin, cos := math.Sincos(n.turn)
	count := int(n.width/apart) + 2
	list := make([]xy, count)
	for i := range list {
		d := (float64(i)/float64(count-1) - 0.5) * n.width
		list[i] = xy{n.middle.x + d*cos, n.middle.y + d*sin}
	}
	return list
}
