package server

import (
	"crypto/ed25519"
	"encoding/json"
	"io/fs"
	"net/http"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/maps/geo"
	"crescendo/server/door"
)

// guarded makes an evening one with a gate and doors, and with keys.
func guarded(gate game.Gate, doors game.Doors) func(*Config) {
	return func(c *Config) {
		c.Hunt.Open, c.Hunt.Gate, c.Hunt.Doors, c.Hunt.Admission = true, gate, doors, 600_000
		if gate == game.GateNone {
			c.Hunt.Admission = 0
		}
		c.Keys = Keys{
			Seed: game.Seed{7}, Salt: [32]byte{1}, Warp: [32]byte{2}, Gate: [32]byte{3}, Door: [32]byte{4}, Pass: [32]byte{5},
			Names: [32]byte{6}, Invite: [32]byte{8}, Sign: ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)),
		}
		hunt, keys := c.Hunt, c.Keys
		c.Links = func() []door.Place { return keys.Places(hunt, Revisions{Gate: 2}) }
	}
}

// also changes a config in two ways.
func also(first, second func(*Config)) func(*Config) {
	return func(c *Config) { first(c); second(c) }
}

const theGate = -1 // where a venue is asked for

// place is what the people at the gate or at a venue hold in their hands.
func (w *world) place(venue int) door.Place {
	w.t.Helper()
	for _, p := range w.config.Links() {
		if p.Gate == (venue == theGate) && (p.Gate || p.Venue == venue) {
			return p
		}
	}
	w.t.Fatalf("there is no link of place %d", venue)
	return door.Place{}
}

// code is what their screen shows, some steps of 30 s from now.
func (w *world) code(venue int, steps int64) string {
	w.t.Helper()
	return door.Code(w.place(venue).Code, door.Step(w.now())+steps)
}

// wrong is a code that has the form of one and that no place shows now.
func (w *world) wrong(n int) string {
	for {
		code := wire.WithCheckDigit([]string{"000000", "111111", "222222", "333333", "444444", "555555", "666666"}[n%7])
		if n++; code != w.code(0, 0) && code != w.code(0, -1) && code != w.code(1, 0) && code != w.code(1, -1) {
			return code
		}
	}
}

// say sends a message and waits until all is quiet.
func (p *walker) say(m wire.ToServer) {
	p.w.t.Helper()
	text, err := wire.EncodeToServer(m)
	if err != nil {
		p.w.t.Fatal(err)
	}
	if err := p.conn.WriteMessage(websocket.TextMessage, text); err != nil {
		p.w.t.Fatal(err)
	}
	synctest.Wait()
}

// enter passes the gate by its code.
func (p *walker) enter() {
	p.w.t.Helper()
	p.say(wire.Present{At: wire.AtGate, Code: p.w.code(theGate, 0)})
	if len(heard[wire.Gated](p)) == 0 {
		p.w.t.Fatalf("%s did not pass the gate: %+v", p.name, heard[wire.GateRefused](p))
	}
}

// knock types a code at a band's door.
func (p *walker) knock(band, code string) {
	p.w.t.Helper()
	p.say(wire.Present{At: wire.AtDoor, Band: band, Code: code})
}

// pass asks for the pass of this moment.
func (p *walker) pass() wire.Pass {
	p.w.t.Helper()
	p.say(wire.AskPass{})
	list := heard[wire.Pass](p)
	if len(list) == 0 {
		p.w.t.Fatalf("%s has no pass", p.name)
	}
	return list[len(list)-1]
}

// scan lets a steward at a place scan what is shown.
func (w *world) scan(venue int, id, shown string) (door.Status, error) {
	return w.Scan(w.t.Context(), door.Scan{Place: w.place(venue), ID: id, Shown: shown, Steward: "Ada"})
}

// untilSettled waits until the slot of this moment is closed: not before the end
// of admission (R9).
func (w *world) untilSettled(players ...*walker) {
	due := max(w.hunt.Admission, w.hunt.At(w.now().UnixMilli())) + 60_000
	for w.hunt.At(w.now().UnixMilli()) < due {
		stay(10*time.Second, players...)
	}
}

// facts returns the facts of one kind in the journal, oldest first.
func facts[F fact.Fact](w *world) (list []F) {
	synctest.Wait()
	for _, record := range w.raw() {
		r, err := fact.Decode(record)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, f := range r.Facts {
			if f, ok := f.(F); ok {
				list = append(list, f)
			}
		}
	}
	return list
}

// begin begins an evening with a gate at its gun: these players have passed it.
func (w *world) begin(players ...*walker) {
	w.t.Helper()
	for _, p := range players {
		p.enter()
	}
	w.untilGun()
}

// arrive lets players walk from the plaza to a venue and stay until they count
// as being there.
func (w *world) arrive(venue int, players ...*walker) {
	ways := map[*walker]geo.Point{}
	for _, p := range players {
		ways[p] = w.hunt.Venues[venue].Place
	}
	toward(ways)
	stay(90*time.Second, players...)
}

// eligible tells whether the server believes a player to be at a venue: the
// tests may know it, nobody else.
func (w *world) eligible(p *walker, venue int) bool {
	w.t.Helper()
	synctest.Wait()
	q, _ := w.byToken(p.token)
	if q == nil {
		w.t.Fatalf("%s has no token that is good", p.name)
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.eligible.Has(venue)
}

// resumed goes on with a resume code, and returns the new token.
func (w *world) resumed(code string) string {
	w.t.Helper()
	status, text, _ := w.ask("POST", "/v1/resume", `{"code":"`+code+`"}`)
	var reply wire.JoinReply
	if err := json.Unmarshal([]byte(text), &reply); err != nil || status != http.StatusOK || reply.Token == "" {
		w.t.Fatalf("resuming: %d %s", status, text)
	}
	return reply.Token
}

// pagesOfDoors are pages such as the host carries, in a word each.
func pagesOfDoors() fs.FS {
	pages := fstest.MapFS{}
	for _, name := range []string{"door.html", "door-missing.html", "door-sw.js", "index.html", "leaderboard.html", "missing.html"} {
		pages[name] = &fstest.MapFile{Data: []byte("the page " + name)}
	}
	return pages
}
