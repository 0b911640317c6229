package game

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"

	"crescendo/maps/geo"
)

// R4, R6, R8: whatever a client claims, and whenever they pass the gate: before
// it nothing is heard and the credited position is on the plaza; after it the
// position goes at most cap · t from there, 400 m + cap · Δ in any window; and
// nobody is eligible without having been within 150 m for 20 s.
func FuzzR4TheGateAndTheDoorsHold(f *testing.F) {
	h := huntOf(1, 1)
	h.Gate, h.Doors, h.Meet = GateCode, DoorsCode, []Place{{At: from(600)}}
	fields, err := h.Fields([]byte("key"))
	if err != nil {
		f.Fatal(err)
	}
	o := NewOracle(h, geo.Straight{}, fields...)
	fuzzClaims(f, func(t *testing.T, frames []Frame) {
		rng := rand.New(rand.NewPCG(uint64(frames[0].Now), 6))
		r := NewRunner(o, -60_000, 0)
		r.Tune(-60_000, rng.IntN(2))
		passes := rng.IntN(len(frames) * 5 / 4) // some never do
		var way places
		for i, frame := range frames {
			if i == passes {
				r.Gate(frame.Now)
				way = append(way, seen{r.credited, max(frame.Now, 0)})
			}
			told := r.Apply(frame)
			switch {
			case i < passes:
				if told.Step != 0 || told.CatchUp != 0 || told.Word != WordGate && told.Word != WordOver || r.credited != o.plaza || r.Eligible() != 0 {
					t.Fatalf("frame %d, before the gate: %+v, credited %v, eligible %b", i, told, r.credited, r.Eligible())
				}
			case !told.Early && frame.Now >= 0:
				way = append(way, seen{r.credited, frame.Now})
			}
			if told.Arrived != 0 || told.Step > MaxStep {
				t.Fatalf("frame %d: %+v", i, told)
			}
			for v := range r.Eligible().All() {
				if !way.stayed(o.venues[v].centre) {
					t.Fatalf("frame %d: eligible at %d without having stayed", i, v)
				}
			}
		}
		if far := way.tooFar(); far > 0.02*float64(len(way)) {
			t.Errorf("the credited position went %.2f m too far", far)
		}
	})
}

// stayed tells whether a way has 20 s in a row within 150 m of a place.
func (ps places) stayed(near geo.Point) bool {
	since := -1
	for i, p := range ps {
		switch {
		case geo.Metres(p.at, near) > 150:
			since = -1
		case since < 0:
			since = i
		}
		if since >= 0 && p.when-ps[since].when >= 20_000 {
			return true
		}
	}
	return false
}

// R5, P4: any bytes are answered with something that may be said: no panic, no
// step beyond the scale, no number that is none.
func FuzzR5AnythingIsAnswered(f *testing.F) {
	rng := rand.New(rand.NewPCG(1, 7))
	for n := range 20 {
		b := make([]byte, 200*n)
		for i := range b {
			b[i] = byte(rng.Uint32())
		}
		f.Add(b)
	}
	f.Add([]byte{0, 0, 1, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0x80, 1, 0, 0, 0, 0})
	h := huntOf(1, 1, 1)
	h.Gate, h.Doors, h.Meet = GateCode, DoorsCode, []Place{{At: middle}}
	gated := NewOracle(h, geo.Straight{})
	free := NewOracle(huntOf(1, 1, 1), geo.Straight{})
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, o := range []*Oracle{gated, free} {
			r := NewRunner(o, 0, 0)
			r.Gate(0)
			r.Tune(0, 1)
			now := Millis(0)
			for in := (input{b}); len(in.b) > 0; {
				frame := in.frame(&now)
				told := r.Apply(frame)
				if told.Step > MaxStep || told.Word > WordOut || told.Fog > FogBlind || !(r.lag >= 0) || !(r.tokens.saved >= 0 && r.tokens.saved <= maxSaved) || math.IsInf(r.lag, 0) || !r.credited.Valid() {
					t.Fatalf("%+v gives %+v, lag %v, tokens %v, credited %v", frame, told, r.lag, r.tokens.saved, r.credited)
				}
			}
		}
	})
}

// input reads frames from bytes; where they end it reads zeros.
type input struct{ b []byte }

func (in *input) next(n int) []byte {
	var word [8]byte
	copy(word[:], in.b[:min(n, len(in.b))])
	in.b = in.b[min(n, len(in.b)):]
	return word[:]
}

func (in *input) frame(now *Millis) Frame {
	*now += Millis(binary.LittleEndian.Uint16(in.next(2)))
	f := Frame{Now: *now, Sequence: uint32(*now), Count: int(int8(in.next(1)[0])), Sent: binary.LittleEndian.Uint64(in.next(4))}
	for i := range f.Fixes {
		f.Fixes[i] = Fix{
			At:         geo.Point{Lat: int32(binary.LittleEndian.Uint32(in.next(4))), Lon: int32(binary.LittleEndian.Uint32(in.next(4)))},
			AccuracyDM: binary.LittleEndian.Uint16(in.next(2)),
			Mono:       f.Sent - uint64(binary.LittleEndian.Uint16(in.next(2))),
		}
	}
	return f
}
