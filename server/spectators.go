package server

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

// spectators are the streams of the leaderboard. The newest board stands here,
// encoded once for all; each stream takes it at its own pace and skips what it
// missed. A reader who does not take one within writeTimeout is dropped.
type spectators struct {
	boot string // set once; opens every id, so that a board of another evening is never taken for the same

	mu      sync.Mutex
	count   int           // guarded by mu
	closed  bool          // guarded by mu; nobody comes in any more
	board   []byte        // guarded by mu; the event's bytes, never changed
	id      string        // guarded by mu
	number  uint64        // guarded by mu
	changed chan struct{} // guarded by mu; closed, and replaced, with each board
	streams sync.WaitGroup
}

func newSpectators(boot string) *spectators {
	return &spectators{boot: boot, changed: make(chan struct{})}
}

// show gives everybody a board in JSON.
func (s *spectators) show(board []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.number++
	s.id = fmt.Sprintf("%s-%d", s.boot, s.number)
	s.board = fmt.Appendf(nil, "id: %s\nevent: board\ndata: %s\n\n", s.id, board)
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *spectators) newest() (event []byte, id string, changed <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.board, s.id, s.changed
}

// enter counts a stream in, leave out.
func (s *spectators) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || s.count >= maxSpectators {
		return false
	}
	s.count++
	s.streams.Add(1)
	return true
}

func (s *spectators) leave() {
	s.mu.Lock()
	s.count--
	s.mu.Unlock()
	s.streams.Done()
}

// wait returns when every stream has ended, and lets none in.
func (s *spectators) wait() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.streams.Wait()
}

// events streams the leaderboard: a board whenever it changed, a beat with the
// server's clock at first and every beatEvery. Who comes back and says which
// board they have seen is not sent that one again.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	if !s.spectators.enter() {
		refuse(w, http.StatusServiceUnavailable, "busy", "Too many people watch the leaderboard right now. Try again in a minute.")
		return
	}
	defer s.spectators.leave()
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // a proxy that collects would hold the news back
	seen := r.Header.Get("Last-Event-ID")
	out := stream{w, http.NewResponseController(w)}
	if out.send([]byte("retry: 2000\n\n")) != nil || out.send(s.beat()) != nil {
		return
	}
	beats := time.NewTicker(beatEvery)
	defer beats.Stop()
	for {
		event, id, changed := s.spectators.newest()
		if id != seen {
			if out.send(event) != nil {
				return
			}
			seen = id
		}
		select {
		case <-changed:
		case <-beats.C:
			if out.send(s.beat()) != nil {
				return
			}
		case <-r.Context().Done():
			return
		case <-s.stopping:
			return
		}
	}
}

func (s *Server) beat() []byte {
	return fmt.Appendf(nil, ": still here\nevent: beat\ndata: %d\n\n", s.now().UnixMilli())
}

// stream writes events to one spectator.
type stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

func (s stream) send(event []byte) error {
	if err := s.control.SetWriteDeadline(time.Now().Add(writeTimeout)); err != nil {
		return err
	}
	if _, err := s.w.Write(event); err != nil {
		return err
	}
	return s.control.Flush()
}
