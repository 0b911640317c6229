package places_test

import (
	"fmt"

	"crescendo/game/huntfile/places"
)

func ExampleHunt() {
	src := []byte("nom;latitude;longitude\nDerrière la boulangerie;2,3412;48,8609\n")
	_, report := places.Hunt("lieux.csv", src, places.Evening{Zone: "Europe/Paris"})
	fmt.Println(report.Err())
	// Output:
	// lieux.csv:2: row "Derrière la boulangerie": lat 2.3412, lon 48.8609 lie far from Europe/Paris, and in its part of the world when they are swapped; exchange them, or lat and lon in the first line; or name the places' own zone with --zone
}
