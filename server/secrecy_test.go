package server

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"crescendo/game"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// traces returns everything by which a venue would show in bytes: its name and
// id, and its place as digits and as integers, to about 10 m.
func traces(v game.Venue) []string {
	list := []string{v.Name, v.ID}
	for _, e7 := range []int32{v.Place.Lat, v.Place.Lon} {
		list = append(list,
			fmt.Sprint(e7/1000),                        // 4886090…, 1e-7 degrees
			fmt.Sprintf("%d.%04d", e7/1e7, e7%1e7/1e3), // 48.8609…
			string(binary.LittleEndian.AppendUint32(nil, uint32(e7))),
			string(binary.BigEndian.AppendUint32(nil, uint32(e7))))
	}
	return list
}

// search counts the traces of a venue; with t each is an error.
func search(t *testing.T, where, all string, v game.Venue) (found int) {
	for _, trace := range traces(v) {
		if i := strings.Index(all, trace); i >= 0 {
			found++
			if t != nil {
				t.Helper()
				t.Errorf("%s shows %q of a venue: …%.80q…", where, trace, all[max(0, i-30):])
			}
		}
	}
	return found
}

// A whole evening, and every byte of it that leaves: no name and no place of a
// venue before a seat there or the end of the evening, in no message, no page,
// no answer and no line of the log (R12).
func TestNoByteTellsWhereAVenueIs(t *testing.T) {
	secret := func(c *Config) {
		c.Pages = fstest.MapFS{rulesText: {Data: rulesHTML(t)}}
		c.Hunt.Venues[0].ID, c.Hunt.Venues[1].ID = "venue-of-the-owls", "venue-of-the-foxes"
	}
	play(t, secret, func(t *testing.T, w *world) {
		owls, foxes := w.hunt.Venues[0], w.hunt.Venues[1]
		v := w.watch("")
		web := &record{}
		browse := func() {
			for _, path := range []string{"/", "/play", "/leaderboard", "/rules", "/rules?lang=fr", "/assets/join.js", "/v1/hunt", "/v1/leaderboard", "/v1/acts/status", "/v1/nothing",
				"/healthz", "/readyz", w.public.Bands[0].Song, w.public.Bands[1].Song, w.public.BedSong} {
				status, body, h := w.ask("GET", path, "")
				fmt.Fprintln(web, status, body, h)
			}
			_, body, h := w.ask("POST", "/v1/join", "{}")
			fmt.Fprintln(web, body, h)
		}
		winner, second, third := w.join("Zoë"), w.join("Jean"), w.join("")
		browse()
		winner.at, second.at, third.at = geo.Offset(owls.Place, 90, 200), geo.Offset(owls.Place, 180, 260), geo.Offset(owls.Place, 0, 2000)
		winner.tune("owls")
		second.tune("owls")
		third.tune("foxes")
		third.tune("owls")
		w.untilGun()
		toward(map[*walker]geo.Point{winner: owls.Place, second: owls.Place})
		third.frame()
		bad := w.join("bad")
		bad.conn.WriteMessage(1, []byte(`{"type":"where"}`))
		bad.closed()
		won := func() string {
			stay(2*time.Second, winner, second, third)
			return winner.sent.String()
		}
		before := winner.sent.String()
		for len(heard[wire.Won](winner)) == 0 {
			before = winner.sent.String()
			won()
		}
		browse()
		third.connect()
		stay(4*time.Minute, winner, second, third)
		browse()

		if n := search(nil, "", winner.sent.String(), owls); n < 2 {
			t.Errorf("only %d traces in what a winner is told: does the search work?", n)
		}
		for where, all := range map[string]string{
			"what the winner was told before winning": before,
			"what the third was told":                 third.sent.String(),
			"what a stranger was told":                bad.sent.String(),
			"the log":                                 w.log.String(),
			"the stream of the leaderboard":           v.all.String(),
			"a page":                                  web.String(),
		} {
			search(t, where, all, owls)
			search(t, where, all, foxes)
		}
		search(t, "what the winner was told", winner.sent.String(), foxes)
		for where, all := range map[string]string{"the log": w.log.String(), "the stream": v.all.String()} {
			for _, token := range []string{winner.token, third.token} {
				if strings.Contains(all, token) {
					t.Errorf("%s shows a token", where)
				}
			}
		}
		if log := w.log.String(); strings.Contains(log, "Zoë") || strings.Contains(log, "Jean") {
			t.Errorf("the log names a player: %s", log)
		}

		time.Sleep(time.Until(time.UnixMilli(w.hunt.Closes).Add(time.Minute)))
		synctest.Wait()
		third.connect()
		for where, all := range map[string]string{"the last welcome": third.sent.String(), "the stream": v.all.String()} {
			if n := search(nil, "", all, owls) + search(nil, "", all, foxes); n < 4 {
				t.Errorf("after the end %s has %d traces: does the search work?", where, n)
			}
		}
		if log := w.log.String(); search(t, "the log after the end", log, owls) > 0 {
			t.Error("names and places have no business in a log")
		}
	})
}
