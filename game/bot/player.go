package bot

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"crescendo/game/client"
	"crescendo/game/walker"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

const (
	slowest, quickest = 1.3, 1.9 // m/s of hunt time

	beat      = time.Second     // of hunt time, between two fixes of a phone
	longBeat  = 3 * time.Second // what goes by at most between two beats, however late the second is
	listen    = 3 * time.Second // at a crossing, until the step is of this place
	listenIn  = 6 * time.Second // near, where a few metres count
	lookAbout = 30              // turns near a band
	goRound   = 12              // turns on the streets after them

	stand    = 5 * time.Second // when there is nothing to do but wait
	askAgain = 4 * time.Second // for a band, when no answer comes
)

// player is a bot's evening: the position source of its session, and its legs.
type player struct {
	streets *streets // nil for open ground
	chance  *rand.Rand
	session session
	steward Steward // nil where nobody gives codes to bots

	busy    atomic.Bool    // an errand is being done
	errands sync.WaitGroup // of Run

	once    sync.Once
	briefed chan struct{} // closed when hunt is set
	hunt    wire.Hunt     // read-only once briefed is closed

	// Owned by Run.
	walker  *walker.Walker
	sense   walker.Sense
	terrain *terrain
	gps     *gps
	speed   float64       // m/s of hunt time
	place   int           // where it stands, or whither it walks
	at      geo.Point     // where it truly is
	way     []geo.Point   // to place
	clock   time.Duration // of hunt time, since Run began
	turnAt  time.Duration // not before this, on the clock
	askAt   time.Duration
	near    bool
	looked  int // turns near
	round   int // turns until it may be near again
	heard   int // by the sense, see walker.Sense.Tell
	band    string
	codeAt  time.Time     // of the device: not before this another code at the gate
	lookAt  time.Duration // on the clock, as turnAt
	showAt  time.Duration
	shownTo string // whose steward saw the pass last: a band's, or "" for the gate's
	passOut bool   // the pass is in the hand
}

// session is what a player needs of a client.Session.
type session interface {
	State() client.State
	Tune(band string)
	PresentGate(code string) bool
	PresentDoor(band, code string) bool
	ShowPass(shown bool)
}

func newPlayer(s *streets, chance *rand.Rand) *player {
	return &player{
		streets: s, chance: chance, briefed: make(chan struct{}), walker: walker.New(chance), sense: walker.Sound(),
		gps: newGPS(chance), speed: slowest + (quickest-slowest)*chance.Float64(),
	}
}

// Brief takes the hunt of the first welcome.
func (p *player) Brief(h wire.Hunt) {
	p.once.Do(func() {
		p.hunt = h
		close(p.briefed)
	})
}

// Run walks, and emits a fix each second of hunt time.
func (p *player) Run(ctx context.Context, emit func(client.Fix)) error {
	select {
	case <-p.briefed:
	case <-ctx.Done():
		return nil
	}
	defer p.errands.Wait()
	p.begin()
	rate := time.Duration(max(1, p.hunt.Rate))
	tick := time.NewTicker(beat / rate)
	defer tick.Stop()
	for last := time.Now(); ; {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
		now := time.Now()
		s := p.session.State()
		p.live(s, min(now.Sub(last)*rate, longBeat), now)
		p.call(ctx, s, now)
		at, accuracy := p.gps.at(p.at)
		emit(client.Fix{At: at, Accuracy: accuracy, Time: now})
		last = now
	}
}

// begin puts the player where bots wait. Where there is a gate, that is the
// plaza: in a hunt that is virtual they are there, to another they go.
func (p *player) begin() {
	p.terrain = newTerrain(p.streets, p.hunt.Area)
	if p.hunt.Gate == "" || len(p.hunt.Meet) == 0 {
		p.place = p.terrain.start(p.hunt.Meet, p.chance)
		p.at = p.terrain.at(p.place)
		return
	}
	plaza := p.plaza()
	p.at = p.terrain.at(p.terrain.start(p.hunt.Meet[:1], p.chance))
	p.place, p.way = p.terrain.snap(plaza), []geo.Point{plaza}
	if p.hunt.Virtual {
		p.at, p.way = plaza, nil
	}
}

// live lets some hunt time go by; now is the device's clock.
func (p *player) live(s client.State, passed time.Duration, now time.Time) {
	p.clock += passed
	p.gps.move(passed.Seconds())
	p.tune(s, now)
	if over(s) || reached(s) || noted(s) && loud(s) {
		return // here it stays
	}
	if len(p.way) > 0 {
		p.walk(p.speed * passed.Seconds())
		return
	}
	if p.clock >= p.turnAt && s.Gated {
		p.turn(s)
	}
}

// walk goes so many metres along the way.
func (p *player) walk(metres float64) {
	for len(p.way) > 0 {
		d := geo.Metres(p.at, p.way[0])
		if d > metres {
			p.at = geo.Toward(p.at, p.way[0], metres)
			return
		}
		p.at, p.way, metres = p.way[0], p.way[1:], metres-d
	}
	p.turnAt = p.clock + listen
	if p.near {
		p.turnAt = p.clock + listenIn
	}
}

// turn asks the walker whither now.
func (p *player) turn(s client.State) {
	c := walker.Crossing{Place: p.place, At: p.terrain.xy(p.at), Hearing: hearing(s)}
	if c.Hearing == walker.Playing {
		if s.Band != p.band { // music of another band
			p.band, p.heard = s.Band, 0
			p.walker.Forget()
		}
		c.Told, p.heard = p.sense.Tell(p.heard, int(s.Step))
		p.approach(int(s.Step))
	}
	legs := p.terrain.ways(p.place, p.near)
	for _, l := range legs {
		c.Ways = append(c.Ways, walker.Way{Place: l.to, At: p.terrain.xy(p.terrain.at(l.to))})
	}
	d := p.walker.Next(c)
	if d.Act != walker.Walk {
		p.turnAt = p.clock + stand
		return
	}
	p.place, p.way = legs[d.Way].to, legs[d.Way].line
}

// approach tells by the step whether the band is near. Whoever looked about long
// enough goes round by the streets for a while: there may be a river between.
func (p *player) approach(step int) {
	d := walker.Metres(float64(step))
	p.near = step > 0 && p.round == 0 && (d < nearIn || p.near && d < nearOut)
	switch {
	case !p.near:
		p.looked = 0
		p.round = max(0, p.round-1)
	case p.looked >= lookAbout:
		p.near, p.round = false, goRound
	default:
		p.looked++
	}
}
