//go:build !js

package client

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"

	"crescendo/game/wire"
)

type proxy func(*http.Request) (*url.URL, error)

func platformJoin(ctx context.Context, address string, r wire.JoinRequest) (wire.JoinReply, error) {
	return joinThrough(nil, http.ProxyFromEnvironment)(ctx, address, r)
}

// joinThrough returns a Joiner whose every call has a connection of its own:
// people join once.
func joinThrough(d DialNet, proxy proxy) Joiner {
	return func(ctx context.Context, address string, r wire.JoinRequest) (wire.JoinReply, error) {
		body, err := json.Marshal(r)
		if err != nil {
			return wire.JoinReply{}, err
		}
		post, err := http.NewRequestWithContext(ctx, http.MethodPost, address+"/v1/join", bytes.NewReader(body))
		if err != nil {
			return wire.JoinReply{}, &JoinError{Trouble: trouble(BadAddress)}
		}
		post.Header.Set("Content-Type", "application/json")
		transport := &http.Transport{DialContext: d, Proxy: proxy, DisableKeepAlives: true}
		defer transport.CloseIdleConnections()
		answer, err := transport.RoundTrip(post)
		if err != nil {
			return wire.JoinReply{}, err
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(io.LimitReader(answer.Body, maxReply+1))
		if err != nil {
			return wire.JoinReply{}, err
		}
		return reply(answer.StatusCode, text)
	}
}
