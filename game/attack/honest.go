package attack

import (
	"math"
	"math/rand/v2"

	"crescendo/game/walker"
)

// Honest walkers (H1): whoever walks by what they hear alone must find the
// venue, with the warp as well as without. They walk a lattice of streets, with
// a phone's noise.
const (
	block = 100.0   // metres from crossing to crossing
	pace  = 1.4     // metres a second
	there = 60.0    // metres: within, they see and hear the band itself
	tired = 15000.0 // metres: then they go home
)

// stroll is how a walk went.
type stroll struct {
	found  bool
	metres float64
	wrong  float64 // % of the blocks on which it grew louder away from the venue, or softer towards it
	every  float64 // seconds from one change of step to the next, median
}

// pedestrian is somebody with a phone.
type pedestrian struct {
	account  *account
	receiver *receiver
	at       xy
	venue    xy
	walked   float64
	seconds  int
	fixes    []xy      // since the last frame
	changes  []float64 // seconds from one change of the step to the next
	changed  int       // when it did last
	jumps    int       // changes of two steps or more
}

func newPedestrian(rng *rand.Rand, s *stage, at, venue xy) *pedestrian {
	p := &pedestrian{account: s.enter(), receiver: newReceiver(rng, false), at: at, venue: venue}
	first, _ := p.receiver.second(at)
	p.account.claim(first)
	return p
}

// second passes, and every other one a frame goes out.
func (p *pedestrian) second() {
	fix, _ := p.receiver.second(p.at)
	p.fixes = append(p.fixes, fix)
	p.seconds++
	if p.seconds%2 != 0 {
		return
	}
	before := p.account.told.Step
	p.account.send(frameMillis, p.fixes...)
	p.fixes = p.fixes[:0]
	if by := int(p.account.told.Step) - int(before); by != 0 {
		if by*by > 1 {
			p.jumps++
		}
		p.changes = append(p.changes, float64(p.seconds-p.changed))
		p.changed = p.seconds
	}
}

// walk walks to a place and tells whether the band was met on the way.
func (p *pedestrian) walk(to xy) bool {
	for p.at.metres(to) > pace {
		p.at = p.at.plus(p.at.toward(to).times(pace))
		p.walked += pace
		p.second()
		if p.at.metres(p.venue) < there {
			return true
		}
	}
	p.at = to
	return false
}

// company is how many look for the same venue in one hunt, each for themselves.
const company = 4

// outing is how their walks went, with the warp and without: the same people
// with the same phones, in the same town.
type outing struct{ with, without [company]stroll }

// honest lets people look for a venue 2 km away.
func honest(rng *rand.Rand) (o outing) {
	venue := onLattice(around(rng, 2000)).plus(xy{block * (rng.Float64() - 0.5), block * (rng.Float64() - 0.5)})
	warped, plain := newStage(rng, true, venue), newStage(rng, false, venue)
	for i := range company {
		person, noise := rng.Uint64(), rng.Uint64()
		walk := func(s *stage) stroll {
			p := newPedestrian(rand.New(rand.NewPCG(noise, 0)), s, xy{}, venue)
			return search(p, walker.New(rand.New(rand.NewPCG(person, 0))))
		}
		o.with[i], o.without[i] = walk(warped), walk(plain)
	}
	return o
}

func onLattice(p xy) xy {
	return xy{math.Round(p.x/block) * block, math.Round(p.y/block) * block}
}

func search(p *pedestrian, who *walker.Walker) (out stroll) {
	sound, heard, blocks, wrong := walker.Sound(), 0, 0, 0
	for !out.found && p.walked < tired {
		var told walker.Told
		step := int(p.account.told.Step)
		told, heard = sound.Tell(heard, step)
		ways := crossroads(p.at)
		d := who.Next(walker.Crossing{Place: placeNumber(p.at), At: walkerXY(p.at), Told: told, Ways: ways})
		if d.Act != walker.Walk {
			p.second()
			p.walked += pace // waiting is no way to win
			continue
		}
		from := p.at
		out.found = p.walk(xy{ways[d.Way].At.East, ways[d.Way].At.North})
		nearer := from.metres(p.venue) - p.at.metres(p.venue)
		blocks++
		if float64(int(p.account.told.Step)-step)*nearer < 0 {
			wrong++
		}
	}
	out.metres, out.wrong = p.walked, 100*float64(wrong)/float64(max(blocks, 1))
	out.every = quantile(p.changes, 0.5)
	return out
}

func walkerXY(p xy) walker.XY { return walker.XY{East: p.x, North: p.y} }

// crossroads are the four ways that lead on.
func crossroads(at xy) (ways []walker.Way) {
	for _, d := range []xy{{block, 0}, {0, block}, {-block, 0}, {0, -block}} {
		to := at.plus(d)
		ways = append(ways, walker.Way{Place: placeNumber(to), At: walkerXY(to)})
	}
	return ways
}

func placeNumber(p xy) int { return int(math.Round(p.x/block))*1000 + int(math.Round(p.y/block)) }

// resting returns what somebody hears a minute who stands still, two minutes at
// each of ten places 100 m to 3 km from the venue: changes of the step, and
// among them those that an ear notices, of two steps at once.
func resting(rng *rand.Rand) (r rest) {
	s := newGateless(rng, true, xy{})
	for range 10 {
		at := polar(2*math.Pi*rng.Float64(), 100*math.Pow(30, rng.Float64()))
		p := newPedestrian(rng, s, at, xy{})
		for range 120 {
			p.second()
		}
		r.changes += float64(len(p.changes)) / 20
		r.flaps += float64(p.jumps) / 20
	}
	return r
}

type rest struct{ changes, flaps float64 }

func honestRow() Attack {
	return Attack{ID: "H1", Name: "honest walkers on a lattice of streets, venue 2 km away, the same four people a run with the warp and without", Runs: Runs{Smoke: 2, Fast: 1500, Full: 4000},
		play: func(c chance, runs int) []Measure {
			outings := each(c, runs, honest)
			rests := each(c, max(runs/10, 1), resting)
			flaps := over(c, rests, func(r rest) float64 { return r.flaps })
			changes := over(c, rests, func(r rest) float64 { return r.changes })
			return append(strollsOf(c, outings),
				flaps.most("changes of the step a minute at rest, of two steps or more", flaps.mean(), 0.1),
				changes.most("changes of the step a minute at rest, all", changes.mean(), 0.6))
		}}
}

// percent returns by how many percent a ratio is above 1.
func percent(ratio float64) float64 { return 100 * (ratio - 1) }

func strollsOf(c chance, outings []outing) []Measure {
	var with, without []stroll
	for _, o := range outings {
		with, without = append(with, o.with[:]...), append(without, o.without[:]...)
	}
	of := func(list []stroll, figure func(stroll) float64) sample {
		return sample{from: c.from, values: column(list, figure), each: company}
	}
	ways := func(s stroll) float64 { return s.metres / 2000 }
	path, plain := of(with, ways), of(without, ways)
	found := of(with, func(s stroll) float64 { return bit(s.found) })
	foundPlain := of(without, func(s stroll) float64 { return bit(s.found) })
	wrong := of(with, func(s stroll) float64 { return s.wrong })
	every := of(with, func(s stroll) float64 { return s.every })
	paired := of(with, ways)
	for i := range paired.values {
		paired.values[i] /= plain.values[i]
	}
	return []Measure{
		found.least("% that find the venue", 100*found.mean(), 97),
		foundPlain.least("% that find it without warp", 100*foundPlain.mean(), 97),
		path.most("path over distance, median", path.median(), 2.6),
		path.most("% by which that is longer than without warp", percent(path.median()/plain.median()), 5),
		paired.most("% by which a walker's path is longer than the same one's without, median", percent(paired.median()), 5),
		path.most("% by which the mean path is longer than without warp", percent(path.mean()/plain.mean()), 10),
		wrong.most("% of blocks that sound the wrong way", wrong.mean(), 4),
		every.most("seconds from change to change of the step, median", every.median(), 30),
	}
}
