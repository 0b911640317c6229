package game

import (
	"math"

	"crescendo/maps/geo"
)

// Limits of a hunt, each with its reason. Whoever reads a hunt checks them;
// NewOracle and NewRace take a checked one.
const (
	MaxVenues  = 32 // one a band: what a Set holds, and what fits two phone screens
	MaxClasses = 8  // of mobility: what fits a joining form
	MaxRate    = 16 // seconds of hunt time in a second: a frame every 125 ms
)

// RulesVersion stands in every record. A change of what Race computes is a new
// version, so that two programs never count one journal differently (R13).
const RulesVersion uint16 = 2

// Millis is hunt time: milliseconds since the gun, negative before it. Between
// two instants of the wall clock it counts Rate times as many.
type Millis int64

// Hunt is one evening, as its organiser wrote it: the secret. Indices of bands
// and venues are their places in Bands and Venues.
type Hunt struct {
	ID, Name              string
	Opens, Starts, Closes int64 // wall time, Unix milliseconds; Starts is the gun (R1)
	Rate                  int   // seconds of hunt time in a second, 1…MaxRate; 0 means 1
	Area                  geo.Circle
	Meet                  []Place // where people meet; the first is the plaza of the gate, and where a virtual walk begins
	Bands                 []Band
	Venues                []Venue // exactly one a band
	SpeedCap              float64 // metres a second that a player is believed to make (R6); 0 means 4
	Virtual               bool    // nobody really walks

	Open        bool // trust: open, which needs a gate and doors (R2); else friends
	Gate        Gate
	Doors       Doors
	Admission   Millis  // until when the gate admits, after the gun (R1); 0 without a gate
	Invitations bool    // who joins needs an invitation (R3)
	Classes     []Class // of mobility, beside those who walk; MaxClasses at most

	Par    [][]Millis // by venue, and by class with walkers first: whole seconds from the plaza (R10); nil where no quota is by par
	Awards []Award    // ways of giving seats; nil means StandardAwards
	Beacon string     // the public value that makes the lots, in words; "" means the journal's own head (R15)
}

// Class is a class of mobility, whose players may have quotas, a speed and par
// times of their own.
type Class struct {
	ID, Name string
	SpeedCap float64 // metres a second (R6); 0 means the hunt's
	Pace     float64 // metres a second of par times (R10); 0 means 1.4
}

// Place is a public place with a name.
type Place struct {
	Name string
	At   geo.Point
}

// Band is what players know of a venue: who plays there. Song is as the
// organiser wrote it, "builtin:1" or the path of a file.
type Band struct{ ID, Name, Colour, Song string }

// Venue is a secret place where a band plays.
type Venue struct {
	ID, Name string
	Place    geo.Point
	Band     int     // index into Hunt.Bands
	Radius   float64 // metres within which a player is there (R8), 25…100; 0 means 40
	Quotas   []Quota // in the order in which seats are given (R10)
}

// Quota is a number of seats of a venue and the way in which they are given.
type Quota struct {
	Seats int
	By    string // an entry of the registry of awards: "first"
	Class int    // whose seats they are: 0 for anybody's, i+1 for those of Classes[i]
}

// At returns the hunt time at a wall time in Unix milliseconds. Beyond what
// Millis holds it is the nearest that it does.
func (h *Hunt) At(wallMs int64) Millis {
	rate := h.rate()
	since := wallMs - h.Starts
	switch {
	case wallMs > h.Starts && (since < 0 || since > math.MaxInt64/rate):
		return math.MaxInt64
	case wallMs < h.Starts && (since > 0 || since < math.MinInt64/rate):
		return math.MinInt64
	}
	return Millis(since * rate)
}

// Wall returns the first wall time, in Unix milliseconds, that is not before t.
// Where there is none, it is the last that there is.
func (h *Hunt) Wall(t Millis) int64 {
	rate := h.rate()
	wall := int64(t) / rate
	if int64(t)%rate > 0 {
		wall++
	}
	if h.Starts > 0 && wall > math.MaxInt64-h.Starts {
		return math.MaxInt64
	}
	return h.Starts + wall
}

// Seats returns the number of seats of all venues.
func (h *Hunt) Seats() (n int) {
	for _, v := range h.Venues {
		for _, q := range v.Quotas {
			n += q.Seats
		}
	}
	return n
}

func (h *Hunt) rate() int64 { return int64(max(h.Rate, 1)) }

func (t Millis) seconds() float64 { return float64(t) / 1000 }
