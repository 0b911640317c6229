package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/game"
	"crescendo/game/wire"
	"crescendo/maps/geo"
	"crescendo/server/journal"
)

// The plays run the real server with real sockets of gorilla's over net.Pipe,
// in a bubble of testing/synctest: an hour takes no time, and when all is quiet
// nothing is under way.

const (
	gun      = 20 * time.Second // after the bubble's beginning
	huntTime = time.Hour        // from the gun to the close
	rate     = 8
)

var (
	bakery   = geo.Point{Lat: 488609000, Lon: 23412000}
	fountain = geo.Point{Lat: 488530000, Lon: 23488000}
	meet     = geo.Point{Lat: 488566000, Lon: 23522000}
)

const (
	bakeryName   = "Behind the bakery"
	fountainName = "At the dry fountain"
)

// testHunt is an evening that opens now: two bands, three seats.
func testHunt() *game.Hunt {
	now := time.Now().UnixMilli()
	starts := now + gun.Milliseconds()
	return &game.Hunt{
		ID: "paris", Name: "A night in Paris", Opens: now, Starts: starts, Closes: starts + huntTime.Milliseconds()/rate,
		Rate: rate, Area: geo.Circle{Centre: meet, Radius: 6000}, Virtual: true, SpeedCap: 4,
		Meet:  []game.Place{{Name: "Pont Neuf", At: meet}},
		Bands: []game.Band{{ID: "owls", Name: "The Owls", Colour: "#e8b04a"}, {ID: "foxes", Name: "Foxes", Colour: "#e4572e"}},
		Venues: []game.Venue{
			{ID: "v1", Name: bakeryName, Place: bakery, Band: 0, Radius: 40, Quotas: []game.Quota{{Seats: 2, By: "first"}}},
			{ID: "v2", Name: fountainName, Place: fountain, Band: 1, Radius: 40, Quotas: []game.Quota{{Seats: 1, By: "first"}}},
		},
	}
}

func testConfig(h *game.Hunt) Config {
	return Config{
		Hunt: h, Journal: journal.NewMemory(), Keys: Keys{Seed: game.Seed{7}}, Rand: rand.NewChaCha8([32]byte{1}),
		Songs: []Song{{[]byte("owls sing"), "audio/ogg"}, {[]byte("foxes sing"), "audio/ogg"}}, Bed: Song{[]byte("a city"), "audio/ogg"},
	}
}

// world is a server that runs, and the way to it.
type world struct {
	*Server
	t       *testing.T
	front   front
	dials   chan net.Conn
	http    *http.Client
	log     *record
	stop    context.CancelFunc
	stopped chan error
}

// play runs f beside a running server in a bubble, and ends the server in the
// end: the bubble fails if a goroutine is left.
func play(t *testing.T, change func(*Config), f func(t *testing.T, w *world)) {
	synctest.Test(t, func(t *testing.T) {
		log := &record{}
		c := testConfig(testHunt())
		c.Log = slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		if change != nil {
			change(&c)
		}
		w := start(t, c)
		w.log = log
		synctest.Wait()
		f(t, w)
		w.end()
	})
}

// front is what stands between a server and everybody, where a play looks at
// what leaves.
type front struct {
	conn    func(net.Conn) net.Conn         // the server's end of each connection
	handler func(http.Handler) http.Handler // around the server's own
	errors  slog.Handler                    // what net/http has to say
}

func start(t *testing.T, c Config) *world {
	t.Helper()
	same := front{
		conn:    func(c net.Conn) net.Conn { return c },
		handler: func(h http.Handler) http.Handler { return h },
		errors:  slog.DiscardHandler,
	}
	return startBehind(t, c, same)
}

func startBehind(t *testing.T, c Config, f front) *world {
	t.Helper()
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{Server: s, t: t, front: f, dials: make(chan net.Conn), stopped: make(chan error, 1)}
	w.http = &http.Client{Transport: &http.Transport{DialContext: w.dial, DisableKeepAlives: true}}
	ctx, cancel := context.WithCancel(t.Context())
	w.stop = cancel
	go func() { w.stopped <- s.Run(ctx) }()
	web := &http.Server{Handler: f.handler(s.Handler()), ErrorLog: slog.NewLogLogger(f.errors, slog.LevelError)}
	served := make(chan error, 1)
	go func() { served <- web.Serve(listener{w.dials}) }()
	t.Cleanup(func() {
		w.end()
		web.Close()
		<-served
		time.Sleep(time.Second) // net/http lingers for half a second after what it refused to read
	})
	return w
}

// end stops the server as a signal does, once.
func (w *world) end() {
	w.stop()
	if err := <-w.stopped; err != nil {
		w.t.Errorf("Run returned %v", err)
	}
	w.stopped <- nil
}

func (w *world) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case w.dials <- w.front.conn(there):
		return here, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// listener accepts what is dialled.
type listener struct{ dials chan net.Conn }

func (l listener) Accept() (net.Conn, error) {
	c, ok := <-l.dials
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}
func (l listener) Close() error   { close(l.dials); return nil }
func (l listener) Addr() net.Addr { return &net.UnixAddr{Name: "play", Net: "unix"} }

// record keeps bytes: of a log, or of everything that somebody was sent.
type record struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (r *record) Write(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.Write(b)
}

func (r *record) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.String()
}

// ask sends a request and returns the answer.
func (w *world) ask(method, path, body string, headers ...string) (status int, answer string, h http.Header) {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), method, "http://crescendo"+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := w.http.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return resp.StatusCode, string(b), resp.Header
}

// board returns the leaderboard as anybody sees it now.
func (w *world) look() wire.Board {
	w.t.Helper()
	status, text, _ := w.ask("GET", "/v1/leaderboard", "")
	m, err := wire.DecodeToSpectator([]byte(text))
	if err != nil || status != http.StatusOK {
		w.t.Fatalf("leaderboard: %d %v", status, err)
	}
	return m.(wire.Board)
}

// join joins and connects.
func (w *world) join(nickname string) *walker {
	w.t.Helper()
	salt := bytes.Repeat([]byte{byte(len(nickname))}, wire.SaltBytes)
	body, _ := json.Marshal(wire.JoinRequest{Nickname: nickname, Salt: salt})
	status, text, _ := w.ask("POST", "/v1/join", string(body))
	var reply wire.JoinReply
	if err := json.Unmarshal([]byte(text), &reply); err != nil || status != http.StatusOK {
		w.t.Fatalf("joining: %d %s", status, text)
	}
	p := &walker{w: w, token: reply.Token, name: nickname, at: meet, sent: &record{}}
	p.connect()
	return p
}

// walker is a player of the plays: they walk where they are told.
type walker struct {
	w     *world
	token string
	name  string
	at    geo.Point
	sent  *record           // every byte that the server sent
	lie   func(*wire.Frame) // what the device says instead; nil for an honest one

	conn     *websocket.Conn
	epoch    uint32
	sequence uint32
	steps    chan wire.Step
	gone     chan int // the close code

	mu       sync.Mutex
	messages []wire.ToPlayer
}

// socket opens a connection and says nothing.
func (w *world) socket(sent io.Writer, headers http.Header) (*websocket.Conn, *http.Response, error) {
	d := websocket.Dialer{NetDialContext: func(ctx context.Context, a, b string) (net.Conn, error) {
		c, err := w.dial(ctx, a, b)
		return tapped{c, sent}, err
	}}
	return d.DialContext(w.t.Context(), "ws://crescendo/v1/ws", headers)
}

// tapped writes down what comes in.
type tapped struct {
	net.Conn
	sent io.Writer
}

func (c tapped) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.sent.Write(b[:n])
	return n, err
}

// connect opens a session, the newest of this player, and waits for Welcome.
func (p *walker) connect() {
	t := p.w.t
	t.Helper()
	conn, _, err := p.w.socket(p.sent, nil)
	if err != nil {
		t.Fatal(err)
	}
	hello, _ := wire.EncodeToServer(wire.Hello{Version: wire.Version, Token: p.token})
	if err := conn.WriteMessage(websocket.TextMessage, hello); err != nil {
		t.Fatal(err)
	}
	p.conn, p.sequence = conn, 0
	p.steps, p.gone = make(chan wire.Step, 16), make(chan int, 1)
	_, text, err := conn.ReadMessage()
	if err != nil {
		t.Fatalf("%s is not welcome: %v", p.name, err)
	}
	m, err := wire.DecodeToPlayer(text)
	if err != nil {
		t.Fatal(err)
	}
	p.mu.Lock()
	p.messages = append(p.messages, m)
	p.mu.Unlock()
	p.epoch = m.(wire.Welcome).Epoch
	go p.read(conn, p.steps, p.gone)
	t.Cleanup(func() { conn.Close() })
}

func (p *walker) read(conn *websocket.Conn, steps chan<- wire.Step, gone chan<- int) {
	defer conn.Close()
	for {
		kind, b, err := conn.ReadMessage()
		if err != nil {
			code := websocket.CloseAbnormalClosure
			if ended := (*websocket.CloseError)(nil); errors.As(err, &ended) {
				code = ended.Code
			}
			gone <- code
			return
		}
		if kind == websocket.BinaryMessage {
			var s wire.Step
			if err := s.Decode(b); err != nil {
				p.w.t.Error(err)
			}
			steps <- s
			continue
		}
		m, err := wire.DecodeToPlayer(b)
		if err != nil {
			p.w.t.Error(err)
			continue
		}
		p.mu.Lock()
		p.messages = append(p.messages, m)
		p.mu.Unlock()
	}
}

// frame sends one frame with a fix of where the player is, and returns the
// answer.
func (p *walker) frame() wire.Step {
	t := p.w.t
	t.Helper()
	p.sequence++
	device := uint64(time.Now().UnixMilli())
	f := wire.Frame{Epoch: p.epoch, Sequence: p.sequence, Sent: device, Count: 1}
	f.Fixes[0] = wire.Fix{Lat: p.at.Lat, Lon: p.at.Lon, AccuracyDM: 80, At: device - 10}
	if p.lie != nil {
		p.lie(&f)
		device = f.Sent
	}
	if err := p.conn.WriteMessage(websocket.BinaryMessage, f.Append(nil)); err != nil {
		t.Fatalf("%s: %v", p.name, err)
	}
	select {
	case s := <-p.steps:
		if s.Sequence != p.sequence || s.Sent != device {
			t.Errorf("%s: the answer to frame %d is one to %d", p.name, p.sequence, s.Sequence)
		}
		return s
	case code := <-p.gone:
		t.Fatalf("%s: the connection ended with %d", p.name, code)
	case <-time.After(time.Minute):
		t.Fatalf("%s: no answer to a frame", p.name)
	}
	return wire.Step{}
}

// tune asks for a band and waits until all is quiet.
func (p *walker) tune(band string) {
	p.w.t.Helper()
	text, _ := wire.EncodeToServer(wire.Tune{Band: band})
	if err := p.conn.WriteMessage(websocket.TextMessage, text); err != nil {
		p.w.t.Fatal(err)
	}
	synctest.Wait()
}

// heard returns the messages of one kind so far.
func heard[M wire.ToPlayer](p *walker) (list []M) {
	synctest.Wait()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, m := range p.messages {
		if m, ok := m.(M); ok {
			list = append(list, m)
		}
	}
	return list
}

// closed returns the code with which the connection ended.
func (p *walker) closed() int {
	p.w.t.Helper()
	select {
	case code := <-p.gone:
		return code
	case <-time.After(2 * idleTimeout):
		p.w.t.Fatalf("%s: the connection stays", p.name)
	}
	return 0
}

// toward lets players walk at 3 m/s of hunt time, each to a place, side by
// side, until the last is there, with a frame every two seconds of hunt time.
func toward(ways map[*walker]geo.Point) {
	for there := false; !there; {
		there = true
		for p, to := range ways {
			p.at = geo.Toward(p.at, to, 3*wire.FrameEvery)
			there = there && p.at == to
		}
		frames(ways)
	}
}

// stay lets players stand for some hunt time.
func stay(d time.Duration, players ...*walker) {
	ways := map[*walker]geo.Point{}
	for _, p := range players {
		ways[p] = p.at
	}
	for ; d > 0; d -= wire.FrameEvery * time.Second {
		frames(ways)
	}
}

func frames(ways map[*walker]geo.Point) {
	time.Sleep(wire.FrameEvery * time.Second / rate) // the bubble's time: none passes outside
	for p := range ways {
		p.frame()
	}
	synctest.Wait()
}

// untilGun waits for the gun.
func (w *world) untilGun() {
	time.Sleep(time.Until(time.UnixMilli(w.hunt.Starts).Add(10 * time.Millisecond)))
	synctest.Wait()
}
