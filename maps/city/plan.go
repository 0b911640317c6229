package city

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"crescendo/maps/geo"
)

// Plan is what a program makes a city of.
type Plan struct {
	Name, Source, Credit, Licence, Date string // see City

	Junctions []geo.Point // each on a street
	Streets   []Street    // each begins and ends with a junction
	Meets     [][]int32   // of each street, for each of its points the junction or -1
	Areas     []Area      // in the order of painting
	Places    []Place
}

// New returns the city of a plan, which it keeps: it must not be changed
// afterwards. Its error says the first thing that is wrong, by the rules of a
// source (see the package's documentation) within the limits of a file.
func New(p Plan) (*City, error) {
	c := &City{Name: p.Name, Source: p.Source, Credit: p.Credit, Licence: p.Licence, Date: p.Date,
		streets: p.Streets, areas: p.Areas, places: p.Places, junctions: p.Junctions}
	if err := c.checkHead(); err != nil {
		return nil, err
	}
	if err := c.checkSizes(len(p.Meets)); err != nil {
		return nil, err
	}
	used := make([]bool, len(p.Junctions))
	length := 0.0
	for i := range c.streets {
		c.streets[i].meets = p.Meets[i]
		if err := c.checkStreet(&c.streets[i], used); err != nil {
			return nil, fmt.Errorf("street %d, %s: %w", i+1, quote(c.streets[i].Name), err)
		}
		if length += c.streets[i].metres(); length > maxLength {
			return nil, fmt.Errorf("more than %.0f km of streets are too many for one city: take a smaller part of it", maxLength/1000)
		}
	}
	for j, u := range used {
		if !u {
			return nil, fmt.Errorf("junction %d is on no street", j+1)
		}
	}
	for i, a := range c.areas {
		if err := c.checkArea(a); err != nil {
			return nil, fmt.Errorf("area %d, %s: %w", i+1, quote(a.Name), err)
		}
	}
	for i, a := range c.places {
		if err := c.checkPlace(a); err != nil {
			return nil, fmt.Errorf("place %d, %s: %w", i+1, quote(a.Name), err)
		}
	}
	c.finish()
	return c, nil
}

func (c *City) checkHead() error {
	for _, h := range []struct {
		what, text string
		least      int
	}{{"name", c.Name, 1}, {"source", c.Source, 0}, {"credit", c.Credit, 1}, {"licence", c.Licence, 1}} {
		if len(h.text) < h.least || len(h.text) > MaxHeader || !isText(h.text) {
			return fmt.Errorf("the %s %s is not a line of %d to %d bytes", h.what, quote(h.text), h.least, MaxHeader)
		}
	}
	if !isDate(c.Date) {
		return fmt.Errorf("%s is no date: write it as 2026-11-25", quote(c.Date))
	}
	return nil
}

func (c *City) checkSizes(meets int) error {
	for _, s := range []struct {
		what    string
		n, most int
	}{
		{"junctions", len(c.junctions), MaxFileJunctions}, {"streets", len(c.streets), MaxFileStreets},
		{"areas", len(c.areas), MaxFileAreas}, {"places", len(c.places), MaxPlaces},
	} {
		if s.n > s.most {
			return fmt.Errorf("%d %s are too many for one city: at most %d; take a smaller part of it", s.n, s.what, s.most)
		}
	}
	if len(c.streets) == 0 {
		return fmt.Errorf("there is no street: a city has at least one")
	}
	if meets != len(c.streets) {
		return fmt.Errorf("%d streets, and junctions of %d", len(c.streets), meets)
	}
	return nil
}

func (c *City) checkStreet(s *Street, used []bool) error {
	n := len(s.Line)
	switch {
	case n < 2 || n > MaxFilePoints || len(s.meets) != n:
		return fmt.Errorf("it has %d points and %d meetings, want as many of both, within 2 and %d", n, len(s.meets), MaxFilePoints)
	case s.Class > Path:
		return fmt.Errorf("its class %d is not known", s.Class)
	case !isName(s.Name):
		return errName
	case s.meets[0] < 0 || s.meets[n-1] < 0:
		return fmt.Errorf("it does not begin and end with a junction")
	}
	for i, at := range s.Line {
		if j := s.meets[i]; j >= 0 {
			if int(j) >= len(c.junctions) || c.junctions[j] != at {
				return fmt.Errorf("its point %d is not where its junction is", i+1)
			}
			used[j] = true
		}
		if err := c.checkPoint(at); err != nil {
			return err
		}
		if i > 0 && (at == s.Line[i-1] || geo.Metres(s.Line[i-1], at) > MaxPiece) {
			return fmt.Errorf("its point %d stands still or lies more than %d m from the one before", i+1, MaxPiece)
		}
	}
	return nil
}

func (c *City) checkArea(a Area) error {
	switch {
	case len(a.Ring) < 3 || len(a.Ring) > MaxFilePoints:
		return fmt.Errorf("its %d points are not within 3 and %d", len(a.Ring), MaxFilePoints)
	case a.Kind > Building:
		return fmt.Errorf("its kind %d is not known", a.Kind)
	case !isName(a.Name):
		return errName
	}
	before := a.Ring[len(a.Ring)-1]
	for i, at := range a.Ring {
		if at == before {
			return fmt.Errorf("its point %d stands still", i+1)
		}
		if err := c.checkPoint(at); err != nil {
			return err
		}
		before = at
	}
	return nil
}

func (c *City) checkPlace(p Place) error {
	if p.Kind > Quarter {
		return fmt.Errorf("its kind %d is not known", p.Kind)
	}
	if p.Name == "" || !isName(p.Name) {
		return errName
	}
	return c.checkPoint(p.At)
}

// checkPoint tells whether a point may belong to the city: near its first
// junction, far from the poles, on the same side of the 180th meridian.
func (c *City) checkPoint(at geo.Point) error {
	first := c.junctions[0]
	wide := int64(at.Lon) - int64(first.Lon)
	if !at.Valid() || max(at.Lat, -at.Lat) > MaxLatitude*1e7 || wide < -180e7 || wide > 180e7 || geo.Metres(first, at) > MaxRadius {
		return fmt.Errorf("lat %s, lon %s lies too near to a pole, across the 180th meridian or more than %d km from the city's first junction", degrees(at.Lat), degrees(at.Lon), MaxRadius/1000)
	}
	return nil
}

var errName = fmt.Errorf("its name is not a line of at most %d bytes, or is missing", MaxName)

func isName(s string) bool { return len(s) <= MaxName && isText(s) }

// isText tells whether s can be shown as a line.
func isText(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}

// metres returns the length of the street.
func (s *Street) metres() (sum float64) {
	for i := 1; i < len(s.Line); i++ {
		sum += geo.Metres(s.Line[i-1], s.Line[i])
	}
	return sum
}
