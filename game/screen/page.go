package screen

import "crescendo/maps/geo"

// verb is what a button does.
type verb uint8

const (
	nothing verb = iota
	tuneTo
	openBands
	zoomIn
	zoomOut
	follow
	playAgain
	goBack
	openCode
	openWhose
	openPass
	openTicket
	openLeave
	openResume
	openMessage
	pickDoor
	typeDigit
	eraseDigit
	sendCode
	leaveSeat
)

// action is what happens when a button is tapped.
type action struct {
	do    verb
	band  string // of tuneTo and pickDoor
	digit byte   // of typeDigit
}

// button is a place to tap.
type button struct {
	box     box
	do      action
	scrolls bool
}

// itemKind is what an item of a page is made of.
type itemKind uint8

const (
	fill1   itemKind = iota // a rounded rectangle, from colour to colour2 downward
	outline                 // its edge, width wide, within the box
	words1                  // a line of text
	meter                   // the loudness, as it is shown now
	mark                    // the four rising bars of this game
	matrix                  // a QR code
)

// item is one thing to draw.
type item struct {
	kind            itemKind
	box             box
	colour, colour2 ink
	radius          float64
	width           float64 // of an outline
	soft            float64 // how far the edge is spread
	text            string
	style           style
	align           float64 // 0 at the box's left edge, ½ in its middle, 1 at its right
	code            qr      // of a matrix
	scrolls         bool
}

// venue is a place that is not secret any more.
type venue struct {
	at     geo.Point
	name   string
	colour ink
}

// page is all that a scene shows, but for what glides: the map under it, the
// lantern's light and the thumb stick.
type page struct {
	scene   Scene
	frame   frame
	items   []item
	buttons []button

	map1    bool    // there is a map behind
	lantern bool    // with the lantern
	stick   bool    // and a thumb stick
	tint    ink     // of the band
	coded   bool    // there is a button to present oneself
	card    bool    // a ticket lies on the map
	paper   bool    // white, so that a scanner sees it
	room    box     // where the middle of the map is
	venues  []venue // on the map; the camera shows all of them

	window box     // in which a list scrolls; empty for none
	length float64 // of the list
	scroll float64 // how far it is scrolled
}

// scrolls tells whether there is more than the window shows.
func (p *page) scrolls() bool { return p.length > p.window.h && p.window.h > 0 }

// scrollTo scrolls, within the list.
func (p *page) scrollTo(y float64) { p.scroll = clamp(y, 0, max(0, p.length-p.window.h)) }

// place returns where a button is on the screen, and whether any of it can be
// seen.
func (p *page) place(b button) (box, bool) {
	if !b.scrolls {
		return b.box, true
	}
	at := b.box
	at.y -= p.scroll
	return at, at.meets(p.window)
}

// button returns the topmost button at a point of the screen.
func (p *page) button(at xy) (action, bool) {
	for i := len(p.buttons) - 1; i >= 0; i-- {
		b := p.buttons[i]
		if b.scrolls && !p.window.contains(at) {
			continue
		}
		if where, seen := p.place(b); seen && where.contains(at) {
			return b.do, true
		}
	}
	return action{}, false
}

// reveal scrolls so that a button is seen.
func (p *page) reveal(i int) {
	if i < 0 || i >= len(p.buttons) || !p.buttons[i].scrolls {
		return
	}
	b := p.buttons[i].box.grow(12)
	switch {
	case b.y-p.scroll < p.window.y:
		p.scrollTo(b.y - p.window.y)
	case b.bottom()-p.scroll > p.window.bottom():
		p.scrollTo(b.bottom() - p.window.bottom())
	}
}
