package screen

import (
	"context"
	"errors"
	"io"
	"sync"
	"testing"
	"time"

	"crescendo/game/client"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// theatre is a server of one player: a connection that says what a test wrote.
type theatre struct {
	says  chan client.Message
	heard chan string   // bands that were tuned
	shut  chan struct{} // closed when it closes
	code  int           // with which it closes, 0 for a broken line
}

func (s *theatre) Read() (client.Message, error) {
	select {
	case m := <-s.says:
		return m, nil
	case <-s.shut:
		if s.code == 0 {
			return client.Message{}, io.ErrUnexpectedEOF
		}
		return client.Message{}, &client.CloseError{Code: s.code}
	}
}

func (s *theatre) Write(m client.Message) error {
	if !m.Binary {
		if tune, err := wire.DecodeToServer(m.Data); err == nil {
			if t, ok := tune.(wire.Tune); ok {
				s.heard <- t.Band
			}
		}
	}
	return nil
}

func (*theatre) Close(int) {}

// standing still is a source that knows where it is.
type standing geo.Point

func (p standing) Run(ctx context.Context, emit func(client.Fix)) error {
	emit(client.Fix{At: geo.Point(p), Accuracy: 12, Time: time.Now()})
	<-ctx.Done()
	return nil
}

// play runs a real session against a theatre until all that it says was heard
// and until is so. With a code the theatre closes then with it.
func play(t testing.TB, source client.Source, code int, until func(client.State) bool, says ...wire.ToPlayer) (*client.Session, *theatre) {
	t.Helper()
	s := &theatre{says: make(chan client.Message, 64), heard: make(chan string, 8), shut: make(chan struct{}), code: code}
	for _, m := range says {
		s.says <- message(t, m)
	}
	var curtain sync.Once
	dialled := len(says) == 0 // nobody answers
	c := client.New(client.Config{Address: "http://theatre", Token: "x", Source: source, Dial: func(context.Context, string) (client.Conn, error) {
		if dialled {
			return nil, errors.New("the theatre is closed")
		}
		dialled = true
		return s, nil
	}})
	settled := make(chan struct{}, 1)
	c.Watch(func(st client.State) {
		if code != 0 && len(s.says) == 0 && st.Hunt.Rate != 0 {
			curtain.Do(func() { close(s.shut) })
		}
		if len(s.says) == 0 && until(st) {
			select {
			case settled <- struct{}{}:
			default:
			}
		}
	})
	ctx, stop := context.WithCancel(t.Context())
	var all sync.WaitGroup
	all.Go(func() { _ = c.Run(ctx) })
	t.Cleanup(func() {
		stop()
		curtain.Do(func() { close(s.shut) })
		all.Wait()
	})
	select {
	case <-settled:
	case <-time.After(10 * time.Second):
		t.Fatalf("the play did not settle: %+v", c.State())
	}
	return c, s
}

func message(t testing.TB, m wire.ToPlayer) client.Message {
	t.Helper()
	if step, ok := m.(wire.Step); ok {
		return client.Message{Binary: true, Data: step.Append(nil)}
	}
	text, err := wire.EncodeToPlayer(m)
	if err != nil {
		t.Fatal(err)
	}
	return client.Message{Data: text}
}

// evening1 is a hunt in Paris as its server describes it.
func evening1(toGun time.Duration) wire.Welcome {
	now := time.Now()
	start := now.Add(toGun)
	w := wire.Welcome{
		Version: wire.Version, Epoch: 1, Number: 17, Nickname: "Zoé", Server: now.UnixMilli(), Phase: wire.PhaseRunning,
		Hunt: wire.Hunt{
			ID: "paris", Name: "Paris, la nuit", Opens: now.Add(-time.Hour).UnixMilli(), Starts: start.UnixMilli(),
			Closes: start.Add(450 * time.Second).UnixMilli(), Rate: 8, Virtual: true, Seats: 25,
			Area: wire.PublicPlace{Lat: 488566000, Lon: 23522000, RadiusM: 3000},
			Meet: []wire.PublicPlace{{Name: "Châtelet", Lat: 488583700, Lon: 23475000}},
			Bands: []wire.Band{
				{ID: "owls", Name: "The Owls", Colour: "#e8b04a"}, {ID: "lanterns", Name: "Paper Lanterns", Colour: "#e4685c"},
				{ID: "ferry", Name: "Night Ferry", Colour: "#4aa3e8"}, {ID: "moss", Name: "Moss & Slate", Colour: "#6cc08b"},
				{ID: "glass", Name: "Le Grand Orchestre de Verre", Colour: "#b48ce8"},
			},
		},
	}
	if toGun > 0 {
		w.Phase = wire.PhaseOpen
	}
	return w
}
