package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/gorilla/websocket"
)

const (
	maxMessage = 64 << 20 // bytes: a screenshot of a large page has some 5 MB
	queued     = 64       // messages that wait to be written; a call waits when it is full
)

// ErrGone is the error of every call once the browser has ended, or its page
// was closed or has crashed.
var ErrGone = errors.New("the browser or its page is gone")

// wire is the connection to a browser.
type wire struct {
	conn   *websocket.Conn
	out    chan []byte
	gone   chan struct{} // closed when the reader ends
	stop   chan struct{} // closed by close
	ending sync.Once
	both   sync.WaitGroup // reader and writer

	mu       sync.Mutex // guards what follows
	last     int64
	answers  map[int64]chan answer
	sessions map[string]*session
}

// session is the conversation about one page.
type session struct {
	id     string
	handle func(event)   // on the reader's goroutine
	over   chan struct{} // closed when the page is gone
}

// answer is what a call gets back.
type answer struct {
	Result json.RawMessage
	Error  *struct {
		Message string
		Data    string
	}
}

// event is what a browser tells on its own.
type event struct {
	Method string
	Params json.RawMessage
}

type message struct {
	ID        int64
	SessionID string
	answer
	event
}

func dial(ctx context.Context, address string) (*wire, error) {
	conn, _, err := websocket.DefaultDialer.DialContext(ctx, address, nil)
	if err != nil {
		return nil, fmt.Errorf("connecting to the browser: %w", err)
	}
	conn.SetReadLimit(maxMessage)
	w := &wire{
		conn: conn, out: make(chan []byte, queued), gone: make(chan struct{}), stop: make(chan struct{}),
		answers: map[int64]chan answer{}, sessions: map[string]*session{},
	}
	w.both.Add(2)
	go w.read()
	go w.write()
	return w, nil
}

// close ends the connection and awaits its goroutines.
func (w *wire) close() {
	w.ending.Do(func() { close(w.stop) })
	w.conn.Close()
	w.both.Wait()
}

func (w *wire) write() {
	defer w.both.Done()
	for {
		select {
		case m := <-w.out:
			if w.conn.WriteMessage(websocket.TextMessage, m) != nil {
				w.conn.Close() // the reader tells everybody
				return
			}
		case <-w.gone:
			return
		case <-w.stop:
			return
		}
	}
}

func (w *wire) read() {
	defer w.both.Done()
	defer close(w.gone)
	for {
		_, b, err := w.conn.ReadMessage()
		if err != nil {
			return
		}
		var m message
		if json.Unmarshal(b, &m) != nil {
			return
		}
		w.hand(m)
	}
}

// hand gives a message to whoever waits for it.
func (w *wire) hand(m message) {
	w.mu.Lock()
	waiting, about := w.answers[m.ID], w.sessions[m.SessionID]
	delete(w.answers, m.ID)
	w.mu.Unlock()
	switch {
	case waiting != nil:
		waiting <- m.answer // has room for it
	case m.Method == "Target.detachedFromTarget":
		var of struct{ SessionID string }
		if json.Unmarshal(m.Params, &of) == nil {
			w.end(of.SessionID)
		}
	case m.Method == "Inspector.targetCrashed":
		w.end(m.SessionID)
	case m.Method != "" && about != nil:
		about.handle(m.event)
	}
}

// end ends the conversation about a page.
func (w *wire) end(id string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if s := w.sessions[id]; s != nil {
		delete(w.sessions, id)
		close(s.over)
	}
}

// browserItself is asked about no page.
var browserItself = &session{}

// call asks for something and waits for the answer. params and result are
// marshalled as JSON; nil for none.
func (w *wire) call(ctx context.Context, about *session, method string, params, result any) error {
	got := make(chan answer, 1)
	id := w.expect(got)
	defer w.forget(id)
	b, err := request(id, about.id, method, params)
	if err != nil {
		return err
	}
	select {
	case w.out <- b:
	case <-w.gone:
		return fmt.Errorf("%s: %w", method, ErrGone)
	case <-ctx.Done():
		return fmt.Errorf("%s: %w", method, ctx.Err())
	}
	select {
	case a := <-got:
		return a.into(method, result)
	case <-about.over:
		return fmt.Errorf("%s: %w", method, ErrGone)
	case <-w.gone:
		return fmt.Errorf("%s: %w", method, ErrGone)
	case <-ctx.Done():
		return fmt.Errorf("%s: %w", method, ctx.Err())
	}
}

func (w *wire) expect(got chan answer) int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.last++
	w.answers[w.last] = got
	return w.last
}

func (w *wire) forget(id int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.answers, id)
}

func request(id int64, session, method string, params any) ([]byte, error) {
	b, err := json.Marshal(struct {
		ID        int64  `json:"id"`
		SessionID string `json:"sessionId,omitempty"`
		Method    string `json:"method"`
		Params    any    `json:"params,omitempty"`
	}{id, session, method, params})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", method, err)
	}
	return b, nil
}

func (a answer) into(method string, result any) error {
	if a.Error != nil {
		return fmt.Errorf("%s: %s %s", method, a.Error.Message, a.Error.Data)
	}
	if result == nil {
		return nil
	}
	if err := json.Unmarshal(a.Result, result); err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	return nil
}

// tell asks for something from the reader's own goroutine, without an answer.
// Where the queue is full it is left out: nothing waits for it.
func (w *wire) tell(about *session, method string, params any) {
	b, err := request(0, about.id, method, params)
	if err != nil {
		return
	}
	select {
	case w.out <- b:
	default:
	}
}

// listen begins the conversation about a page.
func (w *wire) listen(id string, handle func(event)) *session {
	s := &session{id: id, handle: handle, over: make(chan struct{})}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sessions[id] = s
	return s
}
