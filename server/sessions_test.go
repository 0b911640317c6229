package server

import (
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// One live session a player: the newest wins and inherits the runner (R3).
func TestTheNewestSessionWinsAndInherits(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		w.untilGun()
		p.at = geo.Offset(bakery, 90, 500)
		p.tune("owls")
		before := p.frame()
		gone := p.gone
		p.connect()
		if code := <-gone; code != wire.CloseReplaced {
			t.Errorf("the older session ended with %d, want %d", code, wire.CloseReplaced)
		}
		welcome := heard[wire.Welcome](p)[1]
		if welcome.Epoch != 2 || welcome.Band != "owls" || welcome.SwitchIn <= 0 || welcome.SwitchIn > wire.SwitchEvery.Milliseconds() {
			t.Errorf("the newer session is welcome with %+v", welcome)
		}
		time.Sleep(wire.FrameEvery * time.Second / rate)
		if after := p.frame(); after.Step != before.Step || after.Band != 0 {
			t.Errorf("before %+v, after %+v", before, after)
		}
	})
}

func TestManySessionsOfOnePlayerLeaveOne(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() { w.knock(p.token) })
		}
		all.Wait()
		synctest.Wait()
		if n := len(w.connected()); n != 1 {
			t.Errorf("%d sessions are left, want the newest", n)
		}
	})
}

// knock opens a session and hears it to its end. It may be replaced before it is
// welcome.
func (w *world) knock(token string) {
	conn, _, err := w.socket(io.Discard, nil)
	if err != nil {
		w.t.Error(err)
		return
	}
	hello, _ := wire.EncodeToServer(wire.Hello{Version: wire.Version, Token: token})
	if err := conn.WriteMessage(websocket.TextMessage, hello); err != nil {
		w.t.Error(err)
	}
	go func() {
		defer conn.Close()
		for {
			if _, _, err := conn.ReadMessage(); err != nil {
				return
			}
		}
	}()
}

// A device that does not read is sent away; everybody else hears everything.
func TestASlowDeviceIsSentAwayAndNobodyWaitsForIt(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		slow, good := w.join("slow"), w.join("good")
		stalled := w.stall(slow)
		began := time.Now()
		for range maxMailbox + 2 {
			w.tellAll(wire.BandFull{Band: "owls"})
			synctest.Wait()
		}
		if took := time.Since(began); took != 0 {
			t.Errorf("telling everybody took %v", took)
		}
		if n := len(heard[wire.BandFull](good)); n != maxMailbox+2 {
			t.Errorf("another player heard %d of %d messages", n, maxMailbox+2)
		}
		var err error
		for n := 0; err == nil; n++ {
			if _, _, err = stalled.ReadMessage(); n > 2 {
				t.Fatal("what waited was still sent")
			}
		}
		if !websocket.IsCloseError(err, wire.CloseSlow) {
			t.Errorf("the slow device got %v, want to be closed with %d", err, wire.CloseSlow)
		}
		slow.connect() // coming back tells everything
	})
}

func TestADeviceThatNeverReadsIsGivenUp(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		slow := w.join("slow")
		w.stall(slow)
		w.tellAll(wire.BandFull{Band: "owls"})
		time.Sleep(writeTimeout + time.Millisecond)
		synctest.Wait()
		if n := len(w.connected()); n != 0 {
			t.Errorf("%d sessions are left after %v", n, writeTimeout)
		}
	})
}

// stall opens a session of a player that reads its Welcome and then nothing.
func (w *world) stall(p *walker) *websocket.Conn {
	w.t.Helper()
	conn, _, err := w.socket(io.Discard, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { conn.Close() })
	hello, _ := wire.EncodeToServer(wire.Hello{Version: wire.Version, Token: p.token})
	if err := conn.WriteMessage(websocket.TextMessage, hello); err != nil {
		w.t.Fatal(err)
	}
	if _, _, err := conn.ReadMessage(); err != nil {
		w.t.Fatal(err)
	}
	synctest.Wait()
	return conn
}

// Who says nothing but answers pings stays; who does not is given up.
func TestSilentDevicesAreAskedWhetherTheyAreThere(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		there, away := w.join("there"), w.join("away")
		stalled := w.stall(away)
		stalled.SetPingHandler(func(string) error { return nil })
		go func() {
			for {
				if _, _, err := stalled.NextReader(); err != nil {
					return
				}
			}
		}()
		time.Sleep(5 * idleTimeout)
		synctest.Wait()
		if n := len(w.connected()); n != 1 {
			t.Errorf("%d sessions are left, want the one that answers", n)
		}
		there.frame()
	})
}

func TestAPingIsAnswered(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		conn := w.stall(w.join("Zoë"))
		answer := make(chan string, 1)
		conn.SetPongHandler(func(said string) error { answer <- said; return nil })
		if err := conn.WriteControl(websocket.PingMessage, []byte("there?"), time.Now().Add(time.Second)); err != nil {
			t.Fatal(err)
		}
		go conn.NextReader()
		if got := <-answer; got != "there?" {
			t.Errorf("the answer is %q", got)
		}
	})
}

// The end of Run: everybody is told to come back, and nothing is left.
func TestStoppingTellsEverybodyToComeBack(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		a, b := w.join("a"), w.join("b")
		w.end()
		for _, p := range []*walker{a, b} {
			if code := p.closed(); code != wire.CloseComeBack {
				t.Errorf("%s: closed with %d, want %d", p.name, code, wire.CloseComeBack)
			}
		}
		if status, text, _ := w.ask("POST", "/v1/join", `{"nickname":"",`+salt+`}`); status != 503 || !strings.Contains(text, "busy") {
			t.Errorf("joining a stopped server: %d %s", status, text)
		}
		if _, resp, err := w.socket(io.Discard, nil); err == nil || resp.StatusCode != 503 {
			t.Errorf("a session with a stopped server: %v", err)
		}
		if err := w.Run(t.Context()); err == nil {
			t.Error("Run ran twice")
		}
	})
}

// A band is tuned at most once in 90 s of hunt time, and what is refused says
// why (R7).
func TestTuningIsAnswered(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		w.untilGun()
		p.frame()
		for _, band := range []string{"owls", "foxes", "nobody", strings.Repeat("x", 1000)} {
			p.tune(band)
		}
		refused := heard[wire.TuneRefused](p)
		if len(heard[wire.Tuned](p)) != 1 || len(refused) != 3 {
			t.Fatalf("tuned %v, refused %v", heard[wire.Tuned](p), refused)
		}
		if refused[0].Reason != wire.TuneTooSoon || refused[0].SwitchIn <= 0 || refused[1].Reason != wire.TuneUnknown || len(refused[2].Band) > 64 {
			t.Errorf("refused %+v", refused)
		}
	})
}
