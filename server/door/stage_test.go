package door

import (
	"context"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

// The links of the stage: 26 letters of base32 are 130 bits.
const (
	gateSecret  = "gate22222222222222222222gg"
	codeSecret  = "code33333333333333333333cc"
	staffSecret = "staff4444444444444444444ss"
)

var stageTime = time.Unix(1_780_000_010, 0)

// stage is a handler with three places, and an authority that a test scripts.
type stage struct {
	*Handler
	mu     sync.Mutex // guards places, scans, answer
	places []Place
	scans  []Scan
	answer func(Scan) (Status, error)
}

func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{
		places: []Place{
			{Gate: true, ID: "gate", Name: "Town hall", Code: Key{1}, Secret: gateSecret},
			{Venue: 0, ID: "v1", Name: "Behind the bakery", Code: Key{2}, Secret: codeSecret},
			{Venue: 1, ID: "v2", Name: "Under the chestnut", Staff: true, Secret: staffSecret},
			{Venue: 2, ID: "v3", Name: "No link yet"},
		},
		answer: func(Scan) (Status, error) {
			return Status{Number: 17, Name: "Ana", State: Pends, Why: []string{WhyAway}}, nil
		},
	}
	h, err := NewHandler(Config{Places: s.links, Authority: s, Pages: pages(), Now: func() time.Time { return stageTime }, Hunt: "One night in Paris"})
	if err != nil {
		t.Fatal(err)
	}
	s.Handler = h
	return s
}

func pages() fs.FS {
	return fstest.MapFS{
		"door.html":         {Data: []byte("the page")},
		"door-missing.html": {Data: []byte("no such door")},
		"door-sw.js":        {Data: []byte("the worker")},
	}
}

func (s *stage) links() []Place {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Place(nil), s.places...)
}

func (s *stage) Scan(_ context.Context, scan Scan) (Status, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scans = append(s.scans, scan)
	return s.answer(scan)
}

func (s *stage) Statuses(place Place, numbers []int) []Status {
	var list []Status
	for _, n := range numbers {
		if n != 404 {
			list = append(list, Status{Number: n, Name: place.ID, State: Seated, Seat: 3})
		}
	}
	return list
}

// ask sends a request and returns the answer.
func (s *stage) ask(method, path, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// scanned is a right scan's body.
const scanned = `{"id":"abcdefghij0123456789","shown":"PASS:ABC","steward":"Zoé","claimed_ms":0,"queued":false}`

var _ http.Handler = (*Handler)(nil)
