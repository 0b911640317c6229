package screen

// contact is what a finger or a mouse button did: it was put down, moved, or
// taken away; lost is taken away by the system, and does nothing.
type contact struct {
	id   int64
	what contactKind
	at   xy
}

type contactKind uint8

const (
	down contactKind = iota
	moved
	up
	lost
)

// key is a key that was pressed.
type key uint8

const (
	noKey key = iota
	keyUp
	keyDown
	keyEnter
	keyEscape
	keyPlus
	keyMinus
	keyFollow
	keyBands
	keyCode
	keyPass
	keyErase
	key0 // to key9: digits of a code; from 1 on also the bands
)

// input is what hands did since the last tick.
type input struct {
	contacts []contact
	keys     []key
	held     heading
	wheel    float64 // notches, away from the person is more
	at       xy      // of the mouse
	fingers  bool    // some contact was a finger, not a mouse
	absent   bool    // the window lost the keyboard and the fingers
}
