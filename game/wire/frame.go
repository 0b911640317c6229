package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// The second byte of a binary message.
const (
	kindFrame = 1
	kindStep  = 2
)

const fixSize = 20 // bytes of a Fix in a Frame

// ErrVersion is the error of a message in another version of the protocol.
var ErrVersion = errors.New("another version of the protocol")

// Append appends the FrameSize bytes of the frame to b. It allocates nothing
// where b has room. Fixes behind Count are sent as zero; a Count above
// MaxFixes is a mistake of the caller's and panics.
func (f *Frame) Append(b []byte) []byte {
	b = append(b, Version, kindFrame, f.Count, f.Flags)
	b = binary.LittleEndian.AppendUint32(b, f.Epoch)
	b = binary.LittleEndian.AppendUint32(b, f.Sequence)
	b = binary.LittleEndian.AppendUint64(b, f.Sent)
	for i := range f.Fixes[:f.Count] {
		b = f.Fixes[i].append(b)
	}
	var unused [fixSize * MaxFixes]byte
	return append(b, unused[fixSize*int(f.Count):]...)
}

func (x *Fix) append(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(x.Lat))
	b = binary.LittleEndian.AppendUint32(b, uint32(x.Lon))
	b = binary.LittleEndian.AppendUint16(b, x.AccuracyDM)
	b = append(b, 0, 0)
	return binary.LittleEndian.AppendUint64(b, x.At)
}

// Decode reads a frame from exactly FrameSize bytes and allocates nothing. It
// accepts what Append writes and nothing else; the frame is meaningless after
// an error. Whether a fix counts (its range, accuracy and age) is for the rules
// to say (R5), not for the codec. The error is ErrVersion for another version.
func (f *Frame) Decode(b []byte) error {
	if err := head(b, FrameSize, kindFrame, "frame"); err != nil {
		return err
	}
	f.Count, f.Flags = b[2], b[3]
	if f.Count > MaxFixes || f.Flags != 0 {
		return fmt.Errorf("frame with %d fixes and flags %#x: want at most %d fixes and no flags", f.Count, f.Flags, MaxFixes)
	}
	f.Epoch = binary.LittleEndian.Uint32(b[4:])
	f.Sequence = binary.LittleEndian.Uint32(b[8:])
	f.Sent = binary.LittleEndian.Uint64(b[12:])
	b = b[20:]
	for i := range f.Fixes {
		slot := b[fixSize*i : fixSize*(i+1)]
		if i >= int(f.Count) && !zero(slot) || !zero(slot[10:12]) {
			return fmt.Errorf("frame: fix %d of %d: unused bytes are set", i+1, f.Count)
		}
		f.Fixes[i].decode(slot)
	}
	return nil
}

func (x *Fix) decode(b []byte) {
	x.Lat = int32(binary.LittleEndian.Uint32(b))
	x.Lon = int32(binary.LittleEndian.Uint32(b[4:]))
	x.AccuracyDM = binary.LittleEndian.Uint16(b[8:])
	x.At = binary.LittleEndian.Uint64(b[12:])
}

// head checks the size and the two bytes that every binary message opens with.
func head(b []byte, size int, kind byte, name string) error {
	switch {
	case len(b) >= 2 && b[0] != Version && b[1] == kind:
		return fmt.Errorf("%s of version %d, want %d: %w", name, b[0], Version, ErrVersion)
	case len(b) != size:
		return fmt.Errorf("%s of %d bytes, want %d", name, len(b), size)
	case b[0] != Version || b[1] != kind:
		return fmt.Errorf("%s: opens with version %d, kind %d, want %d and %d", name, b[0], b[1], Version, kind)
	}
	return nil
}

func zero(b []byte) bool {
	for _, x := range b {
		if x != 0 {
			return false
		}
	}
	return true
}
