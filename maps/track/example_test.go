package track_test

import (
	"fmt"
	"time"

	"crescendo/maps/track"
)

func Example() {
	file, err := track.Parse([]byte(`<gpx><trk><trkseg>
<trkpt lat="48.85662" lon="2.35174"><time>2026-06-20T21:00:00Z</time></trkpt>
<trkpt lat="48.85762" lon="2.35174"><time>2026-06-20T21:01:20Z</time></trkpt>
</trkseg></trk></gpx>`))
	if err != nil {
		fmt.Println(err)
		return
	}
	walk, err := file.Walk()
	if err != nil {
		fmt.Println(err)
		return
	}
	p, _ := walk.At(20 * time.Second)
	fmt.Printf("%.0f m in %v, after 20 s at %.5f, %.5f\n", walk.Length(), walk.Duration(), p.At.LatDegrees(), p.At.LonDegrees())
	// Output: 111 m in 1m20s, after 20 s at 48.85687, 2.35174
}
