package main

import (
	"context"
	"errors"
	"fmt"
	"syscall/js"
	"time"
)

// fetch reads what is at a URL, at most limit bytes of it, with the browser's
// own fetch.
func fetch(ctx context.Context, url string, limit int) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	abort := js.Global().Get("AbortController").New()
	answer, err := await(ctx, abort, js.Global().Call("fetch", url, map[string]any{"signal": abort.Get("signal")}))
	if err != nil {
		return nil, err
	}
	if !answer.Get("ok").Bool() {
		return nil, fmt.Errorf("get %s: %d", url, answer.Get("status").Int())
	}
	buffer, err := await(ctx, abort, answer.Call("arrayBuffer"))
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

// await waits for a promise; when ctx is done it aborts, and waits for the
// promise to notice.
func await(ctx context.Context, abort, promise js.Value) (js.Value, error) {
	done, failed := make(chan js.Value, 1), make(chan js.Value, 1)
	settle := func(to chan<- js.Value) js.Func {
		return js.FuncOf(func(_ js.Value, args []js.Value) any {
			to <- args[0]
			return nil
		})
	}
	then, catch := settle(done), settle(failed)
	defer then.Release()
	defer catch.Release()
	promise.Call("then", then, catch)
	over := ctx.Done()
	for {
		select {
		case v := <-done:
			return v, nil
		case e := <-failed:
			return js.Value{}, errors.New(e.Call("toString").String())
		case <-over:
			abort.Call("abort")
			over = nil
		}
	}
}
