package server

import (
	"fmt"
	"io"
	"strings"
	"testing/fstest"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/assets/host"
	"crescendo/game"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// watched makes an evening whose every moment is one of its own: nothing falls
// due in the same millisecond as anything else, so that what two goroutines do
// has one order in every run.
func watched(c *Config) {
	h := c.Hunt
	h.Opens += 1013
	h.Starts += 111
	h.Closes = h.Starts + 1_600_000/rate
	h.Classes = []game.Class{{ID: "wheels", Name: "On wheels", SpeedCap: 4, Pace: 1.2}}
	h.Invitations = true
	h.Venues[0].Quotas = []game.Quota{{Seats: 1, By: "first"}}
	operated(c)
	c.Pages = host.Pages()
	c.Player = fstest.MapFS{"player.wasm": {Data: []byte("a player")}, "wasm_exec.js": {Data: []byte("its helper")}}
}

// cast is who takes part.
type cast struct {
	winner, second *walker // walk to the owls side by side, and prove in one slot
	far, odd       *walker // listens from the plaza; is taken out of the hunt and let in again
	eve            *walker // never passes the gate, and sends garbage
}

// wholeEvening does, one thing at a time, what people do in an evening, and
// what they should not.
func wholeEvening(e *theatre) {
	c := e.beginning()
	e.hunting(c)
	e.presenting(c)
	e.people(c)
	e.seating(c)
	e.ending(c)
}

// firstReadings is the evening until the first who hunt have heard something.
func firstReadings(e *theatre) {
	c := e.beginning()
	e.stay(2, c.winner, c.far)
}

// beginning is the evening until the gun.
func (e *theatre) beginning() cast {
	time.Sleep(7 * time.Millisecond)
	e.asks("POST", "/v1/join", `{"nickname":"early",`+salt+`}`)
	e.pass(1200 * time.Millisecond)
	e.browse()
	c := e.gather()
	e.atTheGate(c)
	e.pass(time.Until(time.UnixMilli(e.hunt.Starts)) + 50*time.Millisecond)
	return c
}

// atTheFence walks the first two to where one hunt believes them to be at the
// owls and the other does not. They present themselves and leave. What tells the
// two hunts apart is in the journal, and only seats will show it: the play ends
// before slots are closed.
func atTheFence(e *theatre) {
	c := e.beginning()
	e.stay(2, c.winner, c.second, c.far)
	e.walk(e.way, c.winner, c.second)
	e.stay(14, c.winner, c.second)
	e.pass(2500 * time.Millisecond)
	e.presents(c.second)
	e.pass(1500 * time.Millisecond)
	e.joins("Late", "", 8) // the leaderboard tells so at the same moment
	e.pass(2500 * time.Millisecond)
	e.presenting(c)
	e.joins("Later", "", 9)
	e.resumes(c.second)
	e.walk(geo.Toward(e.way, e.hunt.Meet[0].At, 300), c.winner)
	e.knocks(c.winner, "owls", 0, 0)
	e.pass(2500 * time.Millisecond)
	e.browse()
	if due := e.hunt.Wall(e.hunt.Admission); e.now().UnixMilli() >= due {
		e.t.Error("the play is too long: slots may be closed")
	}
}

func (e *theatre) gather() (c cast) {
	c.winner, c.second = e.joins("Zoë", "", 1), e.joins("Jean", "", 2)
	e.asks("POST", "/v1/join", `{"nickname":"again","invitation":"`+e.config.Keys.Invitation(e.hunt.ID, 1)+`",`+salt+`}`)
	c.far, c.odd, c.eve = e.joins("Far", "wheels", 3), e.joins("Odd", "", 4), e.joins("Eve", "", 5)
	e.does("a spectator comes", func() { e.watch("") })
	e.slow("a slow spectator", "GET /v1/leaderboard/events HTTP/1.1\r\nHost: crescendo\r\n\r\n")
	e.slow("somebody who waits for no answer", "GET /v1/ws HTTP/1.1\r\nHost: crescendo\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
	sloth := e.enrols("Sloth", "", 6)
	for _, said := range []string{
		"", "garbage", `{"type":"hello","version":1,"token":"x"}`, `{"type":"hello","version":9,"token":"x"}`, `{"type":"tune","band":"owls"}`,
	} {
		e.stranger(said)
	}
	e.does("Sloth connects and reads nothing", func() { e.opens(`{"type":"hello","version":1,"token":"` + sloth.token + `"}`) })
	for _, p := range []*walker{c.winner, c.second, c.far, c.odd} {
		e.tunes(p, "owls")
	}
	e.tunes(c.eve, "nobody")
	e.sends(c.winner)
	return c
}

// slow opens a connection, says one thing and reads nothing.
func (e *theatre) slow(who, said string) {
	e.does(who+" comes", func() {
		conn, err := e.dial(e.t.Context(), "", "")
		if err != nil {
			e.t.Fatal(err)
		}
		e.t.Cleanup(func() { conn.Close() })
		if _, err := io.WriteString(conn, said); err != nil {
			e.t.Fatal(err)
		}
	})
}

// stranger opens a connection of players and says something that opens nothing.
func (e *theatre) stranger(said string) {
	e.does(fmt.Sprintf("a stranger says %q", said), func() { go e.opens(said).ReadMessage() })
}

// opens opens a connection of players, says something, and reads nothing yet.
func (e *theatre) opens(said string) *websocket.Conn {
	conn, _, err := e.socket(io.Discard, nil)
	if err != nil {
		e.t.Fatal(err)
	}
	e.t.Cleanup(func() { conn.Close() })
	if said != "" {
		conn.WriteMessage(websocket.TextMessage, []byte(said)) //nolint:errcheck // what comes back tells
	}
	return conn
}

func (e *theatre) atTheGate(c cast) {
	for n := range wire.MaxTries + 1 {
		code := "1234567" // where nothing shows any
		if e.hunt.Gate != game.GateNone {
			code = e.wrong(n)
		}
		e.says(c.eve, "types a wrong code at the gate", wire.Present{At: wire.AtGate, Code: code})
	}
	for _, p := range []*walker{c.winner, c.second, c.far, c.odd} {
		switch e.hunt.Gate {
		case game.GateCode:
			e.says(p, "types the gate's code", wire.Present{At: wire.AtGate, Code: e.code(theGate, 0)})
		case game.GateStaff:
			e.scans(p, theGate)
		}
	}
	e.knocks(c.winner, "owls", 0, 0) // long before anything counts
	e.garbage(c.eve, websocket.BinaryMessage, "no frame")
	e.garbage(c.eve, websocket.TextMessage, `{"type":"present","at":"door","band":"nobody","code":"0000000"}`)
}

// garbage ends a player's connection, who comes back.
func (e *theatre) garbage(p *walker, kind int, said string) {
	e.does(p.name+" sends garbage", func() {
		p.conn.WriteMessage(kind, []byte(said)) //nolint:errcheck // the close code tells
		if code := p.closed(); code != wire.CloseGarbage {
			e.t.Errorf("closed with %d", code)
		}
	})
	e.connects(p)
}

// hunting walks the first two to the owls, a third half-way, and lets one listen
// from the plaza.
func (e *theatre) hunting(c cast) {
	e.stay(2, c.winner, c.far, c.eve)
	e.walk(geo.Toward(e.hunt.Meet[0].At, e.way, 300), c.winner, c.second, c.odd)
	e.tunes(c.odd, "foxes")
	e.tunes(c.odd, "owls") // too soon
	e.knocks(c.odd, "owls", 0, 0)
	e.knocks(c.winner, "owls", 1, 0)
	e.knocks(c.second, "foxes", 0, 0)
	e.knocks(c.second, "owls", 0, -9)
	if e.hunt.Doors != game.DoorsNone {
		e.scans(c.odd, 1)
	}
	e.connects(c.far)
	e.stay(2, c.far, c.odd)
	e.walk(e.way, c.winner, c.second)
}

// presenting stays at the owls and presents oneself there.
func (e *theatre) presenting(c cast) {
	e.stay(14, c.winner, c.second, c.far)
	e.knocks(c.far, "owls", 0, 0) // the code is right, the player is elsewhere
	e.presents(c.winner)
	e.presents(c.second)
	e.stay(2, c.winner, c.second)
	e.browse()
}

// presents presents a player at the owls as the hunt wants it.
func (e *theatre) presents(p *walker) {
	if e.hunt.Doors == game.DoorsStaff {
		e.scans(p, 0)
		return
	}
	e.knocks(p, "owls", 0, 0)
}

// people lets an operator act, strangers try to, and a player change devices.
func (e *theatre) people(c cast) {
	e.acts("disqualify", ActRequest{Act: "disqualify", Player: 4, Reason: "seen in two places"})
	e.stay(1, c.odd)
	e.connects(c.odd)
	e.acts("reinstate", ActRequest{Act: "reinstate", Player: 4, Reason: "it was somebody else"})
	e.stay(1, c.odd)
	e.acts("broadcast", ActRequest{Act: "broadcast", Text: "It will rain."})
	e.acts("rename", ActRequest{Act: "rename", Player: 3, Text: "Fern", Reason: "rude"})
	for _, key := range []string{"", "Bearer nobody", "Bearer " + c.far.token} {
		e.asks("POST", "/v1/acts", `{"id":"0123456789abcdef","act":"remove-venue","venue":"v1","reason":"x"}`, "Authorization", key)
	}
	e.says(c.second, "asks for a pass", wire.AskPass{})
	e.resumes(c.second)
	e.says(c.far, "gives back what they do not have", wire.GiveBack{})
	e.stay(1, c.second)
}

// resumes lets a player go on with another device, and somebody try to.
func (e *theatre) resumes(p *walker) {
	e.says(p, "asks for a resume code", wire.AskResume{})
	codes := heard[wire.Resume](p)
	e.asks("POST", "/v1/resume", `{"code":"0000-0000-0000"}`)
	e.does("another device takes over", func() { p.token = e.resumed(codes[len(codes)-1].Code) })
	e.asks("POST", "/v1/resume", `{"code":"`+codes[len(codes)-1].Code+`"}`)
	e.connects(p)
}

// seating waits for the seat, and sees a band become full and free.
func (e *theatre) seating(c cast) {
	for e.hunt.At(e.now().UnixMilli()) < e.hunt.Admission+120_000 {
		e.pass(2500 * time.Millisecond)
		e.sends(c.winner)
		e.sends(c.far)
	}
	e.sends(c.second)
	e.tunes(c.far, "foxes") // free at once: the owls are full
	e.sends(c.far)
	e.pass(12 * time.Second) // the leaderboard is late
	e.browse()
	e.connects(c.winner)
	e.connects(c.second)
	holder, other := c.winner, c.second
	if len(heard[wire.Won](holder)) == 0 {
		holder, other = other, holder
	}
	e.says(holder, "gives the seat back", wire.GiveBack{})
	if len(heard[wire.Won](other)) != 1 {
		e.t.Error("the seat that was given back went to nobody")
	}
	e.acts("remove", ActRequest{Act: "remove-venue", Venue: "v2", Reason: "a flood"})
	e.stay(1, c.far, c.odd)
}

// ending waits for the end, and sees what is open then.
func (e *theatre) ending(c cast) {
	e.pass(time.Until(time.UnixMilli(e.hunt.Closes)) + 50*time.Millisecond)
	e.sends(c.far)
	e.knocks(c.far, "owls", 0, 0)
	e.asks("POST", "/v1/join", `{"nickname":"late",`+salt+`}`)
	e.over = true
	e.pass(80 * time.Second)
	e.connects(c.far)
	e.browse()
	e.does("the server stops", e.end)
	e.asks("GET", "/readyz", "")
	e.asks("POST", "/v1/join", `{"nickname":"gone",`+salt+`}`)
}

// browse asks for everything that anybody may ask for, and for what nobody may
// have. The pages of stewards under their secrets, and an operator's view, are
// not asked for: they know where they are.
func (e *theatre) browse() {
	for _, path := range []string{
		"/", "/play", "/j/0000-AAAA-BBBB-CCCC", "/leaderboard", "/rules", "/rules?lang=fr", "/assets/join.js", "/assets/rules.html", "/assets/none.js",
		"/player/player.wasm", "/player/none", "/v1/hunt", "/v1/leaderboard", "/v1/songs/none", "/v1/venues", "/v1/nothing", "/nothing", "/v1/ws",
		"/healthz", "/readyz", "/d/", "/d/wrong", "/d/wrong/codes", "/d/wrong/statuses?numbers=1", "/d/door-sw.js",
		"/v1/acts/status", e.public.Bands[0].Song, e.public.Bands[1].Song, e.public.BedSong,
	} {
		e.asks("GET", path, "")
	}
	for _, ask := range [][2]string{
		{"/v1/join", ""}, {"/v1/join", `{"nickname":"a\u0000b",` + salt + `}`}, {"/v1/join", `{"nickname":"x","class":"wings",` + salt + `}`},
		{"/v1/join", `{"nickname":"x","invitation":"0000",` + salt + `}`}, {"/v1/join", strings.Repeat("x", 1<<16)},
		{"/v1/resume", ""}, {"/v1/resume", `{"code":"0000-0000"}`}, {"/v1/acts", ""}, {"/d/wrong/scan", `{"id":"0123456789abcdef"}`},
	} {
		e.asks("POST", ask[0], ask[1])
	}
	e.asks("POST", "/v1/join", "{}", "Origin", "https://elsewhere.example")
}
