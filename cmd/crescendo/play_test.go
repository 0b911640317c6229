package main

import (
	"context"
	"math/rand/v2"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game"
	"crescendo/game/client"
	"crescendo/game/wire"
	"crescendo/maps/geo"
	"crescendo/server"
	"crescendo/server/journal"
)

// The play of the whole way: the real server and three real clients, each end
// with real gorilla, over net.Pipe in a bubble of testing/synctest.

const playRate = 8

var (
	courtyard = geo.Point{Lat: 488609000, Lon: 23412000}
	plaza     = geo.Point{Lat: 488566000, Lon: 23522000}
)

// playHunt has one band and two seats.
func playHunt() *game.Hunt {
	now := time.Now().UnixMilli()
	return &game.Hunt{
		ID: "play", Name: "A play", Opens: now, Starts: now + 20_000, Closes: now + 20_000 + 3_600_000/playRate,
		Rate: playRate, Area: geo.Circle{Centre: plaza, Radius: 6000}, SpeedCap: 4, Virtual: true,
		Bands:  []game.Band{{ID: "owls", Name: "The Owls", Colour: "#e8b04a", Song: "builtin:1"}},
		Venues: []game.Venue{{ID: "v1", Name: "The courtyard", Place: courtyard, Band: 0, Radius: 40, Quotas: []game.Quota{{Seats: 2, By: "first"}}}},
	}
}

// straight is a position source: somebody who walks in a straight line to the
// courtyard once the gun has fired, at a speed of hunt time.
type straight struct {
	from  geo.Point
	speed float64   // m/s of hunt time
	gun   time.Time // of the wall
}

func (s straight) Run(ctx context.Context, emit func(client.Fix)) error {
	step := time.NewTicker(time.Second / playRate)
	defer step.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case now := <-step.C:
			walked := max(0, now.Sub(s.gun).Seconds()) * playRate * s.speed
			emit(client.Fix{At: geo.Toward(s.from, courtyard, walked), Accuracy: 8, Time: now})
		}
	}
}

// pipes is a network of net.Pipe: who dials meets who accepts.
type pipes struct {
	calls chan net.Conn
	down  chan struct{}
}

func (p pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.calls <- there:
		return here, nil
	case <-p.down:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.calls:
		return c, nil
	case <-p.down:
		return nil, net.ErrClosed
	}
}

func (p pipes) Close() error   { return nil }
func (p pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipes", Net: "unix"} }

func TestTwoRaceAndTheThirdWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hunt := playHunt()
		gun := time.UnixMilli(hunt.Starts)
		net, stop := stage(t, hunt)
		defer stop()

		near := join(t, net, "Near", straight{geo.Offset(courtyard, 90, 600), 2, gun})
		far := join(t, net, "Far", straight{geo.Offset(courtyard, 200, 1200), 2, gun})
		last := join(t, net, "Last", straight{geo.Offset(courtyard, 310, 1500), 2, gun})
		for _, s := range []*client.Session{near, far, last} {
			s.Tune("owls")
		}

		// 1,500 m at 2 m/s take 750 s, and a slot closes 35 s after its beginning.
		await(t, gun.Add(1000*time.Second/playRate))
		for _, c := range []struct {
			session *client.Session
			seat    int
		}{{near, 1}, {far, 2}} {
			st := c.session.State()
			if st.Seat == nil || st.Seat.Seat != c.seat || st.Seat.Band != "owls" {
				t.Fatalf("%s has %+v, want seat %d (R9: who was there first)", st.Nickname, st.Seat, c.seat)
			}
			if st.Seat.Venue.Name != "The courtyard" || st.Seat.Venue.Lat != courtyard.Lat {
				t.Errorf("%s was told of %+v, want the venue (R12: own final seat with the venue)", st.Nickname, st.Seat.Venue)
			}
		}
		st := last.State()
		if st.Seat != nil || len(st.Waiting) != 1 || st.Waiting[0] != "owls" {
			t.Errorf("the third has seat %+v and waits for %v, want no seat and to wait for owls (R10)", st.Seat, st.Waiting)
		}
		if len(st.Full) != 1 {
			t.Errorf("the third was told %v, want that owls is full (R12: to everybody at once)", st.Full)
		}

		await(t, time.UnixMilli(hunt.Closes).Add(time.Minute))
		st = last.State()
		if st.Ended == nil || len(st.Ended.Standings) != 2 || st.Ended.Standings[0].Name != "Near" || st.Ended.Standings[1].Name != "Far" {
			t.Errorf("after the close the third was told %+v, want Near and Far", st.Ended)
		}
	})
}

// Loudness follows the walk: it never falls while somebody walks straight at
// the band, and ends at the loudest.
func TestTheBandGrowsLouderAllTheWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hunt := playHunt()
		gun := time.UnixMilli(hunt.Starts)
		net, stop := stage(t, hunt)
		defer stop()
		s := join(t, net, "Near", straight{geo.Offset(courtyard, 90, 1500), 3, gun})
		s.Tune("owls")
		await(t, gun.Add(2*time.Second))
		steps := []uint8{s.State().Step}
		for range 70 {
			await(t, time.Now().Add(time.Second))
			st := s.State()
			if st.Step < steps[len(steps)-1] {
				t.Fatalf("step %d after %v", st.Step, steps)
			}
			steps = append(steps, st.Step)
		}
		if first, end := steps[0], steps[len(steps)-1]; first < 10 || first > 25 || end != wire.MaxStep {
			t.Errorf("from step %d to %d, want from about 14 (1,500 m) to %d", first, end, wire.MaxStep)
		}
	})
}

// stage runs the real server in the bubble.
func stage(t *testing.T, hunt *game.Hunt) (pipes, func()) {
	t.Helper()
	return stageOf(t, server.Config{Hunt: hunt, Keys: server.Keys{Seed: game.Seed{1}}})
}

// stageOf runs the real server with more than a hunt.
func stageOf(t *testing.T, c server.Config) (pipes, func()) {
	t.Helper()
	c.Journal, c.Rand = journal.NewMemory(), rand.NewChaCha8([32]byte{2})
	for range c.Hunt.Bands {
		c.Songs = append(c.Songs, server.Song{Bytes: []byte("music"), ContentType: "audio/ogg"})
	}
	authority, err := server.New(c)
	if err != nil {
		t.Fatal(err)
	}
	p := pipes{make(chan net.Conn), make(chan struct{})}
	ctx, cancel := context.WithCancel(t.Context())
	ran, served := make(chan error, 1), make(chan error, 1)
	go func() { ran <- authority.Run(ctx) }()
	web := &http.Server{Handler: authority.Handler()}
	go func() { served <- web.Serve(p) }()
	synctest.Wait()
	return p, func() {
		cancel()
		if err := <-ran; err != nil {
			t.Error(err)
		}
		close(p.down)
		web.Close()
		<-served
		await(t, time.Now().Add(time.Second)) // net/http lingers half a second after what it refused to read
	}
}

// join lets a real client join and play until the test ends.
func join(t *testing.T, p pipes, name string, from client.Source) *client.Session {
	t.Helper()
	dial, joiner := client.Through(p.dial)
	s := client.New(client.Config{Address: "http://crescendo.test", Nickname: name, Source: from, Dial: dial, Join: joiner, Rand: rand.NewChaCha8([32]byte{3})})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-done })
	await(t, time.Now().Add(time.Second))
	if st := s.State(); st.Connection != client.Joined || st.Nickname != name {
		t.Fatalf("%s is %v (%v)", name, st.Connection, st.Trouble)
	}
	return s
}

// await lets the bubble's clock run on to a moment.
func await(t *testing.T, until time.Time) {
	t.Helper()
	timer := time.NewTimer(time.Until(until))
	<-timer.C
	synctest.Wait()
}
