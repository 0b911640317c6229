package city_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"crescendo/maps/city"
	"crescendo/maps/geo"
)

var update = flag.Bool("update", false, "write the golden files anew")

func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile("testdata/"+name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want := string(read(t, name)); got != want {
		t.Errorf("%s differs; got:\n%s", name, got)
	}
}

func village(t testing.TB) *city.City {
	t.Helper()
	c, err := city.ParseFile("village.txt", read(t, "village.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEveryStatementIsRead(t *testing.T) {
	golden(t, "village.golden", describe(village(t)))
}

func TestAllProblemsAreToldAtOnceWithLineAndRemedy(t *testing.T) {
	c, err := city.ParseFile("wrong.txt", read(t, "wrong.txt"))
	var problems city.Problems
	if c != nil || !errors.As(err, &problems) {
		t.Fatalf("got %v, %v", c, err)
	}
	golden(t, "wrong.golden", err.Error()+"\n")
}

const head = "city 1\nname N\ncredit C\nlicence L\ndate 2026-11-25\n"

func TestWhatASourceMayNotHold(t *testing.T) {
	two := head + "junction a 48 2\njunction b 48.001 2\n"
	for name, c := range map[string]struct{ src, want string }{
		"nothing":             {"", `city:1: the header is not complete: it wants a line "city" next`},
		"another version":     {"city 2\n", `city:1: version "2" is not known: this program reads version 1`},
		"a header upset":      {"city 1\ncredit C\n", `city:2: the header wants a line "name" here, not "credit": it has city, name, credit, licence, date in this order`},
		"an empty name":       {strings.Replace(head, "name N", "name", 1) + "junction a 48 2\njunction b 48.001 2\nstreet main : a b", "city:2: name wants a text of 1 to 500 bytes"},
		"no street":           {head, "city:6: there is no street: a city has at least one"},
		"no UTF-8":            {head + "# \xff\n", "city:6: this is not UTF-8: save the file as UTF-8"},
		"a control character": {head + "place quarter A\x07B: 48,2\n", "city:6: a control character stands in this statement: write text only"},
		"too many bytes":      {head + strings.Repeat("#\n", city.MaxSource/2), fmt.Sprintf("city:1: %d bytes are too many: at most %d; leave out the smallest streets", len(head)+city.MaxSource/2*2, city.MaxSource)},
		"a name too long":     {two + "street main " + strings.Repeat("x", 101) + ": a b", "city:8: a name of 101 bytes is too long: at most 100"},
		"a chain too long":    {two + "street main X: " + strings.Repeat("a b ", 2100), `city:8: street "X": its number of points, 4200, is not within 2 and 4096`},
		"an exponent":         {head + "junction a 4e1 2\n", `city:6: "4e1" is no latitude of a city: write degrees from -85 to 85 with at most seven decimals, as 48.85837`},
		"no number":           {head + "junction a NaN 2\n", `city:6: "NaN" is no latitude of a city: write degrees from -85 to 85 with at most seven decimals, as 48.85837`},
		"far away":            {two + "street main X: a 48.5,2.5 b", "city:8: lat 48.5, lon 2.5 lies more than 50 km from the first junction: look at the digits"},
		"too straight":        {two + "junction c 48.1 2\nstreet main X: a c", `city:9: street "X" leads straight on for more than 5000 m to c: give it a point between, or look at the digits`},
		"a meridian":          {head + "junction a 10 180\njunction b 10 -179.99\nstreet main X: a b", "city:7: lon -179.99 lies across the 180th meridian from the first junction: draw one side only"},
		"an unused junction":  {two + "street main X: a 48,2.001 a", "city:7: junction b is on no street: put it on one or leave it out"},
		"an unknown word":     {head + "river Seine", `city:6: "river" is no statement: write junction, street, area or place`},
		"swapped":             {two + "street main X: a 2.0,48.0 b", "city:8: lat 2, lon 48 lies more than 50 km from the first junction: latitude comes first: are the two swapped?"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := city.Parse([]byte(c.src))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got:\n%v\nwant:\n%s", err, c.want)
			}
		})
	}
}

func TestAtMostTwentyProblemsAreTold(t *testing.T) {
	_, err := city.Parse([]byte(head + strings.Repeat("river x\n", 1000)))
	var problems city.Problems
	if !errors.As(err, &problems) || len(problems) != 20 {
		t.Errorf("%d problems are told", len(problems))
	}
}

func TestACityKeepsNothingOfItsSource(t *testing.T) {
	src := read(t, "village.txt")
	c, err := city.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	before := describe(c)
	for i := range src {
		src[i] = 'x'
	}
	if describe(c) != before {
		t.Error("the city changed with the bytes that it was read from")
	}
}

// describe writes a city without floating point: metres are rounded.
func describe(c *city.City) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s, %s, %s\n", c.Name, c.Credit, c.Licence, c.Date)
	for _, s := range c.Streets() {
		fmt.Fprintf(&b, "street %q %v bridge=%v steps=%v%s\n", s.Name, s.Class, s.Bridge, s.Steps, points(s.Line))
	}
	for _, a := range c.Areas() {
		fmt.Fprintf(&b, "area %q %v%s\n", a.Name, a.Kind, points(a.Ring))
	}
	for _, p := range c.Places() {
		fmt.Fprintf(&b, "place %q %v%s\n", p.Name, p.Kind, points([]geo.Point{p.At}))
	}
	fmt.Fprintf(&b, "bounds%s\n", points([]geo.Point{c.Bounds().SouthWest, c.Bounds().NorthEast}))
	g := c.Graph()
	for j, at := range g.Junctions() {
		fmt.Fprintf(&b, "junction %d%s main=%v\n", j, points([]geo.Point{at}), g.Main(j))
		for _, e := range g.Edges(j) {
			fmt.Fprintf(&b, "  to %d by %q, %.0f m%s\n", e.To, c.Streets()[e.Street].Name, e.Metres, points(e.Line))
		}
	}
	return b.String()
}

func points(ps []geo.Point) string {
	var b strings.Builder
	for _, p := range ps {
		fmt.Fprintf(&b, " %d,%d", p.Lat, p.Lon)
	}
	return b.String()
}

func FuzzParse(f *testing.F) {
	f.Add(read(f, "village.txt"))
	f.Add(read(f, "wrong.txt"))
	f.Add([]byte(head + "junction a 48 2\nstreet main : a 48.001,2 a\n"))
	f.Add([]byte(head + "junction a 84.99 2\njunction b 84.95 2.9\nstreet main : a b\n"))
	f.Add([]byte(head + "junction a 90 180\njunction b 89.9999999 -180\nstreet main : a b\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		c, err := city.ParseFile("f", src)
		if (c == nil) == (err == nil) {
			t.Fatalf("%v, %v", c, err)
		}
		if err != nil {
			var problems city.Problems
			if !errors.As(err, &problems) || len(problems) == 0 || problems[0].Line < 1 {
				t.Fatalf("an error without a line: %v", err)
			}
			return
		}
		check(t, c)
	})
}

// check holds what is true of every city.
func check(t *testing.T, c *city.City) {
	t.Helper()
	g := c.Graph()
	if len(c.Streets()) == 0 || len(g.Junctions()) == 0 || g.MainSize() == 0 {
		t.Fatal("a city without a street")
	}
	for j, at := range g.Junctions() {
		if !c.Bounds().Contains(at) {
			t.Errorf("junction %d lies out of bounds", j)
		}
		for _, e := range g.Edges(j) {
			if e.Line[0] != at || e.Line[len(e.Line)-1] != g.Junctions()[e.To] || len(e.Line) < 2 {
				t.Errorf("an edge of junction %d leads from %v to %v", j, e.Line[0], e.Line[len(e.Line)-1])
			}
			if e.Metres < geo.Metres(at, g.Junctions()[e.To])*(1-1e-6)-1e-6 {
				t.Errorf("an edge of junction %d is shorter than the straight line", j)
			}
			back := func(o city.Edge) bool { return o.To == j && o.Street == e.Street && len(o.Line) == len(e.Line) }
			if !slices.ContainsFunc(g.Edges(e.To), back) {
				t.Errorf("an edge of junction %d has no way back", j)
			}
		}
		if near, metres := g.Nearest(at); g.Main(j) && metres != 0 || !g.Main(near) {
			t.Errorf("the nearest to junction %d is %d, %v m away", j, near, metres)
		}
	}
}
