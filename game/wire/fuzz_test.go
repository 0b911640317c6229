package wire

import (
	"bytes"
	"reflect"
	"testing"
)

func FuzzFrame(f *testing.F) {
	f.Add(frame.Append(nil))
	f.Add(make([]byte, FrameSize))
	f.Fuzz(func(t *testing.T, b []byte) {
		var m Frame
		if m.Decode(b) == nil && !bytes.Equal(m.Append(nil), b) {
			t.Errorf("%x was read as %+v, which is written as %x", b, m, m.Append(nil))
		}
	})
}

func FuzzStep(f *testing.F) {
	f.Add(step.Append(nil))
	f.Add(make([]byte, StepSize))
	f.Fuzz(func(t *testing.T, b []byte) {
		var m Step
		if m.Decode(b) == nil && !bytes.Equal(m.Append(nil), b) {
			t.Errorf("%x was read as %+v, which is written as %x", b, m, m.Append(nil))
		}
	})
}

// FuzzText holds that whatever is read can be written and reads the same.
func FuzzText(f *testing.F) {
	for _, m := range samples {
		switch m := m.(type) {
		case ToServer:
			b, _ := EncodeToServer(m)
			f.Add(b)
		case ToPlayer:
			b, _ := EncodeToPlayer(m)
			f.Add(b)
		case ToSpectator:
			b, _ := EncodeToSpectator(m)
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if m, err := DecodeToServer(text); err == nil {
			again(t, m, encode(t, m))
		}
		if m, err := DecodeToPlayer(text); err == nil {
			again(t, m, encode(t, m))
		}
		if m, err := DecodeToSpectator(text); err == nil {
			again(t, m, encode(t, m))
		}
		if m, err := DecodeJoinRequest(text); err == nil && len(m.Salt) != SaltBytes {
			t.Errorf("a salt of %d bytes", len(m.Salt))
		}
	})
}

func again(t *testing.T, m any, text []byte) {
	t.Helper()
	if got := decode(t, m, text); !reflect.DeepEqual(encodeTwice(t, got), encodeTwice(t, m)) {
		t.Errorf("%#v came back as %#v", m, got)
	}
}

// encodeTwice compares messages as what they say: null and an empty list say
// the same.
func encodeTwice(t *testing.T, m any) string { return string(encode(t, m)) }

func BenchmarkFrame(b *testing.B) {
	text := frame.Append(nil)
	out := make([]byte, 0, StepSize)
	b.ReportAllocs()
	for b.Loop() {
		var f Frame
		if err := f.Decode(text); err != nil {
			b.Fatal(err)
		}
		out = step.Append(out[:0])
	}
}

func TestTheStreamAllocatesNothing(t *testing.T) {
	text, out := frame.Append(nil), make([]byte, 0, FrameSize)
	n := testing.AllocsPerRun(100, func() {
		var f Frame
		var s Step
		if f.Decode(text) != nil || s.Decode(step.Append(out[:0])) != nil {
			t.Fail()
		}
		out = f.Append(out[:0])
	})
	if n != 0 {
		t.Errorf("%v allocations for a frame and a step, want none", n)
	}
}
