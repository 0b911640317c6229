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
	switch {
	case b[0] < format:
		return Record{}, fmt.Errorf("record of format %d: want %d; an older program wrote it", b[0], format)
	case b[0] > format:
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
	if k == kindResumed && b[spentAt] > 1 {
		return nil, nil, fmt.Errorf("a resume code is issued or spent, 0 or 1, and here %d", b[spentAt])
	}
	return k.decode(b), b[size:], nil
}

const (
	spentAt = 32 // where Resumed says whether the code is spent
	atDoor  = 47 // bytes of what happens at a door
)

// size returns the bytes of the fields of a kind, and whether there is one.
func (k kind) size() (bytes int, known bool) {
	switch k {
	case kindCommitted:
		return 32, true
	case kindJoined:
		return 37, true
	case kindGated:
		return 29, true
	case kindResumed:
		return 41, true
	case kindAttempted, kindProved:
		return atDoor, true
	case kindSlotClosed:
		return 4, true
	case kindBeacon:
		return 40, true
	case kindActed:
		return 95, true
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
		return Joined{Player: Player(b), Salt: [16]byte(b[16:]), Class: b[32], Invitation: binary.BigEndian.Uint32(b[33:])}
	case kindGated:
		return Gated{Player: Player(b), Way: Way(b[16]), Device: binary.BigEndian.Uint32(b[17:]), Steward: Person(b[21:])}
	case kindResumed:
		return Resumed{Player: Player(b), Code: [16]byte(b[16:]), Spent: b[spentAt] == 1, By: Person(b[33:])}
	case kindAttempted:
		return Attempted(decodeProved(b))
	case kindProved:
		return decodeProved(b)
	case kindSlotClosed:
		return SlotClosed{Slot: binary.BigEndian.Uint32(b)}
	case kindBeacon:
		return Beacon{Value: [32]byte(b), By: Person(b[32:])}
	case kindActed:
		return decodeActed(b)
	case kindTick:
		return Tick{}
	case kindClosed:
		return Closed{}
	}
	panic(fmt.Sprintf("kind %d has a size and no fields", k))
}

func decodeProved(b []byte) Proved {
	return Proved{
		Player:  Player(b),
		Venue:   binary.BigEndian.Uint16(b[16:]),
		Way:     Way(b[18]),
		Device:  binary.BigEndian.Uint32(b[19:]),
		Steward: Person(b[23:]),
		At:      int64(binary.BigEndian.Uint64(b[31:])),
		Claimed: int64(binary.BigEndian.Uint64(b[39:])),
	}
}

func decodeActed(b []byte) Acted {
	return Acted{
		Act:    Act(b[0]),
		By:     Person(b[1:]),
		Reason: [32]byte(b[9:]),
		Player: Player(b[41:]),
		Venue:  binary.BigEndian.Uint16(b[57:]),
		Number: binary.BigEndian.Uint32(b[59:]),
		Hash:   [32]byte(b[63:]),
	}
}
