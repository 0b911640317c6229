package bot

import (
	"math/rand/v2"
	"testing"

	"crescendo/game/wire"
	"crescendo/maps/city"
	"crescendo/maps/geo"
)

func TestLongStreetsAreCut(t *testing.T) {
	const source = "city 1\nname Three\ncredit nobody\nlicence none\ndate 2026-06-20\n\n" +
		"junction a 48.8583 2.3475\njunction b 48.8583 2.3525\njunction c 48.8590 2.3525\njunction alone 48.8500 2.3400\njunction far 48.8501 2.3400\n" +
		"street street Long: a 48.8586,2.3490 b\nstreet street Short: b c\nstreet street Away: alone far\n"
	c, err := city.Parse([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	s := newStreets(c)
	if n := len(s.at); n != 5+3 { // 371 m and a bend: four pieces
		t.Errorf("%d places, want the five junctions and three on the long street", n)
	}
	length := map[[2]int]float64{}
	for from, legs := range s.legs {
		for _, l := range legs {
			at := s.at[from]
			for _, p := range l.line {
				length[[2]int{from, l.to}] += geo.Metres(at, p)
				at = p
			}
			if at != s.at[l.to] {
				t.Errorf("the leg from %d to %d ends %.1f m from there", from, l.to, geo.Metres(at, s.at[l.to]))
			}
		}
	}
	if len(length) != 2*5 {
		t.Errorf("legs %v: want five, both ways, and none of the part that hangs together with nothing", length)
	}
	total := 0.0
	for way, metres := range length {
		if back := length[[2]int{way[1], way[0]}]; back-metres > 0.1 || metres-back > 0.1 {
			t.Errorf("%d to %d: %.1f m, and %.1f m back", way[0], way[1], metres, back)
		}
		if metres > longest+1.5 {
			t.Errorf("%d to %d: %.1f m at once", way[0], way[1], metres)
		}
		total += metres
	}
	want := 0.0
	for _, j := range []int{0, 1} {
		for _, e := range c.Graph().Edges(j) {
			if e.To > j {
				want += 2 * e.Metres
			}
		}
	}
	if total < want-1 || total > want+1 {
		t.Errorf("%.1f m of legs, want %.1f", total, want)
	}
	for place, at := range s.at {
		if place != 3 && place != 4 && s.nearest(geo.Shift(at, 3, 2)) != place {
			t.Errorf("beside place %d the nearest is %d", place, s.nearest(geo.Shift(at, 3, 2)))
		}
	}
}

func TestACityWithoutStreetsIsOpenGround(t *testing.T) {
	if newStreets(nil) != nil {
		t.Error("streets of no city")
	}
}

func TestPlacesOfTheLatticeHaveNumbers(t *testing.T) {
	seen := map[int]bool{}
	for _, i := range []int{-half, -301, -1, 0, 1, 300, half - 1} {
		for _, j := range []int{-half, -300, -1, 0, 1, 301, half - 1} {
			n := number(i, j)
			a, b := unnumber(n)
			if n >= 0 || seen[n] || a != i || b != j {
				t.Errorf("%d, %d has number %d, which is %d, %d", i, j, n, a, b)
			}
			seen[n] = true
		}
	}
}

func area(radius int32) wire.PublicPlace {
	return wire.PublicPlace{Lat: middle.Lat, Lon: middle.Lon, RadiusM: radius}
}

func TestWaysOnOpenGround(t *testing.T) {
	ground := newTerrain(nil, area(1000))
	for _, near := range []bool{false, true} {
		legs := ground.ways(number(0, 0), near)
		if len(legs) != 8 {
			t.Fatalf("%d ways, want eight", len(legs))
		}
		for _, l := range legs {
			want := map[bool][2]float64{false: {99, 142}, true: {19, 29}}[near]
			if d := geo.Metres(middle, ground.at(l.to)); d < want[0] || d > want[1] || len(l.line) != 1 || l.line[0] != ground.at(l.to) {
				t.Errorf("near %t: a way of %.1f m, want %v", near, d, want)
			}
		}
	}
	for _, l := range ground.ways(number(49, 0), false) { // at 980 m
		if d := geo.Metres(middle, ground.at(l.to)); d > 1000 {
			t.Errorf("a way leads out of the area, to %.0f m", d)
		}
	}
	back := ground.ways(number(200, 0), false) // at 4 km
	if len(back) == 0 {
		t.Fatal("no way back into the area")
	}
	for _, l := range back {
		if d := geo.Metres(middle, ground.at(l.to)); d >= 4000 {
			t.Errorf("outside, a way leads farther out, to %.0f m", d)
		}
	}
}

func TestWaysInATown(t *testing.T) {
	s := newStreets(gridTown(t))
	ground := newTerrain(s, area(6000))
	inTown, outside := s.nearest(middle), geo.Shift(middle, 2500, 0)
	for _, l := range ground.ways(inTown, false) {
		if l.to < 0 {
			t.Errorf("in town a way leads off the streets, to %v", ground.xy(ground.at(l.to)))
		}
	}
	off := 0
	for _, l := range ground.ways(inTown, true) {
		if l.to < 0 {
			off++
		}
	}
	if off < 8 {
		t.Errorf("near a band %d ways lead off the streets, want all", off)
	}
	for _, l := range ground.ways(number(ground.lattice(geo.Shift(middle, 50, 40))), false) {
		if l.to < 0 {
			t.Error("whoever is off the streets in town does not go back to them")
		}
	}
	if legs := ground.ways(number(ground.lattice(outside)), false); len(legs) != 8 || legs[0].to >= 0 {
		t.Errorf("%d ways outside the town, want eight over open ground", len(legs))
	}
	edge := s.nearest(geo.Shift(middle, 12*120, 0))
	out := false
	for _, l := range ground.ways(edge, false) {
		out = out || l.to < 0
	}
	if !out {
		t.Error("no way leads out of the town at its edge")
	}
}

func TestNobodyWalksOnWater(t *testing.T) {
	s := newStreets(gridTown(t))
	ground := newTerrain(s, area(6000))
	bank := geo.Shift(middle, 60, 3*120+10) // the river lies 30 m to 90 m north of the street
	for _, near := range []bool{true, false} {
		for _, l := range ground.ways(number(ground.lattice(bank)), near) {
			if p := ground.at(l.to); ground.wet(p) || ground.xy(p).North > 3*120+90 {
				t.Errorf("near %t: from the bank a way leads to %v", near, ground.xy(p))
			}
		}
	}
	river := geo.Shift(middle, 60, 3*120+60)
	if !ground.wet(river) || ground.wet(middle) {
		t.Error("the river is dry, or the town is wet")
	}
	if legs := ground.ways(number(ground.lattice(river)), true); len(legs) == 0 {
		t.Error("whoever fell into the river never gets out")
	}
}

func TestWhereBotsBegin(t *testing.T) {
	town := newStreets(gridTown(t))
	here := []wire.PublicPlace{{Lat: middle.Lat, Lon: middle.Lon}}
	for name, c := range map[string]struct {
		s       *streets
		meet    []wire.PublicPlace
		from    float64 // at least so far from the middle, one of them
		to      float64 // at most, all of them
		streets bool
	}{
		"on a street near the meeting place": {town, here, 80, spread, true},
		"near the meeting place":             {nil, here, 80, spread, false},
		"anywhere in the area":               {nil, nil, 4000, 6000, false},
		"anywhere, in town on streets":       {town, nil, 4000, 6000, false},
	} {
		far, places := 0.0, map[int]bool{}
		for seed := range uint64(200) {
			ground := newTerrain(c.s, area(6000))
			place := ground.start(c.meet, rand.New(rand.NewPCG(seed, 0)))
			d := geo.Metres(middle, ground.at(place))
			far, places[place] = max(far, d), true
			if d > c.to || ground.wet(ground.at(place)) || c.streets && place < 0 || c.s != nil && place < 0 && ground.covers(ground.at(place)) {
				t.Fatalf("%s: begins at %v, %.0f m away, place %d", name, ground.xy(ground.at(place)), d, place)
			}
		}
		if far < c.from || len(places) < 5 {
			t.Errorf("%s: at most %.0f m away, at %d places: want them spread", name, far, len(places))
		}
	}
}
