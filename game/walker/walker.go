package walker

import "math/rand/v2"

// Hearing is what there is to hear at a crossing.
type Hearing uint8

// The hearings.
const (
	Playing Hearing = iota // Told says how loud; silence too is told
	Frozen                 // the step stands still: it says nothing of this place
	Deaf                   // the gun has not fired, or nobody knows yet where the walker is
	Taken                  // the band has no seat left, or none is tuned
	Arrived                // the venue is reached
)

// Crossing is where a walker stands and may turn.
type Crossing struct {
	Place   int // its number: the same place has the same number
	At      XY
	Hearing Hearing
	Told    Told
	Ways    []Way
}

// Way leads on from a crossing to the next.
type Way struct {
	Place int
	At    XY
}

// Act is what a walker does at a crossing.
type Act uint8

// The acts.
const (
	Walk Act = iota // along Crossing.Ways[Decision.Way]
	Wait            // some seconds where it stands, and be told again
	Tune            // to another band, and be told again
	Stay            // for good
)

// Decision is a walker's answer at a crossing.
type Decision struct {
	Act Act
	Way int
}

// How a way weighs against walking straight towards louder, which is 1.
const (
	straightOn = 0.15 // to keep the direction
	turnBack   = 0.20 // off, for the way it came
	beenThere  = 0.50 // off, for each time it was at that crossing
	walked     = 0.40 // off, for each time it walked that street
	whim       = 0.05 // by chance, either way
	outward    = 0.60 // in silence, away from where it began
)

const (
	patience  = 30  // waits at one place where the step stands still
	atLoudest = 8   // waits at the loudest step until it looks about
	maxMemory = 256 // places heard at: older ones are too far away to weigh
)

// Walker is somebody on the way to a band. Its zero value is of no use.
type Walker struct {
	chance  *rand.Rand
	memory  []heard // oldest first
	visits  map[int]int
	streets map[[2]int]int
	came    XY // the direction of the last way
	last    int
	begun   bool // whether last is set
	waits   int  // at last

	step    float64 // as the walker holds it to be
	silent  bool
	silence XY // where it began
}

// New returns a walker who knows nothing yet; chance comes from a seeded source.
// A walker belongs to one goroutine.
func New(chance *rand.Rand) *Walker {
	w := &Walker{chance: chance}
	w.Forget()
	return w
}

// Forget makes the walker forget what it heard and where it was: for another
// band.
func (w *Walker) Forget() {
	*w = Walker{chance: w.chance, visits: map[int]int{}, streets: map[[2]int]int{}, came: w.came}
}

// Next tells what the walker does at a crossing, and takes it to be done.
func (w *Walker) Next(c Crossing) Decision {
	w.arrive(c.Place)
	switch c.Hearing {
	case Arrived:
		return Decision{Act: Stay}
	case Taken:
		w.Forget()
		return Decision{Act: Tune}
	case Deaf:
		return Decision{Act: Wait}
	case Frozen:
		return w.walkUnless(c, w.waits < patience)
	}
	w.hear(c.At, c.Told)
	return w.walkUnless(c, c.Told.Lowest >= Loudest-1 && w.waits < atLoudest)
}

// arrive counts a visit, unless the walker only waited.
func (w *Walker) arrive(place int) {
	if w.begun && place == w.last {
		return
	}
	w.begun, w.last, w.waits = true, place, 0
	w.visits[place]++
}

// hear takes what is told into memory.
func (w *Walker) hear(at XY, t Told) {
	if t.Highest == 0 {
		if !w.silent {
			w.silence = at
		}
		w.silent, w.step = true, 0
	} else {
		w.follow(t)
		w.silent = false
	}
	if len(w.memory) == maxMemory {
		w.memory = append(w.memory[:0], w.memory[1:]...)
	}
	w.memory = append(w.memory, heard{at, w.step})
}

// follow moves the step that the walker holds it to be by what changed. When it
// comes out where it cannot be, all that it held before was wrong by the same.
func (w *Walker) follow(t Told) {
	lowest, highest := float64(t.Lowest), float64(t.Highest)
	if w.silent || len(w.memory) == 0 {
		w.step = (lowest + highest) / 2
		return
	}
	held := w.step + float64(t.Moved)
	w.step = min(max(held, lowest), highest)
	if wrong := w.step - held; wrong != 0 {
		for i := range w.memory {
			w.memory[i].step += wrong
		}
	}
}

func (w *Walker) walkUnless(c Crossing, wait bool) Decision {
	if wait || len(c.Ways) == 0 {
		w.waits++
		return Decision{Act: Wait}
	}
	pull := w.pull(c.At)
	best, most := 0, 0.0
	for i, way := range c.Ways {
		if s := w.score(c, way, pull); i == 0 || s > most {
			best, most = i, s
		}
	}
	to := c.Ways[best]
	w.streets[street(c.Place, to.Place)]++
	w.came = c.At.To(to.At).unit()
	return Decision{Act: Walk, Way: best}
}

// pull returns where the walker is drawn: about 1 long where it is sure.
func (w *Walker) pull(here XY) XY {
	if w.silent {
		return w.silence.To(here).unit().times(outward)
	}
	a, b := w.chance.NormFloat64(), w.chance.NormFloat64()
	return believe(w.memory, here, w.step).draw(a, b).times(Metres(w.step) / perLn)
}

func (w *Walker) score(c Crossing, way Way, pull XY) float64 {
	direction := c.At.To(way.At).unit()
	on := w.came.dot(direction)
	s := pull.dot(direction) + straightOn*on + whim*w.chance.NormFloat64()
	s -= beenThere*float64(w.visits[way.Place]) + walked*float64(w.streets[street(c.Place, way.Place)])
	if on < -0.9 {
		s -= turnBack
	}
	return s
}

// street names the way between two places, whichever way it is walked.
func street(a, b int) [2]int { return [2]int{min(a, b), max(a, b)} }
