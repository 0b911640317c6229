package game

import (
	"math/rand/v2"
	"testing"

	"crescendo/maps/geo"
)

// claims draws the frames of somebody who claims whatever helps: places far and
// near, jumps, gaps, stale and repeated fixes, wrong counts and sessions.
func claims(rng *rand.Rand, n int) []Frame {
	var frames []Frame
	now, sent := Millis(rng.IntN(60_000)-30_000), uint64(1e6)
	at := geo.Shift(middle, rng.Float64()*4000, rng.Float64()*4000)
	for i := range n {
		step := []Millis{2000, 2000, 2000, 1900, 0, 300, 30_000, 600_000}[rng.IntN(8)]
		now, sent = now+step, sent+uint64(step)
		if rng.IntN(5) == 0 {
			at = geo.Shift(middle, rng.NormFloat64()*3000, rng.NormFloat64()*3000)
		}
		f := Frame{Now: now, Epoch: uint32(rng.IntN(20) / 19), Sequence: uint32(i - rng.IntN(20)/19*3), Sent: sent, Count: rng.IntN(7) - 1}
		for j := range f.Fixes {
			at = geo.Shift(at, rng.NormFloat64()*15, rng.NormFloat64()*15)
			f.Fixes[j] = Fix{At: at, AccuracyDM: uint16(rng.IntN(800)), Mono: sent - uint64(rng.IntN(20_000)) + uint64(j*500)}
			switch rng.IntN(40) {
			case 0:
				f.Fixes[j].At = geo.Point{Lat: rng.Int32N(1 << 20), Lon: -2_000_000_000} // off the earth
			case 1:
				f.Fixes[j].AccuracyDM = 50_000 // 5 km
			case 2:
				f.Fixes[j].Mono = rng.Uint64()
			}
		}
		frames = append(frames, f)
	}
	return frames
}

// places is where somebody was believed to be at first, and at each reading.
type places []seen

// tooFar returns the most metres by which a way is longer than the rules allow.
func (ps places) tooFar() (metres float64) {
	for i, p := range ps {
		for _, q := range ps[:i] {
			over := (p.when - q.when).seconds()
			allowed := min(4*(p.when-ps[0].when).seconds(), 400+4*over, 12*over)
			metres = max(metres, geo.Metres(p.at, q.at)-allowed)
		}
	}
	return metres
}

// R6, O7: whatever a client claims, the credited position goes at most cap · t
// from where it began, 400 m + cap · Δ in any window, and 12 m/s at any time.
func FuzzR6CreditedPositionKeepsItsPace(f *testing.F) {
	fuzzClaims(f, func(t *testing.T, frames []Frame) {
		r := NewRunner(NewOracle(huntOf(1, 1), geo.Straight{}), -60_000, 0)
		var way places
		for _, frame := range frames {
			began := !r.placed
			if told := r.Apply(frame); r.placed && (began || !told.Early) {
				way = append(way, seen{r.credited, frame.Now})
			}
		}
		// A place is rounded to a centimetre, and each move to another.
		if far := way.tooFar(); far > 0.02*float64(len(way)) {
			t.Errorf("the credited position went %.2f m too far", far)
		}
	})
}

// R7, R8: one answer a frame, in range; what comes early is the last again; one
// arrival a venue; nothing is heard before the gun.
func FuzzR7EveryFrameHasItsAnswer(f *testing.F) {
	fuzzClaims(f, func(t *testing.T, frames []Frame) {
		r := NewRunner(NewOracle(huntOf(1, 1), geo.Straight{}), -60_000, 0)
		r.Tune(-60_000, 1)
		var last Told
		var arrived Set
		for i, frame := range frames {
			told := r.Apply(frame)
			if told.Step > MaxStep || told.Word > WordOut || told.Fog > FogBlind || told.Band != 1 {
				t.Fatalf("frame %d: %+v", i, told)
			}
			if frame.Now < 0 && told.Step > 0 {
				t.Fatalf("frame %d: step %d before the gun", i, told.Step)
			}
			if told.Early && i > 0 && (told.Step != last.Step || told.Arrived != 0) {
				t.Fatalf("frame %d: %+v is early, and not the last answer %+v again", i, told, last)
			}
			if arrived&told.Arrived != 0 {
				t.Fatalf("frame %d: arrived again", i)
			}
			arrived |= told.Arrived
			last = told
		}
	})
}

// The same frames give the same answers: time and chance are inputs, and a copy
// of a runner is a snapshot, and so are its bytes.
func FuzzR6CopiesAreSnapshots(f *testing.F) {
	fuzzClaims(f, func(t *testing.T, frames []Frame) {
		a := NewRunner(NewOracle(huntOf(1, 1), geo.Straight{}), 0, 0)
		a.Tune(0, 0)
		for i, frame := range frames {
			b, err := RestoreRunner(a.oracle, a.AppendSnapshot(nil))
			if err != nil {
				t.Fatalf("frame %d: %v", i, err)
			}
			if told, again := a.Apply(frame), b.Apply(frame); told != again || a != b {
				t.Fatalf("frame %d: %+v and %+v", i, told, again)
			}
		}
	})
}

// R7: nobody reads more often than every two seconds, but for one that the
// beat's slack has saved.
func FuzzR7NobodyReadsMoreOften(f *testing.F) {
	fuzzClaims(f, func(t *testing.T, frames []Frame) {
		r := NewRunner(NewOracle(huntOf(1, 1), geo.Straight{}), -60_000, 0)
		var readings []Millis
		for _, frame := range frames {
			if told := r.Apply(frame); !told.Early {
				readings = append(readings, frame.Now)
			}
		}
		for i, to := range readings {
			for j, from := range readings[:i] {
				if most := int((to-from)/frameEvery) + 2; i-j+1 > most {
					t.Fatalf("%d readings in %d ms", i-j+1, to-from)
				}
			}
		}
	})
}

func fuzzClaims(f *testing.F, check func(t *testing.T, frames []Frame)) {
	for seed := range uint64(50) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		t.Logf("seed %d", seed)
		check(t, claims(rand.New(rand.NewPCG(seed, 5)), 120))
	})
}

// Somebody at home who claims to be at a venue is not there before a runner at
// the cap would be.
func TestR8NobodyArrivesBeforeARunnerCould(t *testing.T) {
	for _, away := range []float64{500, 2000} {
		w := newcomer(t)
		w.frame(0, seen{from(away), 0})
		for at := Millis(2000); ; at += 2000 {
			told := w.frame(at, seen{from(0), at})
			if told.Arrived == 0 {
				continue
			}
			if first := Millis((away - 40) / 4 * 1000); at < first {
				t.Errorf("from %v m they arrive at %s, a runner at %s", away, timeOf(at), timeOf(first))
			}
			break
		}
	}
}
