package walker_test

import (
	"fmt"
	"math/rand/v2"

	"crescendo/game/walker"
)

// Somebody walks along a street with twenty houses, and a band plays in the last
// one.
func Example() {
	somebody := walker.New(rand.New(rand.NewPCG(1, 2)))
	sound := walker.Sound()
	house, heard, turns := 5, 0, 0
	for house != 20 {
		var told walker.Told
		told, heard = sound.Tell(heard, 20+2*house) // louder and louder
		c := walker.Crossing{Place: house, At: at(house), Told: told}
		for _, next := range []int{house - 1, house + 1} {
			if next >= 1 && next <= 20 {
				c.Ways = append(c.Ways, walker.Way{Place: next, At: at(next)})
			}
		}
		house = c.Ways[somebody.Next(c).Way].Place
		turns++
	}
	fmt.Println("from house 5 to house 20 by", turns, "houses")
	// Output: from house 5 to house 20 by 15 houses
}

func at(house int) walker.XY { return walker.XY{East: 50 * float64(house)} }
