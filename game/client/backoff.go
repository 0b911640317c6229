package client

import (
	"encoding/binary"
	"io"
	"time"
)

const (
	firstPause = 500 * time.Millisecond
	maxPause   = 15 * time.Second // long enough for a server that 10,000 come back to, short enough for a player who waits
	steadyFor  = 10 * time.Second // a link that lived this long proves that the server is well
)

// pause returns how long to wait before trying again for the nth time in a row,
// from 0: twice as long each time, between half of that and all of it by chance,
// so that those who were dropped together do not come back together.
func pause(n int, chance io.Reader) time.Duration {
	d := maxPause
	if n < 5 {
		d = min(d, firstPause<<n)
	}
	return d/2 + time.Duration(share(chance)*float64(d/2))
}

// share returns a number in [0, 1) by chance, and ½ where chance has run out.
func share(chance io.Reader) float64 {
	var b [8]byte
	if _, err := io.ReadFull(chance, b[:]); err != nil {
		return 0.5
	}
	return float64(binary.LittleEndian.Uint64(b[:])>>11) / (1 << 53)
}
