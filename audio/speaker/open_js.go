package speaker

import (
	"fmt"
	"syscall/js"
)

// gestures are the events in which a browser lets a page start its sound.
var gestures = [...]string{"pointerup", "touchend", "keyup"}

// Open returns a Speaker on the browser's Web Audio.
//
// It plays through window.crescendo.audio, the AudioContext that the page made
// within the tap that joined; without one it makes its own, which stays
// suspended until a touch or a key. Whenever the sound is suspended or
// interrupted, the next touch, key or return to the page resumes it. Open
// reports an error if the browser has no Web Audio.
//
// The glides are the browser's, on its audio thread: a slow frame of the game
// makes no silence, it only puts off the next change.
func Open() (Speaker, error) {
	context, own, err := findContext()
	if err != nil {
		return nil, err
	}
	w := newWeb(context, own)
	go w.run()
	return w, nil
}

// DeviceError is false: in a browser the want of a sound device ends nothing.
func DeviceError(error) bool { return false }

// findContext returns the page's AudioContext, or a new one that is our own.
func findContext() (context js.Value, own bool, err error) {
	global := js.Global()
	if page := global.Get("crescendo"); page.Type() == js.TypeObject {
		if context := page.Get("audio"); context.Type() == js.TypeObject && context.Get("state").String() != "closed" {
			return context, false, nil
		}
	}
	class := global.Get("AudioContext")
	if class.IsUndefined() {
		class = global.Get("webkitAudioContext")
	}
	if class.IsUndefined() {
		return js.Value{}, false, fmt.Errorf("speaker: open: this browser has no Web Audio; use one from the last years, or play by sight and touch")
	}
	err = attempt(func() {
		context = class.New(map[string]any{"sampleRate": 48000, "latencyHint": "balanced"})
	})
	if err != nil {
		return js.Value{}, false, fmt.Errorf("speaker: open: %w", err)
	}
	return context, true, nil
}

// listen has f called on each event until the returned function is called.
func listen(target js.Value, events []string, f func()) (stop func()) {
	handler := js.FuncOf(func(js.Value, []js.Value) any { f(); return nil })
	for _, e := range events {
		target.Call("addEventListener", e, handler, true)
	}
	return func() {
		for _, e := range events {
			target.Call("removeEventListener", e, handler, true)
		}
		handler.Release()
	}
}

// attempt runs calls into the browser and returns what it throws: a refusal
// of the browser's must not end the hunt.
func attempt(calls func()) (err error) {
	defer func() {
		switch thrown := recover().(type) {
		case nil:
		case js.Error:
			err = thrown
		default:
			panic(thrown)
		}
	}()
	calls()
	return nil
}
