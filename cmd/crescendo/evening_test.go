package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"crescendo/cmd/internal/browser"
	"crescendo/game/wire"
)

const (
	eveningRate = 16
	loudAtDoor  = 52 // the step some 55 m from where a band plays: near enough for R8's 150 m
)

// The whole evening, through the pages alone: somebody joins, reads the gate's
// code off its page or shows a pass there, hunts by thumb and ear, does at a door
// what its page wants, has a seat and a ticket. Each page is in a browser of its
// own, as on another device.
func TestAnEveningIsWonThroughTheGateAndADoor(t *testing.T) {
	for _, c := range []struct{ name, gate, doors string }{
		{"the gate's code and a steward at the door", "code", "staff"},
		{"a steward at the gate and the door's code", "staff", "code"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel() // most of it is waiting
			wholeEvening(t, c.gate, c.doors)
		})
	}
}

func wholeEvening(t *testing.T, gate, doors string) {
	b := browser.Open(t, browser.Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	s := start(t, "demo", "--listen", "127.0.0.1:0", "--rate", "16", "--bots", "3", "--gate", gate, "--doors", doors)
	gatePage, doorPages := stewardsPages(t, s)
	began := time.Now()
	took := func(what string) { t.Logf("%5.1f s: %s", time.Since(began).Seconds(), what) }

	atGate := keeper(t, ctx, b, gatePage, gate)
	p := visit(t, ctx, b, browser.Phone())
	p.join(s.address, "Zoé")
	p.until("the gate is asked for", func(s seen) bool { return s.Scene == "gate" && !s.Gated })
	took("joined")
	p.shot("gate")
	atGate.letIn(p)
	p.until("the gate is passed", func(s seen) bool { return s.Gated })
	took("through the gate")

	p.until("the gun", func(s seen) bool { return s.Phase == "running" })
	p.tune("owls")
	p.until("the band is heard", func(s seen) bool { return s.Step > 0 })
	p.seek(time.Minute, eveningRate, func(s seen) bool { return s.Step >= loudAtDoor })
	p.until("the band is loud", func(s seen) bool { return s.Step >= loudAtDoor })
	took("at the door")
	p.shot("at-the-door")

	atDoor := keeper(t, ctx, b, doorPages["The Night Owls"], doors)
	atDoor.letIn(p)
	took("presented")
	p.until("a seat", func(s seen) bool { return s.Seat > 0 && s.Scene == "seat" && s.Ticket != "" })
	took("a seat")
	p.shot("seat")
	p.tapTarget("ticket")
	p.until("the ticket is shown", func(s seen) bool { return s.Scene == "ticket" })
	p.shot("ticket")
	atDoor.sees("Has seat 1", "Zoé")
}

// warden is whoever stands at the gate or at a door with its page.
type warden struct {
	*phone
	staff bool
}

// keeper opens the page of the gate or a door. A steward gives a name.
func keeper(t *testing.T, ctx context.Context, b *browser.Browser, page, who string) *warden {
	t.Helper()
	w := &warden{visit(t, ctx, b, browser.Phone()), who == "staff"}
	w.must(w.Go(ctx, page))
	if w.staff {
		w.must(w.TapOn(ctx, "#steward"))
		w.must(w.Type(ctx, "Noé"))
		w.must(w.TapOn(ctx, "#hello button"))
	}
	return w
}

// letIn does with a player what the place wants: they type its code, or it types
// their pass.
func (w *warden) letIn(p *phone) {
	w.t.Helper()
	if w.staff {
		w.typePass(p)
		return
	}
	p.tapTarget("code")
	p.until("the keypad", func(s seen) bool { return s.Scene == "code" })
	code := w.code()
	w.shot("code")
	for _, digit := range code {
		p.tapTarget("digit " + string(digit))
	}
	p.shot("typed")
	p.tapTarget("send")
	p.until("the code is taken", func(s seen) bool { return s.Gated && s.Scene != "code" })
	p.shot("code-sent")
}

// code is what the page shows.
func (w *warden) code() (digits string) {
	w.t.Helper()
	w.must(browser.Until(w.ctx, "a code is shown", func() (bool, error) {
		text, err := w.Text(w.ctx, "#code")
		digits = strings.ReplaceAll(text, " ", "")
		return wire.CheckDigit(digits), err
	}))
	return digits
}

// typePass types the pass that a player shows.
func (w *warden) typePass(p *phone) {
	w.t.Helper()
	p.tapTarget("pass")
	s := p.until("the pass is shown", func(s seen) bool { return s.Scene == "pass" && s.PassTyped != "" })
	p.shot("pass")
	w.must(w.TapOn(w.ctx, "#pass"))
	w.must(w.Type(w.ctx, s.PassTyped))
	w.shot("pass-typed")
	w.must(w.TapOn(w.ctx, "#typed button"))
	w.must(w.Page.Until(w.ctx, "the pass is noted", `document.querySelector("#banner.noted") !== null`))
	w.shot("noted")
}

// sees looks at the steward's own list, where there is a steward.
func (w *warden) sees(words ...string) {
	w.t.Helper()
	if !w.staff {
		return
	}
	w.must(w.TapOn(w.ctx, "#toList"))
	w.must(browser.Until(w.ctx, "the steward sees "+strings.Join(words, " and "), func() (bool, error) {
		text, err := w.Text(w.ctx, "#scans")
		for _, word := range words {
			if !strings.Contains(text, word) {
				return false, err
			}
		}
		return true, err
	}))
	w.shot("list")
}
