package city_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"crescendo/maps/city"
	"crescendo/maps/geo"
)

// slow is the distance from j to each by Bellman and Ford, with no queue to
// be wrong about.
func slow(g *city.Graph, j int) []float64 {
	d := make([]float64, len(g.Junctions()))
	for i := range d {
		d[i] = math.Inf(1)
	}
	d[j] = 0
	for changed := true; changed; {
		changed = false
		for at := range d {
			for _, e := range g.Edges(at) {
				if far := d[at] + e.Metres; far < d[e.To] {
					d[e.To], changed = far, true
				}
			}
		}
	}
	return d
}

func TestAFieldIsTheShortestWayToEach(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, c := range []*city.City{village(t), paris(t)} {
		g := c.Graph()
		for range 5 {
			from := r.IntN(len(g.Junctions()))
			field, want := g.From(from), slow(g, from)
			for j := range field {
				if math.IsInf(want[j], 1) {
					if field[j] != city.Unreachable {
						t.Errorf("%s: %d is reached from %d, %v m", c.Name, j, from, field[j])
					}
					continue
				}
				if math.Abs(float64(field[j])-want[j]) > 0.01 {
					t.Errorf("%s: from %d to %d: %v m, want %v", c.Name, from, j, field[j], want[j])
				}
			}
		}
	}
}

func TestNoWayIsShorterThanTheStraightLine(t *testing.T) {
	g := paris(t).Graph()
	for from := 0; from < len(g.Junctions()); from += 37 {
		for j, metres := range g.From(from) {
			if straight := geo.Metres(g.Junctions()[from], g.Junctions()[j]); float64(metres) < straight-0.02 {
				t.Errorf("from %d to %d: %v m, straight %v", from, j, metres, straight)
			}
		}
	}
}

func TestADetourIsNeverShorter(t *testing.T) {
	g := paris(t).Graph()
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		a, b := r.IntN(len(g.Junctions())), r.IntN(len(g.Junctions()))
		fromA, fromB := g.From(a), g.From(b)
		if math.Abs(float64(fromA[b]-fromB[a])) > 0.01 {
			t.Errorf("from %d to %d %v m, back %v", a, b, fromA[b], fromB[a])
		}
		for j := range fromA {
			if float64(fromA[j]) > float64(fromA[b])+float64(fromB[j])+0.02 {
				t.Errorf("from %d to %d it is shorter over %d", a, j, b)
			}
		}
	}
}

func TestAPathIsAsLongAsTheField(t *testing.T) {
	g := paris(t).Graph()
	r := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		a, b := r.IntN(len(g.Junctions())), r.IntN(len(g.Junctions()))
		path := g.Path(a, b)
		if len(path) == 0 || path[0] != a || path[len(path)-1] != b {
			t.Fatalf("from %d to %d: %v", a, b, path)
		}
		metres := 0.0
		for i := 1; i < len(path); i++ {
			step := math.Inf(1)
			for _, e := range g.Edges(path[i-1]) {
				if e.To == path[i] {
					step = min(step, e.Metres)
				}
			}
			metres += step
		}
		if want := float64(g.From(a)[b]); math.Abs(metres-want) > 0.01 {
			t.Errorf("from %d to %d: %v m by the path, %v by the field", a, b, metres, want)
		}
	}
}

func TestNoPathLeadsToAnIsland(t *testing.T) {
	c := village(t)
	church, _ := c.Junction("church")
	hut, ok := c.Junction("hut")
	if path := c.Graph().Path(church, hut); !ok || path != nil || c.Graph().Main(hut) {
		t.Errorf("a path to the hut: %v", path)
	}
	if path := c.Graph().Path(church, church); len(path) != 1 || path[0] != church {
		t.Errorf("from the church to the church: %v", path)
	}
	if _, ok := c.Junction("castle"); ok {
		t.Error("the village has no castle")
	}
}

func TestALoopIsWalkedAndEndsWhereItBegan(t *testing.T) {
	c, err := city.Parse([]byte(head + "junction a 48 2\nstreet main Ring: a 48.001,2 48.001,2.001 a\n"))
	if err != nil {
		t.Fatal(err)
	}
	if e := c.Graph().Edges(0); len(e) != 1 || e[0].To != 0 || e[0].Metres < 300 {
		t.Errorf("edges %v", e)
	}
	check(t, c)
}
