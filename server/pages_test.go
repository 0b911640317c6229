package server

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"crescendo/game/wire"
)

func gzipped(t *testing.T, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(b)
	w.Close()
	return out.Bytes()
}

// carried is what a server carries in these tests.
func carried(t *testing.T, player bool) func(*Config) {
	return func(c *Config) {
		c.Pages = fstest.MapFS{
			"index.html": {Data: []byte("<p>join")}, "leaderboard.html": {Data: []byte("<p>board")}, "missing.html": {Data: []byte("<p>run make player")},
			"join.js": {Data: []byte("join()")}, "demo.yaml": {Data: []byte("secret")}, "sub/x.js": {Data: []byte("x")},
		}
		c.Player = fstest.MapFS{"PLACEHOLDER": {Data: []byte("here")}}
		if player {
			c.Player = fstest.MapFS{"player.wasm.gz": {Data: gzipped(t, bytes.Repeat([]byte("wasm"), 1000))}, "wasm_exec.js": {Data: []byte("Go()")}}
		}
	}
}

func TestPagesAreServedAsWhatTheyAre(t *testing.T) {
	play(t, carried(t, true), func(t *testing.T, w *world) {
		for path, want := range map[string]struct{ body, contentType string }{
			"/":                    {"<p>join", "text/html; charset=utf-8"},
			"/play":                {"<p>join", "text/html; charset=utf-8"},
			"/j/AB-CD":             {"<p>join", "text/html; charset=utf-8"}, // the code is used by joining alone
			"/leaderboard":         {"<p>board", "text/html; charset=utf-8"},
			"/assets/join.js":      {"join()", "text/javascript; charset=utf-8"},
			"/player/wasm_exec.js": {"Go()", "text/javascript; charset=utf-8"},
			"/player/player.wasm":  {strings.Repeat("wasm", 1000), "application/wasm"},
			"/healthz":             {"alive\n", "text/plain; charset=utf-8"},
			"/readyz":              {"ready\n", "text/plain; charset=utf-8"},
		} {
			status, body, h := w.ask("GET", path, "", "Accept-Encoding", "identity")
			if status != 200 || body != want.body || h.Get("Content-Type") != want.contentType {
				t.Errorf("%s: %d %s %.60q", path, status, h.Get("Content-Type"), body)
			}
			policy := h.Get("Content-Security-Policy")
			if !strings.Contains(policy, "script-src 'self' 'wasm-unsafe-eval';") || strings.Contains(policy, "unsafe-inline") || h.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s: the policy is %q", path, policy)
			}
		}
		for _, path := range []string{"/assets/demo.yaml", "/assets/x.js", "/assets/sub/x.js", "/assets/", "/player/PLACEHOLDER", "/player/player.wasm.gz"} {
			if status, body, _ := w.ask("GET", path, ""); status != 404 || strings.Contains(body, "secret") {
				t.Errorf("%s: %d %q", path, status, body)
			}
		}
	})
}

func TestThePlayerTravelsPackedAndOnce(t *testing.T) {
	play(t, carried(t, true), func(t *testing.T, w *world) {
		status, body, h := w.ask("GET", "/player/player.wasm", "", "Accept-Encoding", "gzip, br")
		if status != 200 || h.Get("Content-Encoding") != "gzip" || h.Get("Vary") != "Accept-Encoding" || h.Get("Crescendo-Size") != "4000" || len(body) > 200 {
			t.Errorf("%d, %d bytes, %v", status, len(body), h)
		}
		tag := h.Get("ETag")
		status, body, _ = w.ask("GET", "/player/player.wasm", "", "Accept-Encoding", "gzip", "If-None-Match", tag)
		if status != http.StatusNotModified || body != "" {
			t.Errorf("who has it gets %d with %d bytes", status, len(body))
		}
	})
}

func TestAMissingPlayerIsSaidInOneSentence(t *testing.T) {
	play(t, carried(t, false), func(t *testing.T, w *world) {
		for _, path := range []string{"/", "/play"} {
			if status, body, _ := w.ask("GET", path, ""); status != 503 || !strings.Contains(body, "make player") {
				t.Errorf("%s: %d %q", path, status, body)
			}
		}
		status, body, _ := w.ask("GET", "/player/player.wasm", "")
		if status != 404 || !strings.Contains(body, `"player_missing"`) || !strings.Contains(body, "make player") {
			t.Errorf("the player: %d %q", status, body)
		}
		if status, _, _ := w.ask("GET", "/leaderboard", ""); status != 200 {
			t.Errorf("the leaderboard needs no player: %d", status)
		}
	})
}

func TestSongsHaveNamesThatSayNothingAndEqualHeaders(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		_, text, _ := w.ask("GET", "/v1/hunt", "")
		var h wire.Hunt
		if err := json.Unmarshal([]byte(text), &h); err != nil {
			t.Fatal(err)
		}
		var headers []http.Header
		for i, want := range []string{"owls sing", "foxes sing", "a city"} {
			path := append([]string{}, h.Bands[0].Song, h.Bands[1].Song, h.BedSong)[i]
			if len(path) != len("/v1/songs/")+32 {
				t.Errorf("a song has the path %s", path)
			}
			status, body, header := w.ask("GET", path, "")
			if status != 200 || body != want {
				t.Errorf("%s: %d %q, want %q", path, status, body, want)
			}
			header.Del("Content-Length")
			header.Del("Date")
			headers = append(headers, header)
		}
		for _, header := range headers[1:] {
			if a, b := asText(headers[0]), asText(header); a != b {
				t.Errorf("one song has %s, another %s", a, b)
			}
		}
	})
}

func asText(h http.Header) string {
	var b bytes.Buffer
	h.Write(&b)
	return b.String()
}

func TestAPackedFileThatIsNoneIsRefused(t *testing.T) {
	c := testConfig(testHunt())
	c.Player = fstest.MapFS{"player.wasm.gz": {Data: []byte("not packed, although it says so")}}
	if _, err := New(c); err == nil || !strings.Contains(err.Error(), "player.wasm.gz") {
		t.Errorf("got %v, want the name of the file", err)
	}
}

func TestAConfigIsChecked(t *testing.T) {
	for name, change := range map[string]func(*Config){
		"no hunt":        func(c *Config) { c.Hunt = nil },
		"no journal":     func(c *Config) { c.Journal = nil },
		"no bands":       func(c *Config) { c.Hunt.Bands, c.Songs = nil, nil },
		"songs missing":  func(c *Config) { c.Songs = c.Songs[:1] },
		"a wild rate":    func(c *Config) { c.Hunt.Rate = 1000 },
		"too many seats": func(c *Config) { c.Hunt.Venues[0].Quotas[0].Seats = wire.MaxSeats },
		"a lost venue":   func(c *Config) { c.Hunt.Venues[1].Band = 2 },
	} {
		c := testConfig(testHunt())
		change(&c)
		if _, err := New(c); err == nil {
			t.Errorf("%s: no error", name)
		} else if strings.Contains(err.Error(), fountainName) || strings.Contains(err.Error(), bakeryName) {
			t.Errorf("%s: the error names a venue: %v", name, err)
		}
	}
}
