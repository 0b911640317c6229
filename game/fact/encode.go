package fact

import (
	"encoding/binary"
	"fmt"
)

const format = 1 // the first byte of a record

// Append appends the canonical bytes of the record to b. A record of more than
// MaxFacts facts, or with a nil one, is a mistake of the caller's and panics.
func (r Record) Append(b []byte) []byte {
	if len(r.Facts) > MaxFacts {
		panic(fmt.Sprintf("a record of %d facts: at most %d fit", len(r.Facts), MaxFacts))
	}
	b = append(b, format)
	b = append(b, r.Node[:]...)
	b = binary.BigEndian.AppendUint64(b, r.Boot)
	b = binary.BigEndian.AppendUint64(b, r.Number)
	b = binary.BigEndian.AppendUint64(b, uint64(r.Clock))
	b = binary.BigEndian.AppendUint16(b, r.Rules)
	b = binary.BigEndian.AppendUint16(b, uint16(len(r.Facts)))
	for _, f := range r.Facts {
		b = f.append(append(b, byte(f.kind())))
	}
	return b
}

func (f Committed) append(b []byte) []byte { return append(b, f.Hash[:]...) }
func (Opened) append(b []byte) []byte      { return b }
func (Started) append(b []byte) []byte     { return b }

func (f Joined) append(b []byte) []byte {
	b = append(b, f.Player[:]...)
	return append(b, f.Salt[:]...)
}

func (f Proved) append(b []byte) []byte {
	b = append(b, f.Player[:]...)
	b = binary.BigEndian.AppendUint16(b, f.Venue)
	return binary.BigEndian.AppendUint64(b, uint64(f.At))
}

func (f SlotClosed) append(b []byte) []byte { return binary.BigEndian.AppendUint32(b, f.Slot) }
func (Tick) append(b []byte) []byte         { return b }
func (Closed) append(b []byte) []byte       { return b }
