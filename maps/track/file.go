package track

import (
	"errors"
	"fmt"
	"time"
)

// File is what a GPX file holds. Tracks and routes have a point at least.
type File struct {
	Tracks    []Track
	Routes    []Track // not timed, in most files
	Waypoints []Waypoint
}

// Waypoint is a place with a name.
type Waypoint struct {
	Point
	Name string
}

// Walk returns the movement that the file is about: its tracks, one behind the
// other; where there are none, its routes; where there are none either, the way
// from one waypoint to the next. It reports an error where there is nothing, and
// where the parts do not follow one another in time.
func (f File) Walk() (Track, error) {
	parts := f.Tracks
	if len(parts) == 0 {
		parts = f.Routes
	}
	if len(parts) == 0 {
		w := Track{Name: "waypoints"}
		for _, p := range f.Waypoints {
			w.Points = append(w.Points, p.Point)
		}
		parts = []Track{w}
	}
	walk := Track{Name: parts[0].Name}
	for i, part := range parts {
		for _, p := range part.Points {
			if err := follows(walk, p); err != nil {
				return Track{}, fmt.Errorf("part %d (%q): %w", i+1, part.Name, err)
			}
			walk.Points = append(walk.Points, p)
		}
	}
	if len(walk.Points) == 0 {
		return Track{}, errors.New("there is no track, no route and no waypoint in it: record or draw one first")
	}
	return walk, nil
}

// follows tells why a point cannot be the next of a track.
func follows(t Track, p Point) error {
	if len(t.Points) == 0 {
		return nil
	}
	switch last := t.Points[len(t.Points)-1]; {
	case p.Time.IsZero() && !last.Time.IsZero():
		return errors.New("has no time, and the point above it has: times are needed for all points or for none")
	case !p.Time.IsZero() && last.Time.IsZero():
		return errors.New("has a time, and the point above it has none: times are needed for all points or for none")
	case p.Time.Before(last.Time):
		return fmt.Errorf("its time %s is before %s of the point above it: sort the points by time", stamp(p.Time), stamp(last.Time))
	}
	return nil
}

// stamp writes a time as GPX does.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
