package server

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/game"
	"crescendo/game/wire"
	"crescendo/maps/geo"
	"crescendo/server/door"
)

// Server is the authority over one evening. New makes it, Run runs it, once,
// and Handler answers while it runs. All methods may be called from many
// goroutines.
type Server struct {
	// set once
	config     Config
	hunt       *game.Hunt
	public     wire.Hunt // what everybody may know of the hunt
	commitment [32]byte  // what binds the organiser to it (R15)
	oracle     *game.Oracle
	now        func() time.Time
	log        *slog.Logger
	players    *players
	resumes    *resumes
	scans      *scans
	desk       *desk
	fold       *fold
	acts       *acts
	texts      *texts
	spectators *spectators
	pages      map[string]*file
	rulesIn    map[string]*file // the rules page, by language
	player     map[string]*file
	songs      map[string]Song
	handler    http.Handler
	doors      http.Handler // the pages of gate and doors; nil for none
	upgrader   websocket.Upgrader

	state    atomic.Pointer[state] // what the journal says, as of the last record; stored by the fold alone
	caught   atomic.Bool           // the fold has reached what was there at first; set by the fold alone
	failed   chan error            // why Run ends before it is told to; holds one
	wake     chan struct{}         // to the clock: there may be something to do; one is enough, so it holds one
	redraw   chan struct{}         // to the board: it may have changed; holds one
	stopping chan struct{}         // closed when Run comes to its end
	newest   boardCache

	mu       sync.Mutex
	stage    stage                 // guarded by mu
	code     int                   // guarded by mu; how sessions end when Run does
	sessions map[*session]struct{} // guarded by mu
	readers  sync.WaitGroup        // one for each session; added to under mu
	requests sync.WaitGroup        // joinings that wait; added to under mu
}

// stage is where a server is in its life.
type stage uint8

const (
	idle stage = iota
	running
	stopped
)

// New makes a server, and draws the loudness of its hunt from Keys.Warp (about
// 5 ms a venue). It starts nothing. Its errors are mistakes in the Config.
func New(c Config) (*Server, error) {
	if err := c.complete(); err != nil {
		return nil, err
	}
	fields, err := c.Hunt.Fields(c.Keys.Warp[:])
	if err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	return assemble(c, fields)
}

// assemble makes a server of a complete Config and of the fields of its hunt.
func assemble(c Config, fields []game.Field) (*Server, error) {
	s := &Server{
		config: c, hunt: c.Hunt, now: c.Now, log: c.Log,
		oracle:  game.NewOracle(c.Hunt, geo.Straight{}, fields...),
		players: newPlayers(), acts: newActs(), texts: newTexts(), resumes: newResumes(), scans: newScans(), code: wire.CloseComeBack, sessions: map[*session]struct{}{},
		wake: make(chan struct{}, 1), redraw: make(chan struct{}, 1), stopping: make(chan struct{}), failed: make(chan error, 1),
		upgrader: websocket.Upgrader{ // the zero CheckOrigin wants the page's host to be this one
			HandshakeTimeout: wire.HelloTimeout, ReadBufferSize: 512, WriteBufferSize: 512, WriteBufferPool: &sync.Pool{},
		},
	}
	s.state.Store(&state{})
	s.commitment = c.commit(fields)
	var boot [8]byte
	_, err := io.ReadFull(c.Rand, boot[:])
	if err != nil {
		return nil, fmt.Errorf("server: drawing an id: %w", err)
	}
	s.spectators = newSpectators(hex.EncodeToString(boot[:]))
	if s.desk, err = newDesk(c.Journal, c.Now, c.Rand, c.Log); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	if err := s.publish(); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	s.fold = newFold(s)
	if s.fold.past, err = s.recall(); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	s.caught.Store(c.ReadyAt == 0)
	if s.doors, err = s.openDoors(); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	s.handler = s.routes()
	return s, nil
}

// openDoors makes the pages of gate and doors, where the hunt has one of them
// and there are pages.
func (s *Server) openDoors() (http.Handler, error) {
	if s.config.Pages == nil || s.hunt.Gate == game.GateNone && s.hunt.Doors == game.DoorsNone {
		return nil, nil
	}
	return door.NewHandler(door.Config{
		Places: s.config.Links, Authority: s, Pages: s.config.Pages, Now: s.now, Hunt: s.hunt.Name,
	})
}

// Handler answers requests. Before and after Run it refuses what needs it.
func (s *Server) Handler() http.Handler { return s.handler }

// Run runs the evening until ctx is done. Then every connection is told to come
// back (or, after Retire, that this hunt is over), what was handed in goes into
// the journal, and Run returns when all goroutines have ended. It can be called
// once. Its error is that it was called before, or that the journal binds
// another hunt.
func (s *Server) Run(ctx context.Context) error {
	if !s.begin() {
		return errors.New("server: Run was called before")
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var own sync.WaitGroup
	own.Go(func() { s.desk.run(ctx) })
	own.Go(func() { s.fold.run(ctx) })
	own.Go(func() { s.clock(ctx) })
	own.Go(func() { s.draw(ctx) })
	own.Go(func() { s.keeper(ctx) })
	var err error
	select {
	case <-ctx.Done():
	case err = <-s.failed:
		cancel()
	}
	s.finish()
	own.Wait()
	s.readers.Wait()
	s.requests.Wait()
	s.spectators.wait()
	if s.caughtUp() && s.state.Load().phase != game.Over {
		s.keepPlayers(s.now(), true)
	}
	return err
}

// Retire ends every session with CloseNewHunt and lets nobody in any more: this
// evening is over for good and another server takes over its address. Run goes
// on until its context is done.
func (s *Server) Retire() { s.end(wire.CloseNewHunt) }

func (s *Server) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stage != idle {
		return false
	}
	s.stage = running
	return true
}

// finish ends what others hold open.
func (s *Server) finish() {
	s.mu.Lock()
	code := s.code
	s.mu.Unlock()
	s.end(code)
	close(s.stopping)
}

// end lets nobody in any more and sends everybody away.
func (s *Server) end(code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.code = code
	if s.stage == running {
		s.stage = stopped
	}
	for c := range s.sessions {
		c.out.spawn(c.out.shut(code, false))
	}
}

// enter starts the one goroutine of a connection, unless nobody may come in.
func (s *Server) enter(conn *websocket.Conn) bool {
	c := &session{server: s, conn: conn}
	c.out.conn = conn
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stage != running {
		return false
	}
	s.sessions[c] = struct{}{}
	s.readers.Go(c.run)
	return true
}

// room tells whether another connection may come in.
func (s *Server) room() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stage == running && s.caughtUp() && len(s.sessions) < maxConnections
}

// leave takes a session out, and from its player.
func (s *Server) leave(c *session) {
	s.mu.Lock()
	delete(s.sessions, c)
	s.mu.Unlock()
	if p := c.player; p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.session == c {
			p.session = nil
			p.hurry = true
		}
	}
}

// connected returns the sessions of this moment.
func (s *Server) connected() []*session {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]*session, 0, len(s.sessions))
	for c := range s.sessions {
		list = append(list, c)
	}
	return list
}

// nudge wakes a goroutine that waits on a channel of one.
func nudge(ch chan struct{}) {
	select {
	case ch <- struct{}{}:
	default: // it is awake already
	}
}
