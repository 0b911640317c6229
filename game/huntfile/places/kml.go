package places

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// What My Maps offers, in its own words.
const fromMyMaps = "in Google My Maps choose ⋮, Export to KML/KMZ, take the tick from “Keep data up to date with network link KML”, and export again"

// kml reads what stands within <kml>.
func (m *markup) kml() error {
	m.order, m.export = "KML wants lon,lat: exchange them", "KML holds degrees (WGS 84, EPSG:4326): export it again from there"
	err := m.children(func(e xml.StartElement) (bool, error) { return m.feature(e) })
	if err == nil && m.links > 0 && m.number == 0 {
		m.refuse(1, "file", "holds no place, only a link to a map that lies elsewhere (NetworkLink)", fromMyMaps)
	} else if err == nil && m.links > 0 {
		m.warn(1, "file", "links to another map (NetworkLink), whose places are not read", fromMyMaps)
	}
	return err
}

// feature reads a child of <kml>, <Document> or <Folder>.
func (m *markup) feature(e xml.StartElement) (bool, error) {
	switch e.Name.Local {
	case "Document", "Folder":
		return true, m.children(func(c xml.StartElement) (bool, error) {
			if c.Name.Local == "name" {
				name, err := m.name()
				if m.title == "" && e.Name.Local == "Document" {
					m.title = name
				}
				return true, err
			}
			return m.feature(c)
		})
	case "NetworkLink":
		m.links++
	case "Placemark":
		return true, m.placemark()
	}
	return false, nil
}

func (m *markup) placemark() error {
	line, name, address, bad := m.line(), "", "", ""
	m.number++
	var s shape
	err := m.children(func(e xml.StartElement) (read bool, err error) {
		switch e.Name.Local {
		case "name":
			name, err = m.name()
			return true, err
		case "address":
			address, err = m.name()
			return true, err
		}
		return m.drawn(e, &s, &bad)
	})
	if err != nil || !m.next(line) {
		return err
	}
	title := thing("placemark", name, m.number)
	switch nothing := len(s.points)+len(s.rings)+s.lines == 0; {
	case bad != "":
		m.refuse(line, title, bad, "KML wants lon,lat in decimal degrees, such as 2.29448,48.85837")
	case nothing && address != "":
		m.leave(line, title, "has an address and no place", "in My Maps open it and correct its place, then export again")
	default:
		m.add(line, title, name, s)
	}
	return nil
}

// drawn reads what is drawn of a placemark.
func (m *markup) drawn(e xml.StartElement, s *shape, bad *string) (bool, error) {
	switch e.Name.Local {
	case "MultiGeometry":
		return true, m.children(func(e xml.StartElement) (bool, error) { return m.drawn(e, s, bad) })
	case "Point":
		return true, m.coordinates(bad, func(all []coordinate) { s.points = append(s.points, all[0]) })
	case "LineString", "LinearRing", "Track", "MultiTrack":
		s.lines++
	case "Polygon":
		return true, m.children(func(e xml.StartElement) (bool, error) {
			if e.Name.Local != "outerBoundaryIs" {
				return false, nil
			}
			return true, m.children(func(e xml.StartElement) (bool, error) {
				return true, m.coordinates(bad, func(all []coordinate) { s.rings = append(s.rings, all) })
			})
		})
	}
	return false, nil
}

// coordinates gives take what stands in the <coordinates> within an element.
func (m *markup) coordinates(bad *string, take func([]coordinate)) error {
	return m.children(func(e xml.StartElement) (bool, error) {
		if e.Name.Local != "coordinates" {
			return false, nil
		}
		text, err := m.text(0)
		if err != nil {
			return true, err
		}
		if all, why := tuples(text); why != "" {
			*bad = why
		} else {
			take(all)
		}
		return true, nil
	})
}

// tuples reads lon,lat[,height] with blanks between; a blank behind a comma,
// which people write, parts nothing.
func tuples(text string) (all []coordinate, why string) {
	for _, tuple := range joined(text) {
		parts := strings.Split(strings.TrimSuffix(tuple, ","), ",")
		if len(parts) < 2 || len(parts) > 3 {
			return nil, fmt.Sprintf("its coordinates are %q", short(tuple))
		}
		lon, why := degrees(parts[0])
		if why != "" {
			return nil, "its longitude " + why
		}
		lat, why := degrees(parts[1])
		if why != "" {
			return nil, "its latitude " + why
		}
		all = append(all, coordinate{lon, lat})
	}
	if len(all) == 0 {
		return nil, "its coordinates are empty"
	}
	return all, ""
}

// joined returns the tuples of a text: its words, with those that a comma joins
// in one.
func joined(text string) (all []string) {
	var tuple strings.Builder
	for word := range strings.FieldsSeq(text) {
		if tuple.WriteString(word); strings.HasSuffix(word, ",") {
			continue
		}
		all = append(all, tuple.String())
		tuple.Reset()
	}
	if tuple.Len() > 0 {
		all = append(all, tuple.String())
	}
	return all
}
