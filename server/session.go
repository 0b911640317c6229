package server

import (
	"errors"
	"io"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/game/wire"
)

// session is one connection. One goroutine, the reader, owns it from the first
// message to the last: it reads, decodes, asks the rules and writes the answer
// in place.
type session struct {
	// set once
	server *Server
	conn   *websocket.Conn
	out    outbox

	heard atomic.Int64 // Unix ms of the last sign of life, by the server's clock

	// owned by the reader
	player *player
	epoch  uint32
	allow  allowance
	frame  [wire.FrameSize + 1]byte // one byte more than is right: so what is too long is seen
}

// errors of a device that does not speak the protocol, each with its close code.
var (
	errHelloFirst = errors.New("the first message must be a hello")
	errHelloTwice = errors.New("a second hello")
	errEpoch      = errors.New("a frame of another session")
	errFlood      = errors.New("far more messages than asked for")
	errToken      = errors.New("unknown token")
)

// closeCode says how a connection ends after an error of its device.
func closeCode(err error) int {
	switch {
	case errors.Is(err, wire.ErrVersion):
		return wire.CloseVersion
	case errors.Is(err, errToken):
		return wire.CloseUnknown
	}
	return wire.CloseGarbage
}

// run is the life of a session.
func (c *session) run() {
	defer c.end()
	c.conn.SetReadLimit(wire.MaxMessageUp)
	c.conn.SetPingHandler(func(said string) error { c.flush(c.out.reply(said)); return nil })
	c.conn.SetPongHandler(func(string) error { return c.alive(idleTimeout) })
	c.conn.SetCloseHandler(func(int, string) error { return nil }) // the reader ends, and with it the connection
	if c.alive(wire.HelloTimeout) != nil {
		return
	}
	for {
		kind, r, err := c.conn.NextReader()
		if err != nil {
			return
		}
		if c.out.closing() {
			continue // until the other side says goodbye, or closeTimeout
		}
		if err := c.message(kind, r); err != nil {
			c.server.log.Debug("ending a connection", "cause", err)
			c.flush(c.out.shut(closeCode(err), true))
		}
	}
}

// end takes the session from its player and waits until nobody writes.
func (c *session) end() {
	c.server.leave(c)
	c.conn.Close()
	c.out.wait()
}

// alive notes a sign of life: the next one is due within the timeout, unless
// the connection is on its way out.
func (c *session) alive(timeout time.Duration) error {
	c.heard.Store(c.server.now().UnixMilli())
	err := c.conn.SetReadDeadline(time.Now().Add(timeout))
	if c.out.closing() { // asked afterwards: the deadline of whoever shut it stands
		err = c.conn.SetReadDeadline(time.Now().Add(closeTimeout))
	}
	return err
}

// flush writes in place what waits, if the reader has to.
func (c *session) flush(mine bool) {
	if mine {
		c.out.drain()
	}
}

// say puts a message into the session's own mailbox and writes it in place.
func (c *session) say(m wire.ToPlayer) error {
	text, err := wire.EncodeToPlayer(m)
	if err != nil {
		return err
	}
	c.flush(c.out.text(text))
	return nil
}

// message deals with one message of the device. Its error ends the connection.
func (c *session) message(kind int, r io.Reader) error {
	if c.player == nil {
		return c.hello(kind, r)
	}
	if !c.allow.one(c.server.now()) {
		return errFlood
	}
	if err := c.alive(idleTimeout); err != nil {
		return err
	}
	if kind == websocket.BinaryMessage {
		n, err := io.ReadFull(r, c.frame[:])
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return err
		}
		return c.stream(c.frame[:n])
	}
	text, err := io.ReadAll(r) // within the read limit
	if err != nil {
		return err
	}
	m, err := wire.DecodeToServer(text)
	if err != nil {
		return err
	}
	switch m := m.(type) {
	case wire.Tune:
		return c.tune(m)
	case wire.Present:
		return c.present(m)
	case wire.AskPass:
		return c.sendPass()
	case wire.AskResume:
		return c.askResume()
	case wire.GiveBack:
		return c.giveBack()
	case wire.Hello:
		return errHelloTwice
	}
	return wire.ErrUnknownType
}

// stream answers one frame.
func (c *session) stream(b []byte) error {
	var f wire.Frame
	if err := f.Decode(b); err != nil {
		return err
	}
	if f.Epoch != c.epoch {
		return errEpoch
	}
	var s wire.Step
	if c.server.judge(c, &f, &s) {
		c.flush(c.out.answer(&s))
	}
	return nil
}

// hello welcomes a device that knows its token.
func (c *session) hello(kind int, r io.Reader) error {
	if kind != websocket.TextMessage {
		return errHelloFirst
	}
	text, err := io.ReadAll(r) // within the read limit
	if err != nil {
		return err
	}
	m, err := wire.DecodeToServer(text)
	if err != nil {
		return err
	}
	hello, ok := m.(wire.Hello)
	if !ok {
		return errHelloFirst
	}
	p, generation := c.server.byToken(hello.Token)
	if p == nil {
		return errToken
	}
	c.allow = newAllowance(c.server.hunt.Rate, c.server.now())
	if err := c.alive(idleTimeout); err != nil {
		return err
	}
	mine, err := c.server.welcome(c, p, generation)
	c.flush(mine)
	return err
}
