package bot

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"crescendo/game/client"
	"crescendo/game/wire"
	"crescendo/maps/city"
	"crescendo/maps/geo"
)

// oracle answers one bot as the rules do, without a warp, a network or a clock:
// a step for where its phone says that it is, every two seconds.
type oracle struct {
	asked // for the gate and the doors
	venue geo.Point
	state client.State
}

func (o *oracle) State() client.State { return o.state }
func (o *oracle) Tune(band string)    { o.state.Band, o.state.Heard = band, time.Time{} }

// hear takes a fix.
func (o *oracle) hear(at geo.Point, now time.Time) {
	d := geo.Metres(o.venue, at)
	lowest, highest := stepOf(d*1.03), stepOf(d/1.03)
	o.state.Step = uint8(min(max(int(o.state.Step), lowest), highest))
	o.state.Word = wire.WordHunting
	o.state.Heard = now
}

// stepOf is R7 without a warp.
func stepOf(d float64) int {
	switch {
	case d > 5000:
		return 0
	case d <= 20:
		return 63
	}
	return min(max(1+int(62*math.Log(5000/d)/math.Log(250)), 1), 63)
}

// hunt is a hunt about a place, of one band.
func testHunt(meet geo.Point) wire.Hunt {
	return wire.Hunt{
		ID: "test", Rate: 1, Area: wire.PublicPlace{Lat: meet.Lat, Lon: meet.Lon, RadiusM: 6000},
		Meet:  []wire.PublicPlace{{Lat: meet.Lat, Lon: meet.Lon}},
		Bands: []wire.Band{{ID: "owls", Name: "The Owls"}},
	}
}

// walkTo lets a bot walk to a venue and returns the hunt time it took and the
// metres it walked, ok if it stood within 40 m in that time.
func walkTo(s *streets, h wire.Hunt, venue geo.Point, seed uint64, limit time.Duration) (took time.Duration, metres float64, ok bool) {
	p := newPlayer(s, rand.New(rand.NewPCG(seed, 0)))
	o := &oracle{venue: venue, state: client.State{Connection: client.Joined, Phase: wire.PhaseRunning, Gated: true, Hunt: h}}
	p.session = o
	p.Brief(h)
	p.begin()
	now := time.Unix(0, 0)
	inside := 0
	for took = 0; took < limit; took += beat {
		now = now.Add(beat)
		before := p.at
		p.live(o.state, beat, now)
		metres += geo.Metres(before, p.at)
		if at, _ := p.gps.at(p.at); took%(2*beat) == 0 {
			o.hear(at, now)
		}
		if inside++; geo.Metres(p.at, venue) > 40 {
			inside = 0
		}
		if inside > 5 { // R8: for five seconds
			return took, metres, true
		}
	}
	return took, metres, false
}

var middle = geo.Point{Lat: 488583000, Lon: 23475000}

// gridTown is a city of streets each 120 m, with a river from west to east that
// has a bridge each 480 m.
func gridTown(t *testing.T) *city.City {
	t.Helper()
	const n, block = 26, 120.0
	var b strings.Builder
	b.WriteString("city 1\nname Grid\ncredit nobody\nlicence none\ndate 2026-06-20\n\n")
	at := func(i, j int) geo.Point { return geo.Shift(middle, (float64(i)-n/2)*block, (float64(j)-n/2)*block) }
	for i := range n {
		for j := range n {
			p := at(i, j)
			fmt.Fprintf(&b, "junction j%d-%d %.7f %.7f\n", i, j, p.LatDegrees(), p.LonDegrees())
		}
	}
	const river = n/2 + 3 // between this row and the next
	for i := range n {
		for j := range n {
			if i+1 < n {
				fmt.Fprintf(&b, "street street: j%d-%d j%d-%d\n", i, j, i+1, j)
			}
			if j+1 < n && (j != river || i%4 == 0) {
				fmt.Fprintf(&b, "street street: j%d-%d j%d-%d\n", i, j, i, j+1)
			}
		}
	}
	b.WriteString("area water The River:")
	for _, p := range []geo.Point{geo.Shift(at(0, river), 0, 30), geo.Shift(at(n-1, river), 0, 30), geo.Shift(at(n-1, river), 0, 90), geo.Shift(at(0, river), 0, 90)} {
		fmt.Fprintf(&b, " %.7f,%.7f", p.LatDegrees(), p.LonDegrees())
	}
	c, err := city.Parse([]byte(b.String() + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestBotsFindTheirVenue lets 100 bots walk on each ground to venues beside a
// street, and off it, 1.2 km away.
func TestBotsFindTheirVenue(t *testing.T) {
	const far = 1200.0
	for name, s := range map[string]*streets{"open ground": nil, "streets": newStreets(gridTown(t))} {
		t.Run(name, func(t *testing.T) {
			var ratios []float64
			found, seeds := 0, uint64(100)
			for seed := range seeds {
				chance := rand.New(rand.NewPCG(seed, 9))
				venue := geo.Offset(middle, 360*chance.Float64(), far)
				for s != nil && s.wet(venue) {
					venue = geo.Offset(middle, 360*chance.Float64(), far)
				}
				_, metres, ok := walkTo(s, testHunt(middle), venue, seed, time.Hour)
				if ok {
					found++
				} else {
					metres = math.Inf(1)
				}
				ratios = append(ratios, metres/far)
			}
			slices.Sort(ratios)
			t.Logf("found %d of %d within the hour, median %.2f, nine in ten %.2f of the straight distance", found, seeds, ratios[seeds/2], ratios[seeds*9/10])
			if found < 97 || ratios[seeds/2] > 2.6 {
				t.Errorf("found %d, median %.2f: want 97 within the hour, median at most 2.6", found, ratios[seeds/2])
			}
		})
	}
}
