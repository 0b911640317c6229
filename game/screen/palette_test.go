package screen

import (
	"math"
	"testing"
)

// WCAG 2.2, AA: what is read has 4.5 : 1 on everything it stands on, what only
// has to be seen 3 : 1.
func TestWhatIsReadStandsOut(t *testing.T) {
	for _, c := range []struct {
		name   string
		of, on ink
		least  float64
	}{
		{"words on the night", text1, night, readable},
		{"words on a row", text1, panel, readable},
		{"words on a pressed row", text1, raised.toward(text1, 0.10), readable},
		{"help on the night", text2, night, readable},
		{"help on a row", text2, panel, readable},
		{"help on the warm air", text2, glow, readable},
		{"help on the darkened map, over its lightest street", text2, artery.toward(night, 0.85), readable},
		{"amber on the night", amber, night, readable},
		{"amber on a button", amber, raised, readable},
		{"trouble on its box", warn, panel, readable},
		{"words on amber", over(amber), amber, readable},
		{"words on paper", night, paper, readable},
		{"help on paper", text3, paper, readable},
		{"words on trouble", over(warn), warn, readable},
		{"names on the map", label, ground, readable},
		{"edges of buttons on the night", edge, night, visible},
		{"edges of buttons on the map", edge, ground, visible},
	} {
		if got := contrast(c.of, c.on); got < c.least {
			t.Errorf("%s: contrast %.2f, want %.1f", c.name, got, c.least)
		}
	}
	if got := contrast(0x000000ff, 0xffffffff); math.Abs(got-21) > 0.01 { // WCAG's own example
		t.Errorf("black on white has contrast %.2f, want 21", got)
	}
}

// An organiser's colours are read whatever they are.
func TestABandsColourCanBeRead(t *testing.T) {
	for colour, want := range map[string]ink{"#ffffff": 0xffffffff, "#e8b04a": 0xe8b04aff, "red": amber, "": amber, "#12345": amber, "#gggggg": amber} {
		if got := bandInk(colour); got != want {
			t.Errorf("bandInk(%q) = %08x, want %08x", colour, uint32(got), uint32(want))
		}
	}
	for _, colour := range []string{"#000000", "#0000ff", "#400000", "#123456", "#555555"} {
		c := bandInk(colour)
		for _, on := range []ink{night, panel, raised} {
			if got := contrast(c, on); got < readable {
				t.Errorf("%s became %08x: contrast %.2f on %08x", colour, uint32(c), got, uint32(on))
			}
		}
		if got := contrast(over(c), c); got < readable {
			t.Errorf("words on %s have contrast %.2f", colour, got)
		}
	}
}
