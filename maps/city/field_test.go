package city_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"crescendo/maps/city"
	"crescendo/maps/geo"
)

// plain is how far it is to walk from a to b by a graph of its own: the city's
// junctions, and two more where a and b lie on their streets, with the edges cut
// there; and by a search without a queue.
func plain(g *city.Graph, a, b geo.Point) float64 {
	if a == b {
		return 0
	}
	sa, _ := g.NearestEdge(a, 50_000)
	sb, _ := g.NearestEdge(b, 50_000)
	n := len(g.Junctions())
	type edge struct {
		to     int
		metres float64
	}
	more := map[int][]edge{}
	link := func(x, y int, metres float64) {
		more[x], more[y] = append(more[x], edge{y, metres}), append(more[y], edge{x, metres})
	}
	for k, s := range []city.Snap{sa, sb} {
		link(n+k, s.From, s.Along)
		link(n+k, s.Edge.To, max(0, s.Edge.Metres-s.Along))
	}
	if sa.From == sb.From && sa.Edge.To == sb.Edge.To && sa.Edge.Street == sb.Edge.Street && sa.Edge.Line[1] == sb.Edge.Line[1] {
		link(n, n+1, math.Abs(sa.Along-sb.Along))
	}
	d, done := make([]float64, n+2), make([]bool, n+2)
	for i := range d {
		d[i] = math.Inf(1)
	}
	d[n+1] = 0
	for {
		at := -1
		for i := range d {
			if !done[i] && (at < 0 || d[i] < d[at]) {
				at = i
			}
		}
		if at < 0 || at == n || math.IsInf(d[at], 1) {
			break
		}
		done[at] = true
		if at < n {
			for _, e := range g.Edges(at) {
				d[e.To] = min(d[e.To], d[at]+e.Metres)
			}
		}
		for _, e := range more[at] {
			d[e.to] = min(d[e.to], d[at]+e.metres)
		}
	}
	return max(geo.Metres(a, b), sa.Metres+d[n]+sb.Metres)
}

func TestAWalkIsWhatAPlainDijkstraFinds(t *testing.T) {
	for _, c := range []*city.City{village(t), paris(t), decode(t, encode(t, paris(t)))} {
		r := rand.New(rand.NewPCG(11, 12))
		for range 60 {
			a, b := somewhere(r, c), somewhere(r, c)
			if r.IntN(3) == 0 { // often on the same street
				b = geo.Shift(a, r.Float64()*40-20, r.Float64()*40-20)
			}
			got, want := city.NewWalk(c, b).Metres(a, b), plain(c.Graph(), a, b)
			if math.Abs(got-want) > 0.02 {
				t.Errorf("%s: from %v to %v: %.3f m, want %.3f", c.Name, a, b, got, want)
			}
			if other := city.NewWalk(c, a, b).Metres(b, a); math.Abs(got-other) > 0.05 {
				t.Errorf("%s: from %v to %v: %.3f m, and back %.3f", c.Name, a, b, got, other)
			}
			if slow := city.NewWalk(c).Metres(a, b); slow != got {
				t.Errorf("%s: without a field %v m, with it %v", c.Name, slow, got)
			}
		}
	}
}

func TestAWalkIsNeverShorterThanTheStraightLine(t *testing.T) {
	c := paris(t)
	r := rand.New(rand.NewPCG(13, 14))
	for range 20 {
		b := somewhere(r, c)
		f, ok := c.Graph().Field(b)
		if !ok || f.Metres(b) != 0 {
			t.Fatalf("no field of %v, or %v m from it to itself", b, f.Metres(b))
		}
		for range 500 {
			a := somewhere(r, c)
			if walked, straight := f.Metres(a), geo.Metres(a, b); walked < straight || walked > 40_000 {
				t.Fatalf("from %v to %v: %v m, straight %v", a, b, walked, straight)
			}
		}
	}
}

// The hut's street is the nearest by far, and no way leads to it.
func TestAWalkNeverBeginsOnAnIsland(t *testing.T) {
	c := village(t)
	hut, church := geo.Point{Lat: 480100000, Lon: 20100000}, geo.Point{Lat: 480000000, Lon: 20000000}
	f, ok := c.Graph().Field(church)
	if !ok || f.Metres(hut) > 10_000 || f.Metres(hut) < geo.Metres(hut, church) {
		t.Errorf("from the hut it is %v m", f.Metres(hut))
	}
	back, _ := c.Graph().Field(hut)
	if math.Abs(back.Metres(church)-f.Metres(hut)) > 0.05 {
		t.Errorf("to the hut it is %v m, and from it %v", back.Metres(church), f.Metres(hut))
	}
}

// Paris has a median detour of 1.18 on long ways and 1.33 on short ones (the
// study's figures for the real city; the drawn one has fewer streets).
func TestDetoursAreThoseOfACity(t *testing.T) {
	c := paris(t)
	r := rand.New(rand.NewPCG(15, 16))
	sum, n := 0.0, 0
	for n < 300 {
		a, b := somewhere(r, c), somewhere(r, c)
		if straight := geo.Metres(a, b); straight > 1000 && c.Graph().Covers(a) && c.Graph().Covers(b) {
			sum, n = sum+city.NewWalk(c, b).Metres(a, b)/straight, n+1
		}
	}
	if mean := sum / float64(n); mean < 1.1 || mean > 1.5 {
		t.Errorf("detours are %.2f on average", mean)
	}
}

func FuzzADetourIsNeverShorter(f *testing.F) {
	c := paris(f)
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 1))
		x, y, z := somewhere(r, c), somewhere(r, c), somewhere(r, c)
		if r.IntN(2) == 0 {
			y = geo.Shift(x, r.Float64()*60-30, r.Float64()*60-30)
		}
		w := city.NewWalk(c, z, y)
		if direct, by := w.Metres(x, z), w.Metres(x, y)+w.Metres(y, z); direct > by+0.05 {
			t.Errorf("from %v to %v it is %v m, and %v by %v", x, z, direct, by, y)
		}
	})
}

func TestALookUpAllocatesNothing(t *testing.T) {
	c := paris(t)
	louvre, opera := geo.Point{Lat: 488611000, Lon: 23364000}, geo.Point{Lat: 488719000, Lon: 23316000}
	w := city.NewWalk(c, louvre)
	if n := testing.AllocsPerRun(100, func() { w.Metres(opera, louvre) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkWalk(b *testing.B) {
	c := paris(b)
	louvre := geo.Point{Lat: 488611000, Lon: 23364000}
	w := city.NewWalk(c, louvre)
	r := rand.New(rand.NewPCG(1, 1))
	at := make([]geo.Point, 256)
	for i := range at {
		at[i] = somewhere(r, c)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		w.Metres(at[i%len(at)], louvre)
	}
}

func BenchmarkFieldOfAVenue(b *testing.B) {
	g := paris(b).Graph()
	b.ReportAllocs()
	for b.Loop() {
		g.Field(geo.Point{Lat: 488611000, Lon: 23364000})
	}
}
