package huntfile

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"

	"crescendo/game"
	"crescendo/maps/geo"
)

// draft is a hunt on its way in: what the checks that compare things need
// beside the hunt itself.
type draft struct {
	hunt   game.Hunt
	root   *object
	area   bool           // the hunt's area is known
	meet   []*object      // one for each of the hunt's
	groups []*object      // one for each of the hunt's bands
	bands  map[string]int // by id
	venues []site

	gated, doored bool     // what keeps the gate and the doors is known
	classes       []string // their ids as they are written
}

// site is a venue with what the checks need of its text.
type site struct {
	game.Venue
	*object
	placed bool   // its place is known
	secret bool   // its place came from the environment
	band   string // id, as it is written
}

func (r *reader) hunt(root *yaml.Node) *game.Hunt {
	o := r.object(root, strings.TrimSpace(title("hunt", root, "")), huntKeys)
	if o == nil {
		return nil
	}
	d := &draft{root: o, bands: map[string]int{}}
	r.evening(o, &d.hunt)
	r.trust(o, d)
	r.admission(o, d)
	r.entry(o, &d.hunt)
	r.schedule(o, &d.hunt)
	r.place(o, d)
	r.classes(o, d)
	r.bands(o, d)
	r.venues(o, d)
	r.compare(d)
	if !r.refused {
		d.hunt.Par = d.hunt.Pars(geo.Straight{})
	}
	return &d.hunt
}

func (r *reader) evening(o *object, h *game.Hunt) {
	if v, ok := o.need("id"); ok {
		h.ID, _ = v.id()
	}
	h.Name = h.ID
	if v, ok := o.value("name"); ok {
		h.Name, _ = v.name()
	}
	h.Rate = 1
	if v, ok := o.value("rate"); ok {
		if h.Rate, _ = v.whole(); h.Rate > 1 {
			v.warn(fmt.Sprintf("is %d: one minute of the clock is %d minutes of the hunt", h.Rate, h.Rate), "that is for rehearsals; delete it for the real evening")
		}
	}
	if v, ok := o.value("virtual"); ok {
		h.Virtual, _ = v.truth()
	}
	h.SpeedCap = DefaultCap
	if v, ok := o.value("speed_cap_mps"); ok {
		h.SpeedCap, _ = v.number()
	}
}

// place reads the area and the meeting places.
func (r *reader) place(o *object, d *draft) {
	if v, ok := o.need("area"); ok {
		d.hunt.Area, d.area = r.circle(r.object(v.node, "area", areaKeys))
	}
	v, ok := o.value("meet")
	if !ok {
		return
	}
	for i, n := range v.list() {
		a := r.object(n, title("meeting place", n, fmt.Sprint(i+1)), meetKeys)
		if a == nil {
			continue
		}
		var p game.Place
		if v, ok := a.need("name"); ok {
			p.Name, _ = v.name()
		}
		if at, ok := r.point(a, a.need); ok {
			p.At = at
			d.hunt.Meet, d.meet = append(d.hunt.Meet, p), append(d.meet, a)
		}
	}
}

func (r *reader) circle(o *object) (geo.Circle, bool) {
	if o == nil {
		return geo.Circle{}, false
	}
	at, placed := r.point(o, o.need)
	v, ok := o.need("radius_m")
	if !ok {
		return geo.Circle{}, false
	}
	radius, ok := v.number()
	return geo.Circle{Centre: at, Radius: radius}, ok && placed
}

// point reads lat and lon, each through get: need or needSecret.
func (r *reader) point(o *object, get func(key string) (value, bool)) (geo.Point, bool) {
	lat, latOK := degrees(get, "lat")
	lon, lonOK := degrees(get, "lon")
	if !latOK || !lonOK {
		return geo.Point{}, false
	}
	p, err := geo.Degrees(lat, lon)
	return p, err == nil
}

func degrees(get func(key string) (value, bool), key string) (float64, bool) {
	v, ok := get(key)
	if !ok {
		return 0, false
	}
	return v.degrees()
}
