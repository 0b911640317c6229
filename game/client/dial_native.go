//go:build !js

package client

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/game/wire"
)

const (
	readWithin  = time.Minute            // between two messages: every frame is answered, so silence is death
	writeWithin = 5 * time.Second        // for a message
	closeWithin = 500 * time.Millisecond // for the last one
	bufferSize  = 1 << 10                // bytes each way: frames and steps fit ten times
)

// DialNet opens a stream to a host and port, as net.Dialer.DialContext does.
type DialNet func(ctx context.Context, network, address string) (net.Conn, error)

// Through returns the platform's Dialer and Joiner, with d to open streams. A
// test passes net.Pipe through it.
func Through(d DialNet) (Dialer, Joiner) { return dialThrough(d, nil), joinThrough(d, nil) }

// ResumeThrough returns the platform's Resumer, as Through does.
func ResumeThrough(d DialNet) Resumer { return resumeThrough(d, nil) }

func platformDial(ctx context.Context, address string) (Conn, error) {
	return dialThrough(nil, http.ProxyFromEnvironment)(ctx, address)
}

func dialThrough(d DialNet, proxy proxy) Dialer {
	dialer := &websocket.Dialer{
		NetDialContext: d, Proxy: proxy, HandshakeTimeout: openFor,
		ReadBufferSize: bufferSize, WriteBufferSize: bufferSize,
	}
	return func(ctx context.Context, address string) (Conn, error) {
		ws, answer, err := dialer.DialContext(ctx, address, nil)
		if answer != nil && answer.Body != nil {
			answer.Body.Close() // of a refusal: at most what is buffered already
		}
		if err != nil {
			return nil, err
		}
		ws.SetReadLimit(wire.MaxMessageDown)
		return &nativeConn{ws: ws}, nil
	}
}

// nativeConn is gorilla's connection. Its own answer to the server's pings is
// what we want; the frames are ours.
type nativeConn struct {
	ws   *websocket.Conn
	once sync.Once
}

func (c *nativeConn) Read() (Message, error) {
	if err := c.ws.SetReadDeadline(time.Now().Add(readWithin)); err != nil {
		return Message{}, err
	}
	kind, data, err := c.ws.ReadMessage()
	var end *websocket.CloseError
	if errors.As(err, &end) {
		return Message{}, &CloseError{end.Code, end.Text}
	}
	return Message{kind == websocket.BinaryMessage, data}, err
}

func (c *nativeConn) Write(m Message) error {
	if err := c.ws.SetWriteDeadline(time.Now().Add(writeWithin)); err != nil {
		return err
	}
	kind := websocket.TextMessage
	if m.Binary {
		kind = websocket.BinaryMessage
	}
	return c.ws.WriteMessage(kind, m.Data)
}

func (c *nativeConn) Close(code int) {
	c.once.Do(func() {
		if code != 0 { // the server may be gone: whether this arrives changes nothing
			_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(closeWithin))
		}
		c.ws.Close()
	})
}
