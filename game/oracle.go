package game

import (
	"fmt"
	"math"

	"crescendo/maps/geo"
)

// Distance measures the metres between two places. geo.Straight is one; the
// way along a city's streets may be another.
type Distance interface {
	Metres(a, b geo.Point) float64
}

// The scale of loudness (R7).
const (
	MaxStep  = 63                // the loudest step; 0 is silence
	farthest = 5_000.0           // metres: beyond, silence
	nearest  = 20.0              // metres: within, the loudest step
	lnSpan   = 5.521460917862246 // ln(farthest/nearest) = ln 250
	slack    = 1.03              // hysteresis: a share of the distance, either way
)

// Oracle knows where every band plays, and how loud it is anywhere. It is
// immutable and shared by all runners of a hunt.
type Oracle struct {
	metric   Distance
	area     geo.Circle
	venues   []site
	venueOf  []int // of a band
	closes   Millis
	rate     Millis
	speedCap float64
}

// site is what presence and loudness need of a venue.
type site struct {
	place geo.Point
	warp  Warp    // of its loudness (R7)
	enter float64 // metres: within, a player arrives (R8)
	leave float64 // metres: beyond, a player has left
}

// NewOracle returns the oracle of a checked hunt, with distances measured by d.
// Each venue is heard through its warp, in the order of Hunt.Venues (see
// Hunt.Fields); without any, steps tell distances as they are. It panics where
// the hunt has not exactly one venue a band, or there are other than one warp a
// venue.
func NewOracle(h *Hunt, d Distance, warps ...Warp) *Oracle {
	o := &Oracle{metric: d, area: h.Area, closes: h.At(h.Closes), rate: Millis(h.rate()), speedCap: h.SpeedCap}
	if o.speedCap == 0 {
		o.speedCap = defaultCap
	}
	o.venueOf = make([]int, len(h.Bands))
	if len(h.Bands) != len(h.Venues) || len(h.Venues) > MaxVenues {
		panic(fmt.Sprintf("%d bands and %d venues: want one a band, %d at most", len(h.Bands), len(h.Venues), MaxVenues))
	}
	if len(warps) == 0 {
		warps = make([]Warp, len(h.Venues))
	}
	if len(warps) != len(h.Venues) {
		panic(fmt.Sprintf("%d warps for %d venues: want one each, or none", len(warps), len(h.Venues)))
	}
	var played Set
	for i, v := range h.Venues {
		played = played.With(v.Band)
		o.venueOf[v.Band] = i
		o.venues = append(o.venues, newSite(v))
		o.venues[i].warp = warps[i]
	}
	if played != 1<<len(h.Bands)-1 {
		panic("two venues of one band")
	}
	return o
}

// huntTime returns as much hunt time as passes in so many milliseconds of a
// device's clock, at most a frame's age.
func (o *Oracle) huntTime(wallMs uint64) Millis { return Millis(wallMs) * o.rate }

// listen returns the distance at which each venue is heard from a place, and
// whether anything is heard there at all. Every venue is computed, whatever is
// tuned, so that time tells nothing.
func (o *Oracle) listen(at geo.Point) (heard [MaxVenues]float64, audible bool) {
	for i := range o.venues {
		heard[i] = o.heard(i, at)
	}
	return heard, o.area.Contains(at)
}

// heard returns the metres at which a venue is heard from a place: those by the
// metric, warped by the bearing as the crow flies.
func (o *Oracle) heard(venue int, at geo.Point) float64 {
	v := &o.venues[venue]
	d := o.metric.Metres(at, v.place)
	east, north := geo.Way(v.place, at)
	return d * math.Exp(v.warp.Log(d, east, north))
}

// level returns the step that is heard at d metres.
func level(d float64) uint8 {
	switch {
	case d <= nearest:
		return MaxStep
	case d <= farthest:
		x := math.Log(farthest/d) / lnSpan
		return uint8(min(max(1+math.Floor(62*x), 1), MaxStep))
	}
	return 0
}

// hold returns the step at d metres after another step: the old one, until
// the distance has passed the border between two by 3 %.
func hold(last uint8, d float64) uint8 {
	if d <= nearest {
		return MaxStep
	}
	return max(level(d*slack), min(level(d/slack), last))
}
