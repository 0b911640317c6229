package track

import (
	"sort"
	"time"

	"crescendo/maps/geo"
)

// Point is one recorded position.
type Point struct {
	At       geo.Point
	Time     time.Time // zero where it was not recorded
	Accuracy float64   // metres, 0 where it is not known
}

// Track is a movement: points in the order in which they were passed. All of
// them have a time, none of which is before the one above it, or none has.
type Track struct {
	Name   string
	Points []Point
}

// Timed tells whether the track says when it was where. The empty one does not.
func (t Track) Timed() bool { return len(t.Points) > 0 && !t.Points[0].Time.IsZero() }

// Length returns the metres along the track.
func (t Track) Length() float64 {
	var metres float64
	for i := 1; i < len(t.Points); i++ {
		metres += geo.Metres(t.Points[i-1].At, t.Points[i].At)
	}
	return metres
}

// Duration returns the time from the first point to the last, 0 for a track
// that is not timed.
func (t Track) Duration() time.Duration {
	if !t.Timed() {
		return 0
	}
	return t.Points[len(t.Points)-1].Time.Sub(t.Points[0].Time)
}

// At returns where the track is a time after its first point: on the straight
// line between two points, as accurate as the worse of them. Before the
// beginning it is the first point and after the end the last. ok is false for
// a track that is not timed; see Paced.
func (t Track) At(elapsed time.Duration) (p Point, ok bool) {
	if !t.Timed() {
		return Point{}, false
	}
	start := t.Points[0].Time
	next := sort.Search(len(t.Points), func(i int) bool { return t.Points[i].Time.Sub(start) > elapsed })
	switch next {
	case 0:
		return t.Points[0], true
	case len(t.Points):
		return t.Points[next-1], true
	}
	a, b := t.Points[next-1], t.Points[next] // a.Time ≤ start + elapsed < b.Time
	if a.Time.Equal(start.Add(elapsed)) {
		return a, true
	}
	part := float64(start.Add(elapsed).Sub(a.Time)) / float64(b.Time.Sub(a.Time))
	p = Point{Time: start.Add(elapsed), At: a.At, Accuracy: max(a.Accuracy, b.Accuracy)}
	if metres := geo.Metres(a.At, b.At); metres > 0 {
		p.At = geo.Toward(a.At, b.At, part*metres)
	}
	if a.Accuracy == 0 || b.Accuracy == 0 {
		p.Accuracy = 0
	}
	return p, true
}

// Paced returns the track as somebody walks it who sets out at start and moves
// at a steady speed in metres a second, above 0. It is how a route, which has
// no times, is followed.
func (t Track) Paced(start time.Time, speed float64) Track {
	paced := Track{Name: t.Name, Points: make([]Point, len(t.Points))}
	var metres float64
	for i, p := range t.Points {
		if i > 0 {
			metres += geo.Metres(t.Points[i-1].At, p.At)
		}
		p.Time = start.Add(time.Duration(metres / speed * float64(time.Second)))
		paced.Points[i] = p
	}
	return paced
}
