package game

import (
	"math"
	"testing"

	"crescendo/maps/geo"
)

// One test a rule, beside the plays in testdata; R1 is tested in hunt_test.go
// and R7's warp in warp_test.go.

// from returns the place so many metres north of the middle.
func from(north float64) geo.Point { return geo.Shift(middle, 0, north) }

// newcomer returns somebody who joined an hour before the gun of a hunt with
// one venue, in the middle, and tuned to its band.
func newcomer(t *testing.T) *walker {
	t.Helper()
	w, err := newWalker([]string{"0,0"})
	if err != nil {
		t.Fatal(err)
	}
	if result, _ := w.Tune(-1000, 0); result != TuneOK {
		t.Fatal(result)
	}
	return w
}

// R3: the newest session inherits the runner: position, tokens, band and step
// go on where they were, and the old session says nothing any more.
func TestR3NewestSessionInheritsTheRunner(t *testing.T) {
	w := newcomer(t)
	w.at = from(1000)
	at := w.walk(0, from(900), 1.4, func(Millis, Told) {})
	before := w.Runner
	w.Session(7)
	w.Session(3) // came late
	if w.session.epoch != 7 || w.credited != before.credited || w.tokens != before.tokens || w.dial != before.dial {
		t.Errorf("after a new session: %+v, before: %+v", w.Runner, before)
	}
	if told := w.frame(at+2000, seen{from(0), at + 2000}); !told.Early || w.credited != before.credited {
		t.Errorf("a frame of the old session is answered with %+v", told)
	}
	w.epoch, w.sequence = 7, 0
	if told := w.frame(at+2000, seen{from(900), at + 2000}); told.Early || told.Step != before.last.Step {
		t.Errorf("the first frame of the new session is answered with %+v, want step %d", told, before.last.Step)
	}
}

// R4 without a gate: the credited position starts at the first counting fix
// after gun and joining, with nothing saved.
func TestR4CreditedPositionStartsAtTheFirstFix(t *testing.T) {
	w := newcomer(t)
	w.frame(-2000, seen{from(9000), -2000})
	if w.placed {
		t.Error("placed before the gun")
	}
	w.frame(300_000, seen{from(2000), 299_000}, seen{from(1500), 300_000})
	if got := geo.Metres(w.credited, from(2000)); got > 0.02 {
		t.Errorf("begins %.1f m from the first fix after the gun", got)
	}
	w.frame(302_000, seen{from(1500), 302_000})
	if got := geo.Metres(w.credited, from(2000)); math.Abs(got-8) > 0.02 {
		t.Errorf("moved %.2f m in the first two seconds, want 8: nothing is saved", got)
	}
}

func TestR5FixesThatCount(t *testing.T) {
	const sent = 1_000_000
	good := Fix{At: from(1000), AccuracyDM: 500, Mono: sent - 15_000}
	for _, c := range []struct {
		name   string
		change func(*Fix)
		counts bool
	}{
		{"at both limits", func(*Fix) {}, true},
		{"just now", func(x *Fix) { x.Mono = sent }, true},
		{"1 dm", func(x *Fix) { x.AccuracyDM = 1 }, true},
		{"no accuracy", func(x *Fix) { x.AccuracyDM = 0 }, false},
		{"50.1 m", func(x *Fix) { x.AccuracyDM = 501 }, false},
		{"15.001 s old", func(x *Fix) { x.Mono = sent - 15_001 }, false},
		{"from the future", func(x *Fix) { x.Mono = sent + 1 }, false},
		{"the end of time", func(x *Fix) { x.Mono = math.MaxUint64 }, false},
		{"north of the pole", func(x *Fix) { x.At.Lat = 900000001 }, false},
		{"east of the date line", func(x *Fix) { x.At.Lon = 1800000001 }, false},
		{"least numbers", func(x *Fix) { x.At = geo.Point{Lat: math.MinInt32, Lon: math.MinInt32} }, false},
	} {
		x := good
		c.change(&x)
		w := newcomer(t)
		w.Apply(Frame{Now: 60_000, Sequence: 1, Sent: sent, Count: 1, Fixes: [4]Fix{x}})
		if w.placed != c.counts {
			t.Errorf("%s: counts %v, want %v", c.name, w.placed, c.counts)
		}
	}
}

// R5: a fix counts if it is later than the last in (session epoch, monotonic
// time); nothing that a client says of its own count reads past the frame.
func TestR5FixesCountOnceAndInTurn(t *testing.T) {
	w := newcomer(t)
	fix := func(north float64, mono uint64) Fix { return Fix{At: from(north), AccuracyDM: 100, Mono: mono} }
	w.Apply(Frame{Now: 60_000, Sequence: 1, Sent: 9000, Count: 3, Fixes: [4]Fix{fix(1000, 8000), fix(900, 8000), fix(800, 7999)}})
	if w.track.count != 1 {
		t.Errorf("%d fixes of one instant count, want 1", w.track.count)
	}
	w.Apply(Frame{Now: 62_000, Sequence: 2, Sent: 9000, Count: 1, Fixes: [4]Fix{fix(700, 8000)}})
	if w.track.count != 1 {
		t.Error("a fix that was sent before counts again")
	}
	w.Session(1) // the device restarted: its clock begins anew
	w.Apply(Frame{Now: 64_000, Epoch: 1, Sequence: 1, Sent: 50, Count: 1, Fixes: [4]Fix{fix(700, 40)}})
	if w.track.count != 2 {
		t.Error("the first fix of a new session does not count")
	}
	for _, count := range []int{-1, math.MinInt, 5, math.MaxInt} {
		w.Apply(Frame{Now: 66_000, Epoch: 1, Sequence: w.session.sequence + 1, Sent: 60, Count: count})
	}
}

// R6: how long until the music follows, for somebody who stands still.
func TestR6CatchUp(t *testing.T) {
	for _, c := range []struct {
		saved, metres, perSecond, want float64
	}{
		{0, 40, 4, 10},
		{400, 120, 4, 10},            // 12 m/s from what is saved
		{80, 120, 4, 10},             // all of it just goes: 80 saved and 40 earned
		{80, 160, 4, 20},             // and 40 m more at 4 m/s
		{400, 1200, 12, 100},         // earned as fast as it is spent
		{0, 4 * 65535, 4, 65535},     // what a Told can say
		{0, 0, 4, 0}, {400, 0, 4, 0}, // nothing lacks
	} {
		k := tokens{saved: c.saved}
		if got := k.catchUp(c.metres, c.perSecond); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%v saved, %v m at %v m/s: %v s, want %v", c.saved, c.metres, c.perSecond, got, c.want)
		}
	}
}

// R6: the announced seconds are those that it takes. A fast runner outruns the
// cap, and then stands.
func TestR6CatchUpComesTrue(t *testing.T) {
	w := newcomer(t)
	w.at = from(3000)
	at := w.walk(0, from(1700), 5.3, func(Millis, Told) {})
	told := w.frame(at+10_000, seen{from(1700), at + 10_000})
	if told.Word != WordCatchUp || told.CatchUp < 20 {
		t.Fatalf("%+v, want somebody who is caught up with", told)
	}
	due := at + 10_000 + Millis(told.CatchUp)*1000
	for at += 12_000; told.Word == WordCatchUp; at += 2000 {
		told = w.frame(at, seen{from(1700), at})
	}
	if followed := at - 2000; followed < due-2000 || followed > due+2000 {
		t.Errorf("the music follows at %s, announced for %s", timeOf(followed), timeOf(due))
	}
}

// R7: step = clamp(1 + ⌊62·ln(5000/d)/ln 250⌋, 1, 63), worked out by hand.
func TestR7Scale(t *testing.T) {
	for _, c := range []struct {
		metres float64
		want   uint8
	}{
		{0, 63}, {20, 63}, {20.001, 62}, {21.8, 62}, {21.9, 61},
		{100, 44}, {500, 26}, {1000, 19}, {2000, 11}, {4573, 2}, {4575, 1},
		{5000, 1}, {5000.1, 0}, {1e9, 0}, {math.Inf(1), 0}, {math.NaN(), 0},
	} {
		if got := level(math.Log(c.metres)); got != c.want {
			t.Errorf("step at %v m is %d, want %d", c.metres, got, c.want)
		}
	}
	for d := 0.0; d < 5100; d += 0.25 {
		if level(math.Log(d+0.25)) > level(math.Log(d)) {
			t.Fatalf("louder at %v m than at %v m", d+0.25, d)
		}
	}
}

// R7: hysteresis 3 % of the distance either way, and none within 20 m.
func TestR7Hysteresis(t *testing.T) {
	border := 5000 / math.Exp(18*lnSpan/62) // between steps 18 and 19, 1006 m
	for _, c := range []struct {
		last   uint8
		metres float64
		want   uint8
	}{
		{18, border * 0.98, 18}, {18, border * 0.97, 19},
		{19, border * 1.02, 19}, {19, border * 1.031, 18},
		{0, 4900, 0}, {0, 4854, 1}, {1, 5100, 1}, {1, 5151, 0},
		{63, 20.5, 63}, {62, 20.5, 62}, {62, 20, 63}, {0, 20, 63}, {63, 300, 32},
	} {
		if got := hold(c.last, math.Log(c.metres)); got != c.want {
			t.Errorf("after %d at %.1f m: %d, want %d", c.last, c.metres, got, c.want)
		}
	}
}

// counted counts how often it is asked.
type counted struct{ n *int }

func (c counted) Metres(a, b geo.Point) float64 { *c.n++; return geo.Metres(a, b) }

// R7: all distances are computed whatever is tuned, so that time tells nothing.
func TestR7EveryDistanceIsComputed(t *testing.T) {
	h, n := huntOf(1, 1, 1, 1, 1), 0
	r := NewRunner(NewOracle(h, counted{&n}), 0, 0)
	for i, at := range []geo.Point{from(100), from(100), from(90_000), from(0)} {
		n = 0
		if i == 1 {
			r.Tune(2000, 3)
		}
		r.Apply(Frame{Now: Millis(i) * 2000, Sequence: uint32(i), Sent: uint64(i) * 2000, Count: 1, Fixes: [4]Fix{{at, 50, uint64(i) * 2000}}})
		if n != 5 {
			t.Errorf("frame %d: %d distances, want those of all 5 venues", i, n)
		}
	}
}

// R7: another distance than the straight one is the oracle's, not the fence's.
type far struct{}

func (far) Metres(a, b geo.Point) float64 { return 3000 }

func TestR7DistanceIsTheHunts(t *testing.T) {
	r := NewRunner(NewOracle(huntOf(1), far{}), 0, 0)
	r.Tune(0, 0)
	var told Told
	for i := range 5 {
		told = r.Apply(Frame{Now: Millis(i) * 2000, Sequence: uint32(i), Sent: uint64(i) * 2000, Count: 1, Fixes: [4]Fix{{from(0), 50, uint64(i) * 2000}}})
	}
	if told.Step != level(math.Log(3000)) || !r.eligible.Has(0) {
		t.Errorf("step %d, arrived %v: want %d and an arrival", told.Step, r.eligible.Has(0), level(math.Log(3000)))
	}
}

// R8: the circle of leaving is larger by 10 %, and by 20 m at least.
func TestR8Circles(t *testing.T) {
	for _, c := range []struct{ radius, enter, leave float64 }{{0, 40, 60}, {25, 25, 45}, {100, 100, 120}, {250, 250, 275}} {
		if enter, leave := circles(c.radius, false); enter != c.enter || leave != c.leave {
			t.Errorf("radius %v: enters at %v, leaves at %v, want %v and %v", c.radius, enter, leave, c.enter, c.leave)
		}
	}
}

// R8: once a venue, whatever comes later.
func TestR8ArrivesOnce(t *testing.T) {
	w := newcomer(t)
	w.at = from(100)
	arrived := 0
	at := Millis(0)
	for range 3 {
		for _, to := range []geo.Point{from(0), from(100)} {
			at = w.walk(at, to, 1.4, func(_ Millis, told Told) {
				if told.Arrived.Has(0) {
					arrived++
				}
			})
		}
	}
	if arrived != 1 {
		t.Errorf("arrived %d times, want once", arrived)
	}
}
