package client

import (
	"context"
	"errors"
	"sync"
	"syscall/js"

	"crescendo/game/wire"
)

const maxUnread = 64 // messages of a browser's socket: more means that the page stands still

var (
	errFellBehind = errors.New("the page did not read for too long")
	errTooLong    = errors.New("a message longer than any server's")
	errClosed     = errors.New("closed by this side")
)

// platformDial opens the browser's own WebSocket. Its callbacks run while the
// browser waits, so they only fill queues.
func platformDial(ctx context.Context, address string) (Conn, error) {
	c := &browserConn{unread: make(chan Message, maxUnread), opened: make(chan struct{}), ended: make(chan struct{})}
	if err := c.construct(address); err != nil {
		return nil, err
	}
	select {
	case <-c.opened:
		return c, nil
	case <-c.ended:
		err := c.err
		c.Close(0)
		return nil, err
	case <-ctx.Done():
		c.Close(0)
		return nil, ctx.Err()
	}
}

// browserConn is a browser's WebSocket.
type browserConn struct {
	ws       js.Value
	handlers []js.Func
	unread   chan Message
	opened   chan struct{}
	ended    chan struct{} // closed by end, after err is set
	err      error
	ending   sync.Once
	closing  sync.Once
}

// construct makes the socket. The browser throws where the address is none, or
// is ws:// on a page with https.
func (c *browserConn) construct(address string) (err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			var e js.Error
			if cause, ok := thrown.(error); !ok || !errors.As(cause, &e) {
				panic(thrown)
			}
			err = e
		}
	}()
	c.ws = js.Global().Get("WebSocket").New(address)
	c.ws.Set("binaryType", "arraybuffer")
	c.on("onopen", func(js.Value) { close(c.opened) })
	c.on("onmessage", c.receive)
	c.on("onclose", func(e js.Value) {
		c.end(&CloseError{e.Get("code").Int(), e.Get("reason").String()})
	})
	return nil
}

func (c *browserConn) on(event string, f func(js.Value)) {
	h := js.FuncOf(func(_ js.Value, args []js.Value) any {
		f(args[0])
		return nil
	})
	c.handlers = append(c.handlers, h)
	c.ws.Set(event, h)
}

// receive queues a message. When the queue is full the page has not run for a
// while: the socket is closed, and the session comes back to a fresh welcome.
func (c *browserConn) receive(event js.Value) {
	m, ok := message(event.Get("data"))
	if !ok {
		c.end(errTooLong)
		return
	}
	select {
	case c.unread <- m:
	default:
		c.end(errFellBehind)
	}
}

// message copies a message out of the browser, unless it is longer than any
// server's.
func message(data js.Value) (Message, bool) {
	if data.Type() == js.TypeString {
		text := []byte(data.String())
		return Message{Data: text}, len(text) <= wire.MaxMessageDown
	}
	n := data.Get("byteLength").Int()
	if n > wire.MaxMessageDown {
		return Message{}, false
	}
	b := make([]byte, n)
	js.CopyBytesToGo(b, js.Global().Get("Uint8Array").New(data))
	return Message{Binary: true, Data: b}, true
}

func (c *browserConn) end(err error) {
	c.ending.Do(func() {
		c.err = err
		close(c.ended)
	})
}

func (c *browserConn) Read() (Message, error) {
	select {
	case m := <-c.unread: // first what came before the end
		return m, nil
	default:
	}
	select {
	case m := <-c.unread:
		return m, nil
	case <-c.ended:
		return Message{}, c.err
	}
}

func (c *browserConn) Write(m Message) error {
	select {
	case <-c.ended:
		return c.err
	default:
	}
	if c.ws.Get("bufferedAmount").Int() > maxUnsent {
		return errFellBehind
	}
	if !m.Binary {
		c.ws.Call("send", string(m.Data))
		return nil
	}
	b := js.Global().Get("Uint8Array").New(len(m.Data))
	js.CopyBytesToJS(b, m.Data)
	c.ws.Call("send", b)
	return nil
}

const maxUnsent = linkQueue * wire.FrameSize // bytes that the browser may hold: as many frames as a link

func (c *browserConn) Close(code int) {
	c.closing.Do(func() {
		c.end(errClosed)
		for _, event := range []string{"onopen", "onmessage", "onclose"} {
			c.ws.Set(event, js.Null())
		}
		for _, h := range c.handlers {
			h.Release()
		}
		if code == closeNormal || code >= 3000 { // what a page may say
			c.ws.Call("close", code)
		} else {
			c.ws.Call("close")
		}
	})
}
