package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
)

// acts are what operators have done, as far as the journal has it, and who
// waits to be told. An act is known by its mark, the keyed hash that stands in
// its fact: so a retry finds the first try, after a restart and on another
// server too.
type acts struct {
	mu      sync.Mutex
	done    map[mark]outcome       // guarded by mu
	waiting map[mark]chan struct{} // guarded by mu; closed when it is counted
}

// mark is what an act is known by.
type mark [32]byte

// outcome is what an act has changed.
type outcome struct {
	fact fact.Fact
	seq  uint64
	what []string
}

func newActs() *acts { return &acts{done: map[mark]outcome{}, waiting: map[mark]chan struct{}{}} }

// find returns what an act has changed, once it is counted.
func (a *acts) find(m mark) (outcome, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	o, ok := a.done[m]
	return o, ok
}

// wait returns a channel that is closed when an act is counted, and whether
// nobody else waits for it: then the caller hands it in.
func (a *acts) wait(m mark) (counted <-chan struct{}, first bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	ch, known := a.waiting[m]
	if !known {
		ch = make(chan struct{})
		a.waiting[m] = ch
		if _, done := a.done[m]; done {
			close(ch)
			delete(a.waiting, m)
			return ch, false
		}
	}
	return ch, !known
}

// drop says that an act was not handed in after all.
func (a *acts) drop(m mark) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.waiting, m)
}

// counted notes an act that the journal has. The first one with a mark counts;
// above maxActs the facts alone remember.
func (a *acts) counted(m mark, o outcome) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, again := a.done[m]; !again && len(a.done) < maxActs {
		a.done[m] = o
	}
	if ch := a.waiting[m]; ch != nil {
		close(ch)
		delete(a.waiting, m)
	}
}

// actRefusal is why an act is not done, for the operator.
type actRefusal struct {
	status        int
	code, message string
}

func (r *actRefusal) Error() string { return r.message }

// act answers POST /v1/acts: when the fold has counted the act, with what it
// changed (R11).
func (s *Server) act(w http.ResponseWriter, r *http.Request, operator string) {
	if !s.request() {
		refuse(w, http.StatusServiceUnavailable, "busy", "The server is starting or stopping. Try again with the same id.")
		return
	}
	defer s.requests.Done()
	q, ok := asked(w, r, "an act", maxActBody, decodeAct)
	if !ok {
		return
	}
	answer, err := s.do(r, operator, q)
	if why := (*actRefusal)(nil); errors.As(err, &why) {
		refuse(w, why.status, why.code, why.message)
		return
	}
	sendValue(w, answer)
}

// do hands an act in, unless it was before, and returns when it is counted. Its
// errors are refusals.
func (s *Server) do(r *http.Request, operator string, q ActRequest) (ActReply, error) {
	c, err := s.prepare(operator, q)
	if err != nil {
		return ActReply{}, err
	}
	if o, ok := s.acts.find(c.mark); ok {
		return c.reply(o)
	}
	already, err := s.allow(q, &c)
	if err != nil || already != "" {
		return ActReply{Done: true, What: []string{already}}, err
	}
	if !s.texts.keepAll(c.texts) {
		return ActReply{}, &actRefusal{http.StatusServiceUnavailable, "full", "The server has no room for another text."}
	}
	if err := s.keepTexts(&c); err != nil {
		s.log.Error("keeping a text", "cause", err)
		return ActReply{}, &actRefusal{http.StatusServiceUnavailable, "full", "The server cannot keep the text: is its disk full?"}
	}
	counted, first := s.acts.wait(c.mark)
	if first && !s.desk.put(c.fact) {
		s.acts.drop(c.mark)
		return ActReply{}, &actRefusal{http.StatusServiceUnavailable, "busy", "The server is busy. Try again with the same id."}
	}
	late := time.NewTimer(joinTimeout)
	defer late.Stop()
	select {
	case <-counted:
	case <-late.C:
		return ActReply{}, &actRefusal{http.StatusServiceUnavailable, "unknown", "The journal did not answer in time: nobody knows whether it is done. Try again with the same id."}
	case <-s.stopping:
		return ActReply{}, &actRefusal{http.StatusServiceUnavailable, "unknown", "The server is stopping: nobody knows whether it is done. Try again with the same id."}
	case <-r.Context().Done():
		return ActReply{}, &actRefusal{http.StatusServiceUnavailable, "unknown", "You have gone."}
	}
	o, ok := s.acts.find(c.mark)
	if !ok {
		return ActReply{}, &actRefusal{http.StatusServiceUnavailable, "full", fmt.Sprintf("It is done, but more than %d acts are not remembered: see the status.", maxActs)}
	}
	return c.reply(o)
}

// reply returns the answer to an act that is counted.
func (c *call) reply(o outcome) (ActReply, error) {
	if o.fact != c.fact {
		return ActReply{}, &actRefusal{http.StatusConflict, "other", "That id was used for another act. Take a new one."}
	}
	return ActReply{Done: true, Seq: o.seq, What: o.what, Code: c.code}, nil
}

// acted notes what the acts of a record have changed. The fold calls it when
// the record is counted.
func (f *fold) acted(seq uint64, facts []fact.Fact, events []game.Event) {
	for _, a := range facts {
		m, ok := markOf(a)
		if !ok {
			continue
		}
		what := f.server.phrases(events)
		if len(what) == 0 {
			what = []string{"Nothing changed: it was so already, or it came too late."}
		}
		f.server.acts.counted(m, outcome{a, seq, what})
		if f.server.caughtUp() {
			f.server.log.Info("an operator acted", "record", seq)
		}
	}
}

// markOf returns the mark of a person's act, and whether it is one.
func markOf(f fact.Fact) (m mark, ok bool) {
	switch f := f.(type) {
	case fact.Acted:
		return f.Reason, f.By != fact.Person{}
	case fact.Beacon:
		return f.Value, f.By != fact.Person{}
	case fact.Resumed:
		copy(m[:], f.Code[:])
		return m, !f.Spent && f.By != fact.Person{}
	}
	return m, false
}

func sendValue(w http.ResponseWriter, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings, numbers and lists of them
	}
	sendJSON(w, http.StatusOK, b)
}
