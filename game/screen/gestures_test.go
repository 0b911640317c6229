package screen

import (
	"slices"
	"testing"
)

// touchable is a page with a map, a stick, a button on the map and a list.
func touchable() *page {
	return &page{
		map1: true, stick: true, frame: arrange(412, 780), window: box{0, 0, 412, 120}, length: 500,
		buttons: []button{{box{20, 300, 60, 60}, action{do: openBands}, false}, {box{20, 20, 300, 64}, action{do: tuneTo, band: "owls"}, true}},
	}
}

func TestATapIsDownAndUpOnTheSameButton(t *testing.T) {
	at, off := xy{40, 320}, xy{200, 250}
	for _, c := range []struct {
		name     string
		contacts []contact
		want     []action
	}{
		{"both within one tick", []contact{{1, down, at}, {1, up, at}}, []action{{do: openBands}}},
		{"slipped a little", []contact{{1, down, at}, {1, moved, at.plus(xy{6, 6})}, {1, up, at.plus(xy{6, 6})}}, []action{{do: openBands}}},
		{"left the button", []contact{{1, down, at}, {1, moved, off}, {1, up, off}}, nil},
		{"came to the button", []contact{{1, down, off}, {1, moved, at}, {1, up, at}}, nil},
		{"taken by the system", []contact{{1, down, at}, {1, lost, at}, {1, up, at}}, nil},
		{"in the list", []contact{{1, down, xy{60, 50}}, {1, up, xy{60, 50}}}, []action{{do: tuneTo, band: "owls"}}},
		{"two fingers", []contact{{1, down, at}, {2, down, xy{60, 50}}, {2, up, xy{60, 50}}, {1, up, at}}, []action{{do: tuneTo, band: "owls"}, {do: openBands}}},
	} {
		var g gestures
		if got := g.feed(c.contacts, touchable()); !slices.Equal(got.taps, c.want) || len(g.fingers) != 0 {
			t.Errorf("%s: taps %v, want %v; %d fingers left", c.name, got.taps, c.want, len(g.fingers))
		}
	}
}

func TestAListIsDraggedByItsButtons(t *testing.T) {
	var g gestures
	p := touchable()
	m := g.feed([]contact{{1, down, xy{60, 50}}, {1, moved, xy{60, 30}}, {1, moved, xy{60, 5}}, {1, up, xy{60, 5}}}, p)
	if m.scroll <= 20 || len(m.taps) != 0 {
		t.Errorf("scrolled %v, tapped %v: want most of 45 and no tap", m.scroll, m.taps)
	}
	p.scrollTo(1e9)
	if p.scroll != p.length-p.window.h {
		t.Errorf("the list scrolls to %v, want its end", p.scroll)
	}
	if p.scrollTo(-5); p.scroll != 0 {
		t.Errorf("the list scrolls to %v, want 0", p.scroll)
	}
}

// A stick whose finger's end was lost is taken over by the next finger; and
// letting go of everything ends it.
func TestAStickNeverSticks(t *testing.T) {
	var g gestures
	p := touchable()
	g.feed([]contact{{1, down, p.frame.stick}, {1, moved, p.frame.stick.plus(xy{90, 0})}}, p)
	if at, ok := g.steered(); !ok || at != p.frame.stick.plus(xy{90, 0}) {
		t.Errorf("steered to %v, %v", at, ok)
	}
	g.feed([]contact{{2, down, p.frame.stick}}, p) // finger 1 never went up
	if at, ok := g.steered(); !ok || at != p.frame.stick {
		t.Errorf("the second finger steers to %v, %v", at, ok)
	}
	g.feed([]contact{{2, up, p.frame.stick}}, p)
	if at, ok := g.steered(); ok {
		t.Errorf("it still steers to %v", at)
	}
	g.feed([]contact{{3, down, p.frame.stick}}, p)
	if g.letGo(); len(g.fingers) != 0 {
		t.Error("fingers stay after letting go")
	}
}

func TestOneFingerPansAndTwoZoom(t *testing.T) {
	var g gestures
	p := touchable()
	if m := g.feed([]contact{{1, down, xy{200, 300}}, {1, moved, xy{205, 300}}}, p); m.pan != (xy{}) {
		t.Errorf("a resting finger pans %v", m.pan)
	}
	if m := g.feed([]contact{{1, moved, xy{240, 300}}}, p); m.pan != (xy{35, 0}) {
		t.Errorf("one finger pans %v, want 35 east", m.pan)
	}
	m := g.feed([]contact{{2, down, xy{240, 400}}, {2, moved, xy{240, 500}}}, p)
	if m.zoom != 2 || m.about != (xy{240, 400}) {
		t.Errorf("fingers twice as far apart zoom %v about %v", m.zoom, m.about)
	}
}
