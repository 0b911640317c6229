package huntfile

import (
	"fmt"

	"crescendo/maps/geo"
)

// compare checks what no thing of the file shows alone, and puts the venues
// into the hunt.
func (r *reader) compare(d *draft) {
	r.match(d)
	seats := 0
	for _, v := range d.hunt.Venues {
		for _, q := range v.Quotas {
			seats += q.Seats
		}
	}
	if seats > MaxSeats {
		d.root.at("venues", Refused, fmt.Sprintf("venues have %d seats together, more than %d", seats, MaxSeats), "give fewer")
	}
	if d.area {
		r.inside(d)
	}
	r.apart(d)
	r.admitted(d.root, d)
	r.plaza(d)
	if d.hunt.Virtual && !d.root.there("meet") {
		d.root.at("virtual", Refused, "virtual is true, and meet names no place", "write meet: [{name, lat, lon}], where a virtual walk begins")
	}
}

// match gives each venue its band, and wants one venue a band.
func (r *reader) match(d *draft) {
	ids, played := []string{}, map[string]bool{}
	for _, b := range d.hunt.Bands {
		ids = append(ids, b.ID)
	}
	for _, s := range d.venues {
		band, known := d.bands[s.band]
		if !known && s.band != "" && len(ids) > 0 {
			remedy := "name one of the bands above by its id"
			if near := nearest(s.band, ids); near != "" {
				remedy = fmt.Sprintf("did you mean %q?", near)
			}
			s.at("band", Refused, fmt.Sprintf("band is %s, and there is no such band", shorten(s.band)), remedy)
		}
		played[s.band] = true
		s.Band = band
		d.hunt.Venues = append(d.hunt.Venues, s.Venue)
	}
	for i, b := range d.hunt.Bands {
		if b.ID != "" && !played[b.ID] && len(d.venues) > 0 {
			d.groups[i].at("id", Refused, "plays at no venue", "add a venue with band: "+b.ID)
		}
	}
}

// inside wants every place in the area.
func (r *reader) inside(d *draft) {
	for _, s := range d.venues {
		if s.placed {
			s.within(d.hunt.Area, s.Place, s.secret)
		}
	}
	for i, m := range d.hunt.Meet {
		d.meet[i].within(d.hunt.Area, m.At, false)
	}
}

func (o *object) within(area geo.Circle, p geo.Point, secret bool) {
	if area.Contains(p) {
		return
	}
	trouble := fmt.Sprintf("lat %v, lon %v lie outside the area", p.LatDegrees(), p.LonDegrees())
	if secret {
		trouble = "lat and lon from the environment lie outside the area"
	}
	remedy := "correct them, or widen the area's radius_m"
	if swapped, err := geo.Degrees(p.LonDegrees(), p.LatDegrees()); err == nil && area.Contains(swapped) {
		remedy = "are they swapped?"
	} else if away := geo.Metres(area.Centre, p); !secret && away < MaxArea { // where Metres is exact, and widening helps
		remedy = fmt.Sprintf("they lie %.0f m from its centre: correct them, or widen its radius_m", away)
	}
	o.at("lat", Refused, trouble, remedy)
}

// apart warns of fences that overlap, and of a meeting place within one.
func (r *reader) apart(d *draft) {
	for i, s := range d.venues {
		for _, t := range d.venues[:i] {
			if s.placed && t.placed && geo.Metres(s.Place, t.Place) < s.Radius+t.Radius {
				s.at("lat", Warned, fmt.Sprintf("its circle overlaps that of the venue on line %d", t.node.Line), "who stands in both arrives at both; move one or make radius_m smaller")
			}
		}
		for _, m := range d.hunt.Meet {
			if s.placed && geo.Metres(s.Place, m.At) < s.Radius {
				s.at("lat", Warned, "holds the meeting place "+shorten(m.Name), "whoever waits there has arrived at the gun; move one of them")
			}
		}
	}
}
