package game

import (
	"fmt"
	"math"
	"testing"

	"crescendo/maps/geo"
)

// starts is the gun of the tests' hunts: 2026-06-21 00:00:00 UTC.
const starts = 1782000000000

var middle = geo.Point{Lat: 488566000, Lon: 23522000}

// huntOf returns an hour's hunt with a venue for each number of seats, 3 km
// apart on a line that runs east from the middle, in an area of 20 km.
func huntOf(seats ...int) *Hunt {
	h := &Hunt{ID: "test", Name: "Test", Opens: starts - 3_600_000, Starts: starts, Closes: starts + 3_600_000, Rate: 1, Area: geo.Circle{Centre: middle, Radius: 20_000}}
	for i, n := range seats {
		h.Bands = append(h.Bands, Band{ID: fmt.Sprint("b", i), Name: fmt.Sprint("Band ", i), Colour: "#ffffff", Song: "builtin:1"})
		h.Venues = append(h.Venues, Venue{ID: fmt.Sprint("v", i), Name: fmt.Sprint("Venue ", i), Place: geo.Shift(middle, float64(i)*3000, 0), Band: i, Quotas: []Quota{{Seats: n, By: "first"}}})
	}
	return h
}

// R1: hunt time counts from the gun, at the hunt's rate.
func TestR1HuntTimeCountsFromTheGun(t *testing.T) {
	h := huntOf(1)
	for _, c := range []struct {
		rate int
		wall int64
		want Millis
	}{
		{1, starts, 0}, {1, starts + 1, 1}, {1, starts - 20_000, -20_000},
		{8, starts, 0}, {8, starts + 450_000, 3_600_000}, {8, starts - 20_000, -160_000},
		{0, starts + 7, 7}, // no rate is 1
		{16, math.MaxInt64, math.MaxInt64}, {16, math.MinInt64, math.MinInt64},
		{1, math.MaxInt64, math.MaxInt64 - starts}, {1, math.MinInt64, math.MinInt64},
	} {
		h.Rate = c.rate
		if got := h.At(c.wall); got != c.want {
			t.Errorf("rate %d: at %d it is %d, want %d", c.rate, c.wall, got, c.want)
		}
	}
}

func TestR1WallIsTheFirstInstantNotBefore(t *testing.T) {
	for _, rate := range []int{1, 7, 8, 16} {
		h := huntOf(1)
		h.Rate = rate
		for _, at := range []Millis{-100, -8, -1, 0, 1, 7, 8, 9, 3_600_001} {
			if wall := h.Wall(at); h.At(wall) < at || h.At(wall-1) >= at {
				t.Errorf("rate %d: wall time of %d is %d, which is %d", rate, at, wall-starts, h.At(wall))
			}
		}
	}
}

// Where no wall time is left, it is the last.
func TestR1WallDoesNotOverflow(t *testing.T) {
	h := huntOf(1)
	if got := h.Wall(math.MaxInt64); got != math.MaxInt64 {
		t.Errorf("the wall time of the end of time is %d", got)
	}
}

func TestSet(t *testing.T) {
	s := Set(0).With(3).With(0).With(31).With(3).With(-1).With(32)
	var got []int
	for i := range s.All() {
		got = append(got, i)
	}
	if fmt.Sprint(got) != "[0 3 31]" || !s.Has(31) || s.Has(1) || s.Has(-1) || s.Has(32) {
		t.Errorf("set of 0, 3 and 31 has %v", got)
	}
	for i := range s.All() {
		if i > 0 {
			t.Error("goes on after a break")
		}
		break
	}
}

func TestSeatsOfAHuntAreThoseOfItsRace(t *testing.T) {
	for _, h := range []*Hunt{huntOf(), huntOf(3), huntOf(1, 2, 4)} {
		if got, want := h.Seats(), NewRace(h, Seed{}).Seats(); got != want {
			t.Errorf("%d seats, and %d in its race", got, want)
		}
	}
}
