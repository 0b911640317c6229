package osm

import "crescendo/maps/geo"

// tag is a key and what it says.
type tag struct{ key, value string }

// tags are those of one element; they are valid while it is visited.
type tags []tag

// get returns what a key says, "" where it is missing.
func (t tags) get(key string) string {
	for i := range t {
		if t[i].key == key {
			return t[i].value
		}
	}
	return ""
}

// member is a way of a relation.
type member struct {
	way   int64
	inner bool
}

// visitor is told what a reader finds. What it does not ask for (nil) is
// skipped, which is faster. Slices are valid during the call only.
type visitor struct {
	box      func(southWest, northEast geo.Point) // what the file says it covers
	date     func(unix int64)                     // of the facts, in seconds
	node     func(id int64, at geo.Point, t tags)
	bare     bool // nodes are wanted without tags
	way      func(id int64, nodes []int64, t tags)
	relation func(t tags, members []member)
}
