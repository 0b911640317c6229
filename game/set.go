package game

import (
	"iter"
	"math/bits"
)

// Set is a set of bands or of venues, by their index, 0…MaxVenues-1. The zero
// Set is empty.
type Set uint32

// Has tells whether i is in the set. What is out of range is not.
func (s Set) Has(i int) bool { return i >= 0 && i < MaxVenues && s>>i&1 == 1 }

// With returns the set with i added. What is out of range is not added.
func (s Set) With(i int) Set {
	if i < 0 || i >= MaxVenues {
		return s
	}
	return s | 1<<i
}

// All returns the members, lowest first.
func (s Set) All() iter.Seq[int] {
	return func(yield func(int) bool) {
		for ; s != 0; s &= s - 1 {
			if !yield(bits.TrailingZeros32(uint32(s))) {
				return
			}
		}
	}
}
