package client

import (
	"context"
	"encoding/json"
	"syscall/js"

	"crescendo/game/wire"
)

func platformJoin(ctx context.Context, address string, r wire.JoinRequest) (wire.JoinReply, error) {
	return post(ctx, address+"/v1/join", r)
}

func platformResume(ctx context.Context, address string, r wire.ResumeRequest) (wire.JoinReply, error) {
	return post(ctx, address+"/v1/resume", r)
}

// post asks with the browser's fetch.
func post(ctx context.Context, url string, r any) (wire.JoinReply, error) {
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
	answer, err := Await(ctx, stop, js.Global().Call("fetch", url, options))
	if err != nil {
		return wire.JoinReply{}, err
	}
	text, err := Await(ctx, stop, answer.Call("text"))
	if err != nil {
		return wire.JoinReply{}, err
	}
	return reply(answer.Get("status").Int(), []byte(text.String()))
}
