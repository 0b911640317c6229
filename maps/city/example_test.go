package city_test

import (
	"fmt"

	"crescendo/maps/city"
	"crescendo/maps/geo"
)

func Example() {
	c, err := city.Parse([]byte(`city 1
name Village
credit nobody
licence CC0
date 2026-11-25
junction church 48.00000 2.00000
junction mill 48.00000 2.00500
junction inn 48.00300 2.00500
street main Main Street: church mill inn
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	g := c.Graph()
	home, _ := g.Nearest(geo.Point{Lat: 480001000, Lon: 20001000})
	inn, _ := c.Junction("inn")
	fmt.Println(g.Path(home, inn))
	fmt.Printf("%.0f m\n", g.From(inn)[home])
	// Output:
	// [0 1 2]
	// 707 m
}
