package geo

import (
	"math"
	"testing"
)

// corners are where arithmetic in degrees goes wrong.
var corners = []Point{
	{Lat: 488566000, Lon: 23522000},     // Paris
	{Lat: 0, Lon: 0},                    // equator and prime meridian
	{Lat: -338688000, Lon: 1512093000},  // Sydney
	{Lat: 515000000, Lon: 1799999999},   // one step west of the date line
	{Lat: 515000000, Lon: -1800000000},  // on it
	{Lat: 690000000, Lon: 330000000},    // the Barents Sea
	{Lat: -549000000, Lon: -1799990000}, // east of it, south
}

// Shift is the inverse of the plane that Metres uses: what lies so many metres
// east and north of p is as far away as Pythagoras says.
func TestShiftIsTheInverseOfMetres(t *testing.T) {
	for _, p := range corners {
		for _, d := range []float64{0, 0.05, 1, 20, 5000, 10_000} {
			for bearing := 0.0; bearing < 360; bearing += 30 {
				q := Offset(p, bearing, d)
				if got := Metres(p, q); math.Abs(got-d) > 0.02 {
					t.Errorf("%v m at %v° from %v: %.3f m away", d, bearing, p, got)
				}
				if got := Metres(q, p); math.Abs(got-d) > 0.02 {
					t.Errorf("and back: %.3f m", got)
				}
				if !q.Valid() {
					t.Errorf("%v m at %v° from %v is %v", d, bearing, p, q)
				}
			}
		}
	}
}

func TestShiftIsTheInverseOfWay(t *testing.T) {
	for _, p := range corners {
		for _, way := range [][2]float64{{0, 0}, {3, -4}, {-700, 20}, {6000, 8000}} {
			if east, north := Way(p, Shift(p, way[0], way[1])); math.Hypot(east-way[0], north-way[1]) > 0.02 {
				t.Errorf("%v from %v: the way there is %.3f, %.3f", way, p, east, north)
			}
		}
	}
}

func TestShiftThereAndBack(t *testing.T) {
	for _, p := range corners {
		for _, d := range []float64{1, 300, 10_000} {
			// East first and then north is not the way back along both: a degree of
			// longitude is shorter farther north. Each alone is.
			for _, way := range [][2]float64{{d, 0}, {0, d}, {-d, 0}, {0, -d}} {
				back := Shift(Shift(p, way[0], way[1]), -way[0], -way[1])
				if got := Metres(p, back); got > 0.02 {
					t.Errorf("from %v by %v and back: %.3f m away", p, way, got)
				}
			}
		}
	}
}

func TestTowardIsOnTheWay(t *testing.T) {
	for _, a := range corners {
		b := Offset(a, 130, 1000)
		for _, d := range []float64{0, 1, 250, 999} {
			p := Toward(a, b, d)
			if math.Abs(Metres(a, p)-d) > 0.02 || math.Abs(Metres(p, b)-(1000-d)) > 0.03 {
				t.Errorf("%v m from %v to %v: %.3f m gone, %.3f m left", d, a, b, Metres(a, p), Metres(p, b))
			}
		}
		for _, d := range []float64{1000.1, 1e9, math.Inf(1)} {
			if p := Toward(a, b, d); p != b {
				t.Errorf("%v m toward a place 1000 m away ends at %v, want %v", d, p, b)
			}
		}
		if p := Toward(a, a, 5); p != a {
			t.Errorf("toward where one is: %v, want %v", p, a)
		}
	}
}

func TestMean(t *testing.T) {
	for _, p := range corners {
		square := []Point{Shift(p, 50, 0), Shift(p, -50, 0), Shift(p, 0, 50), Shift(p, 0, -50)}
		if got := Metres(Mean(square...), p); got > 0.03 {
			t.Errorf("the mean of a square about %v is %.3f m away", p, got)
		}
		if got := Mean(p); got != p {
			t.Errorf("the mean of %v alone is %v", p, got)
		}
	}
	if got := Mean(); got != (Point{}) {
		t.Errorf("the mean of nothing is %v", got)
	}
	if n := testing.AllocsPerRun(100, func() { Mean(corners[0], corners[0]) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestCircle(t *testing.T) {
	c := Circle{Centre: corners[3], Radius: 40}
	for _, x := range []struct {
		metres float64
		in     bool
	}{{0, true}, {39.9, true}, {40.1, false}, {5000, false}} {
		around(c.Centre, x.metres, func(p Point) {
			if c.Contains(p) != x.in {
				t.Errorf("%v m away: contained is %v", x.metres, !x.in)
			}
		})
	}
}

func TestPlane(t *testing.T) {
	pl := NewPlane(corners[0])
	for _, d := range []float64{0, 10, 5000} {
		around(corners[0], d, func(p Point) {
			x, y := pl.XY(p)
			if got := math.Hypot(x, y); math.Abs(got-d) > 4 {
				t.Errorf("%v m away is %.2f m on the plane", d, got)
			}
			if back := pl.At(x, y); Metres(back, p) > 0.02 {
				t.Errorf("%v comes back as %v", p, back)
			}
		})
	}
}

func TestDegrees(t *testing.T) {
	for _, c := range []struct {
		lat, lon float64
		want     Point
		ok       bool
	}{
		{48.8566, 2.3522, Point{Lat: 488566000, Lon: 23522000}, true},
		{90, -180, Point{Lat: 900000000, Lon: -1800000000}, true},
		{-90, 180, Point{Lat: -900000000, Lon: 1800000000}, true},
		{0.00000005, -0.00000004, Point{Lat: 1}, true},
		{90.0000001, 0, Point{}, false}, {0, 180.0000001, Point{}, false},
		{math.NaN(), 0, Point{}, false}, {0, math.NaN(), Point{}, false}, {math.Inf(1), 0, Point{}, false},
	} {
		got, err := Degrees(c.lat, c.lon)
		if got != c.want || (err == nil) != c.ok {
			t.Errorf("Degrees(%v, %v) = %v, %v, want %v", c.lat, c.lon, got, err, c.want)
		}
		if c.ok && (!got.Valid() || math.Abs(got.LatDegrees()-c.lat) > 1e-7) {
			t.Errorf("%v is not %v, %v", got, c.lat, c.lon)
		}
	}
	if (Point{Lat: 900000001}).Valid() || (Point{Lon: math.MinInt32}).Valid() {
		t.Error("what lies beyond a pole is valid")
	}
	if o := corners[0].Orb(); o.Lon() != 2.3522 || o.Lat() != 48.8566 {
		t.Errorf("orb's point is %v", o)
	}
}

// Whatever comes from a client: distances are numbers, and moving stays on the
// earth.
func FuzzAnyTwoPlaces(f *testing.F) {
	f.Add(int32(488566000), int32(23522000), int32(-900000000), int32(1800000000), 10.0)
	f.Add(int32(900000000), int32(0), int32(900000000), int32(1800000000), 1e300)
	f.Add(int32(math.MinInt32), int32(math.MaxInt32), int32(0), int32(0), math.NaN())
	f.Fuzz(func(t *testing.T, lat, lon, lat2, lon2 int32, metres float64) {
		a, b := Point{Lat: lat, Lon: lon}, Point{Lat: lat2, Lon: lon2}
		if d := Metres(a, b); !(d >= 0) || math.IsInf(d, 0) {
			t.Errorf("%v metres from %v to %v", d, a, b)
		}
		if d, e := Metres(a, b), (Straight{}).Metres(b, a); d != e {
			t.Errorf("%v metres there and %v back", d, e)
		}
		if g := Bearing(a, b); !(g >= 0 && g < 360) {
			t.Errorf("bearing %v from %v to %v", g, a, b)
		}
		if !a.Valid() || !b.Valid() || math.Abs(a.LatDegrees()) > 89 || !(math.Abs(metres) <= 50_000) {
			return
		}
		for _, p := range []Point{Shift(a, metres, -metres), Toward(a, b, metres), Mean(a, b)} {
			if !p.Valid() {
				t.Errorf("%v metres from %v, %v: %v", metres, a, b, p)
			}
		}
	})
}
