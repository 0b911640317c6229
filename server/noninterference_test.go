package server

import (
	"context"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/maps/geo"
	"crescendo/server/journal"
)

// Non-interference: what leaves a server depends on where a venue is, and on
// what it is called, by the answers of the oracle alone. Hunts that differ in
// nothing but one venue's place, by a few metres, or its name are played with
// the same inputs, chosen so that the real oracle answers them alike. Then every
// byte that leaves must be the same and leave at the same moment: connections of
// players, strangers and spectators with their frames, pages and answers with
// their headers and their ends, and each line of the logs, at every level.
//
// Left out, because they may know: what a steward is shown under the secret link
// of a gate or a door, and what an operator is answered. What both do is played
// all the same. Masked are the commitment, the answer to a socket's random
// bytes, the venue of a seat in Won and where a holder is welcomed, and all
// venues when the order is final: see transcript.mask.

// variant is one of the hunts that are compared.
type variant struct {
	change func(h *game.Hunt)                      // how its secret differs from the first one's
	leak   func(h *game.Hunt, c *Config, f *front) // planted in its server; nil for none
	until  string                                  // compared until the first input that sends this; "" to the end
}

// performance is a play in one kind of hunt.
type performance struct {
	kind   func(*Config)
	script func(*theatre)
	way    geo.Point // where people walk to
}

// interference plays the same inputs in hunts that differ in a secret alone. It
// returns the first difference in what left their servers, "" for none: which
// input, which channel, which bytes or times.
func interference(t *testing.T, p performance, hunts ...variant) (diff string) {
	t.Helper()
	first, _ := p.play(t, hunts[0])
	return p.against(t, first, hunts[1:]...)
}

// against is interference with the first hunt played already.
func (p performance) against(t *testing.T, first *transcript, hunts ...variant) (diff string) {
	t.Helper()
	for _, v := range hunts {
		other, _ := p.play(t, v)
		if diff := differ(first.until(v.until), other.until(v.until)); diff != "" {
			return diff
		}
	}
	return ""
}

// config returns what the server of a variant is made of.
func (p performance) config(v variant) Config {
	c := testConfig(testHunt())
	p.kind(&c)
	watched(&c)
	v.change(c.Hunt)
	return c
}

// play plays once. The questions are those that the rules were asked.
func (p performance) play(t *testing.T, v variant) (x *transcript, questions []question) {
	t.Helper()
	x = &transcript{}
	synctest.Test(t, func(t *testing.T) {
		c := p.config(v)
		c.Log, c.Journal = slog.New(x.log("the log")), pinned{journal.NewMemory()}
		f := front{conn: x.tap, handler: func(h http.Handler) http.Handler { return h }, errors: x.log("the web server's log")}
		if v.leak != nil {
			v.leak(c.Hunt, &c, &f)
		}
		w := startBehind(t, c, f)
		x.hunt, x.commitment = w.hunt, hex.EncodeToString(w.commitment[:])
		e := &theatre{world: w, x: x, way: p.way, seen: map[*walker][2]bool{}}
		p.script(e)
		questions, x.proofs = e.asked, len(facts[fact.Proved](w))
		w.end()
		synctest.Wait() // net/http says goodbye to each stream before the web server is closed, and so in one order
	})
	return x, questions
}

// pinned is a journal in which the commitment is zero, so that its heads, and
// with them the beacon and the lots, are the same where the venues are not. It
// takes its time, as a real one does: what comes behind comes later.
type pinned struct{ journal.Journal }

const journalTakes = 3 * time.Millisecond

func (p pinned) Append(ctx context.Context, id string, record []byte) error {
	r, err := fact.Decode(record)
	if err != nil {
		return err
	}
	for i, f := range r.Facts {
		if _, ok := f.(fact.Committed); ok {
			r.Facts[i] = fact.Committed{}
		}
	}
	time.Sleep(journalTakes)
	return p.Journal.Append(ctx, id, r.Append(nil))
}

var here = variant{change: func(*game.Hunt) {}}

// there is the hunt with its first venue elsewhere.
func there(place geo.Point) variant {
	return variant{change: func(h *game.Hunt) { h.Venues[0].Place = place }}
}

// called is the hunt with its first venue called otherwise.
func called(name string) variant {
	return variant{change: func(h *game.Hunt) { h.Venues[0].Name = name }}
}

// kinds are the hunts that are played.
func kinds() map[string]func(*Config) {
	return map[string]func(*Config){
		"without doors": func(c *Config) { guarded(game.GateNone, game.DoorsNone)(c); c.Hunt.Open = false },
		"codes":         guarded(game.GateCode, game.DoorsCode),
		"stewards":      guarded(game.GateStaff, game.DoorsStaff),
	}
}

// R12: with doors and without, nothing that leaves depends on the place of a
// venue, or on its name, nor on the length of that.
func TestNothingThatLeavesDependsOnAVenue(t *testing.T) {
	for name, kind := range kinds() {
		t.Run(name, func(t *testing.T) {
			p := performance{kind: kind, script: wholeEvening, way: bakery}
			x, questions := p.play(t, here)
			x.covers(t, name)
			place := p.alike(t, questions, func(here, there heardOf) bool { return here == there })
			longer := called("In the yard of the old printing works")
			longer.until = `"type":"won"`
			if d := p.against(t, x, here, there(place), called("Beside the quarry"), longer); d != "" {
				t.Error(d)
			}
		})
	}
}

// fence returns a play with somebody at the edge of the first venue's fence, and
// a place of that venue where the oracle tells them the same and the fence ends
// before them.
func fence(t *testing.T, kind func(*Config)) (p performance, inside *transcript, outside variant) {
	t.Helper()
	p = performance{kind: kind, script: atTheFence}
	c := p.config(here)
	fields, err := c.Hunt.Fields(c.Keys.Warp[:])
	if err != nil {
		t.Fatal(err)
	}
	centre := geo.Shift(bakery, fields[0].East, fields[0].North)
	p.way = geo.Offset(centre, 180, 149) // the fence is 150 m about it, and the way there leads through none of it
	inside, questions := p.play(t, here)
	return p, inside, there(p.alike(t, questions, func(here, there heardOf) bool {
		return here.told == there.told && here.result == there.result && here.left == there.left && there.eligible == 0
	}))
}

// R8, L5: with doors nothing that leaves before seats are given tells whether
// somebody counts as being at a venue, nor whether what they presented proves
// anything: in one hunt it does, in the other they stand a few metres outside.
func TestNothingThatLeavesTellsWhoIsEligible(t *testing.T) {
	for _, name := range []string{"codes", "stewards"} {
		t.Run(name, func(t *testing.T) {
			p, inside, hunt := fence(t, kinds()[name])
			outside, _ := p.play(t, hunt)
			if inside.proofs != 2 || outside.proofs != 0 {
				t.Fatalf("%d and %d proofs, want 2 and none", inside.proofs, outside.proofs)
			}
			if d := differ(inside, outside); d != "" {
				t.Error(d)
			}
		})
	}
}

// covers finds what a play must have seen: otherwise that nothing differs would
// say little.
func (x *transcript) covers(t *testing.T, kind string) {
	t.Helper()
	words := []string{"welcome", "phase", "tuned", "tune_refused", "pass", "resume", "seat_gone", "out", "back", "broadcast", "won", "band_full", "waiting", "band_gone", "ended", "board"}
	if kind == "without doors" {
		words = append(words, "arrived")
	} else {
		words = append(words, "gated", "gate_refused", "noted")
	}
	all := x.all()
	for _, word := range words {
		if !strings.Contains(all, `"type":"`+word+`"`) {
			t.Errorf("nobody was told %s", word)
		}
	}
	for _, what := range []string{"HTTP/1.1 200", "HTTP/1.1 401", "HTTP/1.1 403", "HTTP/1.1 404", "HTTP/1.1 409", "HTTP/1.1 413", "HTTP/1.1 503", "event: beat", "‹the end›", "ending a connection", "an operator acted"} {
		if !strings.Contains(all, what) {
			t.Errorf("nothing that left has %q", what)
		}
	}
	x.coversRoutes(t)
	if levels := x.steps(); len(levels) < 10 || !slices.Contains(levels, game.MaxStep) {
		t.Errorf("the steps %v were heard: want near and far", levels)
	}
	t.Logf("%s: %d inputs, %d connections, %d bytes", kind, len(x.inputs), x.conns, len(all))
}

// coversRoutes finds that every route of the server's was asked for.
func (x *transcript) coversRoutes(t *testing.T) {
	t.Helper()
	var asked strings.Builder
	for _, in := range x.inputs {
		fmt.Fprintln(&asked, in.channels)
	}
	for _, pattern := range routes(t) {
		path, _, _ := strings.Cut(pattern, "{")
		if !strings.Contains(asked.String(), path) {
			t.Errorf("nobody asked for %s", pattern)
		}
	}
}
