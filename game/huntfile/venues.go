package huntfile

import (
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"crescendo/game"
)

func (r *reader) venues(o *object, d *draft) {
	v, ok := o.need("venues")
	if !ok {
		return
	}
	seen := map[string]*yaml.Node{}
	for i, n := range v.list() {
		b := r.object(n, title("venue", n, strconv.Itoa(i+1)), venueKeys)
		if b == nil {
			continue
		}
		s := r.venue(b, d)
		if v, ok := b.needLike("id", "v"+strconv.Itoa(i+1)); ok {
			s.ID, _ = v.id()
			b.unique(seen, "id", s.ID, Refused, "give each venue an id of its own")
		}
		b.unique(seen, "band", s.band, Refused, "a band plays at one venue")
		d.venues = append(d.venues, s)
	}
}

func (r *reader) venue(b *object, d *draft) site {
	s := site{object: b}
	if v, ok := b.needSecret("name"); ok {
		s.Name, _ = v.name()
	}
	if v, ok := b.need("band"); ok && v.scalar() {
		s.band = v.text
	}
	s.Place, s.placed = r.point(b, func(key string) (value, bool) {
		v, ok := b.needSecret(key)
		s.secret = s.secret || v.secret
		return v, ok
	})
	if s.placed {
		b.rough("lat")
		b.rough("lon")
	}
	s.Radius = DefaultRadius
	if v, ok := b.value("radius_m"); ok {
		if s.Radius, ok = v.number(); ok && d.doored && d.hunt.Doors != game.DoorsNone {
			v.warn("has no effect with doors: they say who is there", "delete it")
		}
	}
	s.Quotas = r.quotas(b, d)
	return s
}

// degrees returns a latitude or longitude.
func (v value) degrees() (float64, bool) {
	if !v.scalar() {
		return 0, false
	}
	if x, err := strconv.ParseFloat(v.text, 64); err == nil && (x > 1000 || x < -1000) && decimal.MatchString(v.text) {
		v.refuse("is no number of degrees", "are these metres of a map grid such as Lambert-93? export WGS 84 (EPSG:4326)")
		return 0, false
	}
	return v.number()
}

// rough warns about a place that is written too roughly to be arrived at.
func (o *object) rough(key string) {
	n := dealias(o.fields[key])
	if _, digits, _ := strings.Cut(n.Value, "."); len(digits) < venueDecimals && !strings.HasPrefix(n.Value, "${") {
		away := [venueDecimals]string{"55 km", "5 km", "550 m", "55 m"}[len(digits)] // half a unit of the last digit
		o.at(key, Warned, fmt.Sprintf("%s is %s: so roughly that the venue may be %s away", key, n.Value, away), "write five decimals")
	}
}
