package server

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"regexp"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/server/journal"
)

// Leaks that are planted to see that the comparison finds each of them and says
// where. Most are planted in the server itself, by what its Config brings in;
// the rest between the server and everybody.

// moved tells whether a hunt's first venue is not where the first hunt has it.
func moved(h *game.Hunt) bool { return h.Venues[0].Place != bakery }

// latitude is a venue's, in digits.
func latitude(h *game.Hunt) string { return fmt.Sprint(h.Venues[0].Place.Lat) }

// A leak in a page: what the organiser's pages hold.
func inAPage(name string) func(*game.Hunt, *Config, *front) {
	return func(h *game.Hunt, c *Config, _ *front) {
		pages := fstest.MapFS{}
		entries, err := fs.ReadDir(c.Pages, ".")
		if err != nil {
			panic(err) // the embedded pages
		}
		for _, e := range entries {
			b, err := fs.ReadFile(c.Pages, e.Name())
			if err != nil {
				panic(err)
			}
			pages[e.Name()] = &fstest.MapFile{Data: b}
		}
		pages[name] = &fstest.MapFile{Data: append(bytes.Clone(pages[name].Data), "<!-- "+latitude(h)+" -->"...)}
		c.Pages = pages
	}
}

// nosy is a log that writes down where the venue is.
type nosy struct {
	slog.Handler
	h *game.Hunt
}

func (n nosy) Handle(ctx context.Context, r slog.Record) error {
	r.AddAttrs(slog.String("near", latitude(n.h)))
	return n.Handler.Handle(ctx, r)
}

// faltering is a journal that does not take the first presentation at once, and
// whose error says too much. The server logs it.
type faltering struct {
	journal.Journal
	h     *game.Hunt
	tried *bool
}

func (f faltering) Append(ctx context.Context, id string, record []byte) error {
	if attempts(record) && !*f.tried {
		*f.tried = true
		return fmt.Errorf("the table of venue %s is locked", latitude(f.h))
	}
	return f.Journal.Append(ctx, id, record)
}

// slower is a journal that takes a millisecond more for a presentation, where
// the venue is not the first one.
type slower struct {
	journal.Journal
	h *game.Hunt
}

func (s slower) Append(ctx context.Context, id string, record []byte) error {
	if attempts(record) && moved(s.h) {
		time.Sleep(time.Millisecond)
	}
	return s.Journal.Append(ctx, id, record)
}

func attempts(record []byte) bool {
	_, ok := first(record).(fact.Attempted)
	return ok
}

// first returns the first fact of a record, nil for none.
func first(record []byte) fact.Fact {
	r, err := fact.Decode(record)
	if err != nil || len(r.Facts) == 0 {
		return nil
	}
	return r.Facts[0]
}

// hesitant is a journal that takes a millisecond more for what comes behind a
// proof.
type hesitant struct {
	journal.Journal
	proved *bool
}

func (j hesitant) Append(ctx context.Context, id string, record []byte) error {
	if *j.proved {
		time.Sleep(time.Millisecond)
	}
	_, *j.proved = first(record).(fact.Proved)
	return j.Journal.Append(ctx, id, record)
}

// altered is the server's end of a connection on which each step frame is
// changed.
type altered struct {
	net.Conn
	change func(frame []byte) []byte
}

func (c altered) Write(b []byte) (int, error) {
	if len(b) == 2+wire.StepSize && b[0] == 0x80|websocket.BinaryMessage {
		_, err := c.Conn.Write(c.change(bytes.Clone(b)))
		return len(b), err
	}
	return c.Conn.Write(b)
}

// onSteps changes each step frame where the venue is not the first one.
func onSteps(change func([]byte) []byte) func(*game.Hunt, *Config, *front) {
	return func(h *game.Hunt, _ *Config, f *front) {
		if tap := f.conn; moved(h) {
			f.conn = func(c net.Conn) net.Conn { return altered{tap(c), change} }
		}
	}
}

// around lets something stand around the server's handler, on one path.
func around(path string, change func(h *game.Hunt, w http.ResponseWriter) http.ResponseWriter) func(*game.Hunt, *Config, *front) {
	return func(h *game.Hunt, _ *Config, f *front) {
		f.handler = func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == path {
					w = change(h, w)
				}
				next.ServeHTTP(w, r)
			})
		}
	}
}

// chatty answers an error with more than the server's body.
type chatty struct {
	http.ResponseWriter
	more string
	bad  bool
}

func (c *chatty) WriteHeader(status int) {
	c.bad = status >= 400
	c.ResponseWriter.WriteHeader(status)
}

func (c *chatty) Write(b []byte) (int, error) {
	if c.bad {
		b = bytes.Replace(b, []byte(`"message":"`), []byte(`"message":"`+c.more+`: `), 1)
	}
	return c.ResponseWriter.Write(b)
}

// Each leak is found, and said where it is: after which input, on which channel,
// and in which bytes or at which times.
func TestPlantedLeaksAreFoundAndNamed(t *testing.T) {
	p := performance{kind: kinds()["codes"], script: firstReadings, way: bakery}
	_, questions := p.play(t, here)
	elsewhere := there(p.alike(t, questions, func(here, there heardOf) bool { return here == there }))
	for _, c := range []struct {
		name string
		leak func(*game.Hunt, *Config, *front)
		want string // what the comparison says
	}{
		{"frame: the fog of a step", onSteps(func(b []byte) []byte { b[14] ^= 1; return b }),
			`^input \d+, Zoë sends a frame: connection \d+ \(GET /v1/ws\): what left .* differs at byte 14 of 34 and 34: `},
		{"frame: the colour of a band", func(h *game.Hunt, _ *Config, _ *front) { h.Bands[0].Colour = "#" + latitude(h)[3:] },
			`^input \d+, GET /v1/hunt: connection \d+ \(GET /v1/hunt\): what left .* differs at byte \d+ .*Owls.*colour.*609000`},
		{"frame: the next evening on the leaderboard", func(h *game.Hunt, c *Config, _ *front) { c.Next = func() int64 { return int64(h.Venues[0].Place.Lat) } },
			`^input \d+, GET /v1/leaderboard: connection \d+ \(GET /v1/leaderboard\): what left .* differs at byte \d+ .*next_ms.*488609000`},
		{"page: a comment", inAPage("leaderboard.html"),
			`^input \d+, GET /leaderboard: connection \d+ \(GET /leaderboard\): what left .* differs at byte \d+ .*Etag`},
		{"page: a header", around("/rules", func(h *game.Hunt, w http.ResponseWriter) http.ResponseWriter {
			w.Header().Set("X-Shard", latitude(h))
			return w
		}),
			`^input \d+, GET /rules: connection \d+ \(GET /rules\): what left .* differs at byte \d+ .*X-Shard: 488609000`},
		{"log: an attribute", func(h *game.Hunt, c *Config, _ *front) { c.Log = slog.New(nosy{c.Log.Handler(), h}) },
			`^input \d+, a stranger says "garbage": the log: what left .* differs at byte \d+ .*near.*488609000`},
		{"log: a cause", func(h *game.Hunt, c *Config, _ *front) { c.Journal = faltering{c.Journal, h, new(bool)} },
			`^input \d+, Eve types a wrong code at the gate: the log: what left .* differs at byte \d+ .*table of venue 488609000`},
		{"error: the page of what is not there", inAPage("door-missing.html"),
			`^input \d+, GET /d/: connection \d+ \(GET /d/\): what left .* differs at byte \d+ .*488609000`},
		{"error: a reason", around("/v1/resume", func(h *game.Hunt, w http.ResponseWriter) http.ResponseWriter {
			return &chatty{ResponseWriter: w, more: latitude(h)}
		}),
			`^input \d+, POST /v1/resume: connection \d+ \(POST /v1/resume\): what left .* differs at byte \d+ .*message.*488609000`},
		{"cadence: a millisecond more", func(h *game.Hunt, c *Config, _ *front) { c.Journal = slower{c.Journal, h} },
			`^input \d+, Eve types a wrong code at the gate: connection \d+ \(GET /v1/ws\): left 2\.\d+s and 2\.\d+s after the beginning`},
		{"cadence: one frame more", onSteps(func(b []byte) []byte { return append(b, 0x80|websocket.PingMessage, 0) }),
			`^input \d+, Zoë sends a frame: connection \d+ \(GET /v1/ws\): what left .* differs at byte 34 of 34 and 36: `},
	} {
		t.Run(c.name, func(t *testing.T) {
			one, other := here, elsewhere
			one.leak, other.leak = c.leak, c.leak
			diff := interference(t, p, one, other)
			if !regexp.MustCompile(c.want).MatchString(diff) {
				t.Errorf("the comparison says %q, want %s", diff, c.want)
			}
			t.Log(diff)
		})
	}
}

// What tells only that somebody proved something is found too.
func TestAPlantedLeakOfAProofIsFoundAndNamed(t *testing.T) {
	p, _, outside := fence(t, kinds()["codes"])
	inside := here
	inside.leak = func(_ *game.Hunt, c *Config, _ *front) { c.Journal = hesitant{c.Journal, new(bool)} }
	outside.leak = inside.leak
	diff := interference(t, p, inside, outside)
	want := `^input \d+, Jean types the code of venue 0 at owls: connection \d+ \(GET /v1/ws\): left \S+ and \S+ after the beginning$` // Zoë proved something before
	if !regexp.MustCompile(want).MatchString(diff) {
		t.Errorf("the comparison says %q, want %s", diff, want)
	}
	t.Log(diff)
}
