package city

import (
	"os"
	"runtime"
	"strings"
	"testing"
)

// A small file may unpack to a thousand times its size, and say that it holds
// what it does not: neither costs more than the limit.
func TestASmallFileCostsNoMoreThanTheLimit(t *testing.T) {
	s := write(fuzzCity(t))
	s[pointSection] = make([]byte, maxUnpacked-1000)
	file, err := pack(s)
	if err != nil {
		t.Fatal(err)
	}
	twice := append(append([]byte(nil), file...), file[5:]...)
	for _, b := range [][]byte{file, twice} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := Decode(b); err == nil {
			t.Error("it is read")
		}
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; len(file) > 100_000 || used > 6*maxUnpacked { // a growing buffer takes its size some times over
			t.Errorf("%d bytes cost %d", len(file), used)
		}
	}
	s[eastSection] = make([]byte, 2000)
	if _, err := pack(s); err == nil || !strings.Contains(err.Error(), "take a smaller part") {
		t.Errorf("more than the limit is written: %v", err)
	}
}

// FuzzFile decodes bytes as they come.
func FuzzFile(f *testing.F) {
	file, err := Encode(fuzzCity(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Fuzz(func(t *testing.T, file []byte) {
		if c, err := Decode(file); err == nil {
			readAgain(t, c)
		}
	})
}

// FuzzSections reads what stands behind sizes and checksums.
func FuzzSections(f *testing.F) {
	s := write(fuzzCity(f))
	f.Add(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9])
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g, h, i, j, k []byte) {
		if c, err := read(&[sections][]byte{a, b, c, d, e, g, h, i, j, k}); err == nil {
			readAgain(t, c)
		}
	})
}

func fuzzCity(f testing.TB) *City {
	src, err := os.ReadFile("testdata/village.txt")
	if err != nil {
		f.Fatal(err)
	}
	c, err := Parse(src)
	if err != nil {
		f.Fatal(err)
	}
	return c
}

// readAgain wants whatever was read to be written and read again as it was, and
// its look-ups to hold.
func readAgain(t *testing.T, c *City) {
	again, err := read(write(c))
	if err != nil {
		t.Fatalf("what was written is not read: %v", err)
	}
	if len(again.streets) != len(c.streets) || len(again.junctions) != len(c.junctions) || again.bounds != c.bounds {
		t.Fatal("it comes back as another city")
	}
	at := c.bounds.Centre()
	j, _ := c.graph.Nearest(at)
	c.graph.NearestEdge(at, Reach)
	c.graph.From(j)
}
