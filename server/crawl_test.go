package server

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"crescendo/game/wire"
)

// routes returns every pattern that the server answers, from its source.
func routes(t *testing.T) (patterns []string) {
	t.Helper()
	ast.Inspect(parse(t, "routes.go")[0], func(n ast.Node) bool {
		s, ok := n.(*ast.BasicLit)
		if !ok || s.Kind != token.STRING {
			return true
		}
		text, err := strconv.Unquote(s.Value)
		if _, path, _ := strings.Cut(text, " "); err == nil && (strings.HasPrefix(path, "/") || strings.HasPrefix(text, "/")) {
			patterns = append(patterns, text)
		}
		return true
	})
	if len(patterns) < 15 {
		t.Fatalf("found only %v", patterns)
	}
	return patterns
}

// paths makes requests of a pattern: with what is there and with what is not.
func (w *world) paths(pattern string, players ...*walker) []string {
	fill := []string{"owls", "venue-of-the-owls", "v1", "0", "player.wasm", "..%2f..", w.public.Bands[0].Song}
	for _, p := range players {
		fill = append(fill, p.token)
	}
	_, path, found := strings.Cut(pattern, " ")
	if !found {
		path = pattern
	}
	path = strings.ReplaceAll(path, "{$}", "")
	at := strings.Index(path, "{")
	if at < 0 {
		if strings.HasSuffix(path, "/") && path != "/" {
			at = len(path)
		} else {
			return []string{path, path + "?band=owls&lat=48.8609"}
		}
	}
	var list []string
	for _, f := range fill {
		list = append(list, path[:at]+strings.TrimPrefix(f, "/v1/songs/"))
	}
	return list
}

// L1, R12: whatever anybody asks for, as nobody, as a player in their request
// or as a spectator, before, during and short of the end of an evening with
// gate and doors, nothing that comes back shows a venue's name, id or place. The
// links of gate and doors are for those who hold them; a guess is like any
// other.
func TestACrawlFindsNoVenue(t *testing.T) {
	secret := also(codes, func(c *Config) {
		c.Hunt.Venues[0].ID, c.Hunt.Venues[1].ID = "venue-of-the-owls", "venue-of-the-foxes"
		c.Pages = pagesOfDoors()
	})
	play(t, secret, func(t *testing.T, w *world) {
		v := w.watch("")
		web := &record{}
		player, second := w.join("Zoë"), w.join("Jean")
		crawl := func() {
			for _, pattern := range routes(t) {
				for _, path := range w.paths(pattern, player) {
					if strings.HasSuffix(path, "/events") || strings.HasPrefix(path, "/v1/leaderboard/events") {
						continue // it streams: v watches it
					}
					for _, method := range []string{"GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE"} {
						for _, authority := range []string{"", "Bearer " + player.token, "Bearer " + w.place(0).Secret} {
							for _, said := range []string{`{"code":"0000-0000-0000-0000"}`, `{"nickname":"` + strings.Repeat("x", 30) + `",` + salt + `}`} {
								status, body, h := w.ask(method, path, said, "Authorization", authority)
								fmt.Fprintln(web, status, body, h) // not what was asked for
							}
						}
					}
				}
			}
		}
		wishes := func(p *walker) {
			for _, m := range []wire.ToServer{
				wire.AskPass{}, wire.AskResume{}, wire.GiveBack{}, wire.Tune{Band: "owls"}, wire.Tune{Band: "bats"},
				wire.Present{At: wire.AtDoor, Band: "owls", Code: w.wrong(2)}, wire.Present{At: wire.AtGate, Code: w.wrong(3)},
			} {
				p.say(m)
			}
			stay(10*time.Second, p)
		}
		crawl()
		wishes(player)
		w.begin(player, second)
		w.arrive(0, player)
		player.knock("owls", w.code(0, 0))
		crawl()
		wishes(player)
		wishes(second)
		second.connect()

		for _, venue := range w.hunt.Venues {
			search(t, "a page", web.String(), venue)
			search(t, "what a player at the door was told", player.sent.String(), venue)
			search(t, "what another player was told", second.sent.String(), venue)
			search(t, "the leaderboard's stream", v.all.String(), venue)
			search(t, "the log", w.log.String(), venue)
		}
		for _, hidden := range []string{w.place(0).Secret, w.place(theGate).Secret, w.code(0, 0), w.code(1, 0)} {
			for where, all := range map[string]string{"a page": web.String(), "the log": w.log.String(), "what a player was told": second.sent.String()} {
				if strings.Contains(strings.ReplaceAll(all, "Bearer "+w.place(0).Secret, ""), hidden) {
					t.Errorf("%s shows a secret of a door", where)
				}
			}
		}
		// The door's own page knows its venue: so the search would have found it.
		_, sheet, _ := w.ask("GET", "/d/"+w.place(0).Secret+"/codes", "")
		if search(nil, "", sheet+w.place(0).Name, w.hunt.Venues[0]) == 0 {
			t.Error("the search finds nothing where there is something")
		}
	})
}

// L3: a link that never was and one that was revoked are answered alike.
func TestDoorsOfNobodyAreAlike(t *testing.T) {
	play(t, also(codes, func(c *Config) { c.Pages = pagesOfDoors() }), func(t *testing.T, w *world) {
		revoked := w.config.Keys.Places(w.hunt, Revisions{})[0].Secret
		var answers []string
		for _, secret := range []string{"nobody", revoked, w.place(0).Secret + "a", ""} {
			for _, path := range []string{"", "/codes", "/scan", "/statuses", "/nothing"} {
				status, body, h := w.ask("GET", "/d/"+secret+path, "")
				h.Del("Date")
				answers = append(answers, fmt.Sprint(status, body, h))
			}
		}
		if slices.Sort(answers); len(slices.Compact(answers)) != 1 {
			t.Errorf("the answers differ: %q", answers)
		}
		if status, _, _ := w.ask("GET", "/d/"+w.place(0).Secret+"/codes", ""); status != 200 {
			t.Errorf("the door's own link is answered with %d", status)
		}
	})
}
