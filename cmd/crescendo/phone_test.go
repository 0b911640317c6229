package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"crescendo/cmd/internal/browser"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// phone is somebody with our page in a real browser, and what a test sees over
// their shoulder.
type phone struct {
	*browser.Page
	t   *testing.T
	ctx context.Context
}

// seen is what the player tells tests about itself.
type seen struct {
	Connection string   `json:"connection"`
	Phase      string   `json:"phase"`
	Scene      string   `json:"scene"`
	Band       string   `json:"band"`
	Step       int      `json:"step"`
	Word       int      `json:"word"`
	Seat       int      `json:"seat"`
	Targets    []target `json:"targets"`

	Gated     bool   `json:"gated"`
	Presented string `json:"presented"`  // what became of the last code: "noted" …
	PassTyped string `json:"pass_typed"` // the pass that is shown, as it is typed
	Ticket    string `json:"ticket"`
}

// target is what a finger can touch.
type target struct {
	Name          string  `json:"name"`
	X             float64 `json:"x"` // of its middle, in CSS pixels
	Y             float64 `json:"y"`
	Width, Height float64
}

// find returns a target by its name.
func (s seen) find(name string) (target, bool) {
	for _, t := range s.Targets {
		if t.Name == name {
			return t, true
		}
	}
	return target{}, false
}

// visit opens the page on a device of its own, and fails the test in the end
// for anything that the page complained about.
func visit(t *testing.T, ctx context.Context, b *browser.Browser, v browser.Viewport) *phone {
	t.Helper()
	page, err := b.NewPage(ctx, v)
	if err != nil {
		t.Fatal(err)
	}
	p := &phone{page, t, ctx}
	t.Cleanup(func() {
		for _, said := range page.Errors() {
			t.Errorf("the page's console: %s", said)
		}
	})
	return p
}

func (p *phone) must(err error) {
	p.t.Helper()
	if err != nil {
		p.shot("failed")
		p.t.Fatal(err)
	}
}

// join goes through the page's first screen: a nickname, one tap.
func (p *phone) join(address, nickname string) {
	p.t.Helper()
	p.must(p.Go(p.ctx, address+"/play"))
	p.must(p.Page.Until(p.ctx, "joining is possible", `document.querySelector("#go").getAttribute("aria-disabled") === "false"`))
	if nickname != "" {
		p.must(p.TapOn(p.ctx, "#nickname"))
		p.must(p.Type(p.ctx, nickname))
	}
	p.shot("join")
	p.must(p.TapOn(p.ctx, "#go"))
	p.until("the player is welcome", func(s seen) bool { return s.Connection == "joined" })
}

func (p *phone) look() (s seen, err error) {
	var text string
	if err = p.Eval(p.ctx, `window.crescendoState ? window.crescendoState() : "{}"`, &text); err == nil {
		err = json.Unmarshal([]byte(text), &s)
	}
	return s, err
}

// until waits for something to be seen, and says what was seen instead.
func (p *phone) until(what string, ok func(seen) bool) (last seen) {
	p.t.Helper()
	err := browser.Until(p.ctx, what, func() (bool, error) {
		s, err := p.look()
		last = s
		return err == nil && ok(s), err
	})
	if err != nil {
		p.shot("failed")
		p.t.Fatalf("%v; seen last: %+v; console: %v", err, last, p.Console())
	}
	return last
}

// target waits for something that can be touched.
func (p *phone) target(name string) target {
	p.t.Helper()
	s := p.until(name+" can be touched", func(s seen) bool { _, ok := s.find(name); return ok })
	found, _ := s.find(name)
	return found
}

// tapTarget touches what the player drew under this name.
func (p *phone) tapTarget(name string) {
	p.t.Helper()
	at := p.target(name)
	p.must(p.Tap(p.ctx, at.X, at.Y))
}

// tune chooses a band from the list, as a finger does.
func (p *phone) tune(band string) {
	p.t.Helper()
	p.until("the list of bands", func(s seen) bool { return s.Scene == "tune" }) // before the gun the rows stand elsewhere
	p.tapTarget("band " + band)
	p.until(band+" is tuned", func(s seen) bool { return s.Band == band })
}

// level is what comes out of the loudspeakers, in dB.
func (p *phone) level() float64 {
	p.t.Helper()
	l, err := p.Level(p.ctx)
	p.must(err)
	return l.DB
}

// steady waits until the level stands still, and returns it.
func (p *phone) steady() float64 {
	p.t.Helper()
	last, since := math.Inf(-1), time.Now()
	p.must(browser.Until(p.ctx, "the level stands still", func() (bool, error) {
		l, err := p.Level(p.ctx)
		if err != nil || math.Abs(l.DB-last) > 0.3 {
			last, since = l.DB, time.Now()
			return false, err
		}
		return time.Since(since) > time.Second, nil // longer than what is measured at once
	}))
	return last
}

// shot keeps a picture of the scene where somebody wants to look at them.
func (p *phone) shot(name string) {
	if dir := os.Getenv("SHOTS"); dir != "" {
		if err := p.SaveShot(context.WithoutCancel(p.ctx), dir, strings.NewReplacer("/", "-", " ", "-", "'", "").Replace(p.t.Name()+"-"+name)); err != nil {
			p.t.Log(err)
		}
	}
}

// stepAt is what a plain distance sounds like (R7), give or take the warp and
// the hysteresis.
func stepAt(metres float64) int {
	if metres <= 20 {
		return wire.MaxStep
	}
	return min(wire.MaxStep, max(1, 1+int(62*math.Log(5000/metres)/math.Log(250))))
}

// huntText is a hunt file with one band, which sounds at one place from now on.
func huntText(place geo.Point, song string, starts, closes time.Time, rate int) string {
	stamp := func(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z07:00") }
	return fmt.Sprintf(`id: walk
name: A walk
zone: Europe/Paris
opens: %s
starts: %s
closes: %s
rate: %d
trust: friends
gate: none
doors: none
area: {lat: 48.8566, lon: 2.3522, radius_m: 6000}
bands: [{id: owls, name: The Owls, colour: "#e8b04a", song: %s}]
venues: [{id: v1, name: The courtyard, band: owls, lat: %.7f, lon: %.7f, quotas: [{seats: 2, by: first}]}]
`, stamp(starts.Add(-time.Hour)), stamp(starts), stamp(closes), rate, song, place.LatDegrees(), place.LonDegrees())
}
