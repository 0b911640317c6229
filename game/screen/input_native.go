//go:build !js

package screen

import (
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"
)

const mouse = -1 // the contact that is the left mouse button

// device reads the hands from Ebitengine. Fingers are compared with those of
// the last tick, so that none stays down whose end was lost.
type device struct {
	touches, before []ebiten.TouchID
	at              map[ebiten.TouchID]xy
	pressed         []ebiten.Key
	mouse           xy
}

func newDevice() *device { return &device{at: map[ebiten.TouchID]xy{}} }

// close gives back what the device holds of the system.
func (d *device) close() {}

// read fills in with what happened since the last tick. scale is px in a dp.
func (d *device) read(in *input, scale float64) {
	in.absent = !ebiten.IsFocused()
	d.fingers(in, scale)
	d.button(in, scale)
	d.keys(in)
	_, dy := ebiten.Wheel()
	in.wheel += dy
}

func (d *device) fingers(in *input, scale float64) {
	d.before = append(d.before[:0], d.touches...)
	d.touches = ebiten.AppendTouchIDs(d.touches[:0])
	for _, id := range d.before {
		if !has(d.touches, id) {
			in.contacts = append(in.contacts, contact{int64(id), up, d.at[id]})
			delete(d.at, id)
		}
	}
	for _, id := range d.touches {
		x, y := ebiten.TouchPosition(id)
		at := xy{float64(x) / scale, float64(y) / scale}
		switch last, known := d.at[id]; {
		case !known:
			in.contacts = append(in.contacts, contact{int64(id), down, at})
		case last != at:
			in.contacts = append(in.contacts, contact{int64(id), moved, at})
		}
		d.at[id] = at
		in.fingers = true
	}
}

func has(list []ebiten.TouchID, id ebiten.TouchID) bool {
	for _, other := range list {
		if other == id {
			return true
		}
	}
	return false
}

func (d *device) button(in *input, scale float64) {
	x, y := ebiten.CursorPosition()
	at := xy{float64(x) / scale, float64(y) / scale}
	switch {
	case inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft):
		in.contacts = append(in.contacts, contact{mouse, down, at})
	case inpututil.IsMouseButtonJustReleased(ebiten.MouseButtonLeft):
		in.contacts = append(in.contacts, contact{mouse, up, at})
	case at != d.mouse && ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft):
		in.contacts = append(in.contacts, contact{mouse, moved, at})
	}
	d.mouse, in.at = at, at
}

// keysOf says what keys do, by their place on the keyboard: so the keys of a
// French keyboard that lie where W, A, S, D do walk as well.
var keysOf = map[ebiten.Key]key{
	ebiten.KeyUp: keyUp, ebiten.KeyDown: keyDown, ebiten.KeyEnter: keyEnter, ebiten.KeyNumpadEnter: keyEnter,
	ebiten.KeyEscape: keyEscape, ebiten.KeyEqual: keyPlus, ebiten.KeyNumpadAdd: keyPlus,
	ebiten.KeyMinus: keyMinus, ebiten.KeyNumpadSubtract: keyMinus, ebiten.KeySpace: keyFollow, ebiten.KeyB: keyBands,
	ebiten.KeyC: keyCode, ebiten.KeyP: keyPass, ebiten.KeyBackspace: keyErase, ebiten.KeyDelete: keyErase,
	ebiten.Key0: key0, ebiten.Key1: key0 + 1, ebiten.Key2: key0 + 2, ebiten.Key3: key0 + 3, ebiten.Key4: key0 + 4,
	ebiten.Key5: key0 + 5, ebiten.Key6: key0 + 6, ebiten.Key7: key0 + 7, ebiten.Key8: key0 + 8, ebiten.Key9: key0 + 9,
	ebiten.KeyNumpad0: key0, ebiten.KeyNumpad1: key0 + 1, ebiten.KeyNumpad2: key0 + 2, ebiten.KeyNumpad3: key0 + 3, ebiten.KeyNumpad4: key0 + 4,
	ebiten.KeyNumpad5: key0 + 5, ebiten.KeyNumpad6: key0 + 6, ebiten.KeyNumpad7: key0 + 7, ebiten.KeyNumpad8: key0 + 8, ebiten.KeyNumpad9: key0 + 9,
}

func (d *device) keys(in *input) {
	d.pressed = inpututil.AppendJustPressedKeys(d.pressed[:0])
	for _, k := range d.pressed {
		if does := keysOf[k]; does != noKey {
			in.keys = append(in.keys, does)
		}
	}
	for _, w := range [...]struct {
		key ebiten.Key
		way heading
	}{
		{ebiten.KeyUp, goNorth}, {ebiten.KeyW, goNorth}, {ebiten.KeyDown, goSouth}, {ebiten.KeyS, goSouth},
		{ebiten.KeyLeft, goWest}, {ebiten.KeyA, goWest}, {ebiten.KeyRight, goEast}, {ebiten.KeyD, goEast},
	} {
		if ebiten.IsKeyPressed(w.key) {
			in.held |= w.way
		}
	}
}
