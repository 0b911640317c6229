package huntfile_test

import (
	"fmt"

	"crescendo/game/huntfile"
)

func ExampleRead() {
	src := []byte(`id: paris
zone: Europe/Paris
opens: 2026-06-20T18:00
starts: 2026-06-20T21:00
closes: 2026-06-20T20:30
trust: friends
gate: none
doors: none
area: {lat: 48.8566, lon: 2.3522, radius_m: 6000}
bands:
  - {id: owls, name: The Owls, colour: "#e8b04a", song: builtin:1}
venues:
  - {id: v1, name: Fountain, band: owls, lat: 2.34121, lon: 48.86094, quotas: [{seats: 10, by: first}]}
`)
	_, report := huntfile.Read("paris.yaml", src, huntfile.World{})
	fmt.Println(report.Err())
	// Output:
	// paris.yaml:5: hunt "paris": closes is 2026-06-20T20:30, not after starts, 2026-06-20T21:00; the order is opens, starts, closes
	// paris.yaml:13: venue "Fountain": lat 2.34121, lon 48.86094 lie outside the area; are they swapped?
}
