package game

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

const snapshotFormat = 1 // the first byte of a runner's snapshot

// errSnapshot is in every error of RestoreRunner.
var errSnapshot = errors.New("not a snapshot of this hunt's runner")

// AppendSnapshot appends the runner's state to b, for RestoreRunner: what
// outlives a connection, a device, a process and a node (R6). The bytes depend
// on the state alone. They hold places, so they never leave the server.
func (r Runner) AppendSnapshot(b []byte) []byte {
	b = append(b, snapshotFormat, byte(len(r.oracle.venues)))
	w := writing{b}
	r.fields(&w)
	return w.b
}

// RestoreRunner returns the runner of a snapshot, in the hunt of an oracle. It
// takes nothing that no runner could have been: its error says that the bytes
// are of another format or hunt, or damaged.
func RestoreRunner(o *Oracle, b []byte) (Runner, error) {
	if len(b) < 2 || b[0] != snapshotFormat || int(b[1]) != len(o.venues) {
		return Runner{}, fmt.Errorf("%w: its first bytes are of another format or hunt", errSnapshot)
	}
	r := Runner{oracle: o}
	w := reading{b: b[2:]}
	r.fields(&w)
	if w.short || len(w.b) > 0 || !r.possible() || !bytes.Equal(r.AppendSnapshot(nil), b) {
		return Runner{}, fmt.Errorf("%w: it is damaged", errSnapshot)
	}
	return r, nil
}

// fields passes every field to c, which writes or reads it.
func (r *Runner) fields(c coder) {
	millis(c, &r.start, &r.due, &r.now, &r.tokens.at, &r.dial.switched, &r.track.came)
	flags(c, &r.gated, &r.out, &r.placed, &r.session.begun, &r.session.fixed, &r.dial.heard, &r.last.Early)
	number(c, &r.session.epoch)
	number(c, &r.session.sequence)
	number(c, &r.session.mono)
	reals(c, &r.lag, &r.speedCap, &r.tokens.saved)
	for _, p := range []*int32{&r.reported.Lat, &r.reported.Lon, &r.credited.Lat, &r.credited.Lon} {
		number(c, p)
	}
	r.track.fields(c)
	number(c, &r.dial.band)
	number(c, &r.dial.full)
	number(c, &r.dial.gone)
	number(c, &r.dial.step)
	for i := range r.oracle.venues {
		f := &r.fences[i]
		millis(c, &f.since)
		number(c, &f.fixes)
		flags(c, &f.inside)
	}
	number(c, &r.eligible)
	number(c, &r.last.Band)
	number(c, &r.last.Step)
	number(c, &r.last.Word)
	number(c, &r.last.Fog)
	number(c, &r.last.CatchUp)
	number(c, &r.last.Arrived)
}

func (t *track) fields(c coder) {
	for i := range t.errors {
		number(c, &t.errors[i])
	}
	for _, n := range []*int{&t.heard, &t.count, &t.fresh, &t.marked} {
		number(c, n)
	}
	for i := range t.fixes {
		t.fixes[i].fields(c)
	}
	for i := range t.marks {
		t.marks[i].fields(c)
	}
}

func (s *seen) fields(c coder) {
	number(c, &s.at.Lat)
	number(c, &s.at.Lon)
	millis(c, &s.when)
}

// possible tells whether a runner could have this state: what indexes or
// counts something lies in its range, and metres are metres.
func (r *Runner) possible() bool {
	bands := len(r.oracle.venueOf)
	for _, band := range []int{r.dial.band, r.last.Band} {
		if band != noBand && (band < 0 || band >= bands) {
			return false
		}
	}
	t := &r.track
	for _, m := range []float64{r.lag, r.speedCap, r.tokens.saved} {
		if !(m >= 0 && m <= math.MaxFloat32) {
			return false
		}
	}
	return r.tokens.saved <= maxSaved && r.speedCap > 0 && r.dial.step <= MaxStep && r.last.Step <= MaxStep &&
		r.reported.Valid() && r.credited.Valid() && inRange(t.heard, meanOf) && inRange(t.count, meanOf) && inRange(t.marked, marks) && t.fresh >= 0 &&
		r.last.Word <= WordOut && r.last.Fog <= FogBlind
}

func inRange(n, most int) bool { return n >= 0 && n <= most }

// coder writes or reads one whole number of eight bytes after the other.
type coder interface{ word(v uint64) uint64 }

type writing struct{ b []byte }

func (w *writing) word(v uint64) uint64 {
	w.b = binary.LittleEndian.AppendUint64(w.b, v)
	return v
}

type reading struct {
	b     []byte
	short bool
}

func (r *reading) word(uint64) uint64 {
	if len(r.b) < 8 {
		r.short = true
		return 0
	}
	v := binary.LittleEndian.Uint64(r.b)
	r.b = r.b[8:]
	return v
}

type whole interface {
	~int | ~int8 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64
}

func number[N whole](c coder, n *N) { *n = N(c.word(uint64(int64(*n)))) }

func millis(c coder, list ...*Millis) {
	for _, m := range list {
		number(c, m)
	}
}

func reals(c coder, list ...*float64) {
	for _, f := range list {
		*f = math.Float64frombits(c.word(math.Float64bits(*f)))
	}
}

func flags(c coder, list ...*bool) {
	for _, f := range list {
		bit := uint64(0)
		if *f {
			bit = 1
		}
		*f = c.word(bit) == 1
	}
}
