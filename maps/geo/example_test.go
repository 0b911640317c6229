package geo_test

import (
	"fmt"

	"crescendo/maps/geo"
)

func Example() {
	notreDame, err := geo.Degrees(48.8530, 2.3499)
	if err != nil {
		panic(err)
	}
	louvre := geo.Point{Lat: 488606000, Lon: 23376000}
	fmt.Printf("%.0f m, %.0f°\n", geo.Metres(notreDame, louvre), geo.Bearing(notreDame, louvre))

	halfway := geo.Toward(notreDame, louvre, 616)
	fmt.Println(geo.Circle{Centre: louvre, Radius: 700}.Contains(halfway))
	// Output:
	// 1237 m, 313°
	// true
}
