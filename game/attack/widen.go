package attack

import (
	"math"
	"math/rand/v2"

	"crescendo/game"
)

// Widening (S3): the same body walks the same way, and its device reports it in
// one way or another. None may bring an earlier slot than the honest report.

// device turns a walk into frames.
type device struct {
	name string
	// frame returns which of the fixes of the last seconds go out at a second,
	// as seconds back from it, oldest first, and whether a frame does.
	frame    func(second int) (back []int, send bool)
	accuracy uint16 // decimetres
	clock    uint64 // milliseconds that the device's clock is ahead
	late     int    // seconds from sending to the server
}

// honestDevice samples every second, and sends every other.
func honestDevice() device {
	return device{name: "honest", accuracy: 80, frame: func(second int) ([]int, bool) { return []int{1, 0}, second%2 == 0 }}
}

func devices() []device {
	var list []device
	add := func(name string, change func(*device)) {
		d := honestDevice()
		d.name = name
		change(&d)
		list = append(list, d)
	}
	add("accuracy of 50 m", func(d *device) { d.accuracy = 500 })
	add("clock a day ahead", func(d *device) { d.clock = 86_400_000 })
	add("three seconds on the way", func(d *device) { d.late = 3 })
	add("frames eight times as often", func(d *device) { d.frame = func(int) ([]int, bool) { return []int{0}, true } })
	add("fixes ten seconds old", func(d *device) { d.frame = func(s int) ([]int, bool) { return []int{11, 10}, s%2 == 0 } })
	add("fixes withheld for fifteen seconds", func(d *device) {
		d.frame = func(s int) ([]int, bool) {
			if s%16 == 0 {
				return []int{14, 9, 4, 0}, true
			}
			return nil, s%2 == 0
		}
	})
	add("one fix a frame", func(d *device) { d.frame = func(s int) ([]int, bool) { return []int{0}, s%2 == 0 } })
	return append(list, sparse(), patient())
}

// sparse sends a fix in eleven seconds, so that no older one is averaged in.
func sparse() device {
	d := honestDevice()
	d.name, d.frame = "one fix in eleven seconds", func(s int) ([]int, bool) {
		if s%11 == 0 {
			return []int{0}, true
		}
		return nil, s%2 == 0
	}
	return d
}

// patient is silent for fifty seconds of each minute.
func patient() device {
	d := honestDevice()
	d.name, d.frame = "silent for fifty seconds of each minute", func(s int) ([]int, bool) {
		return []int{1, 0}, s%60 >= 50 && s%2 == 0
	}
	return d
}

// come lets a body walk a way and stay at its end, as its device reports it,
// and returns when presence is certain, in seconds of hunt time.
func (d device) come(s *stage, way []xy) float64 {
	a := s.enter()
	for second := range way {
		back, send := d.frame(second)
		if !send {
			continue
		}
		a.now = game.Millis(second+d.late) * 1000
		a.runner.Apply(d.message(a, way, second, back))
		if a.runner.Eligible() != 0 {
			return float64(a.now) / 1000
		}
	}
	return math.Inf(1)
}

func (d device) message(a *account, way []xy, second int, back []int) game.Frame {
	a.frames++
	f := game.Frame{Now: a.now, Sequence: a.frames, Sent: uint64(second)*1000 + 1e9 + d.clock}
	for _, b := range back {
		if b > second {
			continue
		}
		p := way[second-b]
		f.Fixes[f.Count] = game.Fix{At: a.stage.plane.At(p.x, p.y), AccuracyDM: d.accuracy, Mono: f.Sent - uint64(b)*1000}
		f.Count++
	}
	return f
}

// approach is the way of a body, second by second: from the plaza to the venue
// at a speed, and then it stays for two minutes.
func approach(venue xy, speed float64) (way []xy) {
	at := xy{}
	for stayed := 0; stayed < 120; {
		way = append(way, at)
		if at.metres(venue) <= speed {
			at = venue
			stayed++
			continue
		}
		at = at.plus(at.toward(venue).times(speed))
	}
	return way
}

// walkedIn returns the second at which a body has been within so many metres of
// a centre for so many seconds: before, nobody could be certain of it.
func walkedIn(way []xy, centre xy, metres, seconds float64) float64 {
	since := math.Inf(1)
	for second, at := range way {
		switch {
		case at.metres(centre) > metres:
			since = math.Inf(1)
		case math.IsInf(since, 1):
			since = float64(second)
		}
		if float64(second)-since >= seconds {
			return float64(second)
		}
	}
	return math.Inf(1)
}

// widening is what the best of the devices gained.
type widening struct {
	slots float64 // of R9, against the honest device, at the door
	body  float64 // seconds of eligibility against the body itself
	party float64 // seconds of presence against the honest device, without doors
}

func widen(rng *rand.Rand) (w widening) {
	venue := around(rng, 600)
	way := approach(venue, 1+2.5*rng.Float64())
	s, party := newStage(rng, true, venue), newParty(venue)
	honest, honestParty := honestDevice().come(s, way), honestDevice().come(party, way)
	body := walkedIn(way, venue.plus(s.offset(0)), fence, dwellFor)
	door := walkedIn(way, venue, 1, 0)
	w = widening{math.Inf(-1), math.Inf(-1), math.Inf(-1)}
	for _, d := range devices() {
		certain := d.come(s, way)
		w.slots = max(w.slots, slot(honest, door, 0)-slot(certain, door, d.late))
		w.body = max(w.body, body-certain)
		w.party = max(w.party, honestParty-d.come(party, way))
	}
	return w
}

// slot returns the slot (R9) of who is at the door, and presents the code there
// until it counts.
func slot(certain, door float64, late int) float64 {
	return math.Floor(max(certain, door+float64(late)) / 5)
}

func wideningRow() Attack {
	return Attack{ID: "S3", Name: "widening: one body's way as nine devices report it (accuracy, clock, latency, fixes old, few, withheld, frames too often), and a door's false clock", Runs: Runs{Smoke: 2, Fast: 100, Full: 500},
		play: func(c chance, runs int) []Measure {
			all := each(c, runs, widen)
			doors := each(c, runs, falseDoor)
			return []Measure{
				over(c, all, func(w widening) float64 { return w.slots }).mostOf("slots earlier than the honest device, most", 0),
				over(c, all, func(w widening) float64 { return w.body }).mostOf("seconds of eligibility before the body's own, most", 0),
				over(c, all, func(w widening) float64 { return w.party }).mostOf("among friends, without doors: seconds earlier than the honest device, most", frameTime),
				over(c, doors, func(g doorGain) float64 { return g.stolen }).never("seats that a door's false clock took from an earlier slot"),
				over(c, doors, func(g doorGain) float64 { return g.seats }).leastOf("control: seats given at that door, least", 6),
			}
		}}
}
