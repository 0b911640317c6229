package door

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

const (
	maxScanBody = 2 << 10          // bytes: the longest fields, escaped
	maxShown    = 128              // bytes of a pass: one has 34
	maxSteward  = 40               // characters of a steward's name
	minID       = 16               // letters and digits of a scan's id: enough that two pages never make the same
	maxScanID   = 64               // and no more than a map's key should have
	maxNumbers  = 100              // players that one page asks about: those it has scanned last
	scanTimeout = 10 * time.Second // for the journal to have a scan: then the page tries again
)

// ScanBody is a Scan as the page sends it.
type ScanBody struct {
	ID      string `json:"id"`         // letters and digits of the page's own, 16 to 64; the same one counts once
	Shown   string `json:"shown"`      // the pass
	Steward string `json:"steward"`    // their name, at most 40 characters
	Claimed int64  `json:"claimed_ms"` // Unix ms, 0 unless queued
	Queued  bool   `json:"queued"`
}

func (h *Handler) scan(w http.ResponseWriter, r *http.Request, place Place) {
	if kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); kind != "application/json" {
		refuse(w, http.StatusUnsupportedMediaType, "body")
		return
	}
	s, key := readScan(http.MaxBytesReader(w, r.Body, maxScanBody))
	if key != "" {
		refuse(w, http.StatusBadRequest, key)
		return
	}
	s.Place = place
	ctx, cancel := context.WithTimeout(r.Context(), scanTimeout)
	defer cancel()
	status, err := h.config.Authority.Scan(ctx, s)
	switch {
	case err == nil:
		reply(w, http.StatusOK, status)
	case errors.Is(err, ErrNoPass):
		refuse(w, http.StatusUnprocessableEntity, "pass")
	case errors.Is(err, ErrOldPass):
		refuse(w, http.StatusUnprocessableEntity, "old")
	default:
		w.Header().Set("Retry-After", "2")
		refuse(w, http.StatusServiceUnavailable, "again")
	}
}

// readScan reads a scan, all but its place, or says what is wrong with it as a
// key of the page's words.
func readScan(body io.Reader) (Scan, string) {
	var b ScanBody
	d := json.NewDecoder(body)
	d.DisallowUnknownFields()
	if d.Decode(&b) != nil || d.Decode(new(json.RawMessage)) != io.EOF {
		return Scan{}, "body"
	}
	s := Scan{ID: b.ID, Shown: strings.TrimSpace(b.Shown), Steward: strings.TrimSpace(b.Steward), Claimed: b.Claimed, Queued: b.Queued}
	switch {
	case !isID(s.ID) || s.Claimed < 0 || s.Queued != (s.Claimed > 0):
		return Scan{}, "body"
	case s.Shown == "" || len(s.Shown) > maxShown:
		return Scan{}, "pass"
	case !isName(s.Steward):
		return Scan{}, "steward"
	}
	return s, ""
}

func isID(s string) bool {
	if len(s) < minID || len(s) > maxScanID {
		return false
	}
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}

func isName(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 1 && n <= maxSteward && utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}

// statusList is how players stand, with the server's clock.
type statusList struct {
	Server   int64    `json:"server_ms"`
	Statuses []Status `json:"statuses"`
}

func (h *Handler) statuses(w http.ResponseWriter, r *http.Request, place Place) {
	numbers, ok := readNumbers(r.URL.Query().Get("numbers"))
	if !ok {
		refuse(w, http.StatusBadRequest, "body")
		return
	}
	list := statusList{h.config.Now().UnixMilli(), []Status{}}
	if len(numbers) > 0 {
		list.Statuses = append(list.Statuses, h.config.Authority.Statuses(place, numbers)...)
	}
	reply(w, http.StatusOK, list)
}

// readNumbers reads players' numbers with commas between them.
func readNumbers(text string) (numbers []int, ok bool) {
	if text == "" {
		return nil, true
	}
	words := strings.SplitN(text, ",", maxNumbers+1)
	if len(words) > maxNumbers {
		return nil, false
	}
	for _, word := range words {
		n, err := strconv.ParseUint(word, 10, 31)
		if err != nil || n == 0 {
			return nil, false
		}
		numbers = append(numbers, int(n))
	}
	return numbers, true
}
