package screen

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"crescendo/game/sense"
)

// eachPage builds the page of every play, in every window, in every language.
func eachPage(t *testing.T, check func(t *testing.T, p *page, type1 *typeface)) {
	type1, err := newTypeface(1)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scenes() {
		session, _ := s.session(t)
		for _, l := range sense.Languages() {
			v := &view{state: session.State(), now: time.Now(), language: l, words: speak(l), type1: type1}
			v.local = local{open: s.open, digits: s.digits, sound: s.sound, again: s.again, walks: v.state.Hunt.Virtual, credit: speak(l).credit, free: true}
			v.scene = Choose(v.state, s.open)
			for _, w := range windows {
				t.Run(fmt.Sprint(s.name, " ", l, " ", w), func(t *testing.T) { check(t, build(v, w[0], w[1]), type1) })
			}
		}
	}
}

// Words stay in the window and in their column, and no gap stays open.
func TestWordsFitEveryWindow(t *testing.T) {
	eachPage(t, func(t *testing.T, p *page, type1 *typeface) {
		all := box{0, 0, p.frame.w, p.frame.h}
		for _, it := range p.items {
			if it.kind != words1 || it.text == "" {
				continue
			}
			if strings.ContainsAny(it.text, "{}") {
				t.Errorf("%q has a gap", it.text)
			}
			w := type1.width(it.text, it.style)
			at := box{it.box.x + (it.box.w-w)*it.align, it.box.y, w, it.box.h}
			if it.scrolls {
				at.y, at.h = p.window.y, 0
			}
			if !at.within(all) {
				t.Errorf("%q at %v leaves the window %v", it.text, at, all)
			}
			if p.frame.wide && it.box.x < p.frame.side.w && at.right() > p.frame.side.w && !alone(p.scene) {
				t.Errorf("%q at %v leaves the panel", it.text, at)
			}
		}
	})
}

// alone tells whether a scene's words stand in the middle of the window.
func alone(s Scene) bool {
	return slices.Contains([]Scene{Connecting, Gone, Out, Noted, Leave, Resume, Message}, s)
}

// Buttons are for fingertips, all can be reached, and none hides another.
func TestButtonsFitFingers(t *testing.T) {
	eachPage(t, func(t *testing.T, p *page, _ *typeface) {
		seen := map[action]bool{}
		for i, b := range p.buttons {
			if b.box.w < fingertip || b.box.h < fingertip {
				t.Errorf("button %v is %v", b.do, b.box)
			}
			if seen[b.do] && b.do.do != goBack {
				t.Errorf("two buttons do %v", b.do)
			}
			seen[b.do] = true
			p.reveal(i)
			at, visible := p.place(b)
			if !visible || !at.within(box{0, 0, p.frame.w, p.frame.h}) {
				t.Errorf("button %v at %v cannot be seen", b.do, at)
			}
			if got, ok := p.button(at.middle()); !ok || got != b.do {
				t.Errorf("a tap on %v does %v", b.do, got)
			}
			if p.stick && p.frame.reach().contains(at.middle()) {
				t.Errorf("button %v lies on the thumb stick", b.do)
			}
		}
	})
}

// Each scene offers what can be done in it, and nothing else.
func TestScenesOfferWhatCanBeDone(t *testing.T) {
	elsewhere := []verb{goBack, openCode, openPass, openWhose, openTicket, openMessage, sendCode} // by what the hunt has: tested apart
	eachPage(t, func(t *testing.T, p *page, _ *typeface) {
		var verbs []verb
		for _, b := range p.buttons {
			if !slices.Contains(verbs, b.do.do) && !slices.Contains(elsewhere, b.do.do) {
				verbs = append(verbs, b.do.do)
			}
		}
		wide := map[bool][]verb{true: {openBands, zoomIn, zoomOut, follow}, false: {openBands}}
		want := map[Scene][]verb{
			Gate: nil, Code: {typeDigit, eraseDigit}, Whose: {pickDoor}, Noted: nil,
			Pass: nil, Ticket: nil, Leave: {leaveSeat}, Resume: nil, Message: nil, Out: nil,
			Lobby: {openResume, tuneTo}, Hunt: {openBands, zoomIn, zoomOut, follow}, Arrived: {openBands, zoomIn, zoomOut, follow},
			Waiting: wide[p.frame.wide], Connecting: nil, Seat: {openLeave}, Gone: {playAgain},
		}
		if p.scene > Gone && p.scene != Noted && !slices.ContainsFunc(p.buttons, func(b button) bool { return b.do.do == goBack }) {
			t.Errorf("there is no way back from %s", p.scene)
		}
		w, ok := want[p.scene]
		slices.Sort(verbs)
		slices.Sort(w)
		if ok && !slices.Equal(verbs, w) {
			t.Errorf("%s offers %v, want %v", p.scene, verbs, w)
		}
	})
}

// Whoever sees the map sees who made it.
func TestTheMapIsCredited(t *testing.T) {
	eachPage(t, func(t *testing.T, p *page, _ *typeface) {
		credited := slices.ContainsFunc(p.items, func(i item) bool { return strings.Contains(i.text, "OpenStreetMap") })
		if credited != p.map1 {
			t.Errorf("map %v, credited %v", p.map1, credited)
		}
	})
}

// The band's colour is the light; the step is said in a word and a number.
func TestTheHuntSaysItsStep(t *testing.T) {
	eachPage(t, func(t *testing.T, p *page, _ *typeface) {
		if p.scene != Hunt {
			return
		}
		if !p.lantern || p.tint != bandInk("#e8b04a") {
			t.Errorf("lantern %v, tint %08x", p.lantern, uint32(p.tint))
		}
		if n := count(p.items, meter); n != 1 {
			t.Errorf("%d meters", n)
		}
	})
}

func count(items []item, k itemKind) (n int) {
	for _, i := range items {
		if i.kind == k {
			n++
		}
	}
	return n
}

// A voice says every scene without a picture, and nothing that counts down.
func TestAVoiceSaysEveryScene(t *testing.T) {
	for _, s := range scenes() {
		session, _ := s.session(t)
		for _, l := range sense.Languages() {
			if got := Sentence(l, session.State()); len(got) < 8 || strings.ContainsAny(got, "{}") {
				t.Errorf("%s, %s: %q", s.name, l, got)
			}
		}
	}
}
