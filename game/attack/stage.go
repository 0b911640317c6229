package attack

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"

	"crescendo/game"
	"crescendo/maps/geo"
)

// The stage on which attacks are played: one hunt on the real rules.
const (
	plazaLat = 488566000 // 1e-7 degrees
	plazaLon = 23522000
	areaHalf = 9000.0 // metres: the attackers' city lies within
	evening  = 6 * 3600 * 1000
	gun      = 1782000000000 // wall time: 2026-06-21
)

// stage is one hunt, with the fields that its rules would give it, or without.
type stage struct {
	hunt   *game.Hunt
	oracle *game.Oracle
	fields []game.Field // nil without warps
	plane  geo.Plane
}

// warped tells whether a stage has warps. Without, it is a control: there the
// attack must succeed.
type warped bool

// newStage sets up a hunt that is open to everybody, with a gate, doors, and a
// venue at each place. The warps' key comes from rng.
func newStage(rng *rand.Rand, w warped, venues ...xy) *stage {
	return newSpiedStage(rng, w, geo.Straight{}, venues...)
}

// newSpiedStage is newStage, measuring distances by d.
func newSpiedStage(rng *rand.Rand, w warped, d game.Distance, venues ...xy) *stage {
	s := bareStage(venues...)
	s.hunt.Open, s.hunt.Gate, s.hunt.Doors, s.hunt.Admission = true, game.GateCode, game.DoorsCode, 600_000
	s.oracle = game.NewOracle(s.hunt, d, s.draw(rng, w)...)
	return s
}

// newGateless is newStage without the gate: accounts begin wherever they claim
// to be.
func newGateless(rng *rand.Rand, w warped, venues ...xy) *stage {
	s := bareStage(venues...)
	s.hunt.Doors = game.DoorsCode
	s.oracle = game.NewOracle(s.hunt, geo.Straight{}, s.draw(rng, w)...)
	return s
}

// draw draws the fields of a stage that has warps.
func (s *stage) draw(rng *rand.Rand, w warped) []game.Field {
	if !w {
		return nil
	}
	fields, err := s.hunt.Fields(binary.BigEndian.AppendUint64(nil, rng.Uint64()))
	if err != nil {
		panic(err) // once in 10^28 venues
	}
	s.fields = fields
	return fields
}

// newParty sets up a hunt among friends: no gate, no doors, no warps.
func newParty(venues ...xy) *stage {
	s := bareStage(venues...)
	s.oracle = game.NewOracle(s.hunt, geo.Straight{})
	return s
}

func bareStage(venues ...xy) *stage {
	plaza := geo.Point{Lat: plazaLat, Lon: plazaLon}
	s := &stage{plane: geo.NewPlane(plaza)}
	s.hunt = &game.Hunt{
		ID: "attacked", Name: "Attacked", Rate: 1,
		Opens: gun - 3600_000, Starts: gun, Closes: gun + evening,
		Area: geo.Circle{Centre: plaza, Radius: areaHalf},
		Meet: []game.Place{{Name: "Plaza", At: plaza}},
	}
	for i, v := range venues {
		id := fmt.Sprint(i)
		s.hunt.Bands = append(s.hunt.Bands, game.Band{ID: id, Name: id, Song: "builtin:1"})
		s.hunt.Venues = append(s.hunt.Venues, game.Venue{ID: id, Name: id, Place: s.plane.At(v.x, v.y), Band: i, Quotas: []game.Quota{{Seats: 1, By: "first"}}})
	}
	return s
}

// offset returns where a venue's centre A lies from the venue, in metres: for
// the judge, not for an attacker.
func (s *stage) offset(venue int) xy {
	if s.fields == nil {
		return xy{}
	}
	return xy{s.fields[venue].East, s.fields[venue].North}
}

// around is a venue at some bearing, so many metres from the plaza.
func around(rng *rand.Rand, metres float64) xy {
	return polar(2*math.Pi*rng.Float64(), metres)
}

// account is somebody who takes part, on a device whose clock is hunt time. It
// is an ear.
type account struct {
	stage  *stage
	runner game.Runner
	now    game.Millis // of the last frame
	frames uint32
	recent []xy // the last claims, five at most
	told   game.Told
}

// enter returns a new account that has passed the gate and is tuned to band 0,
// an instant before the gun.
func (s *stage) enter() *account {
	a := s.join(-frameMillis)
	a.runner.Gate(a.now)
	a.runner.Tune(a.now, 0)
	return a
}

// join returns a new account that has done nothing yet.
func (s *stage) join(now game.Millis) *account {
	return &account{stage: s, runner: game.NewRunner(s.oracle, now, 0), now: now}
}

// claim sends one frame with one fix, 2 s after the last one.
func (a *account) claim(at xy) int {
	a.send(frameMillis, at)
	return int(a.told.Step)
}

// send sends one frame, so long after the last one, with a fix at each place,
// all taken now but for a millisecond.
func (a *account) send(after game.Millis, places ...xy) game.Told {
	a.now += after
	a.frames++
	f := game.Frame{Now: a.now, Sequence: a.frames, Sent: a.clock(), Count: len(places)}
	for i, p := range places {
		f.Fixes[i] = game.Fix{At: a.stage.plane.At(p.x, p.y), AccuracyDM: 80, Mono: f.Sent - uint64(len(places)-1-i)}
		a.recent = append(a.recent, p)
	}
	a.recent = a.recent[max(0, len(a.recent)-averaged):]
	a.told = a.runner.Apply(f)
	return a.told
}

// clock is the device's, in milliseconds.
func (a *account) clock() uint64 { return uint64(a.now + 1e9) }

func (a *account) last() xy { return a.recent[len(a.recent)-1] }

// at is R6's mean: whoever claims to move no faster than the cap is where the
// mean is.
func (a *account) at() xy { return mean(a.recent) }
