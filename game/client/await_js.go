package client

import (
	"context"
	"errors"
	"syscall/js"
)

// Await waits for a promise, and returns what it is fulfilled with or why it was
// rejected. When ctx is done first it aborts by stop, an AbortController, and
// waits for the promise to notice.
func Await(ctx context.Context, stop, promise js.Value) (js.Value, error) {
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
