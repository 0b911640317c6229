package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing/synctest"
	"time"

	"crescendo/game"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// theatre is a running server whose every byte is written down, and the play's
// way to do one thing after another to it.
type theatre struct {
	*world
	x       *transcript
	asked   []question          // of the rules
	way     geo.Point           // where people walk to, whatever the hunt's secret is
	over    bool                // the order is final
	seen    map[*walker][2]bool // gated, out: as of the last input
	scanned int
}

// question is something that the rules were asked about a player, for asking them
// again about another venue.
type question struct {
	what       string // "joins", "connects", "passes", "tunes", "sends", "out", "back"
	player     int
	now        game.Millis
	class      int        // of who joins
	epoch      uint32     // of who connects
	band       int        // that is tuned
	frame      game.Frame // that is sent
	answer     wire.Step  // to it
	full, gone game.Set   // bands, as of then
}

// does does one thing to the server and waits until all is quiet, the journal
// too.
func (e *theatre) does(name string, do func()) {
	e.t.Helper()
	e.x.begin(name, e.over)
	do()
	time.Sleep(4 * journalTakes)
	synctest.Wait()
	for _, p := range e.players.all() {
		e.notice(p)
	}
}

// notice notes that a player has passed the gate, or is out or in again.
func (e *theatre) notice(p *player) {
	for w, was := range e.seen {
		if q, _ := e.byToken(w.token); q != p {
			continue
		}
		p.mu.Lock()
		is := [2]bool{p.gated, p.out != ""}
		p.mu.Unlock()
		if is[0] && !was[0] {
			e.note(w, question{what: "passes"})
		}
		if is[1] != was[1] {
			e.note(w, question{what: map[bool]string{true: "out", false: "back"}[is[1]]})
		}
		e.seen[w] = is
	}
}

// note notes a question, as of now.
func (e *theatre) note(w *walker, c question) {
	q, _ := e.byToken(w.token)
	c.player, c.now = q.number, e.hunt.At(e.now().UnixMilli())
	st := e.state.Load()
	c.full, c.gone = st.full, st.gone
	e.asked = append(e.asked, c)
}

// pass lets wall time pass: what the server does by itself is an input too.
func (e *theatre) pass(d time.Duration) {
	e.does(fmt.Sprintf("%v pass", d), func() { time.Sleep(d) })
}

// joins joins and connects, in a mobility class ("" for who walks).
func (e *theatre) joins(name, class string, invitation uint32) *walker {
	p := e.enrols(name, class, invitation)
	e.connects(p)
	return p
}

// enrols joins, and does not connect.
func (e *theatre) enrols(name, class string, invitation uint32) *walker {
	p := &walker{w: e.world, name: name, at: e.hunt.Meet[0].At, sent: &record{}}
	e.does(name+" joins", func() {
		body, _ := json.Marshal(wire.JoinRequest{
			Nickname: name, Salt: bytes.Repeat([]byte{byte(len(name))}, wire.SaltBytes), Class: class,
			Invitation: e.config.Keys.Invitation(e.hunt.ID, invitation),
		})
		status, text, _ := e.ask("POST", "/v1/join", string(body))
		var reply wire.JoinReply
		if err := json.Unmarshal([]byte(text), &reply); err != nil || status != http.StatusOK {
			e.t.Fatalf("%s does not join: %d %s", name, status, text)
		}
		p.token = reply.Token
	})
	e.seen[p] = [2]bool{}
	at := slices.IndexFunc(e.hunt.Classes, func(c game.Class) bool { return c.ID == class })
	e.note(p, question{what: "joins", class: at + 1})
	return p
}

func (e *theatre) connects(p *walker) {
	e.does(p.name+" connects", p.connect)
	e.note(p, question{what: "connects", epoch: p.epoch})
}

func (e *theatre) tunes(p *walker, band string) {
	at := slices.IndexFunc(e.hunt.Bands, func(b game.Band) bool { return b.ID == band })
	e.note(p, question{what: "tunes", band: at})
	e.does(p.name+" tunes to "+band, func() { p.tune(band) })
}

// sends sends a frame from where the player says they are.
func (e *theatre) sends(p *walker) {
	e.note(p, question{what: "sends"})
	c := &e.asked[len(e.asked)-1]
	p.lie = func(f *wire.Frame) { c.frame = frame(f, c.now) }
	e.does(p.name+" sends a frame", func() { c.answer = p.frame() })
}

// walk sends a player to a place in strides of ten seconds of hunt time, with
// one frame each: readings are few, so that another place may be heard alike.
func (e *theatre) walk(to geo.Point, players ...*walker) {
	for there := false; !there; {
		e.pass(10 * time.Second / rate)
		there = true
		for _, p := range players {
			p.at = geo.Toward(p.at, to, 30)
			there = there && p.at == to
			e.sends(p)
		}
	}
}

// stay lets players stand for some readings.
func (e *theatre) stay(readings int, players ...*walker) {
	for range readings {
		e.pass(wire.FrameEvery * time.Second / rate)
		for _, p := range players {
			e.sends(p)
		}
	}
}

func (e *theatre) says(p *walker, what string, m wire.ToServer) {
	e.does(p.name+" "+what, func() { p.say(m) })
}

// knocks types the code of a venue, some steps of 30 s from now, at a band's
// door; without doors nothing.
func (e *theatre) knocks(p *walker, band string, venue int, steps int64) {
	if e.hunt.Doors != game.DoorsNone {
		e.says(p, fmt.Sprintf("types the code of venue %d at %s", venue, band), wire.Present{At: wire.AtDoor, Band: band, Code: e.code(venue, steps)})
	}
}

// scans lets a steward scan a player's pass. The answer is the steward's, and
// no part of what is compared.
func (e *theatre) scans(p *walker, place int) {
	e.scanned++
	e.does(p.name+"'s pass is scanned", func() {
		if _, err := e.scan(place, fmt.Sprintf("0123456789abcdef%d", e.scanned), p.pass().Text); err != nil {
			e.t.Fatal(err)
		}
	})
}

// acts lets an operator act. The answer is theirs, and over no connection that
// is written down.
func (e *theatre) acts(name string, q ActRequest) {
	e.does("an operator: "+name, func() {
		q.ID = id(strings.ReplaceAll(name, " ", "-"))
		if _, err := e.Server.do((&http.Request{}).WithContext(e.t.Context()), "Ana", q); err != nil {
			e.t.Fatal(err)
		}
	})
}

func (e *theatre) asks(method, path, body string, headers ...string) {
	e.does(method+" "+path, func() { e.ask(method, path, body, headers...) })
}
