package fact_test

import (
	"fmt"

	"crescendo/game/fact"
)

func Example() {
	ann := fact.Player{'a', 'n', 'n'}
	record := fact.Record{
		Boot: 1, Number: 1, Clock: 1782000000000, Rules: 2,
		Facts: []fact.Fact{fact.Joined{Player: ann}, fact.Proved{Player: ann, Venue: 2, At: 1_500_000}},
	}
	bytes := record.Append(nil)
	fmt.Println(len(bytes), "bytes")

	again, err := fact.Decode(bytes)
	if err != nil {
		panic(err)
	}
	for _, f := range again.Facts {
		if p, ok := f.(fact.Proved); ok {
			fmt.Println("at venue", p.Venue, "after", p.At/1000, "s")
		}
	}
	// Output:
	// 123 bytes
	// at venue 2 after 1500 s
}
