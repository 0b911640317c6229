package screen

import (
	"math"

	"crescendo/maps/city"
	"crescendo/maps/geo"
)

// chart is a city as it is drawn: on a plane, in metres. It never changes.
type chart struct {
	plane  geo.Plane
	credit string // "" where there is no city
	fills  []chartFill
	lines  []chartLine // the smallest streets first
	places []chartPlace
	fence  float64 // metres about fenced: the hunt's area; 0 for none
	fenced xy
}

type chartFill struct {
	ring   []xy
	colour ink
	bounds box // metres; y is north
}

type chartLine struct {
	points []xy
	pen    *pen
	name   string
	runs   []run
	bounds box
}

type chartPlace struct {
	at   xy
	name string
	kind city.PlaceKind
}

// run is a nearly straight part of a street, where its name can stand.
type run struct {
	a, b   xy
	metres float64
}

// pen is how a class of streets is drawn.
type pen struct {
	class  city.Class
	metres float64 // wide in the world
	least  float64 // dp wide on the screen
	colour ink
	from   float64 // zoom from which it is drawn
	named  float64 // zoom from which its name is
}

// pens are painted in this order.
var pens = [...]pen{
	{city.Path, 4, 0.9, track, 0.16, 0.9},
	{city.Minor, 8, 1.1, street, 0.09, 0.5},
	{city.Quay, 12, 1.6, avenue, 0, 0.24},
	{city.Main, 14, 1.8, avenue, 0, 0.2},
	{city.Boulevard, 22, 2.4, artery, 0, 0.1},
}

// width returns how wide a pen draws, in dp.
func (p *pen) width(zoom float64) float64 { return clamp(p.metres*zoom, p.least, 26) }

// newChart draws a city about its middle, or nothing about a place where the
// city does not reach. area is the hunt's.
func newChart(c *city.City, area geo.Circle) *chart {
	k := &chart{plane: geo.NewPlane(area.Centre)}
	if c != nil && c.Bounds().Contains(area.Centre) {
		k.plane, k.credit = geo.NewPlane(c.Bounds().Centre()), c.Credit
		k.addAreas(c)
		for i := range pens {
			k.addStreets(c, &pens[i])
		}
		for _, p := range c.Places() {
			k.places = append(k.places, chartPlace{k.at(p.At), p.Name, p.Kind})
		}
	}
	k.fence, k.fenced = area.Radius, k.at(area.Centre)
	return k
}

// at returns where a place lies on the plane.
func (k *chart) at(p geo.Point) xy {
	x, y := k.plane.XY(p)
	return xy{x, y}
}

func (k *chart) all(points []geo.Point) []xy {
	list := make([]xy, len(points))
	for i, p := range points {
		list[i] = k.at(p)
	}
	return list
}

func (k *chart) addAreas(c *city.City) {
	colours := [...]ink{city.Water: water, city.Island: ground, city.Park: park, city.Square: square, city.StationHall: square, city.Building: square}
	for _, a := range c.Areas() {
		if int(a.Kind) < len(colours) {
			ring := k.all(a.Ring)
			k.fills = append(k.fills, chartFill{ring, colours[a.Kind], around(ring)})
		}
	}
}

func (k *chart) addStreets(c *city.City, p *pen) {
	for _, s := range c.Streets() {
		if s.Class == p.class {
			points := k.all(s.Line)
			k.lines = append(k.lines, chartLine{points, p, s.Name, straights(points), around(points)})
		}
	}
}

// around returns the smallest box about points.
func around(points []xy) box {
	lo, hi := points[0], points[0]
	for _, p := range points[1:] {
		lo, hi = xy{min(lo.x, p.x), min(lo.y, p.y)}, xy{max(hi.x, p.x), max(hi.y, p.y)}
	}
	return box{lo.x, lo.y, hi.x - lo.x, hi.y - lo.y}
}

const bend = 14 * math.Pi / 180 // more than that is not straight for a name

// straights cuts a line where it bends.
func straights(points []xy) []run {
	var runs []run
	from := 0
	for i := 1; i < len(points); i++ {
		last := i == len(points)-1
		if !last && straightOn(points, from, i+1) {
			continue
		}
		if d := points[from].distance(points[i]); d > 40 {
			runs = append(runs, run{points[from], points[i], d})
		}
		from = i
	}
	return runs
}

// straightOn tells whether all pieces from one point to another go about where
// the first of them goes.
func straightOn(points []xy, from, to int) bool {
	first := math.Atan2(points[from+1].y-points[from].y, points[from+1].x-points[from].x)
	for i := from + 1; i < to; i++ {
		turn := math.Atan2(points[i+1].y-points[i].y, points[i+1].x-points[i].x) - first
		if math.Abs(math.Remainder(turn, 2*math.Pi)) > bend {
			return false
		}
	}
	return true
}

// gridStep returns how many metres lie between the lines of a plain ground, so
// that they are 60 to 150 dp apart.
func gridStep(zoom float64) float64 {
	step := 10.0
	for _, f := range []float64{2, 2.5, 2, 2, 2.5, 2, 2, 2.5, 2, 2, 2.5, 2} {
		if step*zoom >= 60 {
			break
		}
		step *= f
	}
	return step
}
