package server

import (
	"errors"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/game/wire"
)

// outbox is what waits to be written to one connection, and who writes it: at
// most one goroutine at a time, by construction. Whoever puts something in and
// is told that nobody writes becomes the writer until nothing waits.
//
// Full means: messages may not be lost and may not wait for ever, so a device
// that let maxMailbox of them wait is sent away with CloseSlow and comes back
// to be told everything in its Welcome. A step that waits is replaced by the
// newer one.
type outbox struct {
	conn *websocket.Conn // set once; written to by whoever drains, by nobody else

	mu      sync.Mutex
	texts   [][]byte            // guarded by mu; never changed, may be shared by many outboxes
	step    [wire.StepSize]byte // guarded by mu
	stepped bool                // guarded by mu; step waits
	ping    bool                // guarded by mu; a ping waits
	pong    string              // guarded by mu; what a ping said
	ponged  bool                // guarded by mu; a pong waits
	code    int                 // guarded by mu; the close code, 0 while open
	writing bool                // guarded by mu; somebody drains
	gone    bool                // guarded by mu; nothing can be written any more
	writers sync.WaitGroup      // who drains; added to under mu
	leaving [wire.StepSize]byte // owned by whoever drains
}

// text puts a JSON message in. It tells whether the caller has to drain.
func (o *outbox) text(b []byte) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.code != 0 || o.gone {
		return false
	}
	if len(o.texts) == maxMailbox {
		return o.shutLocked(wire.CloseSlow, true)
	}
	o.texts = append(o.texts, b)
	return o.takeLocked()
}

// answer puts a step in, in place of one that still waits. It tells whether the
// caller has to drain.
func (o *outbox) answer(s *wire.Step) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.code != 0 || o.gone {
		return false
	}
	s.Append(o.step[:0])
	o.stepped = true
	return o.takeLocked()
}

// knock puts a ping in; reply answers one. Both tell whether the caller has to
// drain.
func (o *outbox) knock() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.ping = true
	return o.takeLocked()
}

func (o *outbox) reply(said string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.pong, o.ponged = said, true
	return o.takeLocked()
}

// shut ends the connection with a code, once; the first code stands. With drop,
// what waits is not sent any more. It tells whether the caller has to drain.
func (o *outbox) shut(code int, drop bool) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.shutLocked(code, drop)
}

func (o *outbox) shutLocked(code int, drop bool) bool {
	if o.code != 0 || o.gone {
		return false
	}
	o.code, o.stepped = code, false
	if drop {
		o.texts = nil
	}
	return o.takeLocked()
}

// closing tells that the connection is on its way out: what comes in is not
// looked at any more.
func (o *outbox) closing() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.code != 0 || o.gone
}

func (o *outbox) takeLocked() bool {
	if o.writing || o.gone {
		return false
	}
	o.writing = true
	o.writers.Add(1)
	return true
}

// spawn drains in a goroutine of its own, which wait waits for, if the caller
// has to. The reader itself drains in place instead.
func (o *outbox) spawn(mine bool) {
	if mine {
		go o.drain()
	}
}

// wait ends the outbox: nothing goes in any more, and when it returns nobody
// writes. Only the reader calls it, after its last drain and after closing the
// connection, which frees a writer that is stuck.
func (o *outbox) wait() {
	o.mu.Lock()
	o.gone = true
	o.mu.Unlock()
	o.writers.Wait()
}

// drain writes until nothing waits. Only who was told to may call it, once.
func (o *outbox) drain() {
	defer o.writers.Done()
	for {
		kind, b := o.next()
		if kind == 0 {
			return
		}
		if err := o.write(kind, b); err != nil {
			o.fail()
			return
		}
	}
}

// next takes what is written next: messages in their order, then signs of
// life, the step, the end. Of nothing the kind is 0, and the caller is the
// writer no more.
func (o *outbox) next() (kind int, b []byte) {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case o.gone:
	case len(o.texts) > 0:
		b, o.texts = o.texts[0], o.texts[1:]
		if len(o.texts) == 0 {
			o.texts = nil // an idle connection keeps no list
		}
		return websocket.TextMessage, b
	case o.ponged:
		o.ponged = false
		return websocket.PongMessage, []byte(o.pong)
	case o.ping:
		o.ping = false
		return websocket.PingMessage, nil
	case o.stepped:
		o.stepped = false
		o.leaving = o.step
		return websocket.BinaryMessage, o.leaving[:]
	case o.code != 0:
		o.gone = true
		return websocket.CloseMessage, websocket.FormatCloseMessage(o.code, "")
	}
	o.writing = false
	return 0, nil
}

// write writes one message. Deadlines are the network's: they count in the
// machine's own time, whatever clock the hunt has.
func (o *outbox) write(kind int, b []byte) error {
	deadline := time.Now().Add(writeTimeout)
	switch kind {
	case websocket.TextMessage, websocket.BinaryMessage:
		if err := o.conn.SetWriteDeadline(deadline); err != nil {
			return err
		}
		return o.conn.WriteMessage(kind, b)
	case websocket.CloseMessage:
		err := o.conn.WriteControl(kind, b, time.Now().Add(closeTimeout))
		return errors.Join(err, o.conn.SetReadDeadline(time.Now().Add(closeTimeout))) // for the other side's goodbye
	default:
		return o.conn.WriteControl(kind, b, deadline)
	}
}

// fail gives the connection up. The reader learns of it by its next read.
func (o *outbox) fail() {
	o.mu.Lock()
	o.gone, o.writing, o.texts = true, false, nil
	o.mu.Unlock()
	o.conn.NetConn().Close()
}
