package main

import (
	"context"
	"fmt"
	"syscall/js"
	"time"

	"crescendo/game/client"
)

// fetch reads what is at a URL, at most limit bytes of it, with the browser's
// own fetch.
func fetch(ctx context.Context, url string, limit int) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	abort := js.Global().Get("AbortController").New()
	answer, err := client.Await(ctx, abort, js.Global().Call("fetch", url, map[string]any{"signal": abort.Get("signal")}))
	if err != nil {
		return nil, err
	}
	if !answer.Get("ok").Bool() {
		return nil, fmt.Errorf("get %s: %d", url, answer.Get("status").Int())
	}
	buffer, err := client.Await(ctx, abort, answer.Call("arrayBuffer"))
	if err != nil {
		return nil, err
	}
	array := js.Global().Get("Uint8Array").New(buffer)
	n := array.Get("length").Int()
	if n > limit {
		return nil, fmt.Errorf("get %s: %d bytes, more than %d", url, n, limit)
	}
	b := make([]byte, n)
	js.CopyBytesToGo(b, array)
	return b, nil
}
