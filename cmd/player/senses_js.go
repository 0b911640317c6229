package main

import (
	"slices"
	"syscall/js"
	"time"

	"crescendo/game/client"
	"crescendo/game/screen"
	"crescendo/game/sense"
	"crescendo/game/wire"
)

// voice says the scene to a screen reader, which sees nothing of a canvas.
type voice struct {
	language sense.Language
	element  js.Value
	scene    screen.Scene
	said     string
	at       time.Time
	read     int64     // when the last of the organisers' messages was said that this voice has read out
	busy     time.Time // until then it reads a message
}

const reading = 8 * time.Second // for a message of the organisers

const breath = 3 * time.Second // between two sentences about the same scene

func newVoice(l sense.Language) *voice {
	document := js.Global().Get("document")
	v := &voice{language: l, element: document.Call("createElement", "div")}
	v.element.Set("id", "crescendo-voice")
	v.element.Call("setAttribute", "role", "status")
	v.element.Call("setAttribute", "aria-live", "polite")
	v.element.Get("style").Set("cssText", "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap")
	document.Get("body").Call("append", v.element)
	if canvas := document.Call("querySelector", "body > canvas"); canvas.Truthy() {
		canvas.Call("setAttribute", "role", "img")
		canvas.Call("setAttribute", "aria-describedby", "crescendo-voice")
		canvas.Call("setAttribute", "aria-label", "Crescendo")
	}
	return v
}

func (v *voice) hear(s client.State) {
	if v.message(s) || time.Now().Before(v.busy) {
		return
	}
	text, scene := screen.Sentence(v.language, s), screen.Choose(s, screen.Shut)
	if text == v.said || scene == v.scene && scene == screen.Hunt && time.Since(v.at) < breath {
		return // another step comes soon
	}
	v.said, v.scene, v.at = text, scene, time.Now()
	v.element.Set("textContent", text)
}

// message reads out what the organisers said last, once.
func (v *voice) message(s client.State) bool {
	n := len(s.Broadcasts)
	if n == 0 || s.Broadcasts[n-1].Server <= v.read {
		return false
	}
	v.read, v.busy = s.Broadcasts[n-1].Server, time.Now().Add(reading)
	v.element.Set("textContent", s.Broadcasts[n-1].Text)
	return true
}

func (v *voice) close() { v.element.Call("remove") }

// hand feels what happens, where the device can vibrate.
type hand struct {
	beats bool // and the steps
	last  client.State
	until time.Time // of the pattern that is being felt
}

const span = 2 * time.Second // of a pattern of beats

func (h *hand) hear(s client.State) {
	last := h.last
	h.last = s
	if last.Hunt.ID == "" { // resuming is no news
		return
	}
	if signal, ok := news(last, s); ok {
		h.feel(signal.Feel())
		return
	}
	if h.beats && s.Word == wire.WordHunting && time.Now().After(h.until) {
		h.feel(sense.Beats(s.Step, span))
		h.until = time.Now().Add(span)
	}
}

// news is what happened between two states.
func news(last, s client.State) (sense.Signal, bool) {
	switch {
	case last.Ended == nil && s.Ended != nil:
		return sense.Ended, true
	case last.Seat == nil && s.Seat != nil:
		return sense.Won, true
	case !last.Gated && s.Gated:
		return sense.Gun, true
	case len(s.Waiting) > len(last.Waiting):
		return sense.Waits, true
	case len(s.Arrived) > len(last.Arrived):
		return sense.Arrived, true
	case last.Phase == wire.PhaseOpen && s.Phase == wire.PhaseRunning:
		return sense.Gun, true
	}
	return 0, false
}

// feel plays a pattern. A browser without vibration, or before any touch, does
// nothing.
func (h *hand) feel(p sense.Pattern) {
	navigator := js.Global().Get("navigator")
	if len(p) == 0 || navigator.Get("vibrate").Type() != js.TypeFunction {
		return
	}
	parts := make([]any, 0, len(p))
	for part := range slices.Values(p) {
		parts = append(parts, part.Milliseconds())
	}
	navigator.Call("vibrate", parts)
	h.until = time.Now().Add(p.Length())
}
