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
	MaxStep  = 63                  // the loudest step; 0 is silence
	nearest  = 20.0                // metres: within, the loudest step
	lnNear   = 2.995732273553991   // ln 20
	lnFar    = 8.517193191416238   // ln 5,000: beyond, silence
	lnSpan   = 5.521460917862246   // ln 250, from one to the other
	lnSlack  = 0.02955880224154443 // ln 1.03, hysteresis: a share of the distance, either way
	lnNobody = 99.0                // of a distance that is none: nothing is heard
)

// Oracle knows where every band plays, and how loud it is anywhere. It is
// immutable and shared by all runners of a hunt.
type Oracle struct {
	metric     Distance
	crow       bool // it is geo.Straight
	area       geo.Circle
	gate       bool      // nothing is heard before it is passed (R4)
	plaza      geo.Point // where credited positions begin, with a gate; else the middle of the area
	doors      bool      // presence is proved at the door, and eligibility never told (R8)
	dwell      Millis    // hunt time until presence is certain
	maxErrorDM uint16    // of a fix that counts (R5)
	venues     []site
	venueOf    []int // of a band
	closes     Millis
	rate       Millis
	speedCaps  []float64 // metres a second, of each mobility class
}

// site is what presence and loudness need of a venue.
type site struct {
	centre geo.Point // A: of loudness and of presence; without doors the venue itself
	warp   Warp      // of its loudness (R7)
	enter  float64   // metres: within, a player arrives (R8)
	leave  float64   // metres: beyond, a player has left
}

// NewOracle returns the oracle of a checked hunt, with distances measured by d.
// Each venue is heard through its field, in the order of Hunt.Venues (see
// Hunt.Fields); without any, steps tell distances as they are. Without doors
// the centre is the venue, whatever a field says. It panics where the hunt has
// not exactly one venue a band, where it has a gate and no place to meet, or
// where there are other than one field a venue.
func NewOracle(h *Hunt, d Distance, fields ...Field) *Oracle {
	_, crow := d.(geo.Straight)
	o := &Oracle{metric: d, crow: crow, area: h.Area, plaza: h.Area.Centre, closes: h.At(h.Closes), rate: Millis(h.rate())}
	o.gate, o.doors = h.Gate != GateNone, h.Doors != DoorsNone
	if o.gate {
		if len(h.Meet) == 0 {
			panic("a gate and no place to meet: want the plaza")
		}
		o.plaza = h.Meet[0].At
	}
	o.dwell, o.maxErrorDM = dwell, maxErrorDM
	if o.doors {
		o.dwell, o.maxErrorDM = doorDwell, maxErrorDoorsDM
	}
	o.speedCaps = speedCaps(h)
	o.addVenues(h, fields)
	return o
}

func (o *Oracle) addVenues(h *Hunt, fields []Field) {
	o.venueOf = make([]int, len(h.Bands))
	if len(h.Bands) != len(h.Venues) || len(h.Venues) > MaxVenues {
		panic(fmt.Sprintf("%d bands and %d venues: want one a band, %d at most", len(h.Bands), len(h.Venues), MaxVenues))
	}
	if len(fields) == 0 {
		fields = make([]Field, len(h.Venues))
	}
	if len(fields) != len(h.Venues) {
		panic(fmt.Sprintf("%d fields for %d venues: want one each, or none", len(fields), len(h.Venues)))
	}
	var played Set
	for i, v := range h.Venues {
		played = played.With(v.Band)
		o.venueOf[v.Band] = i
		o.venues = append(o.venues, o.newSite(v, fields[i]))
	}
	if played != 1<<len(h.Bands)-1 {
		panic("two venues of one band")
	}
}

func (o *Oracle) newSite(v Venue, f Field) site {
	s := site{centre: v.Place, warp: f.Warp}
	if o.doors {
		s.centre = geo.Shift(v.Place, f.East, f.North)
	}
	s.enter, s.leave = circles(v.Radius, o.doors)
	return s
}

// speedCaps returns the speed cap of each mobility class of a hunt, walkers
// first.
func speedCaps(h *Hunt) []float64 {
	walkers := h.SpeedCap
	if walkers == 0 {
		walkers = defaultCap
	}
	caps := []float64{walkers}
	for _, c := range h.Classes {
		if c.SpeedCap == 0 {
			c.SpeedCap = walkers
		}
		caps = append(caps, c.SpeedCap)
	}
	return caps
}

// speedCap returns the speed cap of a mobility class; of one that there is not,
// that of walkers.
func (o *Oracle) speedCap(class int) float64 {
	if class < 0 || class >= len(o.speedCaps) {
		class = 0
	}
	return o.speedCaps[class]
}

// huntTime returns as much hunt time as passes in so many milliseconds of a
// device's clock, at most a frame's age.
func (o *Oracle) huntTime(wallMs uint64) Millis { return Millis(wallMs) * o.rate }

// surroundings are the distances of a place from each venue's centre.
type surroundings struct {
	away    [MaxVenues]float64 // metres as the crow flies: for presence
	heard   [MaxVenues]float64 // ln of the metres by the metric, and warped: for loudness
	audible bool               // something is heard there: it lies in the area
}

// listen fills in what surrounds a place. Every venue is computed, whatever is
// tuned, so that time tells nothing.
func (o *Oracle) listen(at geo.Point, s *surroundings) {
	for i := range o.venues {
		s.away[i], s.heard[i] = o.venue(i, at)
	}
	s.audible = o.area.Contains(at)
}

// venue returns the metres from a place to a venue's centre as the crow flies,
// and ln of those at which the venue is heard there: by the metric, warped by
// the bearing as the crow flies.
func (o *Oracle) venue(i int, at geo.Point) (away, heard float64) {
	v := &o.venues[i]
	east, north := geo.Way(v.centre, at)
	away = geo.Length(east, north)
	d := away
	if !o.crow {
		d = o.metric.Metres(at, v.centre)
	}
	lnD := lnNobody
	if d >= 0 {
		lnD = math.Log(max(d, nearest)) // nearer there is nothing louder
	}
	return away, lnD + v.warp.log(lnD, d, east, north, away)
}

// level returns the step that is heard at a distance of ln s metres.
func level(s float64) uint8 {
	switch {
	case s <= lnNear:
		return MaxStep
	case s <= lnFar:
		return uint8(min(max(1+math.Floor((lnFar-s)*(62/lnSpan)), 1), MaxStep))
	}
	return 0
}

// hold returns the step at a distance of ln s metres after another step: the
// old one, until the distance has passed the border between two by 3 %.
func hold(last uint8, s float64) uint8 {
	if s <= lnNear {
		return MaxStep
	}
	return max(level(s+lnSlack), min(level(s-lnSlack), last))
}
