package track

import (
	"bytes"
	"os"
	"testing"
	"time"
)

// Whatever is in a file: no panic, and what is read keeps its promises and is
// written so that it is read back.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"testdata/walk.gpx", "testdata/written.gpx"} {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Add([]byte("<gpx><rte><rtept lat=\"90\" lon=\"-180\"/><rtept lat=\"-90\" lon=\"180\"/></rte></gpx>"))
	f.Fuzz(func(t *testing.T, src []byte) {
		file, err := Parse(src)
		if err != nil {
			return
		}
		for _, track := range append(file.Tracks, file.Routes...) {
			checkTrack(t, track)
		}
		var b bytes.Buffer
		if err := Write(&b, file); err != nil {
			t.Fatal(err)
		}
		same(t, file, b.Bytes())
		if w, err := file.Walk(); err == nil {
			checkTrack(t, w)
		}
	})
}

func checkTrack(t *testing.T, track Track) {
	t.Helper()
	if len(track.Points) == 0 || track.Duration() < 0 || !(track.Length() >= 0) {
		t.Fatalf("%d points, %v, %v m", len(track.Points), track.Duration(), track.Length())
	}
	for i, p := range track.Points {
		if !p.At.Valid() || !(p.Accuracy >= 0 && p.Accuracy <= maxAccuracy) || p.Time.IsZero() == track.Timed() {
			t.Fatalf("point %+v", p)
		}
		if i > 0 && p.Time.Before(track.Points[i-1].Time) {
			t.Fatalf("point %d is before the one above it", i)
		}
	}
	for _, elapsed := range []time.Duration{-1, 0, track.Duration() / 3, track.Duration()} {
		if p, ok := track.At(elapsed); ok != track.Timed() || !p.At.Valid() {
			t.Fatalf("after %v: %+v, %v", elapsed, p, ok)
		}
	}
}
