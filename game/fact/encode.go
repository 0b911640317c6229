package fact

import (
	"encoding/binary"
	"fmt"
)

// format is the first byte of a record. It was 1 before facts of gates, doors
// and people had bytes.
const format = 2

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
	b = append(b, f.Salt[:]...)
	return binary.BigEndian.AppendUint32(append(b, f.Class), f.Invitation)
}

func (f Gated) append(b []byte) []byte {
	return appendShown(append(b, f.Player[:]...), f.Way, f.Device, f.Steward)
}

func (f Resumed) append(b []byte) []byte {
	b = append(b, f.Player[:]...)
	b = append(b, f.Code[:]...)
	spent := byte(0)
	if f.Spent {
		spent = 1
	}
	return append(append(b, spent), f.By[:]...)
}

func (f Attempted) append(b []byte) []byte { return Proved(f).append(b) }

func (f Proved) append(b []byte) []byte {
	b = append(b, f.Player[:]...)
	b = binary.BigEndian.AppendUint16(b, f.Venue)
	b = appendShown(b, f.Way, f.Device, f.Steward)
	b = binary.BigEndian.AppendUint64(b, uint64(f.At))
	return binary.BigEndian.AppendUint64(b, uint64(f.Claimed))
}

// appendShown appends how somebody was shown to be there.
func appendShown(b []byte, way Way, device uint32, steward Person) []byte {
	b = binary.BigEndian.AppendUint32(append(b, byte(way)), device)
	return append(b, steward[:]...)
}

func (f SlotClosed) append(b []byte) []byte { return binary.BigEndian.AppendUint32(b, f.Slot) }

func (f Beacon) append(b []byte) []byte {
	return append(append(b, f.Value[:]...), f.By[:]...)
}

func (f Acted) append(b []byte) []byte {
	b = append(append(b, byte(f.Act)), f.By[:]...)
	b = append(b, f.Reason[:]...)
	b = append(b, f.Player[:]...)
	b = binary.BigEndian.AppendUint16(b, f.Venue)
	b = binary.BigEndian.AppendUint32(b, f.Number)
	return append(b, f.Hash[:]...)
}

func (Tick) append(b []byte) []byte   { return b }
func (Closed) append(b []byte) []byte { return b }
