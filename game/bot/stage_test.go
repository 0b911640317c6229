package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/game/client"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// stage is a small server of one evening after the other, with real HTTP and
// real gorilla over net.Pipe, to be used inside a synctest bubble. Its loudness
// is R7's without a warp; a seat is given at once to whoever stands 5 s within
// 40 m, or where there are doors, to whose code or pass is right within 150 m.
type stage struct {
	t      *testing.T
	venues map[string]geo.Point
	seats  int // of each band
	pipes  chan net.Conn
	down   chan struct{}
	http   http.Server
	all    sync.WaitGroup

	mu      sync.Mutex
	hunt    wire.Hunt
	over    chan struct{} // closed when the evening is
	ended   bool
	joined  []string
	taken   map[string]int
	guests  map[*guest]bool
	refuse  string // code of a refusal to join
	tunings map[string][]string
	said    map[string]int // by type, what guests said besides frames
}

const rate = 8

func newStage(t *testing.T, seats int, venues map[string]geo.Point) *stage {
	s := &stage{t: t, venues: venues, seats: seats, pipes: make(chan net.Conn), down: make(chan struct{}), guests: map[*guest]bool{}, tunings: map[string][]string{}, said: map[string]int{}}
	s.open()
	mux := http.NewServeMux()
	mux.HandleFunc("/v1/ws", s.session)
	mux.HandleFunc("POST /v1/join", s.join)
	s.http.Handler = mux
	s.all.Go(func() { _ = s.http.Serve(s) })
	return s
}

func (s *stage) close() {
	close(s.down)
	s.http.Close()
	s.all.Wait()
}

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

func (s *stage) config(players int) Config {
	dial, join := client.Through(func(ctx context.Context, _, _ string) (net.Conn, error) {
		near, far := net.Pipe()
		select {
		case s.pipes <- far:
			return near, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	})
	return Config{Address: "stage", Players: players, Seed: 1, Dial: dial, Join: join}
}

// open opens an evening whose gun has fired.
func (s *stage) open() {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := testHunt(middle)
	h.Rate, h.Starts, h.Bands = rate, time.Now().UnixMilli(), nil
	h.Gate, h.Doors, h.Virtual = s.hunt.Gate, s.hunt.Doors, s.hunt.Virtual
	for _, id := range []string{"owls", "foxes"} {
		if _, ok := s.venues[id]; ok {
			h.Bands = append(h.Bands, wire.Band{ID: id, Name: "The " + id})
		}
	}
	s.hunt, s.taken, s.over, s.ended = h, map[string]int{}, make(chan struct{}), false
}

// end ends the evening for all, with the order final, and closes every session
// with the code unless it is 0.
func (s *stage) end(code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	for g := range s.guests {
		g.say(wire.Phase{Phase: wire.PhaseOver})
		g.say(wire.Ended{})
		if code != 0 {
			g.shut(code)
		}
	}
	close(s.over)
}

func (s *stage) join(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	q, err := wire.DecodeJoinRequest(body)
	if err != nil {
		s.t.Error(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuse != "" {
		w.WriteHeader(http.StatusConflict)
		fmt.Fprintf(w, `{"code":%q,"message":"Not now."}`, s.refuse)
		return
	}
	s.joined = append(s.joined, q.Nickname)
	_ = json.NewEncoder(w).Encode(wire.JoinReply{Token: q.Nickname, Number: len(s.joined), Nickname: q.Nickname})
}

// guest is one session. Its fields belong to its goroutine, but for ws, which is
// written under mu.
type guest struct {
	*stage
	name   string
	band   string
	step   int
	beside int // frames within the fence
	won    bool
	gated  bool
	metres float64 // from the venue

	write sync.Mutex
	ws    *websocket.Conn
}

func (g *guest) say(m wire.ToPlayer) {
	text, err := wire.EncodeToPlayer(m)
	if err != nil {
		g.t.Error(err)
	}
	g.send(websocket.TextMessage, text)
}

func (g *guest) send(kind int, data []byte) {
	g.write.Lock()
	defer g.write.Unlock()
	_ = g.ws.WriteMessage(kind, data) // the bot may be gone: the next read tells
}

func (g *guest) shut(code int) {
	_ = g.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
}

func (s *stage) session(w http.ResponseWriter, r *http.Request) {
	ws, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
	if err != nil {
		s.t.Error(err)
		return
	}
	defer ws.Close()
	g := &guest{stage: s, ws: ws}
	if !g.greet() {
		return
	}
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.guests, g)
	}()
	for {
		kind, data, err := ws.ReadMessage()
		switch {
		case err != nil:
			return
		case kind == websocket.BinaryMessage:
			g.frame(data)
		default:
			g.hear(data)
		}
	}
}

func (g *guest) greet() bool {
	_, text, err := g.ws.ReadMessage()
	if err != nil {
		return false
	}
	m, err := wire.DecodeToServer(text)
	if err != nil {
		g.t.Error(err)
		return false
	}
	g.mu.Lock()
	g.name = m.(wire.Hello).Token
	g.guests[g] = true
	g.gated = g.hunt.Gate == ""
	welcome := wire.Welcome{Gated: g.gated, Version: wire.Version, Epoch: 1, Nickname: g.name, Hunt: g.hunt, Phase: wire.PhaseRunning, Server: time.Now().UnixMilli()}
	for band, n := range g.taken {
		if n >= g.seats {
			welcome.Full = append(welcome.Full, band)
		}
	}
	g.mu.Unlock()
	g.say(welcome)
	return true
}

func (g *guest) hear(text []byte) {
	m, err := wire.DecodeToServer(text)
	if err != nil {
		g.t.Error(err)
		return
	}
	g.mu.Lock()
	g.stage.said[fmt.Sprintf("%T", m)]++
	g.mu.Unlock()
	switch m := m.(type) {
	case wire.Tune:
		g.tune(m)
	case wire.Present:
		g.present(m)
	case wire.AskPass:
		g.say(wire.Pass{Text: g.name, Typed: g.name, Server: time.Now().UnixMilli(), For: 15_000})
	default:
		g.t.Errorf("a bot says %+v", m)
	}
}

func (g *guest) tune(m wire.Tune) {
	g.band, g.step = m.Band, 0
	g.mu.Lock()
	g.tunings[g.name] = append(g.tunings[g.name], g.band)
	g.mu.Unlock()
	g.say(wire.Tuned{Band: g.band, SwitchIn: 90_000})
}

func (g *guest) frame(data []byte) {
	var f wire.Frame
	if err := f.Decode(data); err != nil {
		g.t.Error(err)
		return
	}
	s := wire.Step{Band: wire.NoBand, Word: wire.WordUntuned, Period: wire.FrameEvery, Sequence: f.Sequence, Sent: f.Sent, Server: time.Now().UnixMilli()}
	for i, b := range g.hunt.Bands {
		if b.ID == g.band {
			s.Band = uint8(i)
		}
	}
	if f.Count > 0 && s.Band != wire.NoBand {
		x := f.Fixes[f.Count-1]
		d := geo.Metres(g.venues[g.band], geo.Point{Lat: x.Lat, Lon: x.Lon})
		g.step = min(max(g.step, stepOf(d*1.03)), stepOf(d/1.03))
		g.mu.Lock()
		g.metres = d
		g.mu.Unlock()
		if g.hunt.Doors == "" {
			g.arrive(d)
		}
	}
	g.mu.Lock()
	gated := g.gated
	g.mu.Unlock()
	switch {
	case !gated:
		s.Word = wire.WordGate
	case s.Band != wire.NoBand:
		s.Step, s.Word = uint8(g.step), wire.WordHunting
	}
	g.send(websocket.BinaryMessage, s.Append(nil))
}

// arrive gives a seat to whoever stands within the fence for three frames.
func (g *guest) arrive(d float64) {
	if g.beside++; d > 40 {
		g.beside = 0
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.beside >= 3 {
		g.seat()
	}
}

// seat gives a seat, if there is one. The caller holds mu.
func (g *guest) seat() {
	if g.won || g.taken[g.band] >= g.seats {
		return
	}
	g.won = true
	g.taken[g.band]++
	won := wire.Won{Band: g.band, Seat: g.taken[g.band]}
	g.all.Go(func() { g.say(won) }) // not under the lock
	if g.taken[g.band] == g.seats {
		for other := range g.guests {
			g.all.Go(func() { other.say(wire.BandFull{Band: won.Band}) })
		}
	}
}
