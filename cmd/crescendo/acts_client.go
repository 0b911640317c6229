package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"crescendo/game/wire"
	"crescendo/server"
)

const (
	actTries   = 4                // of one act, with the same id
	actTimeout = 15 * time.Second // for one answer: longer than a server waits for its journal
	maxAnswer  = 32 << 20         // bytes: the status of a full hunt has some 10 MB
)

// actAddress checks where a key is sent to: over https, or to this machine.
func actAddress(text string, plain bool) (string, error) {
	address, err := baseURL(text)
	if err != nil {
		return "", usageError{fmt.Errorf("%q: want the server's address, such as https://hunt.example.org", text)}
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", usageError{err}
	}
	ip := net.ParseIP(u.Hostname())
	if u.Scheme == "http" && !plain && u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return "", usageError{fmt.Errorf("%s: over http everybody between can read your key: use https, or say --plain on a network that you trust", text)}
	}
	return address, nil
}

// errUnknown is an act of which nobody knows whether it is done.
var errUnknown = errors.New("no answer")

// send does the act, again with the same id while the answer gets lost.
func (c actCall) send(ctx context.Context) (server.ActReply, error) {
	body, err := json.Marshal(c.act)
	if err != nil {
		return server.ActReply{}, err
	}
	var reply server.ActReply
	for try, wait := 1, time.Second/2; ; try, wait = try+1, 2*wait {
		err = c.ask(ctx, http.MethodPost, "/v1/acts", body, &reply)
		if !errors.Is(err, errUnknown) {
			return reply, err
		}
		if try == actTries || !sleep(ctx, wait) {
			return reply, fmt.Errorf("%w; it may be done or not: ask again with --id %s, and it acts once", err, c.act.ID)
		}
	}
}

// sleep waits, and tells false where ctx was done before.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// ask sends one request with the key and reads the answer into v. Its error is
// errUnknown where asking again may help.
func (c actCall) ask(ctx context.Context, method, path string, body []byte, v any) error {
	ctx, cancel := context.WithTimeout(ctx, actTimeout)
	defer cancel()
	q, err := http.NewRequestWithContext(ctx, method, c.address+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	q.Header.Set("Authorization", "Bearer "+c.operator)
	q.Header.Set("Content-Type", "application/json")
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }} // a key goes where it was sent
	answer, err := client.Do(q)
	if err != nil {
		return fmt.Errorf("%w from %s: %w", errUnknown, c.address, reached(err))
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer))
	if err != nil {
		return fmt.Errorf("%w from %s: %w", errUnknown, c.address, err)
	}
	if answer.StatusCode == http.StatusOK && json.Unmarshal(text, v) == nil {
		return nil
	}
	return c.refused(answer.StatusCode, text)
}

// refused says why the server did not do what was asked.
func (c actCall) refused(status int, text []byte) error {
	var said wire.ErrorReply
	if json.Unmarshal(text, &said) != nil || said.Message == "" {
		return fmt.Errorf("%s answers with status %d and nothing that crescendo understands: is it the address of a hunt?", c.address, status)
	}
	switch status {
	case http.StatusUnauthorized:
		return errors.New("the server does not know this key: is it of this hunt, and was it not removed? crescendo keys show lists the operators")
	case http.StatusServiceUnavailable:
		return fmt.Errorf("%w: %s", errUnknown, said.Message)
	}
	return errors.New(said.Message)
}

// reached says in an operator's words why a server was not reached.
func reached(err error) error {
	if wrapped := (*url.Error)(nil); errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.New("it took too long")
	}
	return err
}
