package server

import (
	"net/http"

	"crescendo/game"
)

// routes returns the handler of everything that this server answers.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	for _, p := range []string{"GET /{$}", "GET /play", "GET /j/{code}"} { // one document: a change of page would lock the sound again
		mux.HandleFunc(p, s.playPage)
	}
	mux.HandleFunc("GET /leaderboard", func(w http.ResponseWriter, r *http.Request) { serveFile(s.pages, "leaderboard.html", w, r) })
	mux.HandleFunc("GET /rules", s.rules)
	mux.HandleFunc("GET /assets/{name}", func(w http.ResponseWriter, r *http.Request) { serveFile(s.pages, r.PathValue("name"), w, r) })
	mux.HandleFunc("GET /player/{name}", s.playerFile)
	mux.HandleFunc("GET /v1/ws", s.connect)
	mux.HandleFunc("POST /v1/join", s.join)
	mux.HandleFunc("POST /v1/resume", s.resume)
	mux.HandleFunc("POST /v1/acts", s.asOperator(s.act))
	mux.HandleFunc("GET /v1/acts/status", s.asOperator(s.status))
	mux.HandleFunc("GET /v1/hunt", func(w http.ResponseWriter, _ *http.Request) { reply(w, http.StatusOK, s.public) })
	mux.HandleFunc("GET /v1/leaderboard", s.leaderboard)
	mux.HandleFunc("GET /v1/leaderboard/events", s.events)
	mux.HandleFunc("GET /v1/songs/{id}", s.song)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "alive") })
	mux.HandleFunc("GET /readyz", s.ready)
	if s.doors != nil {
		mux.Handle("/d/", s.doors)
	}
	mux.HandleFunc("/v1/", func(w http.ResponseWriter, _ *http.Request) {
		refuse(w, http.StatusNotFound, "unknown", "There is nothing here. Is the program up to date?")
	})
	return secure(http.NewCrossOriginProtection().Handler(mux)) // a page of somebody else's joins nobody
}

// connect opens a player's connection. The handler returns at once and with it
// go its stack and buffers: the session has a goroutine of its own.
func (s *Server) connect(w http.ResponseWriter, r *http.Request) {
	if !s.room() {
		refuse(w, http.StatusServiceUnavailable, "busy", "The server is full, starting or stopping. Try again in a moment.")
		return
	}
	conn, err := s.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	if !s.enter(conn) {
		conn.Close()
	}
}

// playPage sends the page where people join and play.
func (s *Server) playPage(w http.ResponseWriter, r *http.Request) {
	if s.player["player.wasm"] == nil || s.player["wasm_exec.js"] == nil {
		if f := s.pages["missing.html"]; f != nil {
			w.Header().Set("Cache-Control", "no-store")
			w.Header().Set("Content-Type", f.contentType)
			w.WriteHeader(http.StatusServiceUnavailable)
			w.Write(f.plain) //nolint:errcheck // whoever asked has gone
			return
		}
	}
	serveFile(s.pages, "index.html", w, r)
}

// playerFile sends a part of the built player.
func (s *Server) playerFile(w http.ResponseWriter, r *http.Request) {
	f := s.player[r.PathValue("name")]
	if f == nil {
		refuse(w, http.StatusNotFound, "player_missing", "The player is not built yet: run make player and start the server again.")
		return
	}
	f.serve(w, r)
}

// song sends a song. All songs have the same headers, and names that say
// nothing; a name never means another song, so who has it keeps it.
func (s *Server) song(w http.ResponseWriter, r *http.Request) {
	song, ok := s.songs[r.PathValue("id")]
	if !ok {
		refuse(w, http.StatusNotFound, "unknown", "There is no such song in this hunt.")
		return
	}
	w.Header().Set("Content-Type", song.ContentType)
	w.Header().Set("Cache-Control", "public, max-age=86400, immutable")
	send(w, song.Bytes)
}

// ready tells whether players can come in: this server runs, has counted what the
// journal had when it started and its own first record, and joining is open if
// its time has come.
func (s *Server) ready(w http.ResponseWriter, _ *http.Request) {
	st := s.state.Load()
	if !s.room() || st.seq == 0 || st.phase == game.Soon && s.now().UnixMilli() >= s.hunt.Opens {
		plain(w, http.StatusServiceUnavailable, "not ready")
		return
	}
	plain(w, http.StatusOK, "ready")
}

func serveFile(files map[string]*file, name string, w http.ResponseWriter, r *http.Request) {
	f := files[name]
	if f == nil {
		http.NotFound(w, r)
		return
	}
	f.serve(w, r)
}

func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write([]byte(text + "\n")) //nolint:errcheck // whoever asked has gone
}
