package main

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"crescendo/assets/host"
	"crescendo/cmd/internal/browser"
	"crescendo/server/door"
)

const (
	codesLink = "codes3333333333333333333333cc"
	staffLink = "staff4444444444444444444444ss"
)

// stage serves the pages of a gate with codes and of a door with a steward, for
// an authority that a test scripts, and can fall silent.
type stage struct {
	address string
	key     door.Key

	mu       sync.Mutex // guards the rest
	ahead    time.Duration
	silent   bool // no request is answered
	mute     bool // scans are taken, and their answers lost
	replaced bool // the links were
	old      bool // every pass is
	scans    []door.Scan
	state    door.Status // of everybody
}

func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{key: door.Key{3, 1, 4}, state: door.Status{Name: "Ana", State: door.Pends, Why: []string{door.WhyAway}}}
	h, err := door.NewHandler(door.Config{Places: s.places, Authority: s, Pages: host.Pages(), Now: s.now, Hunt: "One night in Paris"})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/d/", h)
	mux.Handle("/assets/", locked(http.StripPrefix("/assets/", http.FileServerFS(host.Pages()))))
	server := httptest.NewServer(s.line(mux))
	t.Cleanup(server.Close)
	s.address = server.URL
	return s
}

// withScanner serves the scanner, built for the test, as the server serves it.
func withScanner(t *testing.T, s *stage) {
	t.Helper()
	dir := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(dir, "scanner.wasm"), ".")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the scanner: %v\n%s", err, out)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	loader, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "wasm_exec.js"), loader, 0o600); err != nil {
		t.Fatal(err)
	}
	inner := s.address
	mux := http.NewServeMux()
	mux.Handle("/player/", locked(http.StripPrefix("/player/", http.FileServer(http.Dir(dir)))))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { relay(t, inner, w, r) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	s.address = server.URL
}

func relay(t *testing.T, to string, w http.ResponseWriter, r *http.Request) {
	asked, err := http.NewRequestWithContext(r.Context(), r.Method, to+r.URL.RequestURI(), r.Body)
	if err != nil {
		t.Error(err)
		return
	}
	asked.Header = r.Header.Clone()
	reply, err := http.DefaultClient.Do(asked)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer reply.Body.Close()
	for name, values := range reply.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(reply.StatusCode)
	io.Copy(w, reply.Body) //nolint:errcheck // whoever asked has gone
}

// locked sends what the server sends with every file.
func locked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'")
		w.Header().Set("Cache-Control", "no-cache")
		next.ServeHTTP(w, r)
	})
}

// line cuts the network where the test says so: the connection ends without an
// answer.
func (s *stage) line(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if silent, _ := s.how(); silent {
			panic(http.ErrAbortHandler)
		}
		next.ServeHTTP(w, r)
	})
}

func (s *stage) how() (silent, mute bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.silent, s.mute
}

func (s *stage) set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

func (s *stage) now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return time.Now().Add(s.ahead)
}

func (s *stage) places() []door.Place {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.replaced {
		return nil
	}
	return []door.Place{
		{Gate: true, ID: "gate", Name: "In front of the town hall", Code: s.key, Secret: codesLink},
		{Venue: 1, ID: "v2", Name: "Under the chestnut", Staff: true, Secret: staffLink},
	}
}

// Scan is the authority's: a scan that came before is answered as before.
func (s *stage) Scan(_ context.Context, scan door.Scan) (door.Status, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.old {
		return door.Status{}, door.ErrOldPass
	}
	s.scans = append(s.scans, scan)
	if s.mute {
		panic(http.ErrAbortHandler) // the journal has it, and nobody hears
	}
	status := s.state
	status.Number = 17
	return status, nil
}

func (s *stage) Statuses(_ door.Place, numbers []int) []door.Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []door.Status
	for _, n := range numbers {
		status := s.state
		status.Number = n
		list = append(list, status)
	}
	return list
}

// seen returns the scans so far.
func (s *stage) seen() []door.Scan {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.scans)
}

// clocks lets a test move a device's clocks on, and sets the device's own a day
// wrong: what a page believes the time to be by itself is never right.
const clocks = `(() => {
	const steady = performance.now.bind(performance), device = Date.now.bind(Date);
	const moved = () => Number(sessionStorage.getItem("moved") ?? 0), before = moved();
	performance.now = () => steady() + moved() - before;
	Date.now = () => device() + 86400e3 + moved() + off;
	let off = 0, hidden = false;
	window.setClock = ms => { off += ms; }; // somebody, or the network, sets the device's clock
	Object.defineProperty(document, "hidden", {get: () => hidden});
	window.doze = ms => { // the screen is off, and one of the two clocks stands still
		for (hidden of [true, false]) {
			document.dispatchEvent(new Event("visibilitychange"));
			if (hidden) off += ms;
		}
	};
	window.moveOn = ms => sessionStorage.setItem("moved", moved() + ms);
})()`

// device is a phone with one of the pages.
type device struct {
	*browser.Page
	t   *testing.T
	ctx context.Context
}

func visit(t *testing.T, b *browser.Browser, address string) *device {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	page, err := b.NewPage(ctx, browser.Phone())
	if err != nil {
		t.Fatal(err)
	}
	d := &device{page, t, ctx}
	t.Cleanup(func() {
		for _, said := range page.Errors() {
			if !strings.Contains(said.Text, "Failed to load resource") { // the network was cut
				t.Errorf("the page's console: %s", said)
			}
		}
	})
	d.must(page.Inject(ctx, clocks))
	d.must(page.Go(ctx, address))
	return d
}

func (d *device) must(err error) {
	d.t.Helper()
	if err != nil {
		d.shot("failed")
		d.t.Fatal(err)
	}
}

func (d *device) eval(script string) {
	d.t.Helper()
	d.must(d.Eval(d.ctx, script, nil))
}

func (d *device) until(what, expression string) {
	d.t.Helper()
	d.must(d.Page.Until(d.ctx, what, expression))
}

// says waits until an element shows a text.
func (d *device) says(selector, text string) {
	d.t.Helper()
	var got string
	err := browser.Until(d.ctx, selector+" says "+text, func() (bool, error) {
		var err error
		got, err = d.Text(d.ctx, selector)
		return strings.Contains(got, text), err
	})
	if err != nil {
		d.t.Logf("it says %q", got)
	}
	d.must(err)
}

func (d *device) tap(selector string) {
	d.t.Helper()
	d.must(d.TapOn(d.ctx, selector))
}

// write types into a field, as a phone's keyboard does.
func (d *device) write(selector, text string) {
	d.t.Helper()
	d.tap(selector)
	d.must(d.Type(d.ctx, text))
}

// shot keeps a picture where SHOTS says so.
func (d *device) shot(name string) {
	if dir := os.Getenv("SHOTS"); dir != "" {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(d.ctx), 10*time.Second) // what failed may have used up its own
		defer cancel()
		if err := d.SaveShot(ctx, dir, "door-"+name+"-412x780"); err != nil {
			d.t.Log(err)
		}
	}
}
