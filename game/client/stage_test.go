//go:build !js

package client

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// stage is a scripted server with real HTTP and real gorilla over net.Pipe, to
// be used inside a synctest bubble.
type stage struct {
	t     *testing.T
	pipes chan net.Conn
	down  chan struct{}
	http  http.Server
	all   sync.WaitGroup

	mu    sync.Mutex
	play  func(visit int, a *actor)
	join  http.HandlerFunc
	dials []time.Time // also those that were refused
	deaf  bool        // refuses connections
}

// newStage opens a stage on which each visit is played by play, from 0.
func newStage(t *testing.T, play func(visit int, a *actor)) *stage {
	s := &stage{t: t, pipes: make(chan net.Conn), down: make(chan struct{}), play: play}
	mux := http.NewServeMux()
	visits := 0
	mux.HandleFunc("/v1/ws", func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		visit := visits
		visits++
		s.mu.Unlock()
		ws, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
		if err != nil {
			t.Errorf("upgrading: %v", err)
			return
		}
		defer ws.Close()
		play(visit, &actor{stage: s, ws: ws})
	})
	for _, way := range []string{"POST /v1/join", "POST /v1/resume"} {
		mux.HandleFunc(way, func(w http.ResponseWriter, r *http.Request) { s.join(w, r) })
	}
	s.http.Handler = mux
	s.all.Go(func() { _ = s.http.Serve(s) })
	return s
}

func (s *stage) close() {
	close(s.down)
	s.http.Close()
	s.all.Wait()
}

// The stage is the listener of its own server.
func (s *stage) Accept() (net.Conn, error) {
	select {
	case c := <-s.pipes:
		return c, nil
	case <-s.down:
		return nil, net.ErrClosed
	}
}
func (s *stage) Close() error   { return nil }
func (s *stage) Addr() net.Addr { return &net.UnixAddr{Name: "stage"} }

func (s *stage) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	s.mu.Lock()
	s.dials = append(s.dials, time.Now())
	deaf := s.deaf
	s.mu.Unlock()
	if deaf {
		return nil, errors.New("connection refused")
	}
	near, far := net.Pipe()
	select {
	case s.pipes <- far:
		return near, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (s *stage) setDeaf(deaf bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deaf = deaf
}

func (s *stage) dialled() []time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]time.Time(nil), s.dials...)
}

// config returns what a session on this stage needs: a token, and chance that is
// always ½.
func (s *stage) config() Config {
	dial, join := Through(s.dial)
	return Config{Address: "http://stage", Token: "token", Dial: dial, Join: join, Rand: always(0x80)}
}

// always is chance of one value.
type always byte

func (a always) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(a)
	}
	return len(b), nil
}

// run starts a session and returns it with a function that ends it and returns
// what Run returned.
func (s *stage) run(c Config) (*Session, func() error) {
	session := New(c)
	return session, begin(session)
}

func begin(session *Session) func() error {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- session.Run(ctx) }()
	return func() error {
		cancel()
		return <-ended
	}
}

// actor is the server's end of one visit.
type actor struct {
	*stage
	ws *websocket.Conn
}

func (a *actor) hello() wire.Hello {
	_, text, err := a.ws.ReadMessage()
	if err != nil {
		a.t.Errorf("waiting for hello: %v", err)
		return wire.Hello{}
	}
	m, err := wire.DecodeToServer(text)
	h, ok := m.(wire.Hello)
	if err != nil || !ok {
		a.t.Errorf("first message %s: want a hello (%v)", text, err)
	}
	return h
}

func (a *actor) say(m wire.ToPlayer) {
	text, err := wire.EncodeToPlayer(m)
	if err != nil {
		a.t.Error(err)
	}
	_ = a.ws.WriteMessage(websocket.TextMessage, text) // the player may be gone: the next read tells
}

// read returns the next frame or message, and false when the visit is over.
func (a *actor) read() (wire.ToServer, bool) {
	kind, data, err := a.ws.ReadMessage()
	if err != nil {
		return nil, false
	}
	if kind == websocket.TextMessage {
		m, err := wire.DecodeToServer(data)
		if err != nil {
			a.t.Error(err)
		}
		return m, true
	}
	var f wire.Frame
	if err := f.Decode(data); err != nil {
		a.t.Error(err)
	}
	return f, true
}

func (a *actor) answer(f wire.Frame, s wire.Step) {
	s.Sequence, s.Sent = f.Sequence, f.Sent
	if s.Server == 0 {
		s.Server = time.Now().UnixMilli()
	}
	_ = a.ws.WriteMessage(websocket.BinaryMessage, s.Append(nil))
}

func (a *actor) end(code int) {
	_ = a.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, "as the script says"), time.Now().Add(time.Second))
}

// echo answers every frame with the step, until the visit is over.
func (a *actor) echo(s wire.Step) {
	for {
		m, ok := a.read()
		if !ok {
			return
		}
		if f, ok := m.(wire.Frame); ok {
			a.answer(f, s)
		}
	}
}

// hunt is a hunt that started a minute ago, at the given rate.
func hunt(rate int) wire.Hunt {
	now := time.Now().UnixMilli()
	return wire.Hunt{
		ID: "paris", Name: "A night in Paris", Opens: now - 120_000, Starts: now - 60_000, Closes: now + 3600_000, Rate: rate, Seats: 10,
		Area: wire.PublicPlace{Lat: 488566000, Lon: 23522000, RadiusM: 6000},
		Meet: []wire.PublicPlace{{Name: "République", Lat: 488675000, Lon: 23638000}},
		Bands: []wire.Band{
			{ID: "owls", Name: "The Owls", Colour: "#e8b04a", Song: "/v1/songs/1"},
			{ID: "foxes", Name: "The Foxes", Colour: "#d05030", Song: "/v1/songs/2"},
		},
	}
}

func welcomeTo(h wire.Hunt, epoch uint32) wire.Welcome {
	return wire.Welcome{
		Version: wire.Version, Epoch: epoch, Number: 17, Nickname: "Zoë", Hunt: h,
		Phase: wire.PhaseRunning, Server: time.Now().UnixMilli(), Band: "owls",
	}
}

// walkOn is a Source with a fix each so often.
type walkOn time.Duration

func (w walkOn) Run(ctx context.Context, emit func(Fix)) error {
	for n := int32(0); ; n++ {
		emit(Fix{At: geo.Point{Lat: 488675000 + n, Lon: 23638000}, Accuracy: 8, Time: time.Now()})
		select {
		case <-time.After(time.Duration(w)):
		case <-ctx.Done():
			return nil
		}
	}
}

// pass lets so much time go by in the bubble, and everything settle.
func pass(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}
