package game

import (
	"math"
	"testing"

	"crescendo/maps/geo"
)

// R8 with doors: 20 s within 150 m of A, whatever the venue's own radius; once
// and for all; and nothing that is told changes by it.
func TestR8EligibleAfterTwentySecondsAndNobodyIsTold(t *testing.T) {
	h := huntOf(1)
	h.Doors, h.Venues[0].Radius = DoorsStaff, 30
	inside, outside := newGuest(h), newGuest(h)
	for at := Millis(0); at <= 120_000; at += 2000 {
		a, b := inside.frame(at, seen{from(149), at}), outside.frame(at, seen{from(151), at})
		if a != b || a.Arrived != 0 {
			t.Fatalf("at %s: %+v inside and %+v outside, want the same and no arrival", timeOf(at), a, b)
		}
		if got := inside.Eligible().Has(0); got != (at >= 20_000) {
			t.Fatalf("at %s: eligible %v", timeOf(at), got)
		}
	}
	if outside.Eligible() != 0 {
		t.Error("eligible at 151 m")
	}
	inside.walk(120_000, from(2000), 1.4, func(Millis, Told) {})
	if !inside.Eligible().Has(0) {
		t.Error("who has gone is not eligible any more")
	}
}

// newGuest returns a player who joined long before the gun.
func newGuest(h *Hunt, fields ...Field) *walker {
	return &walker{Runner: NewRunner(NewOracle(h, geo.Straight{}, fields...), -60_000, 0), hunt: h, accuracy: 100}
}

// R8: what does not make anybody eligible: leaving in between, accuracies
// beyond 75 m, silence, a position that is still being caught up with, the time
// before the gun.
func TestR8WhatMakesNobodyEligible(t *testing.T) {
	h := huntOf(1)
	h.Doors = DoorsCode
	for name, at := range map[string]func(w *walker, now Millis){
		"leaving": func(w *walker, now Millis) { w.frame(now, seen{from(145 + float64(now/14_000%2)*15), now}) },
		"accuracy": func(w *walker, now Millis) {
			if w.accuracy = 751; now == 0 {
				w.accuracy = 750
			}
			w.frame(now, seen{from(10), now})
		},
		"no accuracy": func(w *walker, now Millis) { w.accuracy = 0; w.frame(now, seen{from(10), now}) },
		"silence": func(w *walker, now Millis) {
			if now < 10_000 {
				w.frame(now, seen{from(10), now})
			} else {
				w.frame(now)
			}
		},
		"a jump": func(w *walker, now Millis) {
			if now == 0 {
				w.frame(now, seen{from(3000), now})
			} else {
				w.frame(now, seen{from(10), now})
			}
		},
	} {
		w := newGuest(h)
		for now := Millis(0); now < 300_000; now += 2000 {
			at(w, now)
		}
		if w.Eligible() != 0 {
			t.Errorf("%s made them eligible", name)
		}
	}
	w := newGuest(h)
	for now := Millis(-50_000); now < 20_000; now += 2000 {
		if w.frame(now, seen{from(10), now}); w.Eligible() != 0 {
			t.Fatalf("at %s eligible: the time before the gun counted", timeOf(now))
		}
	}
}

// R5: with doors a fix of 75 m counts, without them one of 50 m.
func TestR5DoorsAllowForPoorerFixes(t *testing.T) {
	for _, doors := range []Doors{DoorsNone, DoorsCode, DoorsStaff} {
		for _, c := range []struct {
			dm     uint16
			counts bool
		}{{500, true}, {501, doors != DoorsNone}, {750, doors != DoorsNone}, {751, false}, {math.MaxUint16, false}, {0, false}} {
			h := huntOf(1)
			h.Doors = doors
			w := newGuest(h)
			w.accuracy = c.dm
			if w.frame(0, seen{from(10), 0}); (w.track.count > 0) != c.counts {
				t.Errorf("doors %v, accuracy %d dm: counts %v, want %v", doors, c.dm, w.track.count > 0, c.counts)
			}
		}
	}
}

// R7, R8: with doors loudness and presence are about the centre A, up to 30 m
// from the venue, and without doors about the venue.
func TestR7WithDoorsTheCentreIsNotTheVenue(t *testing.T) {
	for _, doors := range []Doors{DoorsNone, DoorsStaff} {
		h := huntOf(1, 1, 1, 1, 1)
		h.Doors = doors
		fields, err := h.Fields([]byte("key"))
		if err != nil {
			t.Fatal(err)
		}
		o, off := NewOracle(h, geo.Straight{}, fields...), 0.0
		for i, f := range fields {
			metres := math.Hypot(f.East, f.North)
			off += metres
			centre := geo.Shift(h.Venues[i].Place, f.East, f.North)
			if metres > 30 || f.Draws < 1 || o.venues[i].centre != centre {
				t.Errorf("venue %d: %.1f m off after %d draws, centre %v, want %v", i, metres, f.Draws, o.venues[i].centre, centre)
			}
			if _, heard := o.venue(i, centre); level(heard) != MaxStep {
				t.Errorf("venue %d: at its very centre the step is %d", i, level(heard))
			}
			if away, heard := o.venue(i, geo.Offset(centre, 70, 19)); math.Abs(away-19) > 0.02 || level(heard) != MaxStep {
				t.Errorf("venue %d: %.2f m from the centre, step %d", i, away, level(heard))
			}
		}
		if (off > 0) != (doors != DoorsNone) {
			t.Errorf("doors %v: the centres lie %.1f m off", doors, off)
		}
	}
	// Without doors a field cannot move a venue.
	o := NewOracle(huntOf(1), geo.Straight{}, Field{East: 30})
	if o.venues[0].centre != middle {
		t.Error("a field moved a venue without doors")
	}
}

// R7: whatever is compared with metres is measured alike.
func TestR7DistancesAreGeoMetres(t *testing.T) {
	o := NewOracle(huntOf(1, 1), geo.Straight{})
	for i := range 200 {
		at := geo.Offset(middle, float64(i*37), float64(i*i)/4)
		if away, _ := o.venue(1, at); away != geo.Metres(o.venues[1].centre, at) {
			t.Errorf("%v: %v m, geo.Metres says %v", at, away, geo.Metres(o.venues[1].centre, at))
		}
	}
}
