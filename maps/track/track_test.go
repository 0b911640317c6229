package track

import (
	"bytes"
	"math"
	"os"
	"testing"
	"time"

	"crescendo/maps/geo"
)

var evening = time.Date(2026, 6, 20, 21, 0, 0, 0, time.UTC)

func walk(t *testing.T) File {
	t.Helper()
	src, err := os.ReadFile("testdata/walk.gpx")
	if err != nil {
		t.Fatal(err)
	}
	f, err := Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.Abs(got-want) > within {
		t.Errorf("%s is %v, want %v ± %v", what, got, want, within)
	}
}

func TestWhatRecordersWriteIsRead(t *testing.T) {
	f := walk(t)
	if len(f.Tracks) != 1 || len(f.Routes) != 1 || len(f.Waypoints) != 1 {
		t.Fatalf("%d tracks, %d routes, %d waypoints", len(f.Tracks), len(f.Routes), len(f.Waypoints))
	}
	if w := f.Waypoints[0]; w.Name != "In front of the town hall" || (w.At != geo.Point{Lat: 488566200, Lon: 23517400}) || !w.Time.IsZero() {
		t.Errorf("waypoint %+v", w)
	}
	want := []Point{
		{geo.Point{Lat: 488566200, Lon: 23517400}, evening, 6}, // hdop 1.2 times 5 m
		{geo.Point{Lat: 488570200, Lon: 23517400}, evening.Add(10500 * time.Millisecond), 7.5},
		{geo.Point{Lat: 488570200, Lon: 23527400}, evening.Add(time.Minute), 0},
	}
	track := f.Tracks[0]
	if track.Name != "Along the river" || len(track.Points) != len(want) {
		t.Fatalf("track %+v", track)
	}
	for i, p := range track.Points {
		if p != want[i] {
			t.Errorf("point %d is %+v, want %+v", i, p, want[i])
		}
	}
	if r := f.Routes[0]; r.Name != "Planned" || len(r.Points) != 2 || r.Timed() {
		t.Errorf("route %+v", r)
	}
}

func TestLengthAndDuration(t *testing.T) {
	track := walk(t).Tracks[0]
	// A degree there is 111,207 m north and 73,381 m east by WGS 84's radii of
	// curvature: 4e-4° and 1e-3° are 44.48 m and 73.38 m.
	near(t, "length", track.Length(), 44.48+73.38, 0.02)
	if track.Duration() != time.Minute {
		t.Errorf("duration %v", track.Duration())
	}
	if (Track{}).Length() != 0 || (Track{}).Duration() != 0 || (Track{}).Timed() {
		t.Error("an empty track has a length, a duration or times")
	}
}

func TestAtGoesStraightBetweenPoints(t *testing.T) {
	track := walk(t).Tracks[0]
	for _, c := range []struct {
		elapsed  time.Duration
		lat, lon int32
		accuracy float64
	}{
		{-time.Second, 488566200, 23517400, 6},
		{0, 488566200, 23517400, 6},
		{5250 * time.Millisecond, 488568200, 23517400, 7.5}, // half way, as accurate as the worse
		{10500 * time.Millisecond, 488570200, 23517400, 7.5},
		{10501 * time.Millisecond, 488570200, 23517400, 0}, // the next point's is not known
		{35250 * time.Millisecond, 488570200, 23522400, 0},
		{time.Minute, 488570200, 23527400, 0},
		{time.Hour, 488570200, 23527400, 0},
	} {
		p, ok := track.At(c.elapsed)
		if !ok || p.Accuracy != c.accuracy {
			t.Errorf("after %v: %+v, %v", c.elapsed, p, ok)
		}
		if d := geo.Metres(p.At, geo.Point{Lat: c.lat, Lon: c.lon}); d > 0.02 {
			t.Errorf("after %v it is %.3f m from where it should be", c.elapsed, d)
		}
	}
	if _, ok := walk(t).Routes[0].At(0); ok {
		t.Error("a route without times says where it is when")
	}
}

func TestAtWithTwoPointsAtOnce(t *testing.T) {
	a, b := geo.Point{Lat: 1}, geo.Point{Lat: 2}
	track := Track{Points: []Point{{At: a, Time: evening}, {At: b, Time: evening}}}
	if p, ok := track.At(0); !ok || p.At != b {
		t.Errorf("%+v, %v: want the later of the two", p, ok)
	}
}

func TestAtCrossesTheDateLine(t *testing.T) {
	track := Track{Points: []Point{{At: geo.Point{Lon: 1799999000}, Time: evening}, {At: geo.Point{Lon: -1799999000}, Time: evening.Add(time.Second)}}}
	p, _ := track.At(250 * time.Millisecond)
	near(t, "longitude", p.At.LonDegrees(), 179.99995, 1e-7)
}

func TestPacedWalksARouteSteadily(t *testing.T) {
	r := walk(t).Routes[0].Paced(evening, 1.5)
	near(t, "speed", r.Length()/r.Duration().Seconds(), 1.5, 1e-6)
	if !r.Points[0].Time.Equal(evening) || !r.Timed() {
		t.Errorf("it begins at %v", r.Points[0].Time)
	}
}

func TestWalkIsTheTracksElseTheRoutesElseTheWaypoints(t *testing.T) {
	f := walk(t)
	for _, want := range []string{"Along the river", "Planned", "waypoints"} {
		w, err := f.Walk()
		if err != nil || w.Name != want {
			t.Errorf("walk %q, %v; want %q", w.Name, err, want)
		}
		if f.Tracks = nil; want == "Planned" {
			f.Routes = nil
		}
	}
	if _, err := (File{}).Walk(); err == nil {
		t.Error("an empty file has a walk")
	}
	twice := walk(t)
	twice.Tracks = append(twice.Tracks, twice.Tracks[0])
	want := `part 2 ("Along the river"): its time 2026-06-20T21:00:00Z is before 2026-06-20T21:01:00Z of the point above it: sort the points by time`
	if _, err := twice.Walk(); err == nil || err.Error() != want {
		t.Errorf("error %v\nwant %v", err, want)
	}
}

func TestWriteIsReadBackAsItWas(t *testing.T) {
	f := walk(t)
	var b bytes.Buffer
	if err := Write(&b, f); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/written.gpx")
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("written:\n%s\nwant:\n%s", b.String(), want)
	}
	same(t, f, b.Bytes())
}

// same parses src and wants it to be f.
func same(t *testing.T, f File, src []byte) {
	t.Helper()
	again, err := Parse(src)
	if err != nil {
		t.Fatalf("what was written is not read: %v\n%s", err, src)
	}
	var first, second bytes.Buffer
	if err := Write(&first, f); err != nil {
		t.Fatal(err)
	}
	if err := Write(&second, again); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) || len(again.Tracks) != len(f.Tracks) || len(again.Routes) != len(f.Routes) {
		t.Fatalf("read back as\n%s\nwant\n%s", second.Bytes(), first.Bytes())
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWriteTellsWhenItCannot(t *testing.T) {
	if err := Write(full{}, walk(t)); err == nil {
		t.Error("a full disk went unseen")
	}
}
