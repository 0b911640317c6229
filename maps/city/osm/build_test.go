package osm

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"crescendo/maps/city"
	"crescendo/maps/geo"
)

var update = flag.Bool("update", false, "write the golden file anew")

func build(t testing.TB, src []byte, box *city.Bounds) (*city.City, Report) {
	t.Helper()
	c, report, err := Build(bytes.NewReader(src), Options{Name: "Village", Source: "by hand", Date: time.Unix(1764028800, 0), Box: box})
	if err != nil {
		t.Fatal(err)
	}
	return c, report
}

func describe(c *city.City) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s, %s, %s, %s\n", c.Name, c.Source, c.Credit, c.Licence, c.Date)
	for _, s := range c.Streets() {
		fmt.Fprintf(&b, "street %q %v bridge=%v steps=%v closed=%v%s\n", s.Name, s.Class, s.Bridge, s.Steps, s.Closed, points(s.Line))
	}
	for _, a := range c.Areas() {
		fmt.Fprintf(&b, "area %q %v%s\n", a.Name, a.Kind, points(a.Ring))
	}
	for _, p := range c.Places() {
		fmt.Fprintf(&b, "place %q %v%s\n", p.Name, p.Kind, points([]geo.Point{p.At}))
	}
	fmt.Fprintf(&b, "%d junctions, %d of them connected\n", len(c.Graph().Junctions()), c.Graph().MainSize())
	return b.String()
}

func points(list []geo.Point) string {
	var b strings.Builder
	for _, p := range list {
		fmt.Fprintf(&b, " %.4f,%.4f", p.LatDegrees(), p.LonDegrees())
	}
	return b.String()
}

func TestAVillageIsTheSameInEveryForm(t *testing.T) {
	src := village(t)
	c, report := build(t, src, nil)
	got := describe(c)
	if *update {
		if err := os.WriteFile("testdata/village.golden", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/village.golden")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("village.golden differs; got:\n%s", got)
	}
	if report != (Report{Islands: 1, Open: 1, Missing: 2}) { // the footway to Far Road; the forest; nodes 998 and 999
		t.Errorf("report %+v", report)
	}
	a := elements(t, src)
	for name, form := range map[string][]byte{
		"JSON": a.asJSON(t), "PBF": a.asPBF(t, true), "PBF without dense nodes": a.asPBF(t, false),
		"XML, gzip": zipped(t, src), "PBF, gzip": zipped(t, a.asPBF(t, true)), "XML with a byte order mark": append([]byte("\ufeff\n"), src...),
	} {
		if c, _ := build(t, form, nil); describe(c) != got {
			t.Errorf("as %s it is another village:\n%s", name, describe(c))
		}
	}
}

func TestTheDateIsThatOfTheFacts(t *testing.T) {
	c, _, err := Build(bytes.NewReader(elements(t, village(t)).asPBF(t, true)), Options{Name: "V", Date: time.Unix(0, 0)})
	if err != nil || c.Date != "2025-11-25" { // in the header of the file
		t.Errorf("date %s, %v", c.Date, err)
	}
}

// A street that a box cuts goes as far as its last node inside.
func TestABoxCutsACityOut(t *testing.T) {
	c, _ := build(t, village(t), &city.Bounds{SouthWest: geo.Point{Lat: 479995000, Lon: 19990000}, NorthEast: geo.Point{Lat: 480045000, Lon: 20045000}})
	for _, s := range c.Streets() {
		if s.Name == "Far Road" || s.Name == "North Lane" || s.Name == "Motorway" {
			t.Errorf("%s lies outside", s.Name)
		}
	}
	for _, a := range c.Areas() {
		for _, at := range a.Ring {
			if at.Lon < 19990000-step || at.Lat > 480045000+step {
				t.Errorf("%s leaves the box at %v", a.Name, at)
			}
		}
	}
}

func TestAWayAcrossASquareIsNoDetour(t *testing.T) {
	c, _ := build(t, village(t), nil)
	g := c.Graph()
	a, _ := g.Nearest(geo.Point{Lat: 480030000, Lon: 20000000})
	b, _ := g.Nearest(geo.Point{Lat: 480050000, Lon: 20020000})
	straight := geo.Metres(g.Junctions()[a], g.Junctions()[b]) // 268 m, 372 m by the rim
	if walked := float64(g.From(a)[b]); math.Abs(walked-straight) > 1 {
		t.Errorf("across the square %.0f m are %.0f m to walk", straight, walked)
	}
}

func TestWhatIsWrongWithAnExtractIsSaid(t *testing.T) {
	src := string(village(t))
	a := elements(t, village(t))
	file := a.asPBF(t, true)
	swapped := strings.NewReplacer(`lat="`, `lon="`, `lon="`, `lat="`).Replace(src)
	swapped = strings.Replace(swapped, "<bounds", "<nobounds", 1)
	box := &city.Bounds{SouthWest: geo.Point{Lat: 479900000, Lon: 19900000}, NorthEast: geo.Point{Lat: 480200000, Lon: 20200000}}
	away := &city.Bounds{SouthWest: geo.Point{Lat: 100000000, Lon: 19900000}, NorthEast: geo.Point{Lat: 110000000, Lon: 20200000}}
	for name, c := range map[string]struct {
		src  string
		box  *city.Bounds
		want string
	}{
		"nothing":            {"", nil, "the file is empty"},
		"no street":          {`<osm/>`, nil, "there is no street for walkers"},
		"nodes are missing":  {`<osm><way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way></osm>`, nil, "(._;>;)"},
		"another XML":        {`<kml></kml>`, nil, `begins with "kml", not with osm`},
		"broken XML":         {src[:3000], nil, "XML syntax error"},
		"another JSON":       {`{"features": []}`, nil, `no "elements"`},
		"broken JSON":        {string(a.asJSON(t)[:2000]), nil, "cannot be read"},
		"a picture":          {"\x89PNG\r\n\x1a\n0000", nil, "is this an .osm.pbf file?"},
		"half a file":        {string(file[:len(file)-10]), nil, "the file is not whole"},
		"packed twice":       {string(zipped(t, zipped(t, zipped(t, file)))), nil, "packed twice"},
		"swapped, by a box":  {swapped, box, "latitudes and longitudes are swapped"},
		"swapped, by itself": {strings.Replace(src, `<bounds minlat="47.99" minlon="1.99" maxlat="48.02" maxlon="2.02"/>`, `<bounds minlat="1.99" minlon="47.99" maxlat="2.02" maxlon="48.02"/>`, 1), nil, "are swapped"},
		"beyond a pole":      {strings.Replace(src, `lat="48.0060" lon="2.0030"`, `lat="148.0060" lon="2.0030"`, 1), nil, "beyond 90°"},
		"a box elsewhere":    {src, away, "nothing lies within the box"},
		"too wide":           {strings.Replace(src, `<node id="52" lat="48.0110" lon="2.0110"/>`, `<node id="52" lat="48.0110" lon="2.0110"/><node id="998" lat="49.01" lon="2"/><node id="999" lat="49" lon="2"/>`, 1), nil, "cut a city out of it by its box"},
	} {
		_, _, err := Build(strings.NewReader(c.src), Options{Name: "N", Date: time.Unix(0, 0), Box: c.box})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q in it", name, err, c.want)
		}
	}
}

func TestProgressGoesForwardThroughAllParts(t *testing.T) {
	var told []string
	last := 0.0
	_, _, err := Build(bytes.NewReader(village(t)), Options{Name: "V", Date: time.Unix(0, 0), Progress: func(part string, done float64) {
		if len(told) == 0 || told[len(told)-1] != part {
			told, last = append(told, part), 0
		}
		if done < last {
			t.Errorf("%s went back from %v to %v", part, last, done)
		}
		last = done
	}})
	if err != nil || strings.Join(told, " ") != "multipolygons streets places" || last != 1 {
		t.Errorf("told %v up to %v, %v", told, last, err)
	}
}

func FuzzBuild(f *testing.F) {
	src := village(f)
	a := elements(f, src)
	f.Add(src)
	f.Add(a.asJSON(f))
	f.Add(a.asPBF(f, true))
	f.Add(a.asPBF(f, false))
	f.Fuzz(func(t *testing.T, src []byte) { buildAnything(t, src) })
}

// FuzzBlock reads what stands behind the compression.
func FuzzBlock(f *testing.F) {
	a := elements(f, village(f))
	for _, dense := range []bool{true, false} {
		file := a.asPBF(f, dense)
		n := len(file) - 1
		for string(file[n-7:n]) != "OSMData" {
			n--
		}
		_, size, err := blobHeader(bytes.NewReader(file[n-7-6:]))
		if err != nil {
			f.Fatal(err)
		}
		raw, err := (&block{}).unpacked(message{b: file[len(file)-int(size):]})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(bytes.Clone(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { buildAnything(t, blob(t, "OSMData", raw)) })
}

// buildAnything wants no panic, and a city that can be written and read.
func buildAnything(t *testing.T, src []byte) {
	c, _, err := Build(bytes.NewReader(src), Options{Name: "N", Date: time.Unix(0, 0)})
	if err != nil {
		return
	}
	file, err := city.Encode(c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := city.Decode(file); err != nil {
		t.Fatal(err)
	}
}
