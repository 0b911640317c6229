package screen

import (
	"syscall/js"
)

// device reads the hands from the page itself, not from Ebitengine: pointer
// events lose no quick tap and tell when the system takes a finger away, and
// keys on the window need no focus on the canvas. Callbacks only fill the
// queue; they and read run on the page's one thread.
type device struct {
	canvas js.Value
	queue  input
	held   map[string]bool // by code
	undo   []func()
}

func newDevice() *device {
	d := &device{held: map[string]bool{}, canvas: js.Global().Get("document").Call("querySelector", "body > canvas")}
	window := js.Global().Get("window")
	if d.canvas.Truthy() {
		d.canvas.Get("style").Set("touchAction", "none")
		for event, what := range map[string]contactKind{"pointerdown": down, "pointermove": moved, "pointerup": up, "pointercancel": lost} {
			d.on(d.canvas, event, false, func(e js.Value) { d.pointer(e, what) })
		}
		d.on(d.canvas, "wheel", false, func(e js.Value) { d.queue.wheel -= notches(e) })
	}
	d.on(window, "keydown", true, d.keyDown)
	d.on(window, "keyup", true, func(e js.Value) { delete(d.held, e.Get("code").String()) })
	d.on(window, "blur", false, func(js.Value) { d.leave() })
	d.on(js.Global().Get("document"), "visibilitychange", false, func(js.Value) { d.leave() })
	return d
}

// on listens until close.
func (d *device) on(target js.Value, event string, first bool, f func(js.Value)) {
	h := js.FuncOf(func(_ js.Value, args []js.Value) any {
		f(args[0])
		return nil
	})
	target.Call("addEventListener", event, h, first)
	d.undo = append(d.undo, func() {
		target.Call("removeEventListener", event, h, first)
		h.Release()
	})
}

// close stops listening.
func (d *device) close() {
	for _, undo := range d.undo {
		undo()
	}
	d.undo = nil
}

func (d *device) pointer(e js.Value, what contactKind) {
	if what == moved && e.Get("buttons").Int() == 0 || what == down && e.Get("button").Int() != 0 {
		return
	}
	box := d.canvas.Call("getBoundingClientRect")
	at := xy{e.Get("clientX").Float() - box.Get("left").Float(), e.Get("clientY").Float() - box.Get("top").Float()}
	id := e.Get("pointerId")
	if what == down { // a finger that leaves the canvas is still ours
		d.canvas.Call("setPointerCapture", id)
	}
	if len(d.queue.contacts) < 256 { // a page that stands still must not grow
		d.queue.contacts = append(d.queue.contacts, contact{int64(id.Int()), what, at})
	}
	d.queue.at = at
	d.queue.fingers = d.queue.fingers || e.Get("pointerType").String() != "mouse"
}

// notches returns how far a wheel turned, in clicks of a common mouse.
func notches(e js.Value) float64 {
	per := 100.0 // pixels
	if e.Get("deltaMode").Int() == 1 {
		per = 3 // lines
	}
	return e.Get("deltaY").Float() / per
}

// leave lets go of everything: what ends while the page is away is not told.
func (d *device) leave() {
	clear(d.held)
	d.queue.absent = true
}

// keyDown takes a key on its way to the canvas. Tab never gets there, for
// Ebitengine would keep it, and with it everybody who has no mouse.
func (d *device) keyDown(e js.Value) {
	code := e.Get("code").String()
	if code == "Tab" {
		e.Call("stopImmediatePropagation")
		return
	}
	if d.elsewhere(e) || e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() {
		return
	}
	if headings[code] != 0 {
		d.held[code] = true
		e.Call("preventDefault") // arrows scroll
	}
	if does := codes[code]; does != noKey && !e.Get("repeat").Bool() {
		d.queue.keys = append(d.queue.keys, does)
	}
}

// elsewhere tells whether somebody types into the page, or presses its buttons.
func (d *device) elsewhere(e js.Value) bool {
	target := e.Get("target")
	return target.Truthy() && target.Get("matches").Truthy() && target.Call("matches", "input, textarea, select, button, a").Bool() && !target.Equal(d.canvas)
}

// headings and codes are keys by their place on the keyboard: so the keys of a
// French keyboard that lie where W, A, S, D do walk as well.
var headings = map[string]heading{
	"ArrowUp": goNorth, "KeyW": goNorth, "ArrowDown": goSouth, "KeyS": goSouth,
	"ArrowLeft": goWest, "KeyA": goWest, "ArrowRight": goEast, "KeyD": goEast,
}

var codes = map[string]key{
	"ArrowUp": keyUp, "ArrowDown": keyDown, "Enter": keyEnter, "NumpadEnter": keyEnter, "Escape": keyEscape,
	"Equal": keyPlus, "NumpadAdd": keyPlus, "Minus": keyMinus, "NumpadSubtract": keyMinus, "Space": keyFollow, "KeyB": keyBands,
	"KeyC": keyCode, "KeyP": keyPass, "Backspace": keyErase, "Delete": keyErase,
	"Digit0": key0, "Digit1": key0 + 1, "Digit2": key0 + 2, "Digit3": key0 + 3, "Digit4": key0 + 4,
	"Digit5": key0 + 5, "Digit6": key0 + 6, "Digit7": key0 + 7, "Digit8": key0 + 8, "Digit9": key0 + 9,
	"Numpad0": key0, "Numpad1": key0 + 1, "Numpad2": key0 + 2, "Numpad3": key0 + 3, "Numpad4": key0 + 4,
	"Numpad5": key0 + 5, "Numpad6": key0 + 6, "Numpad7": key0 + 7, "Numpad8": key0 + 8, "Numpad9": key0 + 9,
}

// read hands over the queue.
func (d *device) read(in *input, _ float64) {
	contacts, keys := append(in.contacts, d.queue.contacts...), append(in.keys, d.queue.keys...)
	*in = d.queue
	in.contacts, in.keys = contacts, keys
	for code := range d.held {
		in.held |= headings[code]
	}
	d.queue = input{contacts: d.queue.contacts[:0], keys: d.queue.keys[:0], at: d.queue.at}
}
