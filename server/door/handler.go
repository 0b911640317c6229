package door

import (
	"fmt"
	"io/fs"
	"net/http"
	"strings"
	"time"
)

// Config is what a Handler is made of.
type Config struct {
	Places    func() []Place   // the links that are valid now; asked at each request, from any goroutine
	Authority Authority        // what decides about scans
	Pages     fs.FS            // with door.html, door-missing.html and door-sw.js; what those load is served elsewhere
	Now       func() time.Time // the server's clock
	Hunt      string           // the hunt's name, for the page's title
}

// Handler serves the pages of gate and doors. It keeps nothing, and logs
// nothing: secrets stand in its paths.
type Handler struct {
	config                Config
	page, missing, worker []byte
}

// NewHandler returns the handler of everything under /d/, where it must be
// mounted. The error says what Config lacks.
func NewHandler(c Config) (*Handler, error) {
	if c.Places == nil || c.Authority == nil || c.Pages == nil || c.Now == nil {
		return nil, fmt.Errorf("making the door pages: Places, Authority, Pages and Now are all needed")
	}
	h := &Handler{config: c}
	for name, to := range map[string]*[]byte{"door.html": &h.page, "door-missing.html": &h.missing, "door-sw.js": &h.worker} {
		b, err := fs.ReadFile(c.Pages, name)
		if err != nil {
			return nil, fmt.Errorf("making the door pages: %w", err)
		}
		*to = b
	}
	return h, nil
}

// ServeHTTP answers one request. May be called from any goroutine.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	secure(w.Header())
	path := strings.TrimPrefix(r.URL.Path, "/d/")
	if path == "door-sw.js" && reads(r) {
		h.sendWorker(w)
		return
	}
	secret, what, _ := strings.Cut(path, "/")
	place, ok := placeOf(h.config.Places(), secret)
	if !ok {
		h.notFound(w)
		return
	}
	switch what {
	case "":
		h.only(w, reads(r), func() { send(w, http.StatusOK, "text/html; charset=utf-8", h.page) })
	case "codes":
		h.only(w, reads(r), func() { h.codes(w, place) })
	case "scan":
		h.staff(w, place, r.Method == http.MethodPost, func() { h.scan(w, r, place) })
	case "statuses":
		h.staff(w, place, reads(r), func() { h.statuses(w, r, place) })
	default:
		h.notFound(w)
	}
}

func reads(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }

// only answers where the method is the right one.
func (h *Handler) only(w http.ResponseWriter, right bool, answer func()) {
	if !right {
		refuse(w, http.StatusMethodNotAllowed, "method")
		return
	}
	answer()
}

// staff answers where a steward scans; a place that shows codes has nothing
// there.
func (h *Handler) staff(w http.ResponseWriter, place Place, right bool, answer func()) {
	if !place.Staff {
		h.notFound(w)
		return
	}
	h.only(w, right, answer)
}

// notFound is one answer for everything that is not there.
func (h *Handler) notFound(w http.ResponseWriter) {
	send(w, http.StatusNotFound, "text/html; charset=utf-8", h.missing)
}

// sendWorker sends the service worker, which the browser compares with the one
// it has.
func (h *Handler) sendWorker(w http.ResponseWriter) {
	w.Header().Set("Cache-Control", "no-cache")
	send(w, http.StatusOK, "text/javascript; charset=utf-8", h.worker)
}
