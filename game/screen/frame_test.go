package screen

import (
	"fmt"
	"testing"
)

// windows are the sizes that people have: small and large phones, upright and on
// their side, tablets, desktops.
var windows = [][2]float64{{320, 568}, {360, 640}, {412, 780}, {430, 932}, {600, 900}, {640, 360}, {780, 360}, {932, 430}, {800, 800}, {1024, 768}, {1280, 800}, {2560, 1080}}

// In every window what hands need is inside, large enough for a fingertip, and
// nothing lies over another thing.
func TestHandsReachEverything(t *testing.T) {
	for _, w := range windows {
		t.Run(fmt.Sprint(w), func(t *testing.T) {
			f := arrange(w[0], w[1])
			all := box{0, 0, w[0], w[1]}
			half := f.zoom
			half.h /= 2
			hands := map[string]box{"stick": disc(f.stick, stickRadius), "plus": half, "list": f.list, "back": f.back, "code": f.code}
			for name, b := range hands {
				if !b.within(all) || b.w < fingertip || b.h < fingertip {
					t.Errorf("%s at %v: want it within %v, %v wide and high", name, b, all, fingertip)
				}
				for other, o := range hands {
					if name != other && b.meets(o) {
						t.Errorf("%s at %v lies over %s at %v", name, b, other, o)
					}
				}
			}
			if !f.open.within(all) || f.lantern() < 50 || f.words.w < 200 {
				t.Errorf("open %v, lantern %v, words %v: too little room", f.open, f.lantern(), f.words)
			}
			if f.wide && f.side.meets(f.open) {
				t.Errorf("the panel %v covers the lantern's room %v", f.side, f.open)
			}
		})
	}
}

func TestTheThumbWalksWhereItPushes(t *testing.T) {
	m := xy{100, 100}
	for _, c := range []struct {
		finger, want xy
	}{
		{m, xy{}},
		{xy{100 + stickRadius*0.8*dead*0.9, 100}, xy{}}, // at rest
		{xy{300, 100}, xy{1, 0}},
		{xy{100, -300}, xy{0, 1}}, // up is north
		{xy{100, 100 + stickRadius*0.8}, xy{0, -1}},
	} {
		if got := thumb(c.finger, m); !close1(got, c.want) {
			t.Errorf("a finger at %v pushes %v, want %v", c.finger, got, c.want)
		}
	}
	if half := thumb(xy{100 + stickRadius*0.8*(dead+(1-dead)/2), 100}, m); !close1(half, xy{0.5, 0}) {
		t.Errorf("half way pushes %v, want half", half)
	}
}

func TestKeysWalkNoFasterAcross(t *testing.T) {
	for k := range heading(16) {
		p := k.push()
		if p.length() > 1+1e-9 {
			t.Errorf("keys %04b push %v: longer than 1", k, p)
		}
	}
	if got := (goNorth | goSouth).push(); got != (xy{}) {
		t.Errorf("north and south together push %v", got)
	}
	if got := goWest.push(); got != (xy{-1, 0}) {
		t.Errorf("west pushes %v", got)
	}
}
