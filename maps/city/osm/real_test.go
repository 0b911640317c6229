package osm

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"crescendo/maps/city"
	"crescendo/maps/geo"
)

// extract opens a file of the map data beside the project.
func extract(t testing.TB, name string) *os.File {
	t.Helper()
	return open(t, filepath.Join("../../../../shared/data", name))
}

func open(t testing.TB, name string) *os.File {
	t.Helper()
	f, err := os.Open(name)
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("no map data beside the project")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// module opens a file of the test data of the Go module paulmach/osm, if that
// is on this machine; nothing is fetched.
func module(t testing.TB, name string) *os.File {
	t.Helper()
	list := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/paulmach/osm@v0.8.0")
	list.Env = append(os.Environ(), "GOPROXY=off", "GOFLAGS=-mod=mod")
	dir, err := list.Output()
	if err != nil {
		t.Skip("no map data beside the project")
	}
	return open(t, filepath.Join(strings.TrimSpace(string(dir)), "testdata", name))
}

func realCity(t testing.TB, f *os.File, box *city.Bounds) *city.City {
	t.Helper()
	begin := time.Now()
	c, report, err := Build(f, Options{Name: filepath.Base(f.Name()), Date: begin, Box: box})
	if err != nil {
		t.Fatal(err)
	}
	built := time.Since(begin)
	file, err := city.Encode(c)
	if err != nil {
		t.Fatal(err)
	}
	begin = time.Now()
	if _, err := city.Decode(file); err != nil {
		t.Fatal(err)
	}
	g := c.Graph()
	t.Logf("%s: built in %v, %d bytes, opened in %v; %d streets, %d areas, %d junctions, %d of them connected; %+v", c.Name,
		built.Round(time.Millisecond), len(file), time.Since(begin).Round(time.Millisecond), len(c.Streets()), len(c.Areas()), len(g.Junctions()), g.MainSize(), report)
	if name := filepath.Base(f.Name()); strings.HasPrefix(name, "paris") && len(file) > 450_000 {
		t.Errorf("%d bytes, want 450,000 at most", len(file))
	}
	return c
}

func TestParisFromOpenStreetMap(t *testing.T) {
	c := realCity(t, extract(t, "paris.osm.pbf"), nil)
	named := map[string]bool{}
	for _, s := range c.Streets() {
		named[s.Name] = true
	}
	for _, name := range []string{"Rue de Rivoli", "Boulevard Saint-Germain", "Rue Saint-Honoré", "Quai des Tuileries", "Pont Neuf"} {
		if !named[name] {
			t.Errorf("%s is missing", name)
		}
	}
	if g := c.Graph(); float64(g.MainSize()) < 0.95*float64(len(g.Junctions())) {
		t.Errorf("%d of %d junctions are connected", g.MainSize(), len(g.Junctions()))
	}
}

// The Seine is a multipolygon: it is water, its islands are not, and its banks
// are not.
func TestTheSeineIsWaterAndItsIslandsAreLand(t *testing.T) {
	c := realCity(t, extract(t, "paris.osm.pbf"), nil)
	for name, p := range map[string]struct {
		lat, lon float64
		wet      bool
	}{
		"below the Pont des Arts":    {48.8584, 2.3376, true},
		"below the Pont Alexandre":   {48.8637, 2.3136, true},
		"on the Île de la Cité":      {48.8550, 2.3470, false},
		"on the Île Saint-Louis":     {48.8517, 2.3565, false},
		"before the Hôtel de Ville":  {48.8566, 2.3515, false},
		"in the Rue Saint-Honoré":    {48.8632, 2.3347, false},
		"on the Île aux Cygnes":      {48.85223, 2.28282, false}, // in its avenue, and 40 m beside it
		"in the river at Grenelle":   {48.85198, 2.28322, true},
		"at the Musée d'Orsay":       {48.8600, 2.3266, false},
		"before the Pont de Bir-Hak": {48.8563, 2.2885, true},
	} {
		at, err := geo.Degrees(p.lat, p.lon)
		if err != nil {
			t.Fatal(err)
		}
		wet := false
		for _, a := range c.Areas() {
			wet = wet || a.Kind == city.Water && inside(t, a.Ring, at)
		}
		if wet != p.wet {
			t.Errorf("%s it is wet: %v", name, wet)
		}
	}
	swim := 0
	for _, s := range c.Streets() {
		for _, at := range s.Line {
			for _, a := range c.Areas() {
				if a.Name == "La Seine" && !s.Bridge && inside(t, a.Ring, at) {
					swim++
				}
			}
		}
	}
	if swim > 5 { // of 87,312: a landing stage
		t.Errorf("%d points of streets lie in the river without a bridge", swim)
	}
}

// inside counts how a ring crosses the line from p eastward. Holes must be
// holes by both rules by which programs fill: odd crossings, and turns.
func inside(t testing.TB, ring []geo.Point, p geo.Point) bool {
	t.Helper()
	odd, turns := false, 0
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		if (a.Lat > p.Lat) == (b.Lat > p.Lat) || float64(p.Lon) >= float64(b.Lon-a.Lon)*float64(p.Lat-a.Lat)/float64(b.Lat-a.Lat)+float64(a.Lon) {
			continue
		}
		odd = !odd
		if turns++; a.Lat > b.Lat {
			turns -= 2
		}
	}
	if odd != (turns != 0) {
		t.Errorf("at %v a ring is odd: %v, and turns %d times", p, odd, turns)
	}
	return odd
}

func TestGothenburgFromOpenStreetMap(t *testing.T) {
	realCity(t, extract(t, "gothenburg.osm.pbf"), nil)
}

// The node nearest to the middle of Monaco lies in an island of 11 nodes.
func TestMonacosIslandCapturesNobody(t *testing.T) {
	g := realCity(t, extract(t, "monaco.osm.pbf"), nil).Graph()
	p := geo.Point{Lat: 437340000, Lon: 74200000}
	if j, _ := g.Nearest(p); !g.Main(j) {
		t.Error("the island captures whoever stands in the middle")
	}
}

// The numbers are what the module's own reader counts in it.
func TestAllOfDelawareIsRead(t *testing.T) {
	if testing.Short() {
		t.Skip("in short: as heavy as all others together")
	}
	nodes, ways, relations := 0, 0, 0
	err := read(module(t, "delaware-latest.osm.pbf"), visitor{
		node:     func(int64, geo.Point, tags) { nodes++ },
		way:      func(int64, []int64, tags) { ways++ },
		relation: func(tags, []member) { relations++ },
	})
	if err != nil || nodes != 723870 || ways != 73144 || relations != 1644 {
		t.Errorf("%d nodes, %d ways, %d relations, %v", nodes, ways, relations, err)
	}
}

func TestWilmingtonIsCutOutOfDelaware(t *testing.T) {
	f := module(t, "delaware-latest.osm.pbf")
	realCity(t, f, &city.Bounds{SouthWest: geo.Point{Lat: 396500000, Lon: -757000000}, NorthEast: geo.Point{Lat: 398000000, Lon: -754500000}})
	if _, _, err := Build(f, Options{Name: "Delaware", Date: time.Now()}); err == nil || !strings.Contains(err.Error(), "cut a city out of it by its box") {
		t.Errorf("all of Delaware as a city: %v", err)
	}
}

func TestAndorraIsReadFromPackedXML(t *testing.T) {
	if testing.Short() {
		t.Skip("in short: XML is slow")
	}
	realCity(t, module(t, "andorra-latest.osm.bz2"), nil)
}

func BenchmarkBuildParis(b *testing.B) {
	f := extract(b, "paris.osm.pbf")
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Build(f, Options{Name: "Paris", Date: time.Unix(0, 0)}); err != nil {
			b.Fatal(err)
		}
	}
}

// somewhere is a point of the city's box.
func somewhere(r *rand.Rand, c *city.City) geo.Point {
	b := c.Bounds()
	return geo.Point{Lat: b.SouthWest.Lat + r.Int32N(b.NorthEast.Lat-b.SouthWest.Lat), Lon: b.SouthWest.Lon + r.Int32N(b.NorthEast.Lon-b.SouthWest.Lon)}
}

// The study found a median detour of 1.18 between nodes from 1 to 6 km apart,
// and none below 1.
func TestWalksInParisAreThoseOfACity(t *testing.T) {
	c := realCity(t, extract(t, "paris.osm.pbf"), nil)
	r := rand.New(rand.NewPCG(1, 2))
	var detours []float64
	for range 10 {
		b := somewhere(r, c)
		w := city.NewWalk(c, b)
		for range 200 {
			a := somewhere(r, c)
			straight := geo.Metres(a, b)
			if walked := w.Metres(a, b); straight > 1000 && c.Graph().Covers(a) && c.Graph().Covers(b) {
				detours = append(detours, walked/straight)
			}
		}
	}
	slices.Sort(detours)
	t.Logf("%d walks, detours: least %.3f, half %.3f, 95 %% %.3f", len(detours), detours[0], detours[len(detours)/2], detours[len(detours)*95/100])
	if detours[0] < 1 || detours[len(detours)/2] > 1.35 {
		t.Errorf("detours: least %.3f, half %.3f", detours[0], detours[len(detours)/2])
	}
}

func BenchmarkParis(b *testing.B) {
	c, _, err := Build(extract(b, "paris.osm.pbf"), Options{Name: "Paris", Date: time.Unix(0, 0)})
	if err != nil {
		b.Fatal(err)
	}
	file, err := city.Encode(c)
	if err != nil {
		b.Fatal(err)
	}
	louvre := geo.Point{Lat: 488611000, Lon: 23364000}
	b.Run("open", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := city.Decode(file); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("field of a venue", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			c.Graph().Field(louvre)
		}
	})
	b.Run("walk", func(b *testing.B) {
		w := city.NewWalk(c, louvre)
		r := rand.New(rand.NewPCG(1, 1))
		at := make([]geo.Point, 1024)
		for i := range at {
			at[i] = somewhere(r, c)
		}
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			w.Metres(at[i%len(at)], louvre)
		}
	})
}
