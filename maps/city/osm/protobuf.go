package osm

import "encoding/binary"

// message reads the fields of a protocol buffer one by one
// (https://protobuf.dev/programming-guides/encoding). bad is true once
// something cannot be read, and nothing follows then.
type message struct {
	b     []byte
	bad   bool
	field uint64
	value uint64 // of a number
	bytes []byte // of a text, a message or packed numbers
}

// next goes to the next field and tells whether there is one.
func (m *message) next() bool {
	if len(m.b) == 0 || m.bad {
		return false
	}
	key := m.uvarint()
	m.field, m.value, m.bytes = key>>3, 0, nil
	switch key & 7 {
	case 0:
		m.value = m.uvarint()
	case 1:
		m.skip(8)
	case 2:
		m.bytes = m.skip(m.uvarint())
	case 5:
		m.skip(4)
	default:
		m.bad = true
	}
	return !m.bad
}

func (m *message) uvarint() uint64 {
	v, n := binary.Uvarint(m.b)
	if n <= 0 {
		m.bad, m.b = true, nil
		return 0
	}
	m.b = m.b[n:]
	return v
}

// varint reads a number in zigzag.
func (m *message) varint() int64 {
	v := m.uvarint()
	return int64(v>>1) ^ -int64(v&1)
}

func (m *message) skip(n uint64) []byte {
	if n > uint64(len(m.b)) {
		m.bad, m.b = true, nil
		return nil
	}
	b := m.b[:n]
	m.b = m.b[n:]
	return b
}
