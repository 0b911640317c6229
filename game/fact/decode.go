package fact

import (
	"encoding/binary"
	"fmt"
)

// Decode reads a record from its canonical bytes and accepts nothing else:
// what it returns without an error, Append writes back byte for byte. It reads
// at most MaxRecord bytes and keeps none of them.
func Decode(b []byte) (Record, error) {
	if len(b) < headBytes || len(b) > MaxRecord {
		return Record{}, fmt.Errorf("record of %d bytes: want %d to %d", len(b), headBytes, MaxRecord)
	}
	if b[0] != format {
		return Record{}, fmt.Errorf("record of format %d: want %d; a newer program wrote it", b[0], format)
	}
	r := Record{
		Node:   Node(b[1:9]),
		Boot:   binary.BigEndian.Uint64(b[9:]),
		Number: binary.BigEndian.Uint64(b[17:]),
		Clock:  int64(binary.BigEndian.Uint64(b[25:])),
		Rules:  binary.BigEndian.Uint16(b[33:]),
	}
	var err error
	r.Facts, err = decodeFacts(b[headBytes:], int(binary.BigEndian.Uint16(b[35:])))
	return r, err
}

func decodeFacts(b []byte, count int) ([]Fact, error) {
	if count > MaxFacts {
		return nil, fmt.Errorf("record of %d facts: at most %d", count, MaxFacts)
	}
	var facts []Fact
	for i := range count {
		f, rest, err := decodeFact(b)
		if err != nil {
			return nil, fmt.Errorf("fact %d of %d: %w", i+1, count, err)
		}
		facts, b = append(facts, f), rest
	}
	if len(b) > 0 {
		return nil, fmt.Errorf("%d bytes after the last of %d facts", len(b), count)
	}
	return facts, nil
}

// decodeFact reads one fact and returns what stands behind it.
func decodeFact(b []byte) (Fact, []byte, error) {
	if len(b) == 0 {
		return nil, nil, fmt.Errorf("missing")
	}
	k, b := kind(b[0]), b[1:]
	size, known := k.size()
	if !known {
		return nil, nil, fmt.Errorf("kind %d is unknown", k)
	}
	if len(b) < size {
		return nil, nil, fmt.Errorf("kind %d has %d bytes, want %d", k, len(b), size)
	}
	return k.decode(b), b[size:], nil
}

// size returns the bytes of the fields of a kind, and whether there is one.
func (k kind) size() (bytes int, known bool) {
	switch k {
	case kindCommitted, kindJoined:
		return 32, true
	case kindProved:
		return 26, true
	case kindSlotClosed:
		return 4, true
	case kindOpened, kindStarted, kindTick, kindClosed:
		return 0, true
	}
	return 0, false
}

// decode reads the fields of a known kind from enough bytes.
func (k kind) decode(b []byte) Fact {
	switch k {
	case kindCommitted:
		return Committed{Hash: [32]byte(b)}
	case kindOpened:
		return Opened{}
	case kindStarted:
		return Started{}
	case kindJoined:
		return Joined{Player: Player(b[:16]), Salt: [16]byte(b[16:32])}
	case kindProved:
		return Proved{Player: Player(b[:16]), Venue: binary.BigEndian.Uint16(b[16:]), At: int64(binary.BigEndian.Uint64(b[18:]))}
	case kindSlotClosed:
		return SlotClosed{Slot: binary.BigEndian.Uint32(b)}
	case kindTick:
		return Tick{}
	case kindClosed:
		return Closed{}
	}
	panic(fmt.Sprintf("kind %d has a size and no fields", k))
}
