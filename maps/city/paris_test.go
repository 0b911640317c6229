package city_test

import (
	"math"
	"os"
	"slices"
	"testing"

	"crescendo/maps/city"
	"crescendo/maps/geo"
)

const parisFile = "../../assets/player/paris.txt"

// paris reads pocket Paris.
func paris(t testing.TB) *city.City {
	t.Helper()
	c, err := city.ParseFile(parisFile, parisSource(t))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func parisSource(t testing.TB) []byte {
	t.Helper()
	src, err := os.ReadFile(parisFile)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func TestParisIsCredited(t *testing.T) {
	c := paris(t)
	if c.Name != "Paris" || c.Credit != "© OpenStreetMap contributors" {
		t.Errorf("name %q, credit %q", c.Name, c.Credit)
	}
}

func TestParisHasWhatAVisitorLooksFor(t *testing.T) {
	c := paris(t)
	streets := map[string]bool{}
	for _, s := range c.Streets() {
		streets[s.Name] = true
	}
	if len(streets) < 100 {
		t.Errorf("%d named streets, want 100 at least", len(streets))
	}
	for _, name := range []string{
		"Rue de Rivoli", "Boulevard Saint-Germain", "Avenue des Champs-Élysées", "Rue Mouffetard",
		"Pont Neuf", "Pont des Arts", "Pont Alexandre III", "Pont de Sully", "Pont Marie", "Petit-Pont",
		"Quai de la Tournelle", "Quai de la Mégisserie", "Place de la Bastille", "Rue Saint-Louis en l'Île",
	} {
		if !streets[name] {
			t.Errorf("%s is missing", name)
		}
	}
	areas := map[string]city.AreaKind{}
	for _, a := range c.Areas() {
		areas[a.Name] = a.Kind
	}
	for name, kind := range map[string]city.AreaKind{
		"La Seine": city.Water, "Île de la Cité": city.Island, "Île Saint-Louis": city.Island,
		"Jardin des Tuileries": city.Park, "Jardin du Luxembourg": city.Park, "Jardin des Plantes": city.Park,
		"Place de la République": city.Square, "Gare du Nord": city.StationHall, "Louvre": city.Building,
	} {
		if got, ok := areas[name]; !ok || got != kind {
			t.Errorf("%s: %v, there: %v, want %v", name, got, ok, kind)
		}
	}
}

func TestAllOfParisIsOneWalkingGraph(t *testing.T) {
	g := paris(t).Graph()
	if len(g.Junctions()) < 500 || g.MainSize() != len(g.Junctions()) {
		t.Errorf("%d of %d junctions are connected", g.MainSize(), len(g.Junctions()))
	}
}

// The demo hunt lies within 2.5 km of the Louvre.
func TestNearlyEveryPlaceInTheMiddleOfParisIsNearAStreet(t *testing.T) {
	c := paris(t)
	louvre := geo.Point{Lat: 488590000, Lon: 23410000}
	var all, far int
	for x := -2700.0; x <= 2700; x += 60 {
		for y := -2700.0; y <= 2700; y += 60 {
			p := geo.Shift(louvre, x, y)
			if geo.Metres(louvre, p) > 2700 {
				continue
			}
			all++
			if !c.Graph().Covers(p) {
				t.Errorf("%v is not covered", p)
			}
			if _, ok := c.Graph().NearestEdge(p, 150); !ok {
				far++
			}
		}
	}
	if float64(far) > 0.01*float64(all) {
		t.Errorf("%d of %d places lie more than 150 m from a street, want 1 %% at most", far, all)
	}
}

func TestOnlyBridgesLeadOverWater(t *testing.T) {
	c := paris(t)
	land := ground{c.Areas(), geo.NewPlane(c.Bounds().Centre())}
	for _, s := range c.Streets() {
		for i := 1; i < len(s.Line); i++ {
			a, b := s.Line[i-1], s.Line[i]
			for m := 0.0; m < geo.Metres(a, b); m += 4 {
				if at := geo.Toward(a, b, m); !s.Bridge && land.wet(at) {
					t.Errorf("%s lies in water at %.5f,%.5f", s.Name, at.LatDegrees(), at.LonDegrees())
					break
				}
			}
		}
	}
	for _, at := range c.Graph().Junctions() {
		if land.wet(at) {
			t.Errorf("a junction lies in water at %.5f,%.5f", at.LatDegrees(), at.LonDegrees())
		}
	}
}

// Without its bridges the city falls into its banks and its islands.
func TestTheRiverDividesParis(t *testing.T) {
	c := paris(t)
	part := make([]int, len(c.Graph().Junctions()))
	for j := range part {
		part[j] = -1
	}
	var sizes []int
	for j := range part {
		if part[j] >= 0 {
			continue
		}
		part[j] = len(sizes)
		size := 0
		for stack := []int{j}; len(stack) > 0; size++ {
			at := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, e := range c.Graph().Edges(at) {
				if part[e.To] < 0 && !c.Streets()[e.Street].Bridge {
					part[e.To] = len(sizes)
					stack = append(stack, e.To)
				}
			}
		}
		sizes = append(sizes, size)
	}
	slices.Sort(sizes)
	slices.Reverse(sizes)
	if len(sizes) < 4 || sizes[0] < 300 || sizes[1] < 300 || sizes[2] > 30 {
		t.Errorf("without bridges there are parts of %v junctions, want two banks and at least two islands", sizes)
	}
}

func TestStreetsOfParisMeetWhereTheyCross(t *testing.T) {
	c := paris(t)
	plane := geo.NewPlane(c.Bounds().Centre())
	type piece struct {
		street         int
		ax, ay, bx, by float64
	}
	var all []piece
	for i, s := range c.Streets() {
		for k := 1; k < len(s.Line); k++ {
			p := piece{street: i}
			p.ax, p.ay = plane.XY(s.Line[k-1])
			p.bx, p.by = plane.XY(s.Line[k])
			all = append(all, p)
		}
	}
	side := func(p piece, x, y float64) float64 { return (p.bx-p.ax)*(y-p.ay) - (p.by-p.ay)*(x-p.ax) }
	for i, p := range all {
		for _, q := range all[i+1:] {
			if min(p.ax, p.bx) > max(q.ax, q.bx) || min(q.ax, q.bx) > max(p.ax, p.bx) {
				continue
			}
			if side(p, q.ax, q.ay)*side(p, q.bx, q.by) < 0 && side(q, p.ax, p.ay)*side(q, p.bx, p.by) < 0 {
				at := plane.At(q.ax, q.ay)
				t.Errorf("%s and %s cross without a junction near %.5f,%.5f",
					c.Streets()[p.street].Name, c.Streets()[q.street].Name, at.LatDegrees(), at.LonDegrees())
			}
		}
	}
}

// ground tells land from water.
type ground struct {
	areas []city.Area
	plane geo.Plane
}

func (g ground) wet(p geo.Point) bool {
	wet := false
	for _, a := range g.areas {
		switch {
		case a.Kind == city.Water && g.in(a.Ring, p):
			wet = true
		case a.Kind == city.Island && g.in(a.Ring, p):
			return false
		}
	}
	return wet
}

func (g ground) in(ring []geo.Point, p geo.Point) bool {
	x, y := g.plane.XY(p)
	inside := false
	bx, by := g.plane.XY(ring[len(ring)-1])
	for _, q := range ring {
		ax, ay := bx, by
		bx, by = g.plane.XY(q)
		if (ay > y) != (by > y) && x < math.FMA((bx-ax)/(by-ay), y-ay, ax) {
			inside = !inside
		}
	}
	return inside
}
