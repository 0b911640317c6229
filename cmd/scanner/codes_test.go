package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"crescendo/cmd/internal/browser"
	"crescendo/server/door"
)

// shows waits until the page shows the code of the server's time, large and as
// a QR code that a camera reads.
func (d *device) shows(s *stage) {
	d.t.Helper()
	var got, want string
	err := browser.Until(d.ctx, "the code of the server's time is shown", func() (bool, error) {
		text, err := d.Text(d.ctx, "#code")
		got, want = strings.ReplaceAll(text, " ", ""), door.Code(s.key, door.Step(s.now()))
		return got == want, err
	})
	if err != nil {
		d.t.Logf("it shows %q, want %q", got, want)
	}
	d.must(err)
	d.must(browser.Until(d.ctx, "the QR code is that of the code", func() (bool, error) {
		img, err := d.Shot(d.ctx)
		if err != nil {
			return false, err
		}
		text, err := door.Decode(img)
		return text == door.CodeText(door.Code(s.key, door.Step(s.now()))), err
	}))
}

// moveOn lets time pass, for the server and for both of the device's clocks.
func (d *device) moveOn(s *stage, by time.Duration) {
	d.t.Helper()
	s.set(func() { s.ahead += by })
	d.eval(fmt.Sprintf("moveOn(%d)", by.Milliseconds()))
}

// R4: the gate's page shows the server's code, whatever the device believes the
// time to be, and for ten minutes and more without a network.
func TestTheGateShowsTheServersCodes(t *testing.T) {
	b := browser.Open(t, browser.Options{})
	s := newStage(t)
	d := visit(t, b, s.address+"/d/"+codesLink)
	d.shows(s)
	d.says("#place", "In front of the town hall")
	d.says("#line", "Connected")
	d.shot("codes")

	s.set(func() { s.silent = true })
	d.moveOn(s, 10*time.Minute+7*time.Second)
	d.shows(s)
	d.eval(`dispatchEvent(new Event("online"))`) // it asks at once, in vain
	d.says("#line", "Offline")
	d.says("#alarm", "The codes stay right for 9 more minutes")
	d.shot("codes-offline")
	d.eval("setClock(-7 * 3600e3)")
	d.moveOn(s, 9*time.Minute)
	d.shows(s)

	d.moveOn(s, 3*time.Minute)
	d.says("#alarm", "No code to show")
	d.until("no old code stands there", `document.getElementById("code").hidden && getComputedStyle(document.getElementById("square")).display === "none"`)
	d.shot("codes-gone")

	s.set(func() { s.silent = false })
	d.shows(s)
	d.says("#line", "Connected")
}

// The page opens without a network too, and is right then.
func TestTheGateOpensWithoutANetwork(t *testing.T) {
	b := browser.Open(t, browser.Options{})
	s := newStage(t)
	d := visit(t, b, s.address+"/d/"+codesLink)
	d.shows(s)
	d.until("the page is kept", `document.documentElement.dataset.kept === "yes"`)

	s.set(func() { s.silent = true })
	d.moveOn(s, 10*time.Minute+3*time.Second)
	d.must(d.Reload(d.ctx))
	d.shows(s)
	d.says("#line", "Offline")
	d.moveOn(s, 5*time.Minute)
	d.shows(s)
}

// Some phones' steady clock stands still while they sleep: who wakes one up sees
// the code of now.
func TestTheGateIsRightAfterAPhonesSleep(t *testing.T) {
	b := browser.Open(t, browser.Options{})
	s := newStage(t)
	d := visit(t, b, s.address+"/d/"+codesLink)
	d.shows(s)
	s.set(func() { s.silent, s.ahead = true, s.ahead+4*time.Minute })
	d.eval("doze(240000)")
	d.shows(s)
}

// A link that was replaced shows nothing any more, nor does what was kept.
func TestAReplacedLinkShowsNothing(t *testing.T) {
	b := browser.Open(t, browser.Options{})
	s := newStage(t)
	d := visit(t, b, s.address+"/d/"+codesLink)
	d.shows(s)
	d.until("the page is kept", `document.documentElement.dataset.kept === "yes"`)

	s.set(func() { s.replaced = true })
	d.eval(`dispatchEvent(new Event("online"))`)
	d.says("#alarm", "This link was replaced")
	d.until("nothing is kept", `!Object.keys(localStorage).some(k => k.startsWith("crescendo sheet")) && document.getElementById("codes").hidden`)
	s.set(func() { s.replaced = false }) // it was a server that is being exchanged
	d.eval(`dispatchEvent(new Event("online"))`)
	d.shows(s)
	s.set(func() { s.replaced = true })
	d.must(d.Reload(d.ctx))
	d.says("main", "There is no door behind this link")
	d.must(browser.Until(d.ctx, "the copy is gone", func() (gone bool, err error) {
		err = d.Eval(d.ctx, `caches.match(location.pathname).then(copy => copy === undefined)`, &gone)
		return gone, err
	}))
}
