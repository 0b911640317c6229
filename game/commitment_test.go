package game

import (
	"encoding/hex"
	"reflect"
	"testing"

	"crescendo/maps/geo"
)

// uncommitted are the fields of a Hunt that its commitment does not cover, each
// with the reason.
var uncommitted = map[string]string{
	"Hunt.Awards[0].Compare": "a function has no bytes; the award's name and sentences stand for it, and the rules version",
}

// fullHunt has something in every field.
func fullHunt() *Hunt {
	h := huntOf(2)
	h.Meet = []Place{{"Plaza", middle}}
	h.SpeedCap, h.Virtual, h.Open, h.Invitations = 3, true, true, true
	h.Gate, h.Doors, h.Admission = GateCode, DoorsCode, 600_000
	h.Classes = []Class{{"wheels", "On wheels", 6, 2}}
	h.Par = [][]Millis{{60_000, 30_000}}
	h.Awards = StandardAwards()
	h.Beacon = "the lottery of Saturday"
	return h
}

// R15: whatever an organiser changes shows: each field of a hunt, and all else
// that is committed to.
func TestR15CommitmentCoversTheHunt(t *testing.T) {
	h := fullHunt()
	hash := func() [32]byte { return Commitment(h, Seed{1}, [32]byte{2}, []int{1}, []byte("keys")) }
	before, seen := hash(), map[string]bool{}
	change(reflect.ValueOf(h).Elem(), "Hunt", func(path string) {
		seen[path] = true
		if _, ok := uncommitted[path]; ok {
			return
		}
		if hash() == before {
			t.Errorf("%s may be changed without another commitment", path)
		}
	}, t)
	if hash() != before {
		t.Error("the hunt is not what it was: the test is broken")
	}
	for path := range uncommitted {
		if !seen[path] {
			t.Errorf("%s is listed and does not exist", path)
		}
	}
	if len(seen) < 54 {
		t.Errorf("only %d fields were changed: %v", len(seen), seen)
	}
}

// change changes every leaf below v, one at a time, calls look, and puts it
// back. Of a list it also drops the last entry.
func change(v reflect.Value, path string, look func(path string), t *testing.T) {
	old := reflect.ValueOf(v.Interface())
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			change(v.Field(i), path+"."+v.Type().Field(i).Name, look, t)
		}
		return
	case reflect.Slice:
		if v.Len() == 0 {
			t.Fatalf("%s is empty: fullHunt must fill it", path)
		}
		change(v.Index(0), path+"[0]", look, t)
		v.Set(v.Slice(0, v.Len()-1))
		path = "len " + path
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(v.Int() + 1)
	case reflect.Uint8:
		v.SetUint(v.Uint() + 1)
	case reflect.Float64:
		v.SetFloat(v.Float() + 0.5)
	case reflect.String:
		v.SetString(v.String() + "x")
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Func:
	default:
		t.Fatalf("%s is a %v: teach the test to change it", path, v.Kind())
	}
	look(path)
	v.Set(old)
}

func TestR15CommitmentCoversTheRest(t *testing.T) {
	h := fullHunt()
	seen := map[[32]byte]string{}
	for name, hash := range map[string][32]byte{
		"as it is":       Commitment(h, Seed{1}, [32]byte{2}, []int{1}, []byte("keys")),
		"seed":           Commitment(h, Seed{2}, [32]byte{2}, []int{1}, []byte("keys")),
		"salt":           Commitment(h, Seed{1}, [32]byte{3}, []int{1}, []byte("keys")),
		"draw":           Commitment(h, Seed{1}, [32]byte{2}, []int{2}, []byte("keys")),
		"draws":          Commitment(h, Seed{1}, [32]byte{2}, []int{1, 1}, []byte("keys")),
		"keys":           Commitment(h, Seed{1}, [32]byte{2}, []int{1}, []byte("key")),
		"seed into salt": Commitment(h, Seed{}, [32]byte{1}, []int{2}, []byte("keys")),
	} {
		if other, same := seen[hash]; same {
			t.Errorf("%s and %s have one commitment", name, other)
		}
		seen[hash] = name
	}
}

// R15: texts stand behind their lengths, so that no letter wanders from one to
// the next.
func TestR15CommitmentKeepsFieldsApart(t *testing.T) {
	a, b := huntOf(1), huntOf(1)
	a.ID, a.Name = "ab", "c"
	b.ID, b.Name = "a", "bc"
	if Commitment(a, Seed{}, [32]byte{}, nil, nil) == Commitment(b, Seed{}, [32]byte{}, nil, nil) {
		t.Error("two hunts have one commitment")
	}
}

// R15: one hunt has one commitment, on every machine. The figure comes from
// Python's struct and hashlib, by the bytes that Commitment's comment says.
func TestR15CommitmentIsTheFormula(t *testing.T) {
	h := &Hunt{
		ID: "paris", Name: "Paris", Opens: 1, Starts: 2, Closes: 3, Rate: 1,
		Area:   geo.Circle{Centre: geo.Point{Lat: 4, Lon: -5}, Radius: 6000},
		Bands:  []Band{{"owls", "The Owls", "#e8b04a", "builtin:1"}},
		Venues: []Venue{{ID: "v1", Name: "Bakery", Place: geo.Point{Lat: 7, Lon: 8}, Radius: 40, Quotas: []Quota{{Seats: 10, By: "only"}}}},
		Awards: []Award{{Name: "only", RuleFR: "é", RuleEN: "e", AfterClose: true}},
	}
	got := Commitment(h, Seed{1}, [32]byte{2}, []int{1}, []byte("k"))
	if want := "c4c6fa7978b5f3085c3ea3ab1b3be1716777edbdb5bedc35c68e38926c95e1fb"; hex.EncodeToString(got[:]) != want {
		t.Errorf("%x, want %s", got, want)
	}
}
