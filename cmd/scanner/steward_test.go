package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"crescendo/cmd/internal/browser"
	"crescendo/cmd/internal/camera"
	"crescendo/server/door"
)

// atTheDoor opens the steward's page and gives a name.
func atTheDoor(t *testing.T, b *browser.Browser, s *stage) *device {
	t.Helper()
	d := visit(t, b, s.address+"/d/"+staffLink)
	d.write("#steward", "Noé")
	d.shot("hello")
	d.tap("#hello button")
	return d
}

// typed is a typed pass of player 17 as the server makes them.
func (s *stage) typed() string { return door.MakePass(s.key, "paris", 17, s.now()).Typed }

// R8: a typed pass reaches the server with the steward's name; the player sees
// "noted", whatever is the case, and the steward why somebody pends and which
// seat was given.
func TestAStewardTypesAPassAndSeesWhatBecomesOfIt(t *testing.T) {
	b := browser.Open(t, browser.Options{})
	s := newStage(t)
	d := atTheDoor(t, b, s)
	d.shot("scan")
	pass := s.typed()
	d.write("#pass", pass)
	d.tap("#typed button")
	d.says("#banner", "Noted")
	d.shot("noted")
	scans := s.seen()
	if len(scans) != 1 || scans[0].Shown != strings.Replace(pass, "-", "", 1) || scans[0].Steward != "Noé" || scans[0].Queued || scans[0].Claimed != 0 || scans[0].Place.ID != "v2" {
		t.Fatalf("%+v", scans)
	}
	if page, err := d.Text(d.ctx, "main"); err != nil || strings.Contains(page, "Pending") || strings.Contains(page, "long enough") {
		t.Errorf("the page that a player sees says more than noted: %s, %v", page, err)
	}

	d.tap("#toList")
	d.says("#scans", "Ana · Player 17")
	d.says("#scans", "Pending")
	d.says("#scans", "was not here long enough yet")
	d.shot("list")
	s.set(func() { s.state = door.Status{Name: "Ana", State: door.Seated, Seat: 3} })
	d.says("#scans", "Has seat 3")

	d.must(d.Reload(d.ctx)) // the name and the list stay on the phone
	d.tap("#toList")
	d.says("#scans", "Has seat 3")
	d.tap("#language")
	d.says("#scans", "A obtenu la place 3")
	d.says("#kind", "Porte · One night in Paris")
	d.shot("list-fr")
	d.tap("#toScan")
	d.shot("scan-fr")
}

func TestASlipIsSeenBeforeItIsSent(t *testing.T) {
	b := browser.Open(t, browser.Options{})
	s := newStage(t)
	d := atTheDoor(t, b, s)
	pass := s.typed()
	slip := pass[:len(pass)-2] + string('0'+(pass[len(pass)-2]-'0'+1)%10) + pass[len(pass)-1:]
	d.write("#pass", slip)
	d.tap("#typed button")
	d.says("#banner", "one of the digits is wrong")
	d.shot("slip")
	if scans := s.seen(); len(scans) > 0 {
		t.Errorf("%+v was sent", scans)
	}
}

// R8: an offline door queues its scans with the time that it claims, and says
// to send people elsewhere. Each is sent until it is answered, over a reload,
// under one id.
func TestScansWithoutANetworkAreSentOnceLater(t *testing.T) {
	b := browser.Open(t, browser.Options{})
	s := newStage(t)
	d := atTheDoor(t, b, s)
	d.until("the page is kept", `document.documentElement.dataset.kept === "yes"`)

	s.set(func() { s.mute = true }) // taken, but the answer is lost
	first := s.now()
	d.write("#pass", s.typed())
	d.tap("#typed button")
	d.says("#banner", "Kept")
	s.set(func() { s.mute, s.silent = false, true })
	d.moveOn(s, 40*time.Second)
	second := s.now()
	d.write("#pass", s.typed())
	d.tap("#typed button")
	d.says("#alarm", "Offline: send people to another door. 2 scans wait here.")
	d.shot("offline")
	d.moveOn(s, 8*time.Minute)
	d.must(d.Reload(d.ctx))
	d.says("#alarm", "2 scans wait here.")
	if n := len(s.seen()); n < 1 {
		t.Errorf("the authority has seen %d scans, want the one whose answer was lost", n)
	}

	s.set(func() { s.silent = false })
	d.says("#line", "Connected")
	d.until("nothing waits", `document.getElementById("alarm").hidden`)
	d.tap("#toList")
	d.until("both are answered", `document.querySelectorAll("#scans .pends").length === 2`)
	d.eval(`dispatchEvent(new Event("online"))`) // asks again: nothing is left to send

	claimed := map[string]int64{}
	answered := 0
	for _, scan := range s.seen() {
		if scan.Queued {
			claimed[scan.ID], answered = scan.Claimed, answered+1
		}
	}
	firstID := s.seen()[0].ID
	if len(claimed) != 2 || claimed[firstID] == 0 {
		t.Fatalf("queued scans by id: %v, want the first, %s, and another", claimed, firstID)
	}
	// The one whose answer was lost may have come more than once, under its id.
	for id, at := range claimed {
		want := second
		if id == firstID {
			want = first
		}
		if off := at - want.UnixMilli(); off < -500 || off > 5000 { // the server's clock as the page estimates it, and the tapping
			t.Errorf("scan %s claims %d ms after it was begun", id, off)
		}
	}
	if answered > 3 {
		t.Errorf("the queue was sent %d times", answered)
	}
}

func TestAnOldPassIsRefusedWithWhatToDo(t *testing.T) {
	b := browser.Open(t, browser.Options{})
	s := newStage(t)
	s.set(func() { s.old = true })
	d := atTheDoor(t, b, s)
	d.write("#pass", s.typed())
	d.tap("#typed button")
	d.says("#banner", "too old")
	d.tap("#toList")
	d.says("#scans", "too old")
}

// The page reads from a pass what the server writes into it.
func TestThePageReadsThePassesOfTheServer(t *testing.T) {
	b := browser.Open(t, browser.Options{})
	s := newStage(t)
	d := visit(t, b, s.address+"/d/"+staffLink)
	for _, number := range []int{1, 31, 32, 4021, math.MaxInt32} {
		at := time.Unix(1_780_000_005+int64(number), 0)
		pass := door.MakePass(s.key, "paris", number, at)
		var got struct {
			Text, Typed int
			Made        int64
			Digits      string
		}
		d.must(d.Eval(d.ctx, fmt.Sprintf(`import("/assets/door-steward.js").then(m => ({
			text: m.playerOf(%q), made: m.madeAt(%[1]q), digits: m.digitsOf(%q), typed: m.playerOf(m.digitsOf(%[2]q)),
		}))`, pass.Text, pass.Typed), &got))
		if made := pass.Until.Add(-15 * time.Second).UnixMilli(); got.Text != number || got.Typed != number || got.Made != made || got.Digits != strings.Replace(pass.Typed, "-", "", 1) {
			t.Errorf("player %d, %s, %s: the page reads %+v, want made at %d", number, pass.Text, pass.Typed, got, made)
		}
	}
}

// R8: the camera. Chromium on Linux has no BarcodeDetector, so that this is the
// scanner's own way, from a film of a pass to the server.
func TestTheCameraReadsAPass(t *testing.T) {
	pass := aPass()
	film := filepath.Join(t.TempDir(), "pass.y4m")
	seen := camera.Photo{Width: 640, Height: 480, Turn: 12, TiltX: 15, TiltY: -10, Blur: 1.5, Grain: 8, Shade: 0.4, Fill: 0.7}
	if err := os.WriteFile(film, camera.Film(seen.Take(pass.QR)), 0o600); err != nil {
		t.Fatal(err)
	}
	b := browser.Open(t, browser.Options{Flags: []string{"--use-fake-device-for-media-stream", "--use-file-for-fake-video-capture=" + film}})
	s := newStage(t)
	withScanner(t, s)
	d := atTheDoor(t, b, s)
	d.must(d.Grant(d.ctx, "videoCapture"))
	d.tap("#camera")
	d.until("the camera is open", `document.getElementById("video").videoWidth > 0`)
	d.shot("camera")
	d.says("#banner", "Noted")
	if scans := s.seen(); scans[0].Shown != pass.Text {
		t.Errorf("%+v, want %s", scans, pass.Text)
	}
	d.until("the answer goes away", `document.getElementById("banner").hidden`)
	d.shot("camera-open")
	if scans := s.seen(); len(scans) != 1 {
		t.Errorf("one pass before the camera made %d scans", len(scans))
	}
}

// Without a camera, a permission or a scanner there is always the keyboard, and
// the page says so.
func TestWithoutACameraThePageSaysToType(t *testing.T) {
	s := newStage(t)
	for name, c := range map[string]struct {
		flags []string
		says  string
	}{
		"no scanner": {[]string{"--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"}, "the scanner is not there. Type the pass."},
	} {
		t.Run(name, func(t *testing.T) {
			d := atTheDoor(t, browser.Open(t, browser.Options{Flags: c.flags}), s)
			d.tap("#camera")
			d.says("#trouble", c.says)
			d.shot("trouble")
		})
	}
}

// Large enough for a thumb in a glove, and readable at night: touch targets of
// 48 CSS pixels, and the contrast of WCAG 2.2's level AA, on every view.
func TestEverythingIsLargeAndReadable(t *testing.T) {
	b := browser.Open(t, browser.Options{})
	s := newStage(t)
	codes := visit(t, b, s.address+"/d/"+codesLink)
	codes.shows(s)
	codes.readable("the codes")
	d := visit(t, b, s.address+"/d/"+staffLink)
	d.readable("the name")
	d.write("#steward", "Noé")
	d.tap("#hello button")
	d.write("#pass", s.typed())
	d.tap("#typed button")
	d.says("#banner", "Noted")
	d.readable("the answer")
	d.tap("#toList")
	d.says("#scans", "Pending")
	d.readable("the list")
	s.set(func() { s.silent = true })
	d.eval(`dispatchEvent(new Event("online"))`)
	d.says("#line", "Offline")
	d.tap("#toScan")
	d.readable("offline")
}

// readable fails for what is too small to touch, too pale to read, or wider
// than the phone.
func (d *device) readable(what string) {
	d.t.Helper()
	var faults []string
	d.must(d.Eval(d.ctx, measure, &faults))
	for _, fault := range faults {
		d.t.Errorf("%s: %s", what, fault)
	}
}

// measure computes WCAG 2.2's contrast ratio of each text with the nearest
// background; of a gradient with its darkest colour for light text and the
// other way round, which is no better than the truth.
const measure = `(() => {
	const faults = [];
	const rgb = s => s.match(/rgba?\(([^)]*)\)/)[1].split(/[ ,/]+/).map(Number);
	const light = c => c.slice(0, 3).map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
	const ratio = (a, b) => (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
	const behind = (e, ink) => {
		for (; e; e = e.parentElement) {
			const style = getComputedStyle(e), stops = style.backgroundImage.match(/rgba?\([^)]*\)/g);
			if (stops && e.tagName !== "BODY" && e.tagName !== "NAV") return stops.map(s => light(rgb(s))).sort((a, b) => ratio(a, ink) - ratio(b, ink))[0];
			const c = rgb(style.backgroundColor);
			if (c.length < 4 || c[3] === 1) return light(c);
		}
		return light([11, 12, 16]);
	};
	for (const e of document.querySelectorAll("body *")) {
		if (!e.checkVisibility()) continue;
		const r = e.getBoundingClientRect();
		if (r.right > innerWidth + .5 || r.left < -.5) faults.push((e.id || e.tagName) + " is wider than the phone: " + r.left + " to " + r.right);
		if (["BUTTON", "INPUT", "A"].includes(e.tagName) && (r.height < 48 || r.width < 48)) faults.push((e.id || e.tagName) + " is too small to touch: " + r.width + " by " + r.height);
		if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || e.closest("svg")) continue;
		const ink = light(rgb(getComputedStyle(e).color)), got = ratio(ink, behind(e, ink));
		if (got < 4.5) faults.push("“" + e.textContent.slice(0, 30) + "” has the contrast " + got.toFixed(2) + ", want 4.5");
	}
	return faults;
})()`
