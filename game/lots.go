package game

import "crypto/sha256"

// lot puts those in order who proved in one slot: smaller is earlier.
type lot [sha256.Size]byte

// lots draws them. Nobody can know a lot beforehand: neither the players, who
// do not know the seed, nor the organiser, who does not know the beacon.
type lots struct {
	seed  Seed
	key   [sha256.Size]byte
	known bool // the key is
}

// look takes the beacon: the head of the chain before the first record past
// the end of admission, made of the bytes of all who joined by then.
func (l *lots) look(head [32]byte, clock Millis) {
	if !l.known && clock >= admission {
		l.key, l.known = lotKey(l.seed, head), true
	}
}

func lotKey(seed Seed, beacon [32]byte) [sha256.Size]byte {
	b := append([]byte("lot/1"), seed[:]...)
	return sha256.Sum256(append(b, beacon[:]...))
}

// draw draws a player's lot, HMAC-SHA256(key, player), once the key is known.
func (l *lots) draw(e *entrant) {
	if l.known && !e.drawn {
		e.lot, e.drawn = lot(mac(l.key[:], e.id[:])), true
	}
}
