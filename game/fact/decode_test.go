package fact

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestDecodeRefusesWhatAppendNeverWrites(t *testing.T) {
	good := golden(t, "all.hex")
	edit := func(at int, with ...byte) []byte {
		b := slices.Clone(good)
		copy(b[at:], with)
		return b
	}
	for _, c := range []struct {
		name, want string
		bytes      []byte
	}{
		{"nothing", "0 bytes", nil},
		{"half a head", "36 bytes", good[:36]},
		{"too long", "want 37 to", make([]byte, MaxRecord+1)},
		{"an older format", "format 1: want 2; an older", edit(0, 1)},
		{"a newer format", "format 3: want 2; a newer", edit(0, 3)},
		{"fewer facts than it says", "fact 15 of 15: missing", edit(35, 0, 15)},
		{"more facts than it says", "1 bytes after the last of 13 facts", edit(35, 0, 13)},
		{"more facts than fit", "at most 512", edit(35, 2, 1)},
		{"unknown kind", "kind 16 is unknown", edit(37, 16)},
		{"kind kept for Adopted", "kind 6 is unknown", edit(37, 6)},
		{"kind kept for Incident", "kind 12 is unknown", edit(37, 12)},
		{"a code half spent", "issued or spent, 0 or 1, and here 2", edit(bytes.Index(good, []byte("code"))+16, 2)},
		{"kind 0", "kind 0 is unknown", edit(37, 0)},
		{"a byte more", "1 bytes after", append(slices.Clone(good), 0)},
		{"cut in a fact", "kind 1 has 31 bytes, want 32", edit(35, 0, 1)[:37+1+31]},
	} {
		if r, err := Decode(c.bytes); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %+v, %v, want an error with %q", c.name, r, err, c.want)
		}
	}
}

func TestEveryCutIsRefused(t *testing.T) {
	good := golden(t, "all.hex")
	for n := range good {
		if _, err := Decode(good[:n]); err == nil {
			t.Errorf("the first %d of %d bytes decode", n, len(good))
		}
	}
}

func TestLargestRecordFits(t *testing.T) {
	var r Record
	for range MaxFacts {
		r.Facts = append(r.Facts, Acted{})
	}
	b := r.Append(nil)
	if len(b) != MaxRecord {
		t.Errorf("%d bytes, want MaxRecord, %d", len(b), MaxRecord)
	}
	if got, err := Decode(b); err != nil || !reflect.DeepEqual(got, r) {
		t.Errorf("the largest record: %v", err)
	}
	defer func() {
		if recover() == nil {
			t.Error("a record of one fact more is written")
		}
	}()
	r.Facts = append(r.Facts, Tick{})
	r.Append(nil)
}

// What decodes is written back byte for byte: so there is one encoding.
func FuzzDecode(f *testing.F) {
	f.Add(golden(f, "all.hex"))
	f.Add(golden(f, "empty.hex"))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		before := bytes.Clone(b)
		r, err := Decode(b)
		if !bytes.Equal(b, before) {
			t.Fatal("Decode wrote into its input")
		}
		if err != nil {
			return
		}
		if again := r.Append(nil); !bytes.Equal(again, b) {
			t.Fatalf("decoded %x\nwritten %x", b, again)
		}
	})
}

// Decode keeps nothing of its input.
func TestDecodeCopies(t *testing.T) {
	b := golden(t, "all.hex")
	r, err := Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	clear(b)
	if !reflect.DeepEqual(r, all()) {
		t.Error("the record changed with the bytes it came from")
	}
}
