package city_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"crescendo/maps/city"
	"crescendo/maps/geo"
)

// contents lists all that a city holds, whatever the order of its streets and
// the numbers of its junctions.
func contents(c *city.City) string {
	lines := []string{fmt.Sprintf("%q %q %q %q %q", c.Name, c.Source, c.Credit, c.Licence, c.Date)}
	g := c.Graph()
	var streets []string
	for _, s := range c.Streets() {
		streets = append(streets, fmt.Sprint("street ", s.Name, s.Class, s.Bridge, s.Steps, s.Closed, s.Line,
			s.Points(nil, city.Overview), s.Points(nil, city.Town)))
	}
	for j, at := range g.Junctions() {
		for _, e := range g.Edges(j) {
			streets = append(streets, fmt.Sprint("edge ", c.Streets()[e.Street].Name, at, g.Junctions()[e.To], e.Metres, e.Line, g.Main(j)))
		}
	}
	slices.Sort(streets)
	lines = append(lines, streets...)
	for _, a := range c.Areas() {
		lines = append(lines, fmt.Sprint("area ", a.Name, a.Kind, a.Ring, a.Points(nil, city.Overview), a.From()))
	}
	for _, p := range c.Places() {
		lines = append(lines, fmt.Sprint("place ", p))
	}
	return strings.Join(lines, "\n")
}

func encode(t testing.TB, c *city.City) []byte {
	t.Helper()
	file, err := city.Encode(c)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func decode(t testing.TB, file []byte) *city.City {
	t.Helper()
	c, err := city.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAFileHoldsAllThatASourceDoes(t *testing.T) {
	for _, c := range []*city.City{village(t), paris(t)} {
		file := encode(t, c)
		t.Logf("%s: %d bytes", c.Name, len(file))
		again := decode(t, file)
		if got, want := contents(again), contents(c); got != want {
			t.Errorf("%s comes back as something else", c.Name)
		}
		if !bytes.Equal(encode(t, again), file) {
			t.Errorf("%s, read and written, is another file", c.Name)
		}
	}
}

// The bytes are the format: a file that was written once is read for ever, or
// its version changes. (Written bytes may differ: the compressor is Go's.)
func TestAFileOfTheFirstVersionIsReadForEver(t *testing.T) {
	if *update {
		if err := os.WriteFile("testdata/village.city", encode(t, village(t)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c := decode(t, read(t, "village.city"))
	if contents(c) != contents(village(t)) {
		t.Error("village.city is another village")
	}
	golden(t, "village.city.golden", describe(c))
}

func TestADamagedFileIsRefusedWithWordsOfOneLine(t *testing.T) {
	file := encode(t, village(t))
	refused := func(what string, b []byte) {
		c, err := city.Decode(b)
		if err == nil {
			t.Fatalf("%s: read as %q", what, c.Name)
		}
		if text := err.Error(); !strings.HasPrefix(text, "city file: ") || strings.Contains(text, "\n") || len(text) > 400 {
			t.Fatalf("%s: %q", what, text)
		}
	}
	for n := range len(file) {
		refused(fmt.Sprintf("cut at %d", n), file[:n])
	}
	// A flipped bit in the padding of a section's last byte changes nothing
	// that is read; all others are seen.
	unseen := 0
	want := contents(village(t))
	for i := range file {
		for bit := range 8 {
			b := bytes.Clone(file)
			b[i] ^= 1 << bit
			c, err := city.Decode(b)
			if err == nil {
				if unseen++; contents(c) != want {
					t.Fatalf("bit %d of byte %d flipped: read as another city", bit, i)
				}
			}
		}
	}
	if unseen > 70 { // ten sections, seven bits each
		t.Errorf("%d flipped bits are not seen", unseen)
	}
	refused("bytes behind the end", append(bytes.Clone(file), 0))
	refused("another version", append([]byte("CITY\x02"), file[5:]...))
	refused("a source", read(t, "village.txt"))
	refused("too large", make([]byte, city.MaxFile+1))
}

func TestEveryDetailShowsWhatTheCoarserOneShows(t *testing.T) {
	c := paris(t)
	count := [3]int{}
	for _, s := range c.Streets() {
		for d := city.Overview; d <= city.Full; d++ {
			p := s.Points(nil, d)
			count[d] += len(p)
			if len(p) < 2 || p[0] != s.Line[0] || p[len(p)-1] != s.Line[len(s.Line)-1] {
				t.Fatalf("%s at detail %d has points %v", s.Name, d, p)
			}
		}
		if !slices.Equal(s.Points(nil, city.Full), s.Line) {
			t.Fatalf("%s in full is not its line", s.Name)
		}
	}
	for _, a := range c.Areas() {
		if p := a.Points(nil, city.Overview); len(p) < 3 {
			t.Fatalf("%s from afar is no surface", a.Name)
		}
	}
	if !(count[0] < count[1] && count[1] <= count[2]) {
		t.Errorf("points by detail: %v", count)
	}
}

// Of what a coarser detail leaves out, nothing lies farther from the line that
// it draws than it says: 8 m, and 2 m.
func TestADetailIsAsTrueAsItSays(t *testing.T) {
	c := paris(t)
	for _, s := range c.Streets() {
		for d, most := range map[city.Detail]float64{city.Overview: 8, city.Town: 2} {
			f := newStreetFinder([][]geo.Point{s.Points(nil, d)}, s.Line[0])
			for _, at := range s.Line {
				if m := f.metres(at); m > most+0.1 && m < 100 {
					t.Fatalf("%s at detail %d: %.1f m off", s.Name, d, m)
				}
			}
		}
	}
}

func TestEveryStreetAndAreaIsInOneChunk(t *testing.T) {
	c := paris(t)
	streets, areas := make([]int, len(c.Streets())), make([]int, len(c.Areas()))
	for _, k := range c.Chunks() {
		for _, i := range k.Streets {
			streets[i]++
			for _, at := range c.Streets()[i].Line {
				if !k.Bounds.Contains(at) {
					t.Fatalf("%s leaves the bounds of its chunk", c.Streets()[i].Name)
				}
			}
		}
		for _, i := range k.Areas {
			areas[i]++
		}
	}
	for i, n := range append(streets, areas...) {
		if n != 1 {
			t.Fatalf("%d is in %d chunks", i, n)
		}
	}
}

func TestAClosedStreetIsDrawnAndNotWalked(t *testing.T) {
	c, err := city.Parse([]byte(head + "junction a 48 2\njunction b 48.001 2\njunction c 48.002 2\nstreet main X: a b\nstreet boulevard+closed Motorway: b c\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []*city.City{c, decode(t, encode(t, c))} {
		if len(c.Streets()) != 2 || c.Graph().MainSize() != 2 {
			t.Errorf("%d streets, %d junctions to walk to", len(c.Streets()), c.Graph().MainSize())
		}
	}
}

func BenchmarkOpenFile(b *testing.B) {
	file := encode(b, paris(b))
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := city.Decode(file); err != nil {
			b.Fatal(err)
		}
	}
}
