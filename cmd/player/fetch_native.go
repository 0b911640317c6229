//go:build !js

package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// fetch reads what is at a URL, at most limit bytes of it.
func fetch(ctx context.Context, url string, limit int) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	answer, err := http.DefaultClient.Do(ask)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("get %s: %s", url, answer.Status)
	}
	b, err := io.ReadAll(io.LimitReader(answer.Body, int64(limit)+1))
	if err == nil && len(b) > limit {
		err = fmt.Errorf("get %s: more than %d bytes", url, limit)
	}
	return b, err
}
