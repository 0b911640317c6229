package client

import (
	"context"
	"encoding/json"
	"errors"
	"syscall/js"

	"crescendo/game/wire"
)

// platformJoin asks with the browser's fetch.
func platformJoin(ctx context.Context, address string, r wire.JoinRequest) (wire.JoinReply, error) {
	body, err := json.Marshal(r)
	if err != nil {
		return wire.JoinReply{}, err
	}
	stop := js.Global().Get("AbortController").New()
	headers, options := js.Global().Get("Object").New(), js.Global().Get("Object").New()
	headers.Set("Content-Type", "application/json")
	options.Set("method", "POST")
	options.Set("headers", headers)
	options.Set("body", string(body))
	options.Set("signal", stop.Get("signal"))
	answer, err := await(ctx, stop, js.Global().Call("fetch", address+"/v1/join", options))
	if err != nil {
		return wire.JoinReply{}, err
	}
	text, err := await(ctx, stop, answer.Call("text"))
	if err != nil {
		return wire.JoinReply{}, err
	}
	return reply(answer.Get("status").Int(), []byte(text.String()))
}

// await waits for a promise. When ctx is done first it aborts, and waits for the
// promise to notice.
func await(ctx context.Context, stop, promise js.Value) (js.Value, error) {
	done, failed := make(chan js.Value, 1), make(chan js.Value, 1)
	then := settle(done)
	defer then.Release()
	catch := settle(failed)
	defer catch.Release()
	promise.Call("then", then, catch)
	cancelled := ctx.Done()
	for {
		select {
		case v := <-done:
			return v, nil
		case e := <-failed:
			return js.Value{}, errors.New(e.Call("toString").String())
		case <-cancelled:
			stop.Call("abort")
			cancelled = nil
		}
	}
}

func settle(to chan<- js.Value) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		to <- args[0]
		return nil
	})
}
