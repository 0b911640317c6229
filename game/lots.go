package game

import (
	"crypto/sha256"

	"crescendo/game/fact"
)

// lot puts those in order who proved in one slot: smaller is earlier.
type lot [sha256.Size]byte

// lots draws them. Nobody can know a lot beforehand: neither the players, who
// do not know the seed, nor the organiser, who does not know the beacon.
type lots struct {
	seed   Seed
	public bool // the beacon is a public value, which a person enters
	key    [sha256.Size]byte
	known  bool // the key is
}

// take takes the beacon, the first time. Where it is not a public value, it is
// the head of the chain before the first record past the end of admission,
// made of the bytes of all who joined by then.
func (l *lots) take(beacon [32]byte) {
	if !l.known {
		l.key, l.known = lotKey(l.seed, beacon), true
	}
}

// beacon takes the public value that the hunt names: entered by a person, once
// nobody is admitted any more. No slot closes without it.
func (r *Race) beacon(f fact.Beacon) {
	if r.lots.public && !r.lots.known && r.clock >= r.admits && f.By != (fact.Person{}) {
		r.lots.take(f.Value)
		r.emit(BeaconEntered{})
	}
}

func lotKey(seed Seed, beacon [32]byte) [sha256.Size]byte {
	b := append([]byte("lot/1"), seed[:]...)
	return sha256.Sum256(append(b, beacon[:]...))
}

// draw draws a player's lot, HMAC-SHA256(key, player), once the key is known.
func (r *Race) draw(e *entrant) {
	if r.lots.known && !e.drawn {
		e.lot, e.drawn = r.laws.lot(r.lots.key, e), true
	}
}
