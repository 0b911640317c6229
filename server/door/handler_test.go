package door

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

func TestAPlaceHasItsPage(t *testing.T) {
	s := newStage(t)
	for _, secret := range []string{gateSecret, codeSecret, staffSecret} {
		for _, path := range []string{"/d/" + secret, "/d/" + secret + "/"} {
			if w := s.ask("GET", path, ""); w.Code != http.StatusOK || w.Body.String() != "the page" {
				t.Errorf("%s: %d %s", path, w.Code, w.Body)
			}
		}
	}
	if w := s.ask("GET", "/d/door-sw.js", ""); w.Code != http.StatusOK || w.Body.String() != "the worker" || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/javascript") {
		t.Errorf("the service worker: %d %s %v", w.Code, w.Body, w.Header())
	}
}

// One answer for what is unknown, revoked, nearly right, or not at this place.
func TestUnknownAndRevokedLinksGetOneAnswer(t *testing.T) {
	s := newStage(t)
	s.places[0].Secret = "gate55555555555555555555gg" // replaced
	want := s.ask("GET", "/d/unknown", "")
	if want.Code != http.StatusNotFound || want.Body.String() != "no such door" {
		t.Fatalf("%d %s", want.Code, want.Body)
	}
	for _, ask := range [][3]string{
		{"GET", "/d/" + gateSecret}, {"GET", "/d/" + gateSecret + "/codes"}, {"POST", "/d/" + gateSecret + "/scan", scanned},
		{"GET", "/d/"}, {"GET", "/d//codes"}, {"GET", "/d/" + codeSecret[:25]}, {"GET", "/d/" + codeSecret + "x"}, {"GET", "/d/" + strings.ToUpper(codeSecret)},
		{"DELETE", "/d/unknown"}, {"POST", "/d/unknown/scan", scanned}, {"GET", "/d/" + codeSecret + "/other"}, {"POST", "/d/door-sw.js"},
		{"POST", "/d/" + codeSecret + "/scan", scanned}, {"GET", "/d/" + codeSecret + "/statuses"}, // codes, no steward
	} {
		got := s.ask(ask[0], ask[1], ask[2])
		if got.Code != want.Code || got.Body.String() != want.Body.String() || !reflect.DeepEqual(got.Header(), want.Header()) {
			t.Errorf("%s %s: %d %s %v, want as for an unknown link: %v", ask[0], ask[1], got.Code, got.Body, got.Header(), want.Header())
		}
	}
	if len(s.scans) > 0 {
		t.Errorf("the authority was asked: %+v", s.scans)
	}
}

func TestEveryAnswerIsKeptByNobodyAndRunsNothingForeign(t *testing.T) {
	s := newStage(t)
	for _, path := range []string{"/d/" + gateSecret, "/d/" + gateSecret + "/codes", "/d/unknown", "/d/" + staffSecret + "/statuses"} {
		h := s.ask("GET", path, "").Header()
		for name, want := range map[string]string{
			"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex, nofollow",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		if policy := h.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "unsafe-inline") || strings.Contains(policy, "'unsafe-eval'") {
			t.Errorf("%s: %s", path, policy)
		}
		if got := h.Get("Permissions-Policy"); !strings.Contains(got, "camera=(self)") || !strings.Contains(got, "geolocation=()") {
			t.Errorf("%s: %s", path, got)
		}
	}
}

func TestWrongMethodsAreRefused(t *testing.T) {
	s := newStage(t)
	for path, method := range map[string]string{"/d/" + gateSecret: "POST", "/d/" + gateSecret + "/codes": "POST", "/d/" + staffSecret + "/scan": "GET", "/d/" + staffSecret + "/statuses": "POST"} {
		if w := s.ask(method, path, ""); w.Code != http.StatusMethodNotAllowed {
			t.Errorf("%s %s: %d", method, path, w.Code)
		}
	}
}

// R4: the sheet is right for the next 20 minutes, and has nothing of the past.
func TestCodesAreThoseOfTheNextTwentyMinutes(t *testing.T) {
	s := newStage(t)
	var sheet Sheet
	if err := json.Unmarshal(s.ask("GET", "/d/"+gateSecret+"/codes", "").Body.Bytes(), &sheet); err != nil {
		t.Fatal(err)
	}
	if sheet.Server != stageTime.UnixMilli() || !sheet.Gate || sheet.Staff || sheet.Place != "Town hall" || sheet.Hunt != "One night in Paris" || sheet.StepMs != 30_000 || len(sheet.Codes) != 41 {
		t.Errorf("%+v", sheet)
	}
	for i, c := range sheet.Codes {
		step := Step(stageTime) + int64(i)
		picture, err := Encode(CodeText(Code(Key{1}, step)))
		if c.Step != step || c.Code != Code(Key{1}, step) || err != nil || !reflect.DeepEqual(c.QR, picture) {
			t.Errorf("code %d: %+v", i, c)
		}
	}
	if w := s.ask("GET", "/d/"+staffSecret+"/codes", ""); strings.Contains(w.Body.String(), `"code"`) || !strings.Contains(w.Body.String(), `"staff":true`) {
		t.Errorf("a steward's place has codes: %s", w.Body)
	}
}

func TestAScanReachesTheAuthority(t *testing.T) {
	s := newStage(t)
	w := s.ask("POST", "/d/"+staffSecret+"/scan", scanned)
	if want := `{"number":17,"name":"Ana","state":"pends","why":["away"]}`; w.Code != http.StatusOK || w.Body.String() != want {
		t.Errorf("%d %s, want %s", w.Code, w.Body, want)
	}
	queued := strings.NewReplacer(`"claimed_ms":0`, `"claimed_ms":1780000000123`, `false`, `true`).Replace(scanned)
	s.ask("POST", "/d/"+staffSecret+"/scan", queued)
	want := []Scan{
		{s.places[2], "abcdefghij0123456789", "PASS:ABC", "Zoé", 0, false},
		{s.places[2], "abcdefghij0123456789", "PASS:ABC", "Zoé", 1780000000123, true},
	}
	if !reflect.DeepEqual(s.scans, want) {
		t.Errorf("%+v\nwant %+v", s.scans, want)
	}
}

func TestARefusedScanSaysWhatToDo(t *testing.T) {
	s := newStage(t)
	for _, c := range []struct {
		err    error
		status int
		body   string
	}{
		{ErrNoPass, http.StatusUnprocessableEntity, `{"error":"pass"}`},
		{fmt.Errorf("reading: %w", ErrOldPass), http.StatusUnprocessableEntity, `{"error":"old"}`},
		{context.DeadlineExceeded, http.StatusServiceUnavailable, `{"error":"again"}`},
		{errors.New("the journal burns at 48.85661, 2.35151"), http.StatusServiceUnavailable, `{"error":"again"}`},
	} {
		s.answer = func(Scan) (Status, error) { return Status{}, c.err }
		if w := s.ask("POST", "/d/"+staffSecret+"/scan", scanned); w.Code != c.status || w.Body.String() != c.body {
			t.Errorf("%v: %d %s", c.err, w.Code, w.Body)
		}
	}
}

func TestScansOutOfBoundsAreRefused(t *testing.T) {
	s := newStage(t)
	change := func(old, new string) string { return strings.Replace(scanned, old, new, 1) }
	for what, body := range map[string]string{
		"no JSON":           "pass",
		"two values":        scanned + scanned,
		"an unknown field":  change(`"queued"`, `"seat":1,"queued"`),
		"a short id":        change("abcdefghij0123456789", "abc"),
		"a long id":         change("abcdefghij0123456789", strings.Repeat("a", 65)),
		"an id with signs":  change("abcdefghij", "../../../."),
		"no pass":           change("PASS:ABC", ""),
		"a long pass":       change("PASS:ABC", strings.Repeat("P", 129)),
		"no steward":        change("Zoé", "  "),
		"a long steward":    change("Zoé", strings.Repeat("é", 41)),
		"a control sign":    change("Zoé", `Zo\u0000`),
		"a time before all": change(`"claimed_ms":0,"queued":false`, `"claimed_ms":-1,"queued":true`),
		"queued, no time":   change("false", "true"),
		"a time, unqueued":  change(`"claimed_ms":0`, `"claimed_ms":5`),
		"a huge body":       change("Zoé", strings.Repeat("é", 4000)),
	} {
		if w := s.ask("POST", "/d/"+staffSecret+"/scan", body); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d %s", what, w.Code, w.Body)
		}
	}
	if w := s.ask("POST", "/d/"+staffSecret+"/scan", ""); w.Code != http.StatusUnsupportedMediaType {
		t.Errorf("no JSON content type: %d", w.Code)
	}
	if len(s.scans) > 0 {
		t.Errorf("the authority was asked: %+v", s.scans)
	}
}

func TestStatusesAreForWhomWasAsked(t *testing.T) {
	s := newStage(t)
	w := s.ask("GET", "/d/"+staffSecret+"/statuses?numbers=17,404,3", "")
	want := fmt.Sprintf(`{"server_ms":%d,"statuses":[{"number":17,"name":"v2","state":"seat","seat":3},{"number":3,"name":"v2","state":"seat","seat":3}]}`, stageTime.UnixMilli())
	if w.Code != http.StatusOK || w.Body.String() != want {
		t.Errorf("%d %s\nwant %s", w.Code, w.Body, want)
	}
	if w := s.ask("GET", "/d/"+staffSecret+"/statuses", ""); w.Code != http.StatusOK || !strings.HasSuffix(w.Body.String(), `"statuses":[]}`) {
		t.Errorf("nobody: %d %s", w.Code, w.Body)
	}
	for _, bad := range []string{"0", "-1", "x", "1,", ",", "1,,2", "99999999999", strings.Repeat("1,", 100) + "1"} {
		if w := s.ask("GET", "/d/"+staffSecret+"/statuses?numbers="+bad, ""); w.Code != http.StatusBadRequest {
			t.Errorf("%q: %d", bad, w.Code)
		}
	}
}

func TestAHandlerNeedsAllOfItsParts(t *testing.T) {
	s := newStage(t)
	whole := s.config
	for what, change := range map[string]func(*Config){
		"places": func(c *Config) { c.Places = nil }, "authority": func(c *Config) { c.Authority = nil }, "pages": func(c *Config) { c.Pages = nil },
		"clock": func(c *Config) { c.Now = nil }, "page": func(c *Config) { c.Pages = fstest.MapFS{} },
	} {
		c := whole
		if change(&c); true {
			if _, err := NewHandler(c); err == nil {
				t.Errorf("a handler without its %s was made", what)
			}
		}
	}
}

// The place of a secret is found by looking at all of them: it takes as long to
// find the first as to find none. What the test can hold is that a duplicate
// behind it was looked at.
func TestAllPlacesAreLookedAt(t *testing.T) {
	places := []Place{{ID: "a", Secret: "s"}, {ID: "b", Secret: "t"}, {ID: "c", Secret: "s"}}
	if p, ok := placeOf(places, "s"); !ok || p.ID != "c" {
		t.Errorf("%+v, %v: the search ended before the last place", p, ok)
	}
	if p, ok := placeOf([]Place{{ID: "no link"}}, ""); ok {
		t.Errorf("no secret opens %+v", p)
	}
}

func FuzzReadScan(f *testing.F) {
	for _, seed := range []string{scanned, "", "{}", "null", "[]", `{"id":1}`, scanned + " ", strings.Repeat("[", 5000)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		s, key := readScan(strings.NewReader(body))
		if key != "" {
			if !reflect.DeepEqual(s, Scan{}) {
				t.Errorf("%q was refused and gave %+v", body, s)
			}
			return
		}
		if !isID(s.ID) || s.Shown == "" || len(s.Shown) > maxShown || !isName(s.Steward) || s.Claimed < 0 || s.Queued != (s.Claimed > 0) {
			t.Errorf("%q became %+v", body, s)
		}
	})
}
