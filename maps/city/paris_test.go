package city_test

import (
	"os"
	"testing"

	"crescendo/maps/city"
)

// paris reads pocket Paris.
func paris(t testing.TB) *city.City {
	t.Helper()
	const file = "../../assets/player/paris.txt"
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c, err := city.ParseFile(file, src)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAllOfParisIsOneWalkingGraph(t *testing.T) {
	g := paris(t).Graph()
	if len(g.Junctions()) == 0 || g.MainSize() != len(g.Junctions()) {
		t.Errorf("%d of %d junctions are connected", g.MainSize(), len(g.Junctions()))
	}
	field := g.From(0)
	for j := range g.Junctions() {
		if field[j] == city.Unreachable {
			t.Errorf("junction %d cannot be walked to", j)
		}
	}
	to, metres := g.Nearest(g.Junctions()[3])
	if to != 3 || metres != 0 {
		t.Errorf("the junction nearest to junction 3 is %d, %v m away", to, metres)
	}
}
