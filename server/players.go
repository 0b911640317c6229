package server

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
)

// errHuntFull is why nobody more may join.
var errHuntFull = errors.New("the hunt has as many players as a server holds")

// players are all who joined this hunt. Nobody is ever removed: a player can
// come back until the evening is over.
type players struct {
	mu   sync.RWMutex
	ids  map[fact.Player]*player // guarded by mu
	list []*player               // guarded by mu; whose joining the journal has, only appended to
}

func newPlayers() *players {
	return &players{ids: map[fact.Player]*player{}}
}

// add makes a player who is not in yet: see admit. Its error is errHuntFull, or
// that of the source of chance.
func (ps *players) add(nickname string, random io.Reader) (*player, error) {
	p := &player{nickname: nickname, joined: make(chan struct{}), refused: make(chan struct{})}
	if _, err := io.ReadFull(random, p.id[:]); err != nil {
		return nil, fmt.Errorf("drawing an id: %w", err)
	}
	ps.mu.Lock()
	defer ps.mu.Unlock()
	if len(ps.ids) >= maxPlayers {
		return nil, errHuntFull
	}
	ps.ids[p.id] = p
	return p, nil
}

// retire ends a player's token, and their session, and returns the generation
// of tokens that is good from now on.
func (p *player) retire() (generation uint32) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.session != nil {
		p.session.out.spawn(p.session.out.shut(wire.CloseReplaced, true))
		p.session = nil
	}
	return p.generation.Add(1)
}

// refuse takes out a player whom the journal does not let in.
func (ps *players) refuse(id fact.Player) {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	p := ps.ids[id]
	if p == nil || p.isIn() {
		return
	}
	delete(ps.ids, id)
	close(p.refused)
}

// drop undoes add for a player whose joining nobody took.
func (ps *players) drop(p *player) {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	delete(ps.ids, p.id)
}

// admit lets a player in, once: the journal has the joining. One whom this
// server did not meet has the nickname that was kept.
func (ps *players) admit(id fact.Player, number int, was prior) {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	p := ps.ids[id]
	if p == nil {
		p = &player{id: id, nickname: was.nickname, joined: make(chan struct{}), refused: make(chan struct{})}
		ps.ids[id] = p
	}
	if p.isIn() {
		return
	}
	p.number, p.runner, p.epoch = number, was.runner, was.epoch
	ps.list = append(ps.list, p)
	close(p.joined)
}

// byID returns a player; nil for one whom this server did not meet.
func (ps *players) byID(id fact.Player) *player {
	ps.mu.RLock()
	defer ps.mu.RUnlock()
	return ps.ids[id]
}

// numbered returns the player with a number, nil for none. Numbers are given in
// the order in which the journal lets players in.
func (ps *players) numbered(number int) *player {
	ps.mu.RLock()
	defer ps.mu.RUnlock()
	if number < 1 || number > len(ps.list) {
		return nil
	}
	return ps.list[number-1]
}

// all returns everybody who is in. The list is not to be changed.
func (ps *players) all() []*player {
	ps.mu.RLock()
	defer ps.mu.RUnlock()
	return slices.Clip(ps.list)
}

// player is somebody who joined: what the server knows of them, across all
// their sessions.
type player struct {
	// set once
	id       fact.Player
	nickname string        // "" for none
	joined   chan struct{} // closed when the journal has the joining: then number and runner are set
	number   int           // the 17 of "Player 17"
	refused  chan struct{} // closed when the journal does not let the player in

	generation atomic.Uint32 // of the tokens that are good: the resume codes that were spent, added to by the fold with mu

	unnamed atomic.Bool // the store does not have the nickname yet

	shown atomic.Pointer[string] // what an operator calls the player (R11), "" to hide the nickname; nil where nobody does

	mu      sync.Mutex
	runner  game.Runner // guarded by mu; used by the current session alone
	session *session    // guarded by mu; nil while nobody is connected
	epoch   uint32      // guarded by mu; of the newest session
	full    game.Set    // guarded by mu; bands that the runner knows to be full
	gone    game.Set    // guarded by mu; bands that the runner knows to be gone
	owed    []fact.Fact // guarded by mu; facts that the desk had no room for
	arrived []string    // guarded by mu; without doors: bands whose venue was reached, as the journal has it
	waiting []string    // guarded by mu; bands on whose waiting list the player stands, as they may know
	seat    *wire.Won   // guarded by mu; what it points to never changes
	seatAt  int         // guarded by mu; the venue of the seat
	giving  bool        // guarded by mu; giving it back is under way
	out     string      // guarded by mu; why the player is out of the hunt, "" while they are in
	shows   allowance   // guarded by mu; presentations and resume codes
	resume  string      // guarded by mu; a resume code that is on its way into the journal

	moved bool      // guarded by mu; the runner is another one than the store has
	hurry bool      // guarded by mu; and is to be kept at once
	kept  time.Time // guarded by mu; when it was kept last

	gated     bool // guarded by mu; the journal has that the gate is passed
	passing   bool // guarded by mu; that is on its way into the journal
	gateTries int  // guarded by mu; wrong codes at the gate, as the journal has them
	gateOpen  int  // guarded by mu; more of them, on their way into the journal

	// What may come to count at a door (R8). No message depends on any of it but
	// Won, and Waiting once everybody knows the band to be full.
	pends    []pend                      // guarded by mu
	tries    map[int]int                 // guarded by mu; wrong codes by venue, as the journal has them
	used     map[int]use                 // guarded by mu; the newest right code by venue
	eligible game.Set                    // guarded by mu; venues where the runner was certain once
	since    [game.MaxVenues]game.Millis // guarded by mu; from when, for each of them
	proved   [3]game.Set                 // guarded by mu; venues whose proof was handed in, here or, as the journal has it, elsewhere, by way
	early    bool                        // guarded by mu; one of them lies ahead of this server's clock
	claims   game.Set                    // guarded by mu; venues whose proof the journal has
	waits    game.Set                    // guarded by mu; venues on whose waiting list the player stands
}

func (p *player) isIn() bool {
	select {
	case <-p.joined:
		return true
	default:
		return false
	}
}

// name is what others see. The player is in.
func (p *player) name() string {
	if alias := p.alias(); alias != "" {
		return alias
	}
	return fmt.Sprintf("Player %d", p.number)
}

// alias is the nickname that others see, "" for none.
func (p *player) alias() string {
	if shown := p.shown.Load(); shown != nil {
		return *shown
	}
	return p.nickname
}

// hear puts an encoded message into the mailbox of the player's session, if
// there is one. The caller holds mu.
func (p *player) hear(text []byte) {
	if p.session != nil {
		p.session.out.spawn(p.session.out.text(text))
	}
}
