package server

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/game/wire"
)

// text and packed are what a device may send that nobody should.
func text(s string) func(*walker) (int, []byte) {
	return func(*walker) (int, []byte) { return websocket.TextMessage, []byte(s) }
}

func packed(change func(p *walker, f *wire.Frame) []byte) func(*walker) (int, []byte) {
	return func(p *walker) (int, []byte) {
		f := wire.Frame{Epoch: p.epoch, Sequence: p.sequence + 1}
		return websocket.BinaryMessage, change(p, &f)
	}
}

func TestWhoeverSpeaksGarbageIsSentAwayAndNobodyElse(t *testing.T) {
	for name, c := range map[string]struct {
		send func(*walker) (int, []byte)
		code int
	}{
		"no JSON":         {text("{{{"), wire.CloseGarbage},
		"empty text":      {text(""), wire.CloseGarbage},
		"null":            {text("null"), wire.CloseGarbage},
		"unknown type":    {text(`{"type":"teleport"}`), wire.CloseGarbage},
		"a server's word": {text(`{"type":"won","band":"owls","seat":1}`), wire.CloseGarbage},
		"unknown field":   {text(`{"type":"tune","band":"owls","admin":true}`), wire.CloseGarbage},
		"a second hello":  {text(`{"type":"hello","version":1,"token":"x"}`), wire.CloseGarbage},
		"other version":   {text(`{"type":"hello","version":2,"token":"x"}`), wire.CloseVersion},
		"too long text":   {text(`{"type":"tune","band":"` + strings.Repeat("x", wire.MaxMessageUp) + `"}`), wire.CloseTooBig},
		"too long binary": {packed(func(*walker, *wire.Frame) []byte { return make([]byte, wire.MaxMessageUp/2) }), wire.CloseGarbage},
		"empty binary":    {packed(func(*walker, *wire.Frame) []byte { return nil }), wire.CloseGarbage},
		"a byte short":    {packed(func(_ *walker, f *wire.Frame) []byte { return f.Append(nil)[1:] }), wire.CloseGarbage},
		"a byte long":     {packed(func(_ *walker, f *wire.Frame) []byte { return append(f.Append(nil), 0) }), wire.CloseGarbage},
		"a flag":          {packed(func(_ *walker, f *wire.Frame) []byte { f.Flags = 1; return f.Append(nil) }), wire.CloseGarbage},
		"newer frame": {packed(func(_ *walker, f *wire.Frame) []byte {
			b := f.Append(nil)
			b[0] = 2
			return b
		}), wire.CloseVersion},
		"foreign epoch": {packed(func(p *walker, f *wire.Frame) []byte { f.Epoch = p.epoch + 1; return f.Append(nil) }), wire.CloseGarbage},
		"a step":        {packed(func(*walker, *wire.Frame) []byte { s := wire.Step{}; return s.Append(nil) }), wire.CloseGarbage},
	} {
		t.Run(name, func(t *testing.T) {
			play(t, nil, func(t *testing.T, w *world) {
				bad, good := w.join("bad"), w.join("good")
				kind, b := c.send(bad)
				if err := bad.conn.WriteMessage(kind, b); err != nil {
					t.Fatal(err)
				}
				if code := bad.closed(); code != c.code {
					t.Errorf("closed with %d, want %d", code, c.code)
				}
				good.frame()
				good.tune("foxes")
				if len(heard[wire.Tuned](good)) != 1 {
					t.Error("another player was not answered")
				}
				bad.connect() // the player is no worse for it
				bad.frame()
			})
		})
	}
}

func TestAStrangeHelloOpensNothing(t *testing.T) {
	for name, c := range map[string]struct {
		kind int
		text string
		code int
	}{
		"unknown token": {websocket.TextMessage, `{"type":"hello","version":1,"token":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}`, wire.CloseUnknown},
		"no token":      {websocket.TextMessage, `{"type":"hello","version":1}`, wire.CloseUnknown},
		"other version": {websocket.TextMessage, `{"type":"hello","version":7,"token":"x"}`, wire.CloseVersion},
		"a tune":        {websocket.TextMessage, `{"type":"tune","band":"owls"}`, wire.CloseGarbage},
		"a frame":       {websocket.BinaryMessage, string(new(wire.Frame).Append(nil)), wire.CloseGarbage},
		"garbage":       {websocket.TextMessage, `GET / HTTP/1.1`, wire.CloseGarbage},
		"binary hello":  {websocket.BinaryMessage, `{"type":"hello","version":1,"token":"x"}`, wire.CloseGarbage},
	} {
		t.Run(name, func(t *testing.T) {
			play(t, nil, func(t *testing.T, w *world) {
				conn, _, err := w.socket(io.Discard, nil)
				if err != nil {
					t.Fatal(err)
				}
				defer conn.Close()
				if err := conn.WriteMessage(c.kind, []byte(c.text)); err != nil {
					t.Fatal(err)
				}
				_, b, err := conn.ReadMessage()
				if !websocket.IsCloseError(err, c.code) {
					t.Errorf("got %q, %v; want it closed with %d", b, err, c.code)
				}
			})
		})
	}
}

func TestWhoeverSaysNothingIsSentAway(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		conn, _, err := w.socket(io.Discard, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		began := time.Now()
		if _, _, err := conn.ReadMessage(); err == nil {
			t.Error("somebody who said nothing was told something")
		}
		if took := time.Since(began); took != wire.HelloTimeout {
			t.Errorf("the connection ended after %v, want %v", took, wire.HelloTimeout)
		}
		synctest.Wait()
		if n := len(w.connected()); n != 0 {
			t.Errorf("%d sessions are left", n)
		}
	})
}

func TestAFloodIsStopped(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		p := w.join("flood")
		frames := 0
		for ; frames < 10_000; frames++ {
			p.sequence++
			f := wire.Frame{Epoch: p.epoch, Sequence: p.sequence}
			if p.conn.WriteMessage(websocket.BinaryMessage, f.Append(nil)) != nil {
				break
			}
			select {
			case <-p.steps:
			case code := <-p.gone:
				p.gone <- code
			}
		}
		if most := (rate/wire.FrameEvery + 1) * burstSeconds; frames < most/2 || frames > 2*most {
			t.Errorf("stopped after %d frames at once, want about %d", frames, most)
		}
		if code := p.closed(); code != wire.CloseGarbage {
			t.Errorf("closed with %d, want %d", code, wire.CloseGarbage)
		}
	})
}

const salt = `"salt":"AAAAAAAAAAAAAAAAAAAAAA=="`

func TestJoiningSaysWhatIsWrong(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		for name, c := range map[string]struct {
			body   string
			status int
			code   string
		}{
			"nothing":       {``, 400, "malformed"},
			"no JSON":       {`nickname=Zoë`, 400, "malformed"},
			"a list":        {`[]`, 400, "malformed"},
			"no salt":       {`{"nickname":"Zoë"}`, 400, "malformed"},
			"short salt":    {`{"nickname":"Zoë","salt":"AAAA"}`, 400, "malformed"},
			"unknown field": {`{"nickname":"Zoë","admin":1,` + salt + `}`, 400, "malformed"},
			"too long name": {`{"nickname":"` + strings.Repeat("é", 25) + `",` + salt + `}`, 400, "nickname_long"},
			"control":       {`{"nickname":"a\u0000b",` + salt + `}`, 400, "nickname_sign"},
			"override":      {`{"nickname":"\u202eeoZ",` + salt + `}`, 400, "nickname_sign"},
			"a megabyte":    {`{"nickname":"` + strings.Repeat("x", 1<<20) + `"}`, 413, "too_long"},
		} {
			status, text, h := w.ask("POST", "/v1/join", c.body)
			var e wire.ErrorReply
			if err := json.Unmarshal([]byte(text), &e); err != nil || status != c.status || e.Code != c.code || e.Message == "" {
				t.Errorf("%s: %d %s, want %d and the code %s", name, status, text, c.status, c.code)
			}
			if h.Get("Content-Type") != "application/json" {
				t.Errorf("%s: it is %s", name, h.Get("Content-Type"))
			}
		}
		if b := w.look(); b.Players != 0 {
			t.Errorf("%d players came of that", b.Players)
		}
		w.join("  Zoë   M ").frame()
		if got := w.players.all()[0].name(); got != "Zoë M" {
			t.Errorf("the name is %q", got)
		}
	})
}

func TestJoiningOpensAndCloses(t *testing.T) {
	later := func(c *Config) {
		c.Hunt.Opens += 60_000
		c.Hunt.Starts += 60_000
		c.Hunt.Closes += 60_000
	}
	play(t, later, func(t *testing.T, w *world) {
		try := func(want string) {
			t.Helper()
			_, text, _ := w.ask("POST", "/v1/join", `{"nickname":"",`+salt+`}`)
			if !strings.Contains(text, want) {
				t.Errorf("got %s, want %s", text, want)
			}
		}
		try(`"code":"soon"`)
		time.Sleep(61 * time.Second)
		try(`"number":1`)
		w.untilGun()
		try(`"number":2`) // without a gate joining stays open (R4)
		time.Sleep(time.Until(time.UnixMilli(w.hunt.Closes)))
		try(`"code":"over"`)
		time.Sleep(time.Minute)
		try(`"code":"over"`)
	})
}

func TestPagesOfOthersCanDoNothing(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		_, resp, err := w.socket(io.Discard, http.Header{"Origin": {"https://elsewhere.example"}})
		if err == nil || resp.StatusCode != http.StatusForbidden {
			t.Errorf("a page of somebody else's opened a session: %v", err)
		}
		conn, _, err := w.socket(io.Discard, http.Header{"Origin": {"http://crescendo"}})
		if err != nil {
			t.Fatal(err)
		}
		conn.Close()
		status, _, _ := w.ask("POST", "/v1/join", `{"nickname":"",`+salt+`}`, "Origin", "https://elsewhere.example")
		if status != http.StatusForbidden {
			t.Errorf("a page of somebody else's joined: %d", status)
		}
	})
}

func TestNothingElseIsThere(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		for path, status := range map[string]int{
			"/v1/": 404, "/v1/venues": 404, "/v1/songs/": 404, "/v1/songs/owls": 404, "/v1/songs/..%2f..": 404,
			"/assets/..%2fhost.go": 404, "/player/..%2f..%2fdemo.yaml": 404, "/debug/pprof/": 404, "/etc/passwd": 404,
			"/v1/join": 405,
		} {
			if got, text, _ := w.ask("GET", path, ""); got != status && !(path == "/v1/join" && got == 404) {
				t.Errorf("%s: %d %s, want %d", path, got, text, status)
			}
		}
	})
}
