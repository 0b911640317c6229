package places

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"crescendo/game/huntfile"
)

// Whatever is in a file: no panic, either a text or a refusal, every problem on
// one line of print; and what is written is a hunt as soon as it is decided.
func FuzzHunt(f *testing.F) {
	for _, pattern := range []string{"testdata/*", "testdata/bad/*"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range files {
			if info, err := os.Stat(name); err != nil || info.IsDir() || info.Size() > 64<<10 || strings.HasSuffix(name, ".txt") || strings.HasSuffix(name, ".yaml") {
				continue
			}
			src, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(src, "", uint8(0))
			f.Add(src, "Old mill", uint8(7))
		}
	}
	f.Fuzz(func(t *testing.T, src []byte, plaza string, choice uint8) {
		e := Evening{Plaza: plaza}
		if choice&1 != 0 {
			e.Gate, e.Doors = "none", "none"
		}
		if choice&2 != 0 {
			e.Zone, e.Guess = "Europe/Paris", choice&4 != 0
		}
		check(t, "fuzz", src, e)
	})
}

// KML inside of a zip has a fuzz of its own: few mutations of a zip are one.
func FuzzKMZ(f *testing.F) {
	f.Add(source(f, "mymaps.kml"), "doc.kml")
	f.Add(source(f, "bad/places.kml"), "a/b.KML")
	f.Fuzz(func(t *testing.T, kml []byte, name string) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create(name)
		if err != nil || strings.HasSuffix(name, "/") {
			return // no file
		}
		if _, err := w.Write(kml); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		check(t, "fuzz.kmz", b.Bytes(), paris)
	})
}

func check(t *testing.T, name string, src []byte, e Evening) {
	t.Helper()
	text, report := Hunt(name, src, e)
	if (text == nil) != (report.Err() != nil) {
		t.Fatalf("text %q with the error %v", text, report.Err())
	}
	for _, p := range report.Problems {
		if p.Line < 1 || p.Thing == "" || p.Trouble == "" || strings.ContainsFunc(report.Line(p), unicode.IsControl) {
			t.Fatalf("%+v", p)
		}
	}
	if text == nil {
		return
	}
	if len(text) > huntfile.MaxBytes {
		t.Fatalf("a hunt file of %d bytes", len(text))
	}
	hunt, said := huntfile.Read("hunt.yaml", []byte(decide(string(text))), huntfile.World{})
	if hunt == nil {
		t.Fatalf("decided, it is refused:\n%s\n%s", said, text)
	}
	if len(hunt.Venues) == 0 || len(hunt.Venues) != strings.Count(string(text), "quotas:") {
		t.Fatalf("%d venues of\n%s", len(hunt.Venues), text)
	}
}
