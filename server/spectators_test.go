package server

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game/wire"
)

// watcher follows the leaderboard as a page does.
type watcher struct {
	leave context.CancelFunc
	all   *record // every byte

	mu     sync.Mutex
	ids    []string
	boards []wire.Board
	beats  int
	ended  bool
}

func (w *world) watch(lastID string) *watcher {
	w.t.Helper()
	ctx, cancel := context.WithCancel(w.t.Context())
	req, err := http.NewRequestWithContext(ctx, "GET", "http://crescendo/v1/leaderboard/events", nil)
	if err != nil {
		w.t.Fatal(err)
	}
	if lastID != "" {
		req.Header.Set("Last-Event-ID", lastID)
	}
	resp, err := w.http.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "text/event-stream" {
		w.t.Fatalf("the stream is %d %s", resp.StatusCode, resp.Header.Get("Content-Type"))
	}
	v := &watcher{leave: cancel, all: &record{}}
	w.t.Cleanup(cancel)
	go func() {
		defer resp.Body.Close()
		v.follow(w.t, io.TeeReader(resp.Body, v.all))
	}()
	synctest.Wait()
	return v
}

func (v *watcher) follow(t *testing.T, r io.Reader) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, wire.MaxMessageDown)
	event := ""
	for lines.Scan() {
		key, value, _ := strings.Cut(lines.Text(), ": ")
		v.mu.Lock()
		switch {
		case key == "id":
			v.ids = append(v.ids, value)
		case key == "event":
			event = value
		case key == "data" && event == "beat":
			v.beats++
		case key == "data" && event == "board":
			m, err := wire.DecodeToSpectator([]byte(value))
			if err != nil {
				t.Error(err)
			} else {
				v.boards = append(v.boards, m.(wire.Board))
			}
		}
		v.mu.Unlock()
	}
	v.mu.Lock()
	v.ended = true
	v.mu.Unlock()
}

// seen returns the boards so far, and the id of the last.
func (v *watcher) seen() ([]wire.Board, string) {
	synctest.Wait()
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.boards) == 0 {
		return nil, ""
	}
	return v.boards, v.ids[len(v.ids)-1]
}

func TestALeaderboardFollowsAndComesBack(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		time.Sleep(2 * time.Second)
		v := w.watch("")
		boards, id := v.seen()
		if len(boards) != 1 || boards[0].Players != 0 || boards[0].SeatsLeft != 3 || boards[0].Phase != wire.PhaseOpen {
			t.Fatalf("at first: %+v", boards)
		}
		if !strings.HasPrefix(v.all.String(), "retry: 2000\n\n: still here\nevent: beat\ndata: ") {
			t.Errorf("the stream opens with %q", v.all.String())
		}
		w.join("Zoë")
		time.Sleep(2 * time.Second)
		if boards, next := v.seen(); len(boards) != 2 || boards[1].Players != 1 || next == id {
			t.Errorf("after a joining: %+v with id %s", boards, next)
		}
		_, id = v.seen()
		v.leave()
		back := w.watch(id)
		if boards, _ := back.seen(); len(boards) != 0 {
			t.Errorf("who has the newest board was sent %+v", boards)
		}
		w.join("Jean")
		time.Sleep(2 * time.Second)
		if boards, _ := back.seen(); len(boards) != 1 || boards[0].Players != 2 {
			t.Errorf("after coming back: %+v", boards)
		}
		if boards, _ := w.watch("another-evening-7").seen(); len(boards) != 1 {
			t.Errorf("who comes from another evening was sent %d boards, want one", len(boards))
		}
	})
}

func TestSpectatorsHearThatTheServerLives(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		v := w.watch("")
		time.Sleep(10 * beatEvery)
		synctest.Wait()
		v.mu.Lock()
		defer v.mu.Unlock()
		if v.beats != 11 {
			t.Errorf("%d beats in %v, want one at first and one every %v", v.beats, 10*beatEvery, beatEvery)
		}
	})
}

// One connection follows a whole night: nothing between gun and close ends it,
// and it hears of what happens in its sixth hour as in its first minute.
func TestALeaderboardFollowsForHours(t *testing.T) {
	const night = 6 * time.Hour
	long := func(c *Config) { c.Hunt.Rate, c.Hunt.Closes = 1, c.Hunt.Starts+night.Milliseconds() }
	play(t, long, func(t *testing.T, w *world) {
		v := w.watch("")
		time.Sleep(night - time.Hour)
		w.join("Zoë")
		time.Sleep(2 * time.Second)
		boards, _ := v.seen()
		if last := boards[len(boards)-1]; last.Players != 1 || last.Phase != wire.PhaseRunning {
			t.Errorf("in the fifth hour: %+v", last)
		}
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		boards, _ = v.seen()
		if last := boards[len(boards)-1]; last.Phase != wire.PhaseOver || len(last.Venues) == 0 {
			t.Errorf("after the close: %+v", last)
		}
		v.mu.Lock()
		defer v.mu.Unlock()
		if v.ended {
			t.Error("the stream ended on the way")
		}
	})
}

func TestACrowdThatJoinsIsFewBoards(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		v := w.watch("")
		for range 40 {
			w.join("")
			time.Sleep(50 * time.Millisecond)
		}
		time.Sleep(2 * time.Second)
		boards, _ := v.seen()
		if last := boards[len(boards)-1]; last.Players != 40 || len(boards) > 6 {
			t.Errorf("%d boards in four seconds, the last with %d players", len(boards), last.Players)
		}
	})
}

// A spectator who does not read is dropped, and Run does not wait for one.
func TestASlowSpectatorIsDropped(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		conn, err := w.dial(t.Context(), "", "")
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := io.WriteString(conn, "GET /v1/leaderboard/events HTTP/1.1\r\nHost: crescendo\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if n := w.spectators.watching(); n != 1 {
			t.Fatalf("%d watch, want one", n)
		}
		time.Sleep(2 * writeTimeout)
		synctest.Wait()
		if n := w.spectators.watching(); n != 0 {
			t.Errorf("%d watch after %v without reading", n, 2*writeTimeout)
		}
		w.watch("")
		if boards, _ := w.watch("").seen(); len(boards) != 1 {
			t.Error("another spectator saw nothing")
		}
	})
}

func (s *spectators) watching() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.count
}

func TestStreamsEndWithTheServer(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		v := w.watch("")
		w.end()
		synctest.Wait()
		v.mu.Lock()
		defer v.mu.Unlock()
		if !v.ended {
			t.Error("the stream goes on")
		}
	})
}
