package attack

import (
	"math/rand/v2"
	"testing"
)

// One whole chase of ten accounts.
func BenchmarkChase(b *testing.B) {
	for i := 0; b.Loop(); i++ {
		pursue(rand.New(rand.NewPCG(Seed, uint64(i))), true, 10)
	}
}
