package city_test

import (
	"math"
	"os"
	"slices"
	"testing"

	"crescendo/maps/geo"
)

// Drawn by hand, looked up in the real city: 95 % of the junctions lie within
// 40 m of a street, none farther away than 80 m.
func TestTheJunctionsOfParisLieOnRealStreets(t *testing.T) {
	file, err := os.ReadFile("../../../shared/data/paris.osm.pbf")
	if err != nil {
		t.Skip("no map data beside the project")
	}
	ways, err := streetsOf(file)
	if err != nil {
		t.Fatal(err)
	}
	c := paris(t)
	streets := newStreetFinder(ways, c.Bounds().Centre())
	var all []float64
	for j, at := range c.Graph().Junctions() {
		metres := streets.metres(at)
		if all = append(all, metres); metres > 80 {
			t.Errorf("junction %d at %.5f,%.5f lies %.0f m from every real street", j, at.LatDegrees(), at.LonDegrees(), metres)
		}
	}
	slices.Sort(all)
	t.Logf("metres from a real street: half of the junctions %.1f, 95 %% %.1f, all %.1f", all[len(all)/2], all[len(all)*95/100], all[len(all)-1])
	if all[len(all)*95/100] > 40 {
		t.Errorf("95 %% of the junctions lie within %.0f m of a real street, want 40", all[len(all)*95/100])
	}
}

// streetFinder keeps pieces of street by squares of 100 m.
type streetFinder struct {
	plane geo.Plane
	cells map[[2]int][][4]float64
}

func newStreetFinder(ways [][]geo.Point, about geo.Point) streetFinder {
	f := streetFinder{geo.NewPlane(about), map[[2]int][][4]float64{}}
	for _, line := range ways {
		for i := 1; i < len(line); i++ {
			ax, ay := f.plane.XY(line[i-1])
			bx, by := f.plane.XY(line[i])
			for x := int(min(ax, bx)/100) - 2; x <= int(max(ax, bx)/100)+2; x++ {
				for y := int(min(ay, by)/100) - 2; y <= int(max(ay, by)/100)+2; y++ {
					f.cells[[2]int{x, y}] = append(f.cells[[2]int{x, y}], [4]float64{ax, ay, bx, by})
				}
			}
		}
	}
	return f
}

// metres returns how far the nearest piece of street is, and 100 if it is
// farther away than that.
func (f streetFinder) metres(p geo.Point) float64 {
	x, y := f.plane.XY(p)
	best := 100.0
	for _, s := range f.cells[[2]int{int(x / 100), int(y / 100)}] {
		best = min(best, away(s, x, y))
	}
	return best
}

func away(s [4]float64, x, y float64) float64 {
	dx, dy := s[2]-s[0], s[3]-s[1]
	part := 0.0
	if square := dx*dx + dy*dy; square > 0 {
		part = max(0, min(1, ((x-s[0])*dx+(y-s[1])*dy)/square))
	}
	return math.Hypot(s[0]+part*dx-x, s[1]+part*dy-y)
}
