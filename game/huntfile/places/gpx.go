package places

import "encoding/xml"

// gpx reads what stands within <gpx>: its waypoints. OsmAnd and Organic Maps
// write favourites and bookmarks as such.
func (m *markup) gpx() error {
	m.order, m.export = `exchange lat="…" and lon="…"`, "GPX holds degrees (WGS 84, EPSG:4326): export it again from there"
	err := m.children(func(e xml.StartElement) (bool, error) {
		switch e.Name.Local {
		case "wpt":
			return true, m.waypoint(e)
		case "trk", "rte":
			m.tracks = true
		case "metadata":
			return true, m.children(func(e xml.StartElement) (bool, error) {
				if e.Name.Local != "name" {
					return false, nil
				}
				name, err := m.name()
				m.title = name
				return true, err
			})
		}
		return false, nil
	})
	if err == nil && m.tracks && m.number == 0 {
		m.refuse(1, "file", "holds a recorded way and no waypoint", "mark the venues as waypoints or favourites, and export those")
	} else if err == nil && m.tracks {
		m.leave(1, "track", "is a way", "draw a waypoint where a venue is")
	}
	return err
}

func (m *markup) waypoint(e xml.StartElement) error {
	line, name := m.line(), ""
	m.number++
	err := m.children(func(e xml.StartElement) (read bool, err error) {
		if e.Name.Local != "name" {
			return false, nil
		}
		name, err = m.name()
		return true, err
	})
	if err != nil || !m.next(line) {
		return err
	}
	var at [2]float64
	title := thing("waypoint", name, m.number)
	for i, key := range []string{"lat", "lon"} {
		x, why := degrees(attribute(e, key))
		if why != "" {
			m.refuse(line, title, key+" "+why, `write lat="48.85837" lon="2.29448"`)
			return nil
		}
		at[i] = x
	}
	m.place(line, title, name, at[0], at[1])
	return nil
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
