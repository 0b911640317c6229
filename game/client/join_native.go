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

func platformResume(ctx context.Context, address string, r wire.ResumeRequest) (wire.JoinReply, error) {
	return resumeThrough(nil, http.ProxyFromEnvironment)(ctx, address, r)
}

func joinThrough(d DialNet, proxy proxy) Joiner {
	return func(ctx context.Context, address string, r wire.JoinRequest) (wire.JoinReply, error) {
		return post(ctx, d, proxy, address+"/v1/join", r)
	}
}

func resumeThrough(d DialNet, proxy proxy) Resumer {
	return func(ctx context.Context, address string, r wire.ResumeRequest) (wire.JoinReply, error) {
		return post(ctx, d, proxy, address+"/v1/resume", r)
	}
}

// post asks over a connection of its own: people join once.
func post(ctx context.Context, d DialNet, proxy proxy, url string, r any) (wire.JoinReply, error) {
	body, err := json.Marshal(r)
	if err != nil {
		return wire.JoinReply{}, err
	}
	ask, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return wire.JoinReply{}, &JoinError{Trouble: trouble(BadAddress)}
	}
	ask.Header.Set("Content-Type", "application/json")
	transport := &http.Transport{DialContext: d, Proxy: proxy, DisableKeepAlives: true}
	defer transport.CloseIdleConnections()
	answer, err := transport.RoundTrip(ask)
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
