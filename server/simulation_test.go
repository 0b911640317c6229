package server

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/server/door"
)

// The simulation lets several servers play one evening on a hostile journal, in
// a bubble of testing/synctest, with an observer who remembers every answer.
//
// One goroutine, the driver, does what players, operators and the machine room
// do, in steps; between two steps all is quiet. Everything that it does, and
// everything that befalls a record, comes from the run's seed. What the seed
// does not fix is which goroutine goes first where two become ready at one
// moment: the clocks of the nodes, the ways of records and the driver's steps
// are odd nanoseconds apart, so that two nodes hardly ever do, and within a node
// one processor takes turns (oneProcessor, TestASeedIsPlayedAgain).
//
// Left out are sockets (sessions_test.go), runners (where somebody stands is
// said, not walked), the store (a node comes back with nothing but the journal),
// and the disk (package journal).

const (
	simNodes   = 3
	simStarts  = 20 * time.Second // from the beginning to the gun
	simLength  = 90 * time.Second // from the gun to the close
	simPlayers = 14
	maxSkew    = 200 * time.Millisecond // of a node's clock, either way
)

// simHunt is a small evening: two venues, three seats. Every other one has
// doors with codes.
func simHunt(doors bool) Config {
	c := testConfig(testHunt())
	c.Hunt.Rate = 1
	c.Hunt.Starts = c.Hunt.Opens + simStarts.Milliseconds()
	c.Hunt.Closes = c.Hunt.Starts + simLength.Milliseconds()
	if doors {
		guarded(game.GateNone, game.DoorsCode)(&c)
		c.Keys.Sign = nil // drawing tickets would be most of a run
	}
	return c
}

// simFields are the loudness of a hunt without doors, and of one with them: to
// draw them anew for each server would be most of a run.
type simFields [2][]game.Field

func drawFields(t *testing.T) (f simFields) {
	for i := range f {
		c := simHunt(i == 1)
		list, err := c.Hunt.Fields(c.Keys.Warp[:])
		if err != nil {
			t.Fatal(err)
		}
		f[i] = list
	}
	return f
}

// simNode is a place where servers live, one after the other.
type simNode struct {
	sim    *sim
	index  int
	life   int
	skew   time.Duration
	server *Server // nil while it is down
	handle *handle
	stop   context.CancelFunc
	ended  chan error
	back   time.Time // when the next life begins
}

// simPlayer is somebody with a phone.
type simPlayer struct {
	token   string
	number  int
	node    *simNode
	session *session // nil while not connected
	asked   [2]bool  // at which venues they stood
	settled [2]bool  // and need not ask again
	seat    *wire.Won
	out     *simAct // what is being done to them
	isOut   bool
}

// simAct is an act that an operator asks for until it is done.
type simAct struct {
	request ActRequest
	by      *simNode // who was asked last
	under   bool     // and has not answered yet
}

// sim is one run.
type sim struct {
	*observer
	seed    uint64
	luck    *rand.Rand
	config  Config
	fields  []game.Field
	journal *hostile
	nodes   []*simNode
	players []*simPlayer
	answers chan func() // from goroutines that wait for a server; run by the driver
	joining int
	acts    int
	plant   plant
}

// plant is a defect of the servers' own; the zero value is none.
type plant struct {
	race   func(h *game.Hunt, s game.Seed) *game.Race        // nil for the right one
	record func(s *Server, seq uint64, record []byte) []byte // what the race makes of a record; nil for the record
	gaps   bool                                              // the fold accepts them
}

func (p plant) newRace(c Config) *game.Race {
	if p.race == nil {
		return game.NewRace(c.Hunt, c.Keys.Seed)
	}
	return p.race(c.Hunt, c.Keys.Seed)
}

// simulate plays the evening of a seed and returns what the observer found.
func simulate(t *testing.T, seed uint64, fields simFields, p plant) (o *observer) {
	synctest.Test(t, func(t *testing.T) {
		doors := seed%4 == 3
		s := &sim{
			observer: newObserver(), seed: seed, luck: dice(seed, "driver", 0), config: simHunt(doors),
			journal: newHostile(seed), answers: make(chan func(), 1000), plant: p,
		}
		if err := s.config.complete(); err != nil {
			t.Fatal(err)
		}
		s.fields = fields[seed%4/3]
		for i := range simNodes {
			s.nodes = append(s.nodes, &simNode{sim: s, index: i})
			s.nodes[i].start()
		}
		s.drive()
		s.finish()
		o = s.observer
	})
	o.judgeHistory()
	return o
}

// start begins a node's next life: with nothing but the journal.
func (n *simNode) start() {
	s := n.sim
	n.life++
	name := fmt.Sprintf("node %d, life %d", n.index, n.life)
	luck := dice(s.seed, name, -1)
	n.skew = time.Duration(luck.Int64N(int64(2*maxSkew))) - maxSkew
	n.handle = &handle{hostile: s.journal, name: name, dead: make(chan struct{}), tries: map[string]int{}}
	c := s.config
	c.Journal, c.Store, c.Rand = n.handle, nil, rand.NewChaCha8([32]byte{byte(s.seed), byte(s.seed >> 8), byte(s.seed >> 16), byte(n.index), byte(n.life)})
	c.Now = func() time.Time { return time.Now().Add(n.skew) }
	length, _, _ := s.journal.state()
	c.ReadyAt = uint64(length)
	if err := c.complete(); err != nil {
		panic(err)
	}
	server, err := assemble(c, s.fields)
	if err != nil {
		panic(err)
	}
	server.fold.race = s.plant.newRace(c)
	n.handle.read = s.plant.reader(server)
	ctx, cancel := context.WithCancel(context.Background())
	n.server, n.stop, n.ended = server, cancel, make(chan error, 1)
	ended := n.ended
	go func() { ended <- server.Run(ctx) }()
}

// kill ends a node's life: nobody hears of it any more, and what it had goes
// with it.
func (n *simNode) kill() {
	n.sim.journal.note(killed)
	for _, p := range n.sim.players {
		if p.node == n {
			p.node, p.session = nil, nil
		}
	}
	close(n.handle.dead)
	n.stop()
	n.server, n.back = nil, time.Now().Add(time.Duration(n.sim.luck.Int64N(int64(15*time.Second))))
}

// up returns a node that lets people in, nil for none.
func (s *sim) up() *simNode {
	list := slices.Clone(s.nodes)
	s.luck.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	for _, n := range list {
		if n.server != nil && n.server.caughtUp() {
			return n
		}
	}
	return nil
}

// drive plays until the order is final everywhere.
func (s *sim) drive() {
	begins := time.Now()
	gun, closes := begins.Add(simStarts), begins.Add(simStarts+simLength)
	if s.luck.IntN(3) == 0 {
		at := begins.Add(time.Duration(s.luck.Int64N(int64(simStarts + simLength))))
		time.AfterFunc(time.Until(at), func() {
			s.journal.note(noLeader)
			s.journal.mu.Lock()
			defer s.journal.mu.Unlock()
			s.journal.absent = time.Now().Add(time.Minute)
		})
	}
	for time.Now().Before(closes.Add(20 * time.Second)) {
		time.Sleep(20*time.Millisecond + time.Duration(s.luck.Int64N(int64(600*time.Millisecond))))
		s.settle()
		switch roll := s.luck.IntN(100); {
		case roll < 2:
			if n := s.nodes[s.luck.IntN(len(s.nodes))]; n.server != nil {
				n.kill()
			}
		case roll < 3:
			if n := s.nodes[s.luck.IntN(len(s.nodes))]; n.server != nil {
				n.handle.cutFor(5*time.Second + time.Duration(s.luck.Int64N(int64(40*time.Second))))
			}
		case roll < 22:
			s.join()
		case roll < 32:
			s.roam()
		case roll < 44:
			s.operate()
		case roll < 48:
			s.giveBack()
		case roll < 80 && time.Now().After(gun):
			s.arrive()
		}
	}
}

// settle waits until all is quiet, and does what goes without saying: it hears
// what was said, brings nodes back, and people in.
func (s *sim) settle() {
	synctest.Wait()
	for len(s.answers) > 0 {
		(<-s.answers)()
	}
	for _, n := range s.nodes {
		if n.server == nil && !time.Now().Before(n.back) {
			if err := <-n.ended; err != nil {
				s.fault("a node's life ended with %v", err)
			}
			n.start()
		}
	}
	for _, p := range s.players {
		s.listen(p)
		if p.session == nil && s.luck.IntN(3) == 0 {
			s.connect(p)
		}
	}
}

// join lets somebody in, or not: the answer comes when it comes.
func (s *sim) join() {
	n := s.up()
	if n == nil || s.joining >= simPlayers {
		return
	}
	s.joining++
	body, _ := json.Marshal(wire.JoinRequest{Salt: make([]byte, wire.SaltBytes)})
	server := n.server
	go func() {
		w := httptest.NewRecorder()
		server.join(w, httptest.NewRequest("POST", "/v1/join", strings.NewReader(string(body))))
		s.answers <- func() {
			if n.server != server || w.Code != http.StatusOK {
				s.joining--
				return
			}
			var reply wire.JoinReply
			if err := json.Unmarshal(w.Body.Bytes(), &reply); err != nil {
				s.fault("an answer to a joining: %v", err)
			}
			p := &simPlayer{token: reply.Token, number: reply.Number}
			s.players = append(s.players, p)
			s.hear(answer{what: joined, player: reply.Number, at: time.Now()})
		}
	}()
}

// connect opens a session at some node that knows the player.
func (s *sim) connect(p *simPlayer) {
	n := s.up()
	if n == nil {
		return
	}
	who, generation := n.server.byToken(p.token)
	if who == nil {
		return // its fold is behind
	}
	c := &session{server: n.server}
	c.out.writing = true // the driver takes out what waits, nobody writes
	if _, err := n.server.welcome(c, who, generation); err != nil {
		s.fault("player %d is not welcome: %v", p.number, err)
		return
	}
	p.node, p.session = n, c
	s.listen(p)
}

// roam takes somebody to another node, or back to the same.
func (s *sim) roam() {
	if len(s.players) == 0 {
		return
	}
	p := s.players[s.luck.IntN(len(s.players))]
	if p.session == nil {
		return
	}
	p.session.server.leave(p.session)
	p.node, p.session = nil, nil
	s.connect(p)
}

// listen takes a session's messages out.
func (s *sim) listen(p *simPlayer) {
	if p.session == nil {
		return
	}
	o := &p.session.out
	o.mu.Lock()
	texts, code := o.texts, o.code
	o.texts = nil
	o.mu.Unlock()
	for _, b := range texts {
		m, err := wire.DecodeToPlayer(b)
		if err != nil {
			s.fault("a message to player %d: %v", p.number, err)
			continue
		}
		s.learn(p, m)
	}
	if code != 0 {
		p.node, p.session = nil, nil
	}
}

func venueOf(band string) int { return slices.Index([]string{"owls", "foxes"}, band) }

// learn lets a player and the observer hear a message.
func (s *sim) learn(p *simPlayer, m wire.ToPlayer) {
	a := answer{player: p.number, at: time.Now()}
	say := func(w what, band string, seat int) {
		a.what, a.venue, a.seat = w, venueOf(band), seat
		s.hear(a)
	}
	switch m := m.(type) {
	case wire.Welcome:
		if m.Number != p.number {
			s.fault("player %d is welcome as player %d", p.number, m.Number)
		}
		for _, band := range m.Arrived {
			say(arrived, band, 0)
		}
		for _, band := range m.Waiting {
			say(waits, band, 0)
		}
		if p.seat = m.Seat; m.Seat != nil {
			say(won, m.Seat.Band, m.Seat.Seat)
		}
	case wire.Arrived:
		p.settled[venueOf(m.Band)] = true
		say(arrived, m.Band, 0)
	case wire.Waiting:
		p.settled[venueOf(m.Band)] = true
		say(waits, m.Band, 0)
	case wire.Noted:
		a.what, a.server = noted, p.session.server
		s.hear(a)
	case wire.Won:
		p.seat, p.settled = &m, [2]bool{true, true}
		say(won, m.Band, m.Seat)
	case wire.SeatGone:
		a.what = seatGone
		p.seat, p.settled = nil, [2]bool{}
		s.hear(a)
	}
}

// arrive lets somebody stand at a venue: what the runner would find, their
// server knows; with doors they type the code that hangs there.
func (s *sim) arrive() {
	if len(s.players) == 0 {
		return
	}
	p, v := s.players[s.luck.IntN(len(s.players))], s.luck.IntN(2)
	if p.session == nil || p.settled[v] {
		return
	}
	server, who := p.session.server, p.session.player
	now := s.config.Hunt.At(server.now().UnixMilli())
	if now < 0 {
		return
	}
	if !p.asked[v] {
		p.asked[v] = true
		s.hear(answer{what: asks, player: p.number, venue: v, at: time.Now()})
	}
	doors := s.config.Hunt.Doors != game.DoorsNone
	who.mu.Lock()
	who.eligible, who.since[v], who.hurry = who.eligible.With(v), now, true
	if !doors { // as judge does
		who.owed = append(who.owed, fact.Proved{Player: who.id, Venue: uint16(v), At: int64(now), Claimed: int64(now)})
		server.collect(who)
	}
	who.mu.Unlock()
	if !doors {
		return
	}
	s.hear(answer{what: shows, player: p.number, venue: v, at: time.Now()})
	key, _ := server.door(v)
	err := p.session.present(wire.Present{At: wire.AtDoor, Band: s.config.Hunt.Bands[v].ID, Code: door.Code(key, door.Step(server.now()))})
	if err != nil && err != errFlood && err != errOwed {
		s.fault("player %d at a door: %v", p.number, err)
	}
}

// giveBack lets somebody give their seat back.
func (s *sim) giveBack() {
	for _, p := range s.players {
		if p.seat != nil && p.session != nil && s.luck.IntN(2) == 0 {
			s.hear(answer{what: freeing, player: p.number, at: time.Now()})
			if err := p.session.giveBack(); err != nil {
				s.fault("player %d gives a seat back: %v", p.number, err)
			}
			return
		}
	}
}

// operate lets an operator take somebody out or in again: the same act with the
// same id, at the same node or at another one, until it is done.
func (s *sim) operate() {
	n := s.up()
	if len(s.players) == 0 || n == nil {
		return
	}
	p := s.players[s.luck.IntN(min(3, len(s.players)))] // it is always the same few
	if p.out == nil {
		s.acts++
		p.out = &simAct{request: ActRequest{ID: fmt.Sprintf("operator-act-%04d", s.acts), Act: "disqualify", Player: p.number, Reason: "simulated"}}
		if p.isOut {
			p.out.request.Act = "reinstate"
		} else {
			s.hear(answer{what: freeing, player: p.number, at: time.Now()})
		}
	}
	act := p.out
	if act.under && act.by.server != nil {
		return
	}
	act.by, act.under = n, true
	server := n.server
	go func() {
		reply, err := server.do(httptest.NewRequest("POST", "/v1/acts", nil), "op", act.request)
		s.answers <- func() {
			if n.server != server {
				return // it died with the answer
			}
			act.under = false
			if err == nil && reply.Done {
				p.out, p.isOut = nil, act.request.Act == "disqualify"
				s.hear(answer{what: done, player: p.number, out: p.isOut, at: time.Now()})
			}
		}
	}()
}
