package mix_test

import (
	"math"
	"math/cmplx"
	"slices"
	"sync"
	"testing"
	"time"

	"crescendo/audio/decode"
	"crescendo/audio/mix"
)

// loops are what the tests listen to: noise, and some seconds of each song.
func loops(t *testing.T) map[string]*mix.Loop {
	t.Helper()
	all := map[string]*mix.Loop{"pink": mix.NewLoop(pink(1, 4*mix.Rate))}
	if !testing.Short() {
		for _, name := range songNames() {
			all["song "+name] = mix.NewLoop(excerpt(song(t, name), 10, 18)...)
		}
	}
	return all
}

// The promise: over one turn of the loop every step is 0.4 to 0.9 dB louder
// than the one before.
func TestEachStepIsLouder(t *testing.T) {
	for name, loop := range loops(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var last, least, most float64
			for step := uint8(1); step <= mix.MaxStep; step++ {
				m := settled(mix.Target{Song: loop, Step: step})
				loud := loudness(render(m, loop.Frames()))
				if rise := loud - last; step == 2 {
					least, most = rise, rise
				} else if step > 2 {
					least, most = min(least, rise), max(most, rise)
				}
				last = loud
			}
			t.Logf("rises of %.2f to %.2f dB", least, most)
			if least < 0.4 || most > 0.9 {
				t.Errorf("rises of %.2f to %.2f dB, want 0.4 to 0.9", least, most)
			}
		})
	}
}

// A song's brightness, its spectral centroid, rises with the step.
func TestEachTenthStepIsBrighter(t *testing.T) {
	loop := mix.NewLoop(pink(1, 4*mix.Rate))
	last := 0.0
	for step := uint8(3); step <= mix.MaxStep; step += 10 {
		c := centroid(render(settled(mix.Target{Song: loop, Step: step}), mix.Rate).left)
		t.Logf("step %d: %.0f Hz", step, c)
		if c < last*1.05 {
			t.Errorf("step %d has its centre at %.0f Hz, after %.0f", step, c, last)
		}
		last = c
	}
}

// centroid is the mean frequency of x, weighted by amplitude.
func centroid(x []float32) float64 {
	const n = 4096
	var top, bottom float64
	for at := 0; at+n <= len(x); at += n {
		for k := 1; k < n/2; k += 11 { // every eleventh bin is enough for a mean
			var sum complex128
			turn, step := complex(1, 0), cmplx.Rect(1, -2*math.Pi*float64(k)/n)
			for i, v := range x[at : at+n] {
				sum += complex(float64(v)*(1-math.Cos(2*math.Pi*float64(i)/n)), 0) * turn
				turn *= step
			}
			a := cmplx.Abs(sum)
			top, bottom = top+a*float64(k)*mix.Rate/n, bottom+a
		}
		at += 8 * n
	}
	return top / bottom
}

func TestFogIsWideAndEquallyLoud(t *testing.T) {
	loop := mix.NewLoop(pink(1, 4*mix.Rate))
	var loud []float64
	var alike []float64
	for fog := range uint8(4) {
		s := render(settled(mix.Target{Song: loop, Step: 40, Fog: fog}), 4*mix.Rate)
		loud = append(loud, rmsDB(s.left))
		alike = append(alike, correlation(s))
		near(t, "left against right", rmsDB(s.left), rmsDB(s.right), 0.5)
		near(t, "loudness in fog", decode.Loudness(s.left), mix.Gain(40)+decode.Loudness(pink(1, 4*mix.Rate)), 1)
	}
	t.Logf("RMS %.1f, correlation %.2f", loud, alike)
	if !slices.IsSortedFunc(alike, func(a, b float64) int { return int(math.Copysign(1, b-a)) }) || alike[0] < 0.999 || alike[3] > 0.6 {
		t.Errorf("the sides are alike by %.2f, want from 1 down to under 0.6", alike)
	}
}

func correlation(s stereo) float64 {
	var lr, ll, rr float64
	for i := range s.left {
		l, r := float64(s.left[i]), float64(s.right[i])
		lr, ll, rr = lr+l*r, ll+l*l, rr+r*r
	}
	return lr / math.Sqrt(ll*rr)
}

// No click: whatever is turned however often, two neighbouring samples never
// differ by more than the louder of the songs does at its loudest.
func TestViolentChangesDoNotClick(t *testing.T) {
	a, b := mix.NewLoop(sine(440, 0.5, mix.Rate)), mix.NewLoop(sine(330, 0.5, mix.Rate))
	bed := mix.NewLoop(sine(110, 0.5, mix.Rate))
	steady := worstStep(render(settled(mix.Target{Song: a, Bed: bed, Step: mix.MaxStep}), mix.Rate).left)
	m := settled(mix.Target{Song: a, Bed: bed, Step: mix.MaxStep})
	var all []float32
	for i := range 400 {
		target := mix.Target{Song: a, Bed: bed, Step: uint8(i % 2 * 63), Fog: uint8(i / 3 % 4), Glide: mix.ControlGlide, Muted: i%7 == 0}
		switch i / 16 % 4 {
		case 1:
			target.Song = b
		case 2:
			target.Song, target.Bed = nil, nil
		}
		m.Set(target)
		all = append(all, render(m, 1111+i).left...)
	}
	t.Logf("worst step %.5f, steady %.5f", worstStep(all), steady)
	if worst := worstStep(all); worst > steady {
		t.Errorf("worst step %.5f, steady play has %.5f", worst, steady)
	}
}

// The last sample of a loop is followed by its first.
func TestLoopsHaveNoSeam(t *testing.T) {
	x := sine(100, 0.5, mix.Rate/2) // whole periods
	steady := worstStep(x)
	m := settled(mix.Target{Song: mix.NewLoop(x), Step: mix.MaxStep})
	if worst := worstStep(render(m, 3*mix.Rate).left); worst > steady*1.001 {
		t.Errorf("worst step %.6f, within the loop %.6f", worst, steady)
	}
}

func TestNeverSilentWithABed(t *testing.T) {
	a, b, bed := mix.NewLoop(pink(1, mix.Rate)), mix.NewLoop(pink(2, mix.Rate)), mix.NewLoop(pink(3, mix.Rate))
	m := settled(mix.Target{Bed: bed})
	quiet := rmsDB(render(m, mix.Rate).left)
	for i, target := range []mix.Target{{Song: a, Step: 30}, {Song: b}, {Song: b, Step: 1}, {}, {Song: a, Step: 63}, {Song: b, Step: 63}} {
		target.Bed = bed
		m.Set(target)
		for range 40 {
			if rms := rmsDB(render(m, mix.Rate/20).left); rms < quiet-6 {
				t.Fatalf("target %d: a twentieth of a second at %.1f dBFS, the bed has %.1f", i, rms, quiet)
			}
		}
	}
}

// Equal power: half way between two bands it is neither louder nor quieter.
func TestBandsCrossWithEqualPower(t *testing.T) {
	a, b := mix.NewLoop(pink(1, 2*mix.Rate)), mix.NewLoop(pink(2, 2*mix.Rate))
	m := settled(mix.Target{Song: a, Step: 40})
	before := rmsDB(render(m, mix.Rate).left)
	m.Set(mix.Target{Song: b, Step: 40})
	half := int(mix.Crossfade.Seconds() * mix.Rate / 2)
	render(m, half-mix.Rate/10)
	near(t, "half way", rmsDB(render(m, mix.Rate/5).left), before, 1)
	render(m, half)
	near(t, "after", rmsDB(render(m, mix.Rate).left), before, 1)
}

// A step glides in dB by equal parts and arrives when it was told to.
func TestStepsGlideLinearInDB(t *testing.T) {
	x := sine(100, 0.5, mix.Rate) // under every corner: the filter does nothing
	loop := mix.NewLoop(x)
	m := settled(mix.Target{Song: loop, Step: 1})
	from := rmsDB(render(m, mix.Rate).left)
	m.Set(mix.Target{Song: loop, Step: 63, Glide: 2 * time.Second})
	for tenth := range 20 {
		got := rmsDB(render(m, mix.Rate/10).left)
		near(t, "dB on the way", got, from+40*(float64(tenth)+0.5)/20, 0.4)
	}
	near(t, "dB at the end", rmsDB(render(m, mix.Rate).left), from+40, 0.1)
}

// Two devices that agree on the clock hear the same bar.
func TestSyncedSongsStandAtTheSameBar(t *testing.T) {
	loop := mix.NewLoop(pink(1, 3*mix.Rate))
	early, late := mix.NewMixer(), mix.NewMixer()
	early.Set(mix.Target{Song: loop, Step: 63, Synced: true, Began: -5000})
	render(early, mix.Rate)
	render(late, 7*mix.Rate)
	late.Set(mix.Target{Song: loop, Step: 63, Synced: true, Began: 6*mix.Rate - 5000})
	render(early, mix.Rate)
	render(late, mix.Rate) // both are past their fade, two seconds from their start
	x, y := render(early, mix.Rate), render(late, mix.Rate)
	var apart float64
	for i := range x.left {
		apart = max(apart, math.Abs(float64(x.left[i])-float64(y.left[i])))
	}
	if rmsDB(x.left) < -30 || apart > 1e-6 {
		t.Errorf("at %.1f dBFS the two differ by %v", rmsDB(x.left), apart)
	}
}

func TestCeilingHoldsWhatAddsUp(t *testing.T) {
	for _, x := range []float64{-3, -1, -0.9, 0, 0.5, 0.9, 0.95, 2} {
		y := mix.Ceiling(x)
		if math.Abs(y) > 1 || math.Abs(x) <= 0.9 && y != x {
			t.Errorf("Ceiling(%v) = %v", x, y)
		}
	}
}

func TestMutedIsSilentWithin50ms(t *testing.T) {
	target := mix.Target{Song: mix.NewLoop(pink(1, mix.Rate)), Bed: mix.NewLoop(pink(2, mix.Rate)), Step: 63}
	m := settled(target)
	target.Muted = true
	m.Set(target)
	render(m, mix.Rate/20+64)
	if x := render(m, mix.Rate).left; worstStep(x) != 0 || x[0] != 0 {
		t.Error("muted is not silent")
	}
}

// Set comes from any goroutine while another one reads.
func TestSetFromManyGoroutines(t *testing.T) {
	a, b := mix.NewLoop(pink(1, mix.Rate)), mix.NewLoop(pink(2, mix.Rate))
	m := mix.NewMixer()
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for step := range uint8(64) {
				m.Set(mix.Target{Song: []*mix.Loop{a, b, nil}[int(step)%3], Bed: a, Step: step, Fog: uint8(i)})
			}
		})
	}
	render(m, mix.Rate/4)
	all.Wait()
	if m.Frames() < mix.Rate/4 {
		t.Errorf("Frames = %d", m.Frames())
	}
}

func TestReadAllocatesNothing(t *testing.T) {
	stems := mix.NewLoop(pink(1, mix.Rate), pink(2, mix.Rate), pink(3, mix.Rate), pink(4, mix.Rate))
	m := settled(mix.Target{Song: stems, Bed: mix.NewLoop(pink(5, mix.Rate)), Step: 33, Fog: 1})
	b := make([]byte, 4096)
	if n := testing.AllocsPerRun(100, func() { _, _ = m.Read(b) }); n != 0 {
		t.Errorf("%v allocations a Read, want 0", n)
	}
}

// Read fills whatever it is given, frames or not.
func TestReadFillsAnyLength(t *testing.T) {
	target := mix.Target{Song: mix.NewLoop(pink(1, mix.Rate)), Step: 63, Glide: moment}
	whole, parts := mix.NewMixer(), mix.NewMixer()
	whole.Set(target)
	parts.Set(target)
	want := make([]byte, 10000)
	_, _ = whole.Read(want)
	var got []byte
	for i := 0; len(got) < len(want); i++ {
		b := make([]byte, min(i%301, len(want)-len(got)))
		n, err := parts.Read(b)
		if n != len(b) || err != nil {
			t.Fatalf("Read of %d = %d, %v", len(b), n, err)
		}
		got = append(got, b...)
	}
	if !slices.Equal(got, want) {
		t.Error("parts differ from the whole")
	}
}

// BenchmarkSecond renders one second of sound; the budget is 2 ms.
func BenchmarkSecond(b *testing.B) {
	for name, fog := range map[string]uint8{"clear": 0, "fog": 2} {
		b.Run(name, func(b *testing.B) {
			stems := mix.NewLoop(pink(1, mix.Rate), pink(2, mix.Rate), pink(3, mix.Rate), pink(4, mix.Rate))
			m := settled(mix.Target{Song: stems, Bed: mix.NewLoop(pink(5, mix.Rate)), Step: 33, Fog: fog})
			second := make([]byte, mix.Rate*8)
			b.ReportAllocs()
			for b.Loop() {
				_, _ = m.Read(second)
			}
		})
	}
}

// A song that is late is put right where a part of its turn begins, not before,
// and that is not heard.
func TestASongIsPutRightWhereAPartBegins(t *testing.T) {
	loop := mix.NewLoop(sine(440, 0.5, 8*mix.Rate)) // parts of two seconds
	steady := worstStep(render(settled(mix.Target{Song: loop, Step: mix.MaxStep}), mix.Rate).left)
	for _, late := range []int64{-700, 500, 30} { // frames
		m, right := mix.NewMixer(), mix.NewMixer()
		target := mix.Target{Song: loop, Step: mix.MaxStep, Glide: moment, Synced: true}
		m.Set(target)
		right.Set(target)
		render(m, mix.Rate)
		render(right, mix.Rate)
		target.Began = late
		m.Set(target)
		before := render(m, mix.Rate-64).left
		if !slices.Equal(before, render(right, mix.Rate-64).left) {
			t.Errorf("%d frames late: it changed before the part began", late)
		}
		around := render(m, mix.Rate/5)
		if worst := worstStep(around.left); worst > 1.02*steady {
			t.Errorf("%d frames late: a step of %.4f, steady play has %.4f", late, worst, steady)
		}
		moved := late
		if late == 30 { // under MendLeast
			moved = 0
		}
		render(right, int(mix.Rate/5-moved))
		x, y := render(m, mix.Rate/10).left, render(right, mix.Rate/10).left
		for i := range x {
			if math.Abs(float64(x[i]-y[i])) > 0.01 {
				t.Fatalf("%d frames late: frame %d is %v, want %v", late, i, x[i], y[i])
			}
		}
	}
}

func TestPartsAreAQuarterOfAMinuteAtMost(t *testing.T) {
	for seconds, want := range map[float64]int{0.5: 4, 51: 4, 60: 4, 61: 8, 240: 16} {
		if got := mix.Parts(seconds); got != want {
			t.Errorf("Parts(%v) = %d, want %d", seconds, got, want)
		}
	}
}
