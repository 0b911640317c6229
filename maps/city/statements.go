package city

import (
	"strings"

	"crescendo/maps/geo"
)

// junction reads NAME LAT LON.
func (p *parser) junction(rest string) {
	f := strings.Fields(rest)
	if len(f) != 3 {
		p.say("a junction wants a name, a latitude and a longitude: junction chatelet 48.85837 2.34750")
		return
	}
	name := f[0]
	if !isJunctionName(name) {
		p.say("%s is no name for a junction: use a…z, 0…9 and hyphens, a letter first, at most %d", quote(name), MaxName)
		return
	}
	if before, ok := p.known[name]; ok {
		p.say("junction %s is on line %d already: give this one another name", name, p.declared[before])
		return
	}
	at, ok := p.coordinates(f[1], f[2])
	if !ok || !p.near(at) {
		at = geo.Point{} // known all the same, so that each use of it is no second problem
	}
	if len(p.city.junctions) >= MaxJunctions {
		p.say("more than %d junctions: leave out the smallest streets", MaxJunctions)
		p.full = true
		return
	}
	name = strings.Clone(name)
	p.known[name] = int32(len(p.city.junctions))
	p.city.junctions = append(p.city.junctions, at)
	p.city.names = append(p.city.names, name)
	p.declared = append(p.declared, p.line)
	p.used = append(p.used, false)
}

func isJunctionName(s string) bool {
	if s == "" || len(s) > MaxName || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool {
		return r != '-' && (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}) < 0
}

// street reads CLASS[+bridge][+steps] NAME: POINT POINT …
func (p *parser) street(rest string) {
	kind, name, points, ok := p.parts("street", rest)
	if !ok {
		return
	}
	classWord, flags, _ := strings.Cut(kind, "+")
	class, ok := find(classWords, classWord)
	if !ok {
		p.say("%s is no class of street: use one of %s", quote(classWord), list(classWords))
		return
	}
	s := Street{Name: name, Class: Class(class)}
	if !p.flags(&s, flags) || !p.chain(&s, points) {
		return
	}
	if len(p.city.streets) >= MaxStreets {
		p.say("more than %d streets: leave out the smallest", MaxStreets)
		p.full = true
		return
	}
	p.city.streets = append(p.city.streets, s)
}

func (p *parser) flags(s *Street, flags string) bool {
	if flags == "" {
		return true
	}
	for flag := range strings.SplitSeq(flags, "+") {
		switch {
		case flag == "bridge" && !s.Bridge:
			s.Bridge = true
		case flag == "steps" && !s.Steps:
			s.Steps = true
		case flag == "closed" && !s.Closed:
			s.Closed = true
		default:
			p.say("+%s is not known here: +bridge, +steps and +closed are, each once", printable(flag))
			return false
		}
	}
	return true
}

// chain reads the points of a street.
func (p *parser) chain(s *Street, points []string) bool {
	if !p.count("street", s.Name, len(points), 2) {
		return false
	}
	s.Line = make([]geo.Point, 0, len(points))
	s.meets = make([]int32, 0, len(points))
	for i, word := range points {
		at, junction, ok := p.point(word)
		if !ok {
			return false
		}
		if junction < 0 && (i == 0 || i == len(points)-1) {
			p.say("street %s begins or ends at %s: it begins and ends with a junction; declare one there", quote(s.Name), word)
			return false
		}
		if i > 0 && at == s.Line[i-1] {
			p.say("street %s stands still at %s: write each point once", quote(s.Name), word)
			return false
		}
		if i > 0 && geo.Metres(s.Line[i-1], at) > MaxPiece {
			p.say("street %s leads straight on for more than %d m to %s: give it a point between, or look at the digits", quote(s.Name), MaxPiece, word)
			return false
		}
		s.Line = append(s.Line, at)
		s.meets = append(s.meets, junction)
	}
	return true
}

// count tells whether a street or a ring may have n points.
func (p *parser) count(verb, name string, n, least int) bool {
	if n < least || n > MaxPoints {
		p.say("%s %s: its number of points, %d, is not within %d and %d", verb, quote(name), n, least, MaxPoints)
		return false
	}
	if p.points += n; p.points > MaxAllPoints {
		p.say("more than %d points in all: leave out the smallest streets", MaxAllPoints)
		p.full = true
		return false
	}
	return true
}

// point reads the name of a junction or LAT,LON.
func (p *parser) point(word string) (at geo.Point, junction int32, ok bool) {
	if word[0] >= 'a' && word[0] <= 'z' {
		j, ok := p.known[word]
		if !ok {
			p.say("junction %s is not known: declare it above with: junction %s LAT LON", quote(word), printable(word))
			return geo.Point{}, -1, false
		}
		p.used[j] = true
		return p.city.junctions[j], j, true
	}
	at, ok = p.pair(word)
	return at, -1, ok
}

// area reads KIND NAME: LAT,LON LAT,LON …
func (p *parser) area(rest string) {
	word, name, points, ok := p.parts("area", rest)
	if !ok {
		return
	}
	kind, ok := find(areaWords, word)
	if !ok {
		p.say("%s is no kind of area: use one of %s", quote(word), list(areaWords))
		return
	}
	if !p.count("area", name, len(points), 3) {
		return
	}
	ring := make([]geo.Point, 0, len(points))
	for i, w := range points {
		at, ok := p.pair(w)
		if !ok {
			return
		}
		if i > 0 && (at == ring[i-1] || i == len(points)-1 && at == ring[0]) {
			p.say("area %s stands still at %s: write each point once, a ring closes of itself", quote(name), w)
			return
		}
		ring = append(ring, at)
	}
	if len(p.city.areas) >= MaxAreas {
		p.say("more than %d areas: leave out the smallest", MaxAreas)
		p.full = true
		return
	}
	p.city.areas = append(p.city.areas, Area{Name: name, Kind: AreaKind(kind), Ring: ring})
}

// place reads KIND NAME: LAT,LON
func (p *parser) place(rest string) {
	word, name, points, ok := p.parts("place", rest)
	if !ok {
		return
	}
	kind, ok := find(placeWords, word)
	if !ok {
		p.say("%s is no kind of place: use one of %s", quote(word), list(placeWords))
		return
	}
	if name == "" || len(points) != 1 {
		p.say("a place wants a name and one point: place station Gare de Lyon: 48.84440,2.37390")
		return
	}
	at, ok := p.pair(points[0])
	if !ok {
		return
	}
	if len(p.city.places) >= MaxPlaces {
		p.say("more than %d places: leave out the least", MaxPlaces)
		p.full = true
		return
	}
	p.city.places = append(p.city.places, Place{Name: name, Kind: PlaceKind(kind), At: at})
}

// parts cuts KIND NAME: POINT POINT … apart.
func (p *parser) parts(verb, rest string) (kind, name string, points []string, ok bool) {
	head, tail, found := strings.Cut(rest, ":")
	if !found {
		p.say("this %s has no colon: write %s KIND NAME: and its points", verb, verb)
		return "", "", nil, false
	}
	kind, name, _ = strings.Cut(strings.TrimSpace(head), " ")
	name = strings.Join(strings.Fields(name), " ")
	if len(name) > MaxName {
		p.say("a name of %d bytes is too long: at most %d", len(name), MaxName)
		return "", "", nil, false
	}
	return kind, strings.Clone(name), strings.Fields(tail), true
}
