// Package screen answers: what does the player see, and what do their hands do?
//
// One Ebitengine window shows one [client.State]. A scene is a function of that
// state and of very little that is the screen's own (what is open over it, digits
// that are being typed, how far the map is zoomed); a page is a function of the scene, the state and the
// window's size. So whatever happens, reloading shows the same.
//
//	client.State ─► choose ─► Scene ─► build ─► page ─► Draw
//	hands ─► gestures ─► taps on the page's buttons, the map, the thumb stick
//
// Everything up to the page is pure and tested without a display. Draw paints a
// page and changes nothing.
//
// # What is drawn
//
// The map is a night. The sound is a lantern about the player: the louder the
// band, the wider and brighter the light, in the band's colour, the same in all
// directions. It never points anywhere. Fog makes its edge dissolve.
//
// # Cost
//
// Nothing is drawn when nothing moves: the screen keeps its last picture. The
// streets are baked into one image larger than the window, anew only when the
// walk leaves it or the zoom changes; a frame is that image through one shader,
// and a few shapes and lines of text.
//
// # Goroutines
//
// The screen has none. Ebitengine calls Update and Draw; sound and the network
// never depend on them, for a hidden tab has no frames.
package screen
