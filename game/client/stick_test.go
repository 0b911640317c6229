package client

import (
	"context"
	"math"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game/wire"
	"crescendo/maps/geo"
)

func TestAStickWalksAtThreeMetresASecondOfHuntTime(t *testing.T) {
	for name, c := range map[string]struct {
		rate        int
		east, north float64
		seconds     float64
		wantE       float64
		wantN       float64
	}{
		"east":              {1, 1, 0, 10, 30, 0},
		"at rate 8":         {8, 1, 0, 10, 240, 0},
		"half":              {1, 0, -0.5, 10, 0, -15},
		"diagonals alike":   {1, 1, 1, 10, 30 / math.Sqrt2, 30 / math.Sqrt2},
		"pushed too far":    {1, -40, 0, 10, -30, 0},
		"no number":         {1, math.NaN(), 0, 10, 0, 0},
		"without end":       {1, math.Inf(1), 0, 10, 0, 0},
		"not at all":        {1, 0, 0, 10, 0, 0},
		"many little steps": {16, 0, 1, 0.001, 0, 0.048},
	} {
		t.Run(name, func(t *testing.T) {
			now := time.Unix(1000, 0)
			s := NewStick(func() time.Time { return now })
			if _, ok := s.At(); ok {
				t.Error("a stick without a hunt knows where it is")
			}
			s.Brief(wire.Hunt{Rate: c.rate, Meet: []wire.PublicPlace{{Lat: 488675000, Lon: 23638000}}})
			from, _ := s.At()
			if from != (geo.Point{Lat: 488675000, Lon: 23638000}) {
				t.Errorf("begins at %v, want the first meeting place", from)
			}
			s.Push(c.east, c.north)
			for range 100 { // a screen looks often
				now = now.Add(time.Duration(c.seconds * float64(time.Second) / 100))
				s.At()
			}
			s.Push(0, 0)
			now = now.Add(time.Minute)
			to, ok := s.At()
			e, n := geo.NewPlane(from).XY(to)
			if !ok || math.Hypot(e-c.wantE, n-c.wantN) > 0.02 { // a place is on a lattice of 1 cm
				t.Errorf("walked %.3f m east and %.3f m north, want %.3f and %.3f", e, n, c.wantE, c.wantN)
			}
		})
	}
}

func TestAStickEmitsAFrameFull(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := NewStick(nil)
		ctx, cancel := context.WithCancel(context.Background())
		var fixes []Fix
		ended := make(chan error)
		go func() { ended <- s.Run(ctx, func(f Fix) { fixes = append(fixes, f) }) }()
		<-time.After(time.Minute)
		s.Brief(wire.Hunt{Rate: 8, Area: wire.PublicPlace{Lat: 5, Lon: 6}})
		<-time.After(2490 * time.Millisecond)
		s.Place(geo.Point{Lat: 7, Lon: 8})
		s.Brief(wire.Hunt{Rate: 8, Area: wire.PublicPlace{Lat: 5, Lon: 6}}) // welcomed again: the place stays
		<-time.After(20 * time.Millisecond)
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Run returned %v", err)
		}
		if len(fixes) != 41 { // ten periods of 250 ms, four in each, and the first
			t.Errorf("%d fixes in 2.5 s at rate 8, want 41, none before the hunt is known", len(fixes))
		}
		if fixes[0].At != (geo.Point{Lat: 5, Lon: 6}) || fixes[40].At != (geo.Point{Lat: 7, Lon: 8}) || fixes[0].Accuracy != 5 {
			t.Errorf("from %+v to %+v, want the area's middle, then the place it was put", fixes[0], fixes[40])
		}
	})
}

func TestAStickEndsUnbriefed(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := NewStick(nil).Run(ctx, nil); err != nil {
		t.Error(err)
	}
}
