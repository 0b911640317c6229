package game

import (
	"bytes"
	"math"
	"reflect"
	"testing"

	"crescendo/maps/geo"
)

// R6: a snapshot holds every field. Each is changed in turn, and shows.
func TestR6ASnapshotHoldsEveryField(t *testing.T) {
	o := NewOracle(huntOf(1, 1), geo.Straight{})
	r := NewRunner(o, 0, 0)
	base := r.AppendSnapshot(nil)
	fields := 0
	var change func(path string, v reflect.Value)
	change = func(path string, v reflect.Value) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				change(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case reflect.Array:
			n := v.Len()
			if path == "Runner.fences" {
				n = len(o.venues) // those beyond are never used
			}
			for i := range n {
				change(path+"[]", v.Index(i))
			}
		case reflect.Pointer: // the oracle
		default:
			fields++
			old := reflect.New(v.Type()).Elem()
			v = reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Elem()
			old.Set(v)
			other(v)
			if bytes.Equal(r.AppendSnapshot(nil), base) {
				t.Errorf("%s is not in a snapshot", path)
			}
			v.Set(old)
		}
	}
	change("Runner", reflect.ValueOf(&r).Elem())
	if fields < 40 {
		t.Errorf("looked at %d fields, want all: some 50", fields)
	}
}

// other gives a value another one of its kind.
func other(v reflect.Value) {
	switch {
	case v.CanInt():
		v.SetInt(v.Int() + 1)
	case v.CanUint():
		v.SetUint(v.Uint() + 1)
	case v.CanFloat():
		v.SetFloat(v.Float() + 1)
	case v.Kind() == reflect.Bool:
		v.SetBool(!v.Bool())
	}
}

func TestR6ASnapshotIsOfOneHunt(t *testing.T) {
	r := NewRunner(NewOracle(huntOf(1, 1), geo.Straight{}), 0, 0)
	if _, err := RestoreRunner(NewOracle(huntOf(1, 1, 1), geo.Straight{}), r.AppendSnapshot(nil)); err == nil {
		t.Error("a hunt of three venues takes the runner of one with two")
	}
	for name, spoil := range map[string]func(*Runner){
		"no band has this number":  func(r *Runner) { r.dial.band = 2 },
		"more tokens than a saver": func(r *Runner) { r.tokens.saved = maxSaved + 1 },
		"metres that are none":     func(r *Runner) { r.lag = math.NaN() },
		"more fixes than are kept": func(r *Runner) { r.track.count = meanOf + 1 },
		"fixes less than none":     func(r *Runner) { r.track.heard = -1 },
		"a step above the highest": func(r *Runner) { r.last.Step = MaxStep + 1 },
		"a place that is none":     func(r *Runner) { r.credited.Lat = math.MaxInt32 },
	} {
		bad := r
		spoil(&bad)
		if _, err := RestoreRunner(r.oracle, bad.AppendSnapshot(nil)); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

// R6: bytes that are no snapshot are an error, and never a runner that does
// what no runner may.
func FuzzR6AnyBytesAreASnapshotOrNot(f *testing.F) {
	o := NewOracle(huntOf(1, 1), geo.Straight{})
	r := NewRunner(o, 0, 0)
	f.Add(r.AppendSnapshot(nil))
	f.Add([]byte{snapshotFormat, 2})
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := RestoreRunner(o, b)
		if err != nil {
			return
		}
		if !bytes.Equal(r.AppendSnapshot(nil), b) {
			t.Fatal("it is written otherwise than it was read")
		}
		for i := range 4 {
			fix := Fix{At: middle, AccuracyDM: 100, Mono: uint64(i)}
			told := r.Apply(Frame{Now: Millis(2000 * i), Epoch: r.session.epoch, Sequence: r.session.sequence + 1, Sent: uint64(i), Count: 1, Fixes: [MaxFixes]Fix{fix}})
			if told.Step > MaxStep || !r.credited.Valid() {
				t.Fatalf("it says %+v", told)
			}
		}
	})
}

// R6: whose snapshot is lost has not saved up the way of the time since the
// gate: from the plaza they earn from now.
func TestR6ALostRunnerHasSavedNothing(t *testing.T) {
	h := huntOf(1, 1)
	h.Gate, h.Doors, h.Admission, h.Meet = GateCode, DoorsCode, 600_000, []Place{{At: h.Area.Centre}}
	o := NewOracle(h, geo.Straight{})
	for _, lost := range []bool{false, true} {
		r := NewRunner(o, 0, 0)
		r.Gate(0)
		const now = 3_600_000
		if lost {
			r.Lost(now)
		}
		plaza := r.credited
		far := geo.Offset(plaza, 90, 2000)
		var way float64
		for i := range 6 {
			at := Millis(now + 2000*i)
			f := Frame{Now: at, Sequence: uint32(i + 1), Sent: uint64(at), Count: 1}
			f.Fixes[0] = Fix{At: far, AccuracyDM: 80, Mono: uint64(at)}
			r.Apply(f)
			way = geo.Metres(plaza, r.credited)
		}
		// ten seconds: at 4 m/s they earn 40 m; with the 400 m saved since the gate
		// they sprint at 12 m/s
		if most := 40.5; lost && (way > most || way < 30) || !lost && way < 100 {
			t.Errorf("lost: %t: the credited position moved %.1f m in ten seconds", lost, way)
		}
	}
}
