// Probe is the speaker in a page, with strings to pull: what browser_test.go
// measures in a real browser. It is built for js/wasm by that test.
package main

import (
	"syscall/js"
	"time"

	"crescendo/audio/speaker"
)

func main() {
	s, err := speaker.Open()
	if err != nil {
		js.Global().Set("probeError", err.Error())
		return
	}
	export := func(name string, f func(args []js.Value) any) {
		js.Global().Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any { return f(args) }))
	}
	export("probeAdd", func(args []js.Value) any {
		file := make([]byte, args[1].Get("length").Int())
		js.CopyBytesToGo(file, args[1])
		if err := s.AddSong(args[0].String(), file); err != nil {
			return err.Error()
		}
		return ""
	})
	export("probeSet", func(args []js.Value) any {
		var epoch time.Time
		if ms := args[0].Get("epoch"); ms.Type() == js.TypeNumber {
			epoch = time.UnixMilli(int64(ms.Int()))
		}
		s.Set(speaker.Sound{
			Epoch: epoch,
			Song:  args[0].Get("song").String(), Bed: args[0].Get("bed").String(),
			Step: uint8(args[0].Get("step").Int()), Fog: uint8(args[0].Get("fog").Int()), Muted: args[0].Get("muted").Bool(), Mono: args[0].Get("mono").Bool(),
			Glide: time.Duration(args[0].Get("glideMs").Int()) * time.Millisecond,
		})
		return nil
	})
	export("probeStatus", func([]js.Value) any {
		status := s.Status()
		text := ""
		if status.Err != nil {
			text = status.Err.Error()
		}
		return map[string]any{"state": status.State.String(), "song": status.Song, "bed": status.Bed, "error": text}
	})
	export("probeClose", func([]js.Value) any {
		go func() { _ = s.Close() }()
		return nil
	})
	js.Global().Set("probeReady", true)
	select {}
}
