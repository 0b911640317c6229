package huntfile

import (
	"fmt"
	"strconv"

	"go.yaml.in/yaml/v4"

	"crescendo/game"
)

// classes reads the classes of mobility beside those who walk.
func (r *reader) classes(o *object, d *draft) {
	v, ok := o.value("classes")
	if !ok {
		return
	}
	seen := map[string]*yaml.Node{}
	for i, n := range v.list() {
		c := r.object(n, title("class", n, strconv.Itoa(i+1)), classKeys)
		if c == nil {
			continue
		}
		class := r.class(c, d.hunt.SpeedCap)
		c.unique(seen, "id", class.ID, Refused, "give each class an id of its own")
		if n := dealias(c.fields["id"]); n != nil {
			d.classes = append(d.classes, n.Value) // as it is written, so that one wrong id is one problem
		} else {
			d.classes = append(d.classes, "")
		}
		d.hunt.Classes = append(d.hunt.Classes, class)
	}
}

func (r *reader) class(c *object, huntCap float64) game.Class {
	var class game.Class
	if v, ok := c.need("id"); ok {
		class.ID, _ = v.id()
	}
	if v, ok := c.need("name"); ok {
		class.Name, _ = v.name()
	}
	limit := huntCap
	if v, ok := c.value("speed_cap_mps"); ok {
		if class.SpeedCap, ok = v.number(); ok && class.SpeedCap > huntCap {
			v.warn(fmt.Sprintf("is %v, above the hunt's %v: nobody checks a class, and whoever calls themselves one is believed that fast", class.SpeedCap, huntCap), "keep it as low as its people can live with")
		}
		limit = class.SpeedCap
	}
	if v, ok := c.value("pace_mps"); ok {
		if class.Pace, ok = v.number(); ok && limit > 0 && class.Pace > limit {
			v.refuse(fmt.Sprintf("is %v, and nobody of the class is believed more than %v", class.Pace, limit), "write a smaller pace_mps, or a larger speed_cap_mps")
		}
	}
	return class
}

// class returns the class that a quota names: its place in the hunt's, from 1.
func (r *reader) quotaClass(v value, d *draft) int {
	if !v.scalar() {
		return 0
	}
	for i, id := range d.classes {
		if id == v.text {
			return i + 1
		}
	}
	remedy := "add it to classes, or delete it here for seats that are anybody's"
	if near := nearest(v.text, d.classes); near != "" {
		remedy = fmt.Sprintf("did you mean %q?", near)
	}
	v.refuse(fmt.Sprintf("is %s, and there is no such class", v.shown()), remedy)
	return 0
}
