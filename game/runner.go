package game

import "crescendo/maps/geo"

// Frame is one message of a player's stream, and when it came.
type Frame struct {
	Now      Millis // when the server held it, by the server's clock
	Epoch    uint32 // the session it belongs to
	Sequence uint32 // one more with each frame of the session
	Sent     uint64 // the device's monotonic milliseconds
	Count    int    // how many of Fixes are set, from the front; beyond it they are ignored
	Fixes    [MaxFixes]Fix
}

// Told is the answer to a frame. All of it but Arrived may be told to the
// player. Arrived is empty where there are doors: see Runner.Eligible (R8).
type Told struct {
	Band    int    // tuned, -1 for none
	Step    uint8  // loudness, 0…63
	Word    Word   // why
	Fog     Fog    // how unsure the reported position is
	CatchUp uint16 // seconds of hunt time until the music follows again
	Early   bool   // the frame came early or out of turn: the last answer again
	Arrived Set    // without doors: venues where presence became certain with this frame, at its Now
}

// The stream's beat (R7): a reading falls due every two seconds, and a frame
// may be half a second early. The beat stays when a frame is late, by up to a
// second and a half: a jittery line loses nothing, and nobody reads more often.
const (
	frameEvery Millis = 2_000
	frameEarly Millis = 500
)

// Runner is what the server believes of one player: R5 to R8. Copying it is a
// snapshot. It belongs to one goroutine at a time, and shares nothing but the
// Oracle. The zero Runner is not ready: see NewRunner.
type Runner struct {
	oracle *Oracle
	start  Millis // fixes taken before count nothing: the gate, or without one the later of gun and joining (R4)
	due    Millis // when the next reading is
	now    Millis // of the last call that told the time

	gated    bool // the oracle is open to the player (R4)
	out      bool // the player is disqualified (R11)
	session  session
	track    track
	reported geo.Point // where the player says they are, as of the last reading
	placed   bool      // the credited position has begun; before the gate it waits on the plaza
	credited geo.Point // where the server believes the player to be (R6)
	lag      float64   // metres between the two
	speedCap float64   // metres a second that the player is believed to make
	tokens   tokens
	dial     dial
	fences   [MaxVenues]fence // of each venue
	eligible Set              // venues where presence was certain once
	last     Told
}

// NewRunner returns the runner of a player who joined at a hunt time, in a
// mobility class: 0 for walkers, i+1 for Hunt.Classes[i]; one that the hunt
// does not have is 0. It belongs to session 0 until Session is called. Where
// the hunt has a gate, nothing is heard until Gate is.
func NewRunner(o *Oracle, joined Millis, class int) Runner {
	r := Runner{
		oracle: o, start: max(joined, 0), due: joined, now: joined, gated: !o.gate, placed: o.gate, credited: o.plaza,
		speedCap: o.speedCap(class), dial: dial{band: noBand},
	}
	r.refresh()
	return r
}

// Apply answers one frame. It allocates nothing.
func (r *Runner) Apply(f Frame) Told {
	if !r.session.next(&f) {
		return r.again()
	}
	r.now = f.Now
	r.take(&f)
	if f.Now < r.due-frameEarly {
		return r.again()
	}
	r.due = max(r.due+frameEvery, f.Now+frameEarly)
	r.move(f.Now)
	var around surroundings
	r.oracle.listen(r.credited, &around)
	r.last = r.tell(f.Now, &around)
	arrived := r.arrive(f.Now, &around)
	told := r.last
	if !r.oracle.doors {
		told.Arrived = arrived
	}
	return told
}

// refresh puts an answer without loudness in the place of the last one, for
// frames that come early after something has changed.
func (r *Runner) refresh() {
	r.last = Told{Band: r.dial.band, Word: r.word(r.now), Fog: r.fog(r.now)}
}

// again returns the last answer, for a frame that counts no reading.
func (r *Runner) again() Told {
	told := r.last
	told.Early = true
	return told
}

// session says which frames are the player's newest (R5).
type session struct {
	epoch    uint32
	begun    bool   // a frame of this epoch has come
	sequence uint32 // of the last one
	fixed    bool   // a fix of this epoch has counted
	mono     uint64 // of the last one
}

// Session makes a newer session the only one whose frames count. It inherits
// everything else. An epoch that is not newer changes nothing.
func (r *Runner) Session(epoch uint32) {
	if epoch > r.session.epoch {
		r.session = session{epoch: epoch}
	}
}

// next tells whether a frame is later than all before it.
func (s *session) next(f *Frame) bool {
	if f.Epoch != s.epoch || s.begun && f.Sequence <= s.sequence {
		return false
	}
	s.begun, s.sequence = true, f.Sequence
	return true
}
