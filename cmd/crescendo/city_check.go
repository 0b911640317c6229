package main

import (
	"context"
	"errors"
	"fmt"

	"crescendo/maps/city"
	"crescendo/maps/geo"
)

// nearby is by how many metres a street that leads nowhere may be nearer than
// one that does before that is said.
const nearby = 20

// cityCheck says for each venue of a hunt how it lies in a city. Like check it
// may print venues: whoever holds the hunt file knows them.
func (p *program) cityCheck(_ context.Context, c cityCall, name string) error {
	if c.hunt == "" {
		return usageError{errors.New("--hunt is missing: whose venues shall be looked up?")}
	}
	hunt, err := p.goodHunt(c.hunt)
	if err != nil {
		return err
	}
	read, _, err := openCity(name)
	if err != nil {
		return err
	}
	k := cityChecker{p: p, city: read}
	if len(hunt.Meet) > 0 {
		k.walk, k.start = city.NewWalk(read, hunt.Meet[0].At), &hunt.Meet[0].At
	}
	for _, m := range hunt.Meet {
		k.place("meet", m.Name, m.At)
	}
	for _, v := range hunt.Venues {
		k.place("venue", v.Name, v.Place)
	}
	if k.bad > 0 {
		fmt.Fprintf(p.out, "%s: %d of %d places cannot be walked to in %s\n", name, k.bad, k.all, read.Name)
		return errSaid
	}
	fmt.Fprintf(p.out, "%s: good: all %d places can be walked to in %s\n", name, k.all, read.Name)
	return nil
}

// cityChecker looks places up in a city.
type cityChecker struct {
	p        *program
	city     *city.City
	walk     *city.Walk // from the first place to meet
	start    *geo.Point // that place; nil where there is none
	all, bad int
}

func (k *cityChecker) place(kind, name string, at geo.Point) {
	k.all++
	verdict, ok := k.verdict(at)
	if !ok {
		k.bad++
	}
	fmt.Fprintf(k.p.out, "%s %q: %s\n", kind, name, verdict)
}

// verdict says how a place lies, and whether people can walk to it.
func (k *cityChecker) verdict(at geo.Point) (string, bool) {
	if !k.city.Bounds().Contains(at) {
		if k.city.Bounds().Contains(geo.Point{Lat: at.Lon, Lon: at.Lat}) {
			return "outside the city, and inside with lat and lon swapped: are they?", false
		}
		return "outside the city: build a larger one, or look at lat and lon", false
	}
	snap, ok := k.city.Graph().NearestEdge(at, city.Reach)
	if !ok {
		return fmt.Sprintf("inside, but no street that people can reach lies within %d m: move it, or look at the map", city.Reach), false
	}
	said := fmt.Sprintf("inside, reachable, %.0f m from %s", snap.Metres, k.name(snap.Edge.Street, at))
	if k.start != nil && *k.start != at {
		said += fmt.Sprintf("; %.0f m to walk from the first place to meet", k.walk.Metres(at, *k.start))
	}
	if i, metres := k.city.NearestStreet(at, func(s *city.Street) bool { return !s.Closed }); i >= 0 && metres < snap.Metres-nearby {
		said += fmt.Sprintf("; nearer, %.0f m away, is %s, which no way leads to", metres, k.name(i, at))
	}
	return said, true
}

// name says what a street is called; one without a name by the nearest that has
// one.
func (k *cityChecker) name(street int, at geo.Point) string {
	s := k.city.Streets()[street]
	if s.Name != "" {
		return s.Name
	}
	what := "a street without a name"
	if s.Class == city.Path {
		what = "a path"
	}
	if i, metres := k.city.NearestStreet(at, func(s *city.Street) bool { return s.Name != "" }); i >= 0 {
		what += fmt.Sprintf(" (%s is %.0f m away)", k.city.Streets()[i].Name, metres)
	}
	return what
}
