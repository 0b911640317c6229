package door

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
)

// Key is 32 secret random bytes, from which codes and passes are made.
type Key [32]byte

// Of derives the key of one hunt, for one use (the label), at one venue; ""
// where a use has no venue. Keys that differ in any of the three have nothing
// in common that anybody without k could tell.
func (k Key) Of(hunt, label, venue string) Key {
	return Key(k.mac("door key/1", []byte(hunt), []byte(label), []byte(venue)))
}

// mac is HMAC-SHA-256 over parts that cannot run into each other: each has its
// length before it.
func (k Key) mac(what string, parts ...[]byte) []byte {
	m := hmac.New(sha256.New, k[:])
	for _, part := range append([][]byte{[]byte(what)}, parts...) {
		m.Write(binary.BigEndian.AppendUint32(nil, uint32(len(part))))
		m.Write(part)
	}
	return m.Sum(nil)
}
