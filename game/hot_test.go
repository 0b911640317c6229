package game

import (
	"reflect"
	"testing"

	"crescendo/maps/geo"
)

// lap is how many frames somebody's round has: 2,000 s of walking in a ring.
const lap = 1000

// hot is a player of a hunt of five warped venues with gate and doors, and the
// frames that they send, over and over.
type hot struct {
	Runner
	frames [lap]Frame
	sent   int
}

// newHot lets a player walk in rings of so many metres about the first venue,
// at 1.4 m/s, with two fixes a frame.
func newHot(t testing.TB, radius float64, change func(*Runner)) *hot {
	h := huntOf(1, 1, 1, 1, 1)
	h.Closes += 1e12 // an evening that outlasts any benchmark
	h.Gate, h.Doors, h.Meet = GateCode, DoorsStaff, []Place{{At: geo.Shift(middle, 0, radius)}}
	o, _ := warped(t, h)
	x := &hot{Runner: NewRunner(o, 0, 0)}
	x.Tune(0, 0)
	change(&x.Runner)
	for i := range x.frames {
		f := &x.frames[i]
		f.Count = 2
		for j := range f.Count {
			f.Fixes[j] = Fix{At: geo.Offset(middle, float64(2*i+j)*1.4/radius*57.3, radius), AccuracyDM: 80}
		}
	}
	return x
}

// next sends the next frame.
func (x *hot) next() Told {
	f := &x.frames[x.sent%lap]
	x.sent++
	f.Now, f.Sequence, f.Sent = Millis(x.sent)*2000, uint32(x.sent), uint64(x.sent)*2000
	f.Fixes[0].Mono, f.Fixes[1].Mono = f.Sent-1000, f.Sent
	return x.Apply(*f)
}

// situations are players about whom a server could give away something by the
// time that it takes. Those of one word differ in the distance alone.
var situations = []struct {
	name   string
	radius float64
	change func(*Runner)
	word   Word
}{
	{"hunting/near", 150, func(r *Runner) { r.Gate(0) }, WordHunting},
	{"hunting/middle", 1500, func(r *Runner) { r.Gate(0) }, WordHunting},
	{"hunting/far", 7000, func(r *Runner) { r.Gate(0) }, WordFar},
	{"gate/near", 150, func(*Runner) {}, WordGate},
	{"gate/far", 7000, func(*Runner) {}, WordGate},
	{"out", 150, func(r *Runner) { r.Gate(0); r.Out(true) }, WordOut},
	{"lagging", 3000, func(r *Runner) { r.Gate(0); r.speedCap = 0.01 }, WordCatchUp},
}

// BenchmarkApply is one accepted frame of a player in a hunt of five venues,
// warped, with a step in answer: what a server does all evening.
func BenchmarkApply(b *testing.B) {
	for _, s := range situations {
		b.Run(s.name, func(b *testing.B) {
			x := newHot(b, s.radius, s.change)
			b.ReportAllocs()
			for b.Loop() {
				x.next()
			}
		})
	}
}

func TestApplyAllocatesNothing(t *testing.T) {
	for _, s := range situations {
		x := newHot(t, s.radius, s.change)
		var told Told
		if n := testing.AllocsPerRun(300, func() { told = x.next() }); n != 0 {
			t.Errorf("%s: %v allocations a frame, want none", s.name, n)
		}
		if told.Word != s.word || told.Early {
			t.Errorf("%s: told %+v, want word %d and no early answer: the test measures another thing", s.name, told, s.word)
		}
	}
}

// R7: all distances are computed, whoever asks: not gated, out, lagging, far.
func TestR7EverybodyCostsTheSameDistances(t *testing.T) {
	for _, s := range situations {
		n := 0
		x := newHot(t, s.radius, s.change)
		o := *x.oracle
		o.metric, o.crow = counted{&n}, false
		x.oracle = &o
		for i := range 300 {
			n = 0
			if told := x.next(); n != 5 || told.Early {
				t.Fatalf("%s, frame %d: %d distances, early %v, want those of all 5 venues", s.name, i, n, told.Early)
			}
		}
	}
}

// A copy of a runner is a snapshot: it holds no reference but that to the
// oracle, which never changes.
func TestR6ARunnerIsAFlatValue(t *testing.T) {
	var flat func(path string, typ reflect.Type)
	flat = func(path string, typ reflect.Type) {
		switch typ.Kind() {
		case reflect.Struct:
			for i := range typ.NumField() {
				if f := typ.Field(i); f.Type != reflect.TypeFor[*Oracle]() {
					flat(path+"."+f.Name, f.Type)
				}
			}
		case reflect.Array:
			flat(path+"[]", typ.Elem())
		case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface, reflect.Func, reflect.Chan, reflect.String, reflect.UnsafePointer:
			t.Errorf("%s is a %v", path, typ)
		}
	}
	flat("Runner", reflect.TypeFor[Runner]())
}
