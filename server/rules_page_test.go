package server

import (
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"crescendo/game"
	"crescendo/maps/geo"
)

func rulesHTML(t *testing.T) []byte {
	t.Helper()
	b, err := os.ReadFile("../assets/host/pages/rules.html")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// page returns the rules page of a hunt in a language.
func page(t *testing.T, h *game.Hunt, tag string) string {
	t.Helper()
	pages, err := rulesPages(h, &file{contentType: "text/html; charset=utf-8", plain: rulesHTML(t)})
	if err != nil {
		t.Fatal(err)
	}
	return string(pages[tag].plain)
}

// strangers is a hunt with everything that a rules page tells about.
func strangers() *game.Hunt {
	h := testHunt()
	h.Opens, h.Starts, h.Closes = 1_781_971_200_000, 1_781_982_000_000, 1_781_991_000_000 // a Saturday in June 2026
	h.Virtual, h.Rate = false, 1
	h.Open, h.Gate, h.Doors, h.Admission = true, game.GateCode, game.DoorsCode, 600_000
	h.Classes = []game.Class{{ID: "wheels", Name: "By wheelchair", SpeedCap: 3}}
	h.Venues[0].Quotas = []game.Quota{{Seats: 1, By: "first", Class: 1}, {Seats: 1, By: "first"}}
	return h
}

// R10, R12: the page follows from the public settings: each changes it.
func TestEveryPublicSettingChangesTheRules(t *testing.T) {
	for name, change := range map[string]func(h *game.Hunt){
		"name":            func(h *game.Hunt) { h.Name = "Another night" },
		"opens":           func(h *game.Hunt) { h.Opens -= 60_000 },
		"starts":          func(h *game.Hunt) { h.Starts += 60_000 },
		"closes":          func(h *game.Hunt) { h.Closes += 60_000 },
		"rate":            func(h *game.Hunt) { h.Rate = 8 },
		"virtual":         func(h *game.Hunt) { h.Virtual = true },
		"trust":           func(h *game.Hunt) { h.Open = false },
		"gate: staff":     func(h *game.Hunt) { h.Gate = game.GateStaff },
		"gate: none":      func(h *game.Hunt) { h.Gate = game.GateNone },
		"doors: staff":    func(h *game.Hunt) { h.Doors = game.DoorsStaff },
		"doors: none":     func(h *game.Hunt) { h.Doors = game.DoorsNone },
		"admission":       func(h *game.Hunt) { h.Admission = 900_000 },
		"invitations":     func(h *game.Hunt) { h.Invitations = true },
		"speed cap":       func(h *game.Hunt) { h.SpeedCap = 3.5 },
		"class":           func(h *game.Hunt) { h.Classes[0].Name = "On wheels" },
		"class's speed":   func(h *game.Hunt) { h.Classes[0].SpeedCap = 2.5 },
		"kept for nobody": func(h *game.Hunt) { h.Venues[0].Quotas[0].Class = 0 },
		"area":            func(h *game.Hunt) { h.Area.Radius = 5000 },
		"plaza":           func(h *game.Hunt) { h.Meet[0].Name = "Pont des Arts" },
		"beacon":          func(h *game.Hunt) { h.Beacon = "the Loto draw" },
		"seats":           func(h *game.Hunt) { h.Venues[0].Quotas[0].Seats = 7 },
	} {
		for _, tag := range []string{"en", "fr"} {
			h := strangers()
			change(h)
			if page(t, h, tag) == page(t, strangers(), tag) {
				t.Errorf("%s: %s changes nothing on the page", tag, name)
			}
		}
	}
}

// R12: nothing of a venue is on the page, so nothing of one changes it.
func TestNothingSecretChangesTheRules(t *testing.T) {
	for name, change := range map[string]func(h *game.Hunt){
		"name":          func(h *game.Hunt) { h.Venues[0].Name = "Under the bridge" },
		"id":            func(h *game.Hunt) { h.Venues[0].ID = "bridge" },
		"place":         func(h *game.Hunt) { h.Venues[0].Place = geo.Offset(bakery, 90, 700) },
		"radius":        func(h *game.Hunt) { h.Venues[0].Radius = 77 },
		"whose seats":   func(h *game.Hunt) { h.Venues[0].Quotas, h.Venues[1].Quotas = h.Venues[1].Quotas, h.Venues[0].Quotas },
		"par":           func(h *game.Hunt) { h.Par = [][]game.Millis{{1_234_000, 1_000}, {777_000, 1_000}} },
		"venues' bands": func(h *game.Hunt) { h.Venues[0].Band, h.Venues[1].Band = 1, 0 },
	} {
		for _, tag := range []string{"en", "fr"} {
			h := strangers()
			change(h)
			if page(t, h, tag) != page(t, strangers(), tag) {
				t.Errorf("%s: the page changes with a venue's %s", tag, name)
			}
		}
	}
	h := strangers()
	h.Venues[0].ID, h.Venues[1].ID = "venue-of-the-owls", "venue-of-the-foxes"
	for _, tag := range []string{"en", "fr"} {
		for _, v := range h.Venues {
			search(t, tag, page(t, h, tag), v)
		}
	}
}

// R10: the registry's sentences are the page's, in both languages.
func TestTheRulesTellHowEachAwardGivesSeats(t *testing.T) {
	for _, a := range game.StandardAwards() {
		h := strangers()
		h.Venues[1].Quotas = []game.Quota{{Seats: 1, By: a.Name}}
		if a.RuleEN == "" || a.RuleFR == "" || a.RuleEN == a.RuleFR {
			t.Errorf("%s has no sentence in one of the languages", a.Name)
		}
		for tag, rule := range map[string]string{"en": a.RuleEN, "fr": a.RuleFR} {
			if !strings.Contains(strings.ReplaceAll(page(t, h, tag), hardSpace, " "), sentence(rule)) {
				t.Errorf("%s: the page does not say %q", tag, rule)
			}
		}
	}
	h := strangers()
	h.Awards = []game.Award{{Name: "first", RuleEN: "a rule of our own", RuleFR: "une règle à nous"}}
	if !strings.Contains(page(t, h, "fr"), "Une règle à nous.") || !strings.Contains(page(t, h, "en"), "A rule of our own.") {
		t.Error("the page does not say what a hunt's own registry says")
	}
}

// R9's two sentences, word for word, and what R15 says is not proved.
func TestTheRulesSayHowTimesAreRead(t *testing.T) {
	for _, want := range []string{
		"A player’s time is the first moment at which the server could be certain; read in slots of 5 s; equal slots are put in order by lots that nobody could know beforehand.",
		"Accuracy, speed, latency and device clocks never make a time earlier.",
		"What we cannot close",
		"not that the organiser kept the secret, nor that every body was real",
		"90 s later",
		"at most 15 s old",
	} {
		if !strings.Contains(page(t, strangers(), "en"), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, want := range []string{"tranches de 5 s", "Ce que nous ne pouvons pas fermer", "4 m/s (14,4 km/h)"} {
		if !strings.Contains(page(t, strangers(), "fr"), want) {
			t.Errorf("the French page lacks %q", want)
		}
	}
}

// The figures of the rules, each by its number there, as the page tells them.
func TestTheRulesTellTheFiguresOfTheRules(t *testing.T) {
	codes, staff, friends := strangers(), strangers(), strangers()
	staff.Doors, staff.Gate = game.DoorsStaff, game.GateStaff
	friends.Open, friends.Gate, friends.Doors, friends.Admission = false, game.GateNone, game.DoorsNone, 0
	friends.Classes[0].SpeedCap, friends.SpeedCap = 0, 0
	for _, c := range []struct {
		rule string
		hunt *game.Hunt
		want string
	}{
		{"R1", codes, "The gate admits until 10 min after the gun."},
		{"R3", codes, "once, within 10 min."},
		{"R4", codes, "A screen there shows a code that changes every 30 s."},
		{"R4", staff, "Show your pass to a steward there"},
		{"R4", friends, "There is no gate."},
		{"R5", codes, "sure of it to 75 m and it is at most 15 s old"},
		{"R5", friends, "sure of it to 50 m and it is at most 15 s old"},
		{"R6", friends, "You are believed to walk or run: 4 m/s (14.4 km/h) on average. After a gap you may catch up to 400 m. When you are more than 100 m ahead"},
		{"R6", codes, "“By wheelchair”, you are believed 3 m/s (10.8 km/h)"},
		{"R6", friends, "“By wheelchair”, you are believed 4 m/s (14.4 km/h)"},
		{"R6", codes, "Above 20 km/h over 30 s there is no sound"},
		{"R6", codes, "Without one for 60 s the sound stands still."},
		{"R7", codes, "in 63 steps: silent from 5 km on and outside the hunt’s area, loudest within 20 m."},
		{"R7", friends, "by 15 % of the distance"},
		{"R7", codes, "You may change band once in 90 s"},
		{"R8", codes, "within 150 m of the venue for 20 s"},
		{"R8", codes, "A typed code waits 60 s"},
		{"R8", codes, "After 10 wrong codes at one venue only a steward"},
		{"R8", staff, "it changes every 15 s"},
		{"R8", friends, "sure for 5 s that you were inside the venue’s circle"},
		{"R9", codes, "A slot closes 30 s after its end"},
		{"R9", codes, "The order is final 10 min after the close"},
		{"R9", friends, "The order is final 30 s after the close"},
		{"R12", codes, "90 s later. Never where"},
	} {
		if text := strings.ReplaceAll(page(t, c.hunt, "en"), hardSpace, " "); !strings.Contains(text, c.want) {
			t.Errorf("%s: the page does not say %q", c.rule, c.want)
		}
	}
	for _, typed := range []string{"A typed code", "wrong codes"} {
		if strings.Contains(page(t, staff, "en"), typed) {
			t.Errorf("where stewards scan, the page says %q", typed)
		}
	}
}

var brace = regexp.MustCompile(`\{(\w+)\}`)

// No sentence holds a number of its own, and both languages tell the same
// figures.
func TestSentencesTakeTheirFiguresFromTheCode(t *testing.T) {
	s := publicSettings(strangers())
	for _, lang := range tongues() {
		known := s.figures(lang)
		for _, p := range []part{aboutEvening(), aboutEntry(), aboutHearing(), aboutArriving(), aboutOrder(), aboutSeats(), aboutPeople(), aboutLearning(), aboutProtection(), aboutHoles()} {
			for _, l := range append(p.lines, line{say: p.title}) {
				sentence := lang.of(l.say)
				if sentence == "" || regexp.MustCompile(`[0-9]`).MatchString(sentence) {
					t.Errorf("%q: a number that is written, not taken", sentence)
				}
				for _, m := range brace.FindAllStringSubmatch(sentence, -1) {
					if _, ok := known[m[1]]; !ok {
						t.Errorf("%q: there is no figure %s", sentence, m[1])
					}
				}
				if en, fr := figuresIn(l.en), figuresIn(l.fr); !slices.Equal(en, fr) {
					t.Errorf("%q tells %v, in French %v", l.en, en, fr)
				}
			}
		}
	}
}

func figuresIn(sentence string) []string {
	set := map[string]bool{}
	for _, m := range brace.FindAllStringSubmatch(sentence, -1) {
		set[m[1]] = true
	}
	return slices.Sorted(maps.Keys(set))
}

func TestTheRulesPageIsWellFormed(t *testing.T) {
	h := strangers()
	h.Name = `<script>alert("paris")</script>`
	for _, tag := range []string{"en", "fr"} {
		text := page(t, h, tag)
		if strings.Contains(text, "<script>alert") || strings.Contains(text, "{") || strings.Contains(text, "<li></li>") {
			t.Errorf("%s: %s", tag, text)
		}
		if !strings.Contains(text, `<html lang="`+tag+`">`) {
			t.Errorf("%s: the page does not name its language", tag)
		}
		text = regexp.MustCompile(`<(meta|link) [^>]*`).ReplaceAllString(strings.TrimPrefix(text, "<!doctype html>"), "$0/") // HTML's empty elements, as XML has them
		d := xml.NewDecoder(strings.NewReader(text))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", tag, err)
			}
		}
	}
}

func TestTheRulesComeInTheReadersLanguage(t *testing.T) {
	with := func(c *Config) {
		c.Pages = fstest.MapFS{"rules.html": {Data: rulesHTML(t)}, "index.html": {Data: []byte("join")}}
	}
	play(t, with, func(t *testing.T, w *world) {
		for _, c := range []struct{ path, accept, want string }{
			{"/rules", "", "en"}, {"/rules", "fr-CA,fr;q=0.8,en;q=0.5", "fr"}, {"/rules", "en-GB", "en"}, {"/rules", "de", "en"},
			{"/rules?lang=fr", "en", "fr"}, {"/rules?lang=en", "fr", "en"}, {"/rules?lang=xx", "fr", "fr"},
			{"/rules", "fr;q=nonsense", "en"}, {"/rules", strings.Repeat("fr,", 10_000), "fr"},
		} {
			status, body, h := w.ask("GET", c.path, "", "Accept-Language", c.accept)
			if status != 200 || h.Get("Content-Language") != c.want || !strings.Contains(body, `lang="`+c.want+`"`) || !strings.Contains(h.Get("Vary"), "Accept-Language") {
				t.Errorf("%s for %.40q: %d, %v", c.path, c.accept, status, h)
			}
		}
		if status, _, _ := w.ask("GET", "/assets/rules.html", ""); status != 404 {
			t.Errorf("the page without its figures is served too: %d", status)
		}
	})
}

func TestAServerWithoutPagesHasNoRules(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		if status, _, _ := w.ask("GET", "/rules", ""); status != 404 {
			t.Errorf("status %d", status)
		}
	})
}
