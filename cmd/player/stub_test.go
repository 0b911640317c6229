//go:build !js

package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/game/wire"
)

// stub is a server of the wire's words, without any rules: what a player needs
// to join and to hear. The real one is not for this side to import.
type stub struct {
	*httptest.Server
	t *testing.T

	mu     sync.Mutex // guards what follows
	joined []string   // nicknames
	asked  []string   // songs
	fixes  []wire.Fix
	came   chan struct{} // holds one: something came
}

func serve(t *testing.T) *stub {
	t.Helper()
	s := &stub{t: t, came: make(chan struct{}, 1)}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/join", s.join)
	mux.HandleFunc("GET /v1/songs/{id}", s.song)
	mux.HandleFunc("GET /v1/ws", s.talk)
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

// until waits for something that players do.
func (s *stub) until(what string, ok func() bool) {
	s.t.Helper()
	late := time.After(2 * time.Minute)
	for {
		s.mu.Lock()
		done := ok()
		s.mu.Unlock()
		if done {
			return
		}
		select {
		case <-s.came:
		case <-late:
			s.t.Fatalf("waited too long until %s", what)
		}
	}
}

func (s *stub) note(f func()) {
	s.mu.Lock()
	f()
	s.mu.Unlock()
	select {
	case s.came <- struct{}{}:
	default:
	}
}

func (s *stub) join(w http.ResponseWriter, r *http.Request) {
	var ask wire.JoinRequest
	if err := json.NewDecoder(r.Body).Decode(&ask); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.note(func() { s.joined = append(s.joined, ask.Nickname) })
	_ = json.NewEncoder(w).Encode(wire.JoinReply{Token: "token", Number: 1, Nickname: ask.Nickname})
}

func (s *stub) song(w http.ResponseWriter, r *http.Request) {
	s.note(func() { s.asked = append(s.asked, r.URL.Path) })
	http.Error(w, "the band is late", http.StatusServiceUnavailable)
}

// talk welcomes, and answers each frame with a step.
func (s *stub) talk(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{}
	c, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer c.Close()
	now := time.Now()
	welcome, err := wire.EncodeToPlayer(wire.Welcome{
		Version: wire.Version, Epoch: 1, Number: 1, Phase: wire.PhaseRunning, Server: now.UnixMilli(), Band: "owls",
		Hunt: wire.Hunt{
			ID: "stub", Name: "A stub", Rate: 8, Virtual: true, Opens: now.Add(-time.Minute).UnixMilli(),
			Starts: now.Add(-time.Second).UnixMilli(), Closes: now.Add(time.Hour).UnixMilli(), Seats: 1, BedSong: "/v1/songs/bed",
			Area:  wire.PublicPlace{Lat: 488566000, Lon: 23522000, RadiusM: 6000},
			Bands: []wire.Band{{ID: "moss", Name: "Moss", Colour: "#6cc08b", Song: "/v1/songs/moss"}, {ID: "owls", Name: "The Owls", Colour: "#e8b04a", Song: "/v1/songs/owls"}},
		},
	})
	if err != nil {
		s.t.Error(err)
		return
	}
	for said := false; ; {
		kind, data, err := c.ReadMessage()
		if err != nil {
			return
		}
		if kind == websocket.TextMessage && !said {
			said = true
			_ = c.WriteMessage(websocket.TextMessage, welcome)
			continue
		}
		var f wire.Frame
		if err := f.Decode(data); err != nil {
			if !strings.Contains(string(data), `"tune"`) {
				s.t.Errorf("a frame: %v", err)
			}
			continue
		}
		s.note(func() { s.fixes = append(s.fixes, f.Fixes[:f.Count]...) })
		step := wire.Step{Band: 1, Step: 41, Word: wire.WordHunting, Period: 2, Sequence: f.Sequence, Sent: f.Sent, Server: time.Now().UnixMilli()}
		_ = c.WriteMessage(websocket.BinaryMessage, step.Append(nil))
	}
}
