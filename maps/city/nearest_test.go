package city_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"crescendo/maps/city"
	"crescendo/maps/geo"
)

// somewhere is a random point in and about a city, up to 3 km outside.
func somewhere(r *rand.Rand, c *city.City) geo.Point {
	b := c.Bounds()
	w, h := b.NorthEast.Lon-b.SouthWest.Lon, b.NorthEast.Lat-b.SouthWest.Lat
	p := geo.Point{Lat: b.SouthWest.Lat + r.Int32N(h), Lon: b.SouthWest.Lon + r.Int32N(w)}
	if r.IntN(4) == 0 {
		p = geo.Shift(p, r.Float64()*6000-3000, r.Float64()*6000-3000)
	}
	return p
}

func TestTheNearestJunctionIsTheNearestOfAll(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, c := range []*city.City{village(t), paris(t)} {
		g := c.Graph()
		for range 2000 {
			p := somewhere(r, c)
			want := math.Inf(1)
			for j, at := range g.Junctions() {
				if g.Main(j) {
					want = min(want, geo.Metres(p, at))
				}
			}
			j, metres := g.Nearest(p)
			if metres != want || geo.Metres(p, g.Junctions()[j]) != want {
				t.Fatalf("%s: the nearest to %v is %d, %v m away, want %v", c.Name, p, j, metres, want)
			}
		}
	}
}

func TestTheNearestEdgeIsTheNearestOfAll(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for _, c := range []*city.City{village(t), paris(t)} {
		g := c.Graph()
		for range 300 {
			p := somewhere(r, c)
			snap, ok := g.NearestEdge(p, 50_000)
			if want := slowEdge(g, p); !ok || math.Abs(snap.Metres-want) > 1+want/1000 {
				t.Fatalf("%s: the street nearest to %v is %v m away, want %v", c.Name, p, snap.Metres, want)
			}
			checkSnap(t, g, p, snap)
			if _, ok := g.NearestEdge(p, snap.Metres*0.99-1); ok {
				t.Fatalf("%s: a street nearer to %v than the nearest", c.Name, p)
			}
		}
	}
}

// slowEdge walks every street in steps of at most a metre.
func slowEdge(g *city.Graph, p geo.Point) float64 {
	best := math.Inf(1)
	plane := geo.NewPlane(p)
	for j := range g.Junctions() {
		for _, e := range g.Edges(j) {
			if !g.Main(j) {
				continue
			}
			for i := 1; i < len(e.Line); i++ {
				ax, ay := plane.XY(e.Line[i-1])
				bx, by := plane.XY(e.Line[i])
				n := math.Ceil(math.Hypot(bx-ax, by-ay))
				if math.Hypot(ax, ay)-n > best {
					continue
				}
				for k := 0.0; k <= n; k++ {
					best = min(best, math.Hypot(ax+(bx-ax)*k/n, ay+(by-ay)*k/n))
				}
			}
		}
	}
	return best
}

func checkSnap(t *testing.T, g *city.Graph, p geo.Point, s city.Snap) {
	t.Helper()
	if geo.Metres(p, s.At) != s.Metres {
		t.Errorf("the snap of %v lies %v m away and says %v", p, geo.Metres(p, s.At), s.Metres)
	}
	if s.Along < 0 || s.Along > s.Edge.Metres+0.1 || s.Edge.Line[0] != g.Junctions()[s.From] {
		t.Errorf("the snap of %v is %v m along an edge of %v m", p, s.Along, s.Edge.Metres)
	}
	at, left := s.Edge.Line[0], s.Along
	for _, next := range s.Edge.Line[1:] {
		if d := geo.Metres(at, next); left > d {
			at, left = next, left-d
			continue
		}
		at = geo.Toward(at, next, left)
		break
	}
	if geo.Metres(at, s.At) > 0.1 {
		t.Errorf("%v m along the edge is not where the snap of %v lies", s.Along, p)
	}
}

func TestAnIslandNeverCapturesAnybody(t *testing.T) {
	c := village(t)
	hut := geo.Point{Lat: 480100000, Lon: 20100000}
	if j, metres := c.Graph().Nearest(hut); !c.Graph().Main(j) || metres < 500 {
		t.Errorf("the nearest to the hut is %d, %v m away", j, metres)
	}
	if c.Graph().Covers(hut) {
		t.Error("the hut is covered")
	}
}

func TestACityCoversWhatIsNearItsStreetsAndWithinItsBounds(t *testing.T) {
	c := paris(t)
	for name, p := range map[string]struct {
		lat, lon float64
		want     bool
	}{
		"Notre-Dame": {48.8530, 2.3499, true},
		"the Louvre": {48.8611, 2.3364, true},
		"La Défense": {48.8918, 2.2380, false},
		"Orly":       {48.7262, 2.3652, false},
		"the Sahara": {23.8, 5.1, false},
	} {
		at, err := geo.Degrees(p.lat, p.lon)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Graph().Covers(at); got != p.want {
			t.Errorf("%s is covered: %v", name, got)
		}
	}
}

func TestLookingUpAllocatesNothing(t *testing.T) {
	c := paris(t)
	g, p := c.Graph(), geo.Point{Lat: 488530000, Lon: 23499000}
	if n := testing.AllocsPerRun(100, func() { g.Nearest(p); g.NearestEdge(p, 400); g.Covers(p) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkParseParis(b *testing.B) {
	src := parisSource(b)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := city.Parse(src); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNearest(b *testing.B) {
	c := paris(b)
	b.ReportAllocs()
	r := rand.New(rand.NewPCG(1, 1))
	at := make([]geo.Point, 256)
	for i := range at {
		at[i] = somewhere(r, c)
	}
	for i := 0; b.Loop(); i++ {
		c.Graph().Nearest(at[i%len(at)])
	}
}

func BenchmarkNearestEdge(b *testing.B) {
	c := paris(b)
	b.ReportAllocs()
	r := rand.New(rand.NewPCG(1, 1))
	at := make([]geo.Point, 256)
	for i := range at {
		at[i] = somewhere(r, c)
	}
	for i := 0; b.Loop(); i++ {
		c.Graph().NearestEdge(at[i%len(at)], 400)
	}
}

func BenchmarkField(b *testing.B) {
	g := paris(b).Graph()
	b.ReportAllocs()
	for b.Loop() {
		g.From(0)
	}
}
