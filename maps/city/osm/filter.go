package osm

import (
	"slices"
	"strings"

	"crescendo/maps/city"
)

// street tells what a way with these tags is to walkers, by the usual sense of
// OpenStreetMap (https://wiki.openstreetmap.org/wiki/Key:highway). ok is false
// for what is no street, or none for a city.
func street(t tags) (s city.Street, ok bool) {
	kind := t.get("highway")
	if kind == "" || t.get("area") == "yes" && !isSquare(t) {
		return s, false
	}
	if s.Class, ok = class(kind); !ok {
		return s, false
	}
	foot := t.get("foot")
	invited := slices.Contains([]string{"yes", "designated", "permissive", "official", "destination"}, foot)
	if access := t.get("access"); (access == "no" || access == "private") && !invited {
		return s, false
	}
	fast := strings.HasPrefix(kind, "motorway") || strings.HasPrefix(kind, "trunk") || t.get("motorroad") == "yes"
	s.Closed = fast && !invited || foot == "no" || foot == "private"
	if s.Closed && s.Class == city.Path {
		return s, false
	}
	s.Name = name(t)
	if s.Class <= city.Main && strings.HasPrefix(s.Name, "Quai ") {
		s.Class = city.Quay
	}
	s.Bridge = t.get("bridge") != "" && t.get("bridge") != "no"
	s.Steps = kind == "steps"
	return s, true
}

func class(highway string) (city.Class, bool) {
	switch strings.TrimSuffix(highway, "_link") {
	case "motorway", "trunk", "primary":
		return city.Boulevard, true
	case "secondary", "tertiary":
		return city.Main, true
	case "residential", "unclassified", "living_street", "pedestrian", "road":
		return city.Minor, true
	case "service", "footway", "path", "steps", "cycleway", "track", "corridor", "platform", "bridleway":
		return city.Path, true
	}
	return 0, false // construction, proposed, raceway, a bus's own way …
}

// isSquare tells whether an area is one to walk on.
func isSquare(t tags) bool {
	kind := t.get("highway")
	return kind == "pedestrian" || kind == "footway" || kind == "platform"
}

// name returns a name that a city may hold.
func name(t tags) string {
	s := strings.Join(strings.Fields(strings.ToValidUTF8(t.get("name"), "")), " ")
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return -1
		}
		return r
	}, s)
	if len(s) <= city.MaxName {
		return s
	}
	cut := city.MaxName
	for cut > 0 && s[cut]&0xc0 == 0x80 { // in the middle of a letter
		cut--
	}
	return strings.TrimSpace(s[:cut])
}

// area tells what the surface of a closed way or of a multipolygon is.
func area(t tags) (kind city.AreaKind, ok bool) {
	natural, landuse, leisure, waterway := t.get("natural"), t.get("landuse"), t.get("leisure"), t.get("waterway")
	switch {
	case natural == "water", waterway == "riverbank", waterway == "dock", landuse == "basin", landuse == "reservoir":
		return city.Water, true
	case t.get("railway") == "station", t.get("building") == "train_station", t.get("public_transport") == "station":
		return city.StationHall, true
	case leisure == "park", leisure == "garden", leisure == "golf_course", leisure == "nature_reserve",
		slices.Contains([]string{"grass", "forest", "cemetery", "recreation_ground", "village_green", "meadow"}, landuse),
		slices.Contains([]string{"wood", "grassland", "scrub", "heath"}, natural):
		return city.Park, true
	case t.get("place") == "square", isSquare(t) && t.get("area") == "yes", isSquare(t) && t.get("type") == "multipolygon":
		return city.Square, true
	case t.get("building") != "" && t.get("building") != "no" && t.get("name") != "" &&
		(t.get("tourism") != "" || t.get("historic") != "" || t.get("amenity") != ""):
		return city.Building, true
	}
	return 0, false
}

// least is the square metres that an area must have to be worth its bytes.
func least(kind city.AreaKind) float64 {
	switch kind {
	case city.Park:
		return 400
	case city.Building:
		return 1500
	}
	return 100
}

// place tells what the name at a node is.
func place(t tags) (p city.Place, ok bool) {
	if p.Name = name(t); p.Name == "" {
		return p, false
	}
	switch {
	case t.get("railway") == "station", t.get("railway") == "halt", t.get("station") == "subway":
		p.Kind = city.Station
	case slices.Contains([]string{"suburb", "quarter", "neighbourhood", "village", "town"}, t.get("place")):
		p.Kind = city.Quarter
	case t.get("tourism") == "attraction", t.get("tourism") == "museum",
		slices.Contains([]string{"monument", "castle", "church", "palace"}, t.get("historic")):
		p.Kind = city.Monument
	default:
		return p, false
	}
	return p, true
}
