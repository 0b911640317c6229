package main

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/assets/host"
	"crescendo/game"
	"crescendo/game/bot"
	"crescendo/game/client"
	"crescendo/game/wire"
	"crescendo/maps/geo"
	"crescendo/server"
	"crescendo/server/door"
)

const rehearsalSeats = 3 // of each of two venues

// rehearsal is an evening with two venues some minutes from the plaza.
func rehearsal(gate game.Gate, doors game.Doors) *game.Hunt {
	h := playHunt()
	h.Meet = []game.Place{{Name: "The plaza", At: plaza}}
	h.Gate, h.Doors, h.Open = gate, doors, gate != game.GateNone && doors != game.DoorsNone
	if gate != game.GateNone {
		h.Admission = 600_000
	}
	h.Bands = append(h.Bands, game.Band{ID: "foxes", Name: "The Foxes", Colour: "#4aa8e8", Song: "builtin:2"})
	h.Venues = nil
	for i, at := range []geo.Point{geo.Offset(plaza, 70, 500), geo.Offset(plaza, 250, 600)} {
		h.Venues = append(h.Venues, game.Venue{
			ID: fmt.Sprintf("v%d", i+1), Name: "Somewhere", Place: at, Band: i, Radius: 60, Quotas: []game.Quota{{Seats: rehearsalSeats, By: "first"}},
		})
	}
	return h
}

// R4, R8: with everybody and nobody at the gate and at the doors bots come to
// their seats through the pages' own routes; no seat is given twice.
func TestBotsWinWhoeverKeepsTheGateAndTheDoors(t *testing.T) {
	for gate := game.GateNone; gate <= game.GateStaff; gate++ {
		for doors := game.DoorsNone; doors <= game.DoorsStaff; doors++ {
			t.Run(fmt.Sprintf("gate %v, doors %v", gate, doors), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { rehearse(t, rehearsal(gate, doors)) })
			})
		}
	}
}

func rehearse(t *testing.T, hunt *game.Hunt) {
	var k keys
	for i, s := range k.secrets() { // the same each time, so that the bending of loudness is
		*s.secret = secret{byte(i + 1)}
	}
	secrets := k.forServer()
	links := secrets.Places(hunt, server.Revisions{})
	net, stop := stageOf(t, server.Config{Hunt: hunt, Keys: secrets, Pages: host.Pages(), Links: func() []door.Place { return links }})
	defer stop()
	web := &http.Client{Transport: &http.Transport{DialContext: net.dial}}
	defer web.CloseIdleConnections()

	said, seats := &lines{}, &seated{}
	dial, join := client.Through(net.dial)
	c := bot.Config{Address: "http://crescendo.test", Players: 2*rehearsalSeats + 2, Seed: 5, Dial: dial, Join: join, Log: seats.hear}
	c.Steward = newSteward(c.Address, hunt, links, web, func(trouble string) { fmt.Fprintln(said, trouble) })
	if err := bot.Run(t.Context(), c); err != nil { // until the evening's end
		t.Error(err)
	}
	if said.String() != "" {
		t.Error(said)
	}
	board := boardOf(t, web, c.Address)
	if len(seats.list) == 0 || len(seats.list) != len(board.Standings) {
		t.Errorf("bots were told of %d seats, the board of %d: want some, and the same", len(seats.list), len(board.Standings))
	}
	taken := map[string][]int{}
	for _, s := range board.Standings {
		if slices.Contains(taken[s.Band], s.Seat) {
			t.Errorf("seat %d of %s was given twice", s.Seat, s.Band)
		}
		taken[s.Band] = append(taken[s.Band], s.Seat)
	}
	for band, list := range taken {
		if len(list) > rehearsalSeats {
			t.Errorf("%s has %d seats and gave %v", band, rehearsalSeats, list)
		}
	}
	t.Logf("seats %v", taken)
}

// seated keeps which bots said that they have a seat.
type seated struct {
	mu   sync.Mutex
	list []string // guarded by mu
}

func (s *seated) hear(line string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list = append(s.list, line)
}

func boardOf(t *testing.T, web *http.Client, address string) (b wire.Board) {
	t.Helper()
	answer, err := web.Get(address + "/v1/leaderboard")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if err := json.NewDecoder(answer.Body).Decode(&b); err != nil {
		t.Fatal(err)
	}
	return b
}

// doorstep is a server of door pages that answers as it is told, and a steward
// before it.
type doorstep struct {
	*steward
	mu       sync.Mutex
	statuses []int    // of the next answers; then 200
	asked    []string // paths, and the ids of scans
	said     []string
}

func newDoorstep(t *testing.T, gate game.Gate, doors game.Doors) *doorstep {
	d := &doorstep{}
	web := httptest.NewServer(d)
	t.Cleanup(web.Close)
	hunt := rehearsal(gate, doors)
	secrets := server.Keys{Sign: ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))}
	d.steward = newSteward(web.URL, hunt, secrets.Places(hunt, server.Revisions{}), web.Client(), func(s string) { d.said = append(d.said, s) })
	return d
}

func (d *doorstep) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var scan struct{ ID string }
	_ = json.NewDecoder(r.Body).Decode(&scan) // a GET has none
	d.asked = append(d.asked, r.Method+scan.ID)
	if len(d.statuses) > 0 {
		status := d.statuses[0]
		d.statuses = d.statuses[1:]
		w.WriteHeader(status)
		fmt.Fprint(w, `{"error":"again"}`)
		return
	}
	now := time.Now()
	_ = json.NewEncoder(w).Encode(door.Sheet{Server: now.UnixMilli(), StepMs: 30_000, Codes: []door.SheetCode{
		{Step: door.Step(now), Code: "0000000"}, {Step: door.Step(now) + 1, Code: "0000000"},
	}})
}

// Whoever stands at a door sees 60 m, and shows a code or scans, as the hunt has
// it.
func TestTheStewardHelpsWhoStandsThere(t *testing.T) {
	ctx := t.Context()
	codes, staff := newDoorstep(t, game.GateCode, game.DoorsCode), newDoorstep(t, game.GateStaff, game.DoorsStaff)
	venue := rehearsal(game.GateCode, game.DoorsCode).Venues[1].Place
	for _, c := range []struct {
		at    geo.Point
		metre string
		want  bool
	}{{venue, "at the door", true}, {geo.Offset(venue, 10, 59), "59 m off", true}, {geo.Offset(venue, 10, 61), "61 m off", false}, {plaza, "on the plaza", false}} {
		if code, ok := codes.Look(ctx, c.at); ok != c.want || ok != (code == "0000000") {
			t.Errorf("%s: reads %q, %v", c.metre, code, ok)
		}
		if _, ok := staff.Look(ctx, c.at); ok {
			t.Errorf("%s: reads a code where a steward scans", c.metre)
		}
	}
	if code, err := codes.GateCode(ctx); err != nil || code != "0000000" {
		t.Errorf("the gate shows %q, %v", code, err)
	}
	if _, err := staff.GateCode(ctx); err == nil {
		t.Error("a code is read at a gate of stewards")
	}
	staff.Show(ctx, geo.Offset(plaza, 10, 61), "pass")
	if len(codes.asked) != 2 || len(staff.asked) != 0 { // the gate's codes and a door's
		t.Errorf("asked %v and %v: nobody was there to scan", codes.asked, staff.asked)
	}
	if codes.Show(ctx, venue, "pass"); len(codes.asked) != 3 { // after ten wrong codes a steward helps
		t.Errorf("asked %v, want a scan beside the screen", codes.asked)
	}
	staff.Show(ctx, plaza, "pass")
	staff.Show(ctx, venue, "pass")
	if len(staff.asked) != 2 || staff.asked[0] == staff.asked[1] {
		t.Errorf("asked %v, want two scans", staff.asked)
	}
}

// A scan is sent again under its id while nobody knows what became of it, and
// not when it was refused; the first trouble is said, without a link.
func TestAScanIsSentUntilItIsAnswered(t *testing.T) {
	for name, c := range map[string]struct {
		statuses []int
		sent     int
		said     []string
	}{
		"taken":       {nil, 1, nil},
		"an old pass": {[]int{422}, 1, nil},
		"again":       {[]int{503}, 2, nil},
		"never":       {[]int{503, 503, 503}, scanTries, []string{"the steward at the gate: the server answers with status 503; bots come to nothing there"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDoorstep(t, game.GateStaff, game.DoorsStaff)
			d.statuses = c.statuses
			d.Show(t.Context(), plaza, "pass")
			if len(d.asked) != c.sent || len(slices.Compact(d.asked)) != 1 || !slices.Equal(d.said, c.said) {
				t.Errorf("sent %v, said %v; want %d of one id, and %v", d.asked, d.said, c.sent, c.said)
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	d := newDoorstep(t, game.GateStaff, game.DoorsStaff)
	if d.Show(ctx, plaza, "pass"); len(d.said) != 0 {
		t.Errorf("at the end of the evening it says %v", d.said)
	}
}
