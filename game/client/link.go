package client

import (
	"strconv"
	"sync"

	"crescendo/game/wire"
)

const linkQueue = 16 // messages: two seconds of steps and words at the highest rate

// link is an open connection with its reader and its writer, owned by Run.
type link struct {
	conn Conn
	in   chan received
	out  chan Message
	stop chan struct{}
	both sync.WaitGroup
}

// received is a message, or the error after the last one.
type received struct {
	Message
	err error
}

func newLink(c Conn) *link {
	l := &link{conn: c, in: make(chan received, linkQueue), out: make(chan Message, linkQueue), stop: make(chan struct{})}
	l.both.Go(l.read)
	l.both.Go(l.write)
	return l
}

func (l *link) read() {
	for {
		m, err := l.conn.Read()
		select {
		case l.in <- received{m, err}:
		case <-l.stop:
			return
		}
		if err != nil {
			return
		}
	}
}

// write sends what comes. Its errors make the reader's Read fail, which tells.
func (l *link) write() {
	for {
		select {
		case m := <-l.out:
			if l.conn.Write(m) != nil {
				l.conn.Close(0)
				return
			}
		case <-l.stop:
			return
		}
	}
}

// send queues a message and never waits. It reports false when the queue is
// full: then the network takes nothing, and the link is of no use.
func (l *link) send(m Message) bool {
	select {
	case l.out <- m:
		return true
	default:
		return false
	}
}

func (l *link) say(m wire.ToServer) bool {
	text, err := wire.EncodeToServer(m)
	if err != nil { // a token longer than any server gives
		return false
	}
	return l.send(Message{Data: text})
}

// close ends the link and waits for both its goroutines.
func (l *link) close(code int) {
	close(l.stop)
	l.conn.Close(code)
	l.both.Wait()
}

func closeCode(code int) string { return strconv.Itoa(code) }
