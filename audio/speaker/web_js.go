package speaker

import (
	"fmt"
	"sync"
	"syscall/js"
	"time"
)

// web plays through the browser's Web Audio. Its one goroutine, run, is
// started by Open and ended by Close; it alone touches the graph, but for
// resume, which a gesture calls.
type web struct {
	shelf
	context js.Value
	own     bool // the context was made by Open, so Close closes it
	closed  sync.Once
	stop    chan struct{} // closed by Close
	done    chan struct{} // closed by run

	// Owned by run.
	graph     graph
	song, bed sheet

	mu     sync.Mutex // guards status
	status Status
}

// sheet is a path's file, what became of it, and the voice that plays it.
type sheet struct {
	path string
	file []byte
	tape *tape // decoded
	err  error
}

func newWeb(context js.Value, own bool) *web {
	return &web{
		shelf:   shelf{wake: make(chan struct{}, 1)},
		context: context, own: own,
		stop: make(chan struct{}), done: make(chan struct{}),
	}
}

// run follows the last Sound until Close.
func (w *web) run() {
	defer close(w.done)
	document := js.Global().Get("document")
	defer listen(document, gestures[:], w.resume)()
	defer listen(document, []string{"visibilitychange"}, w.resume)()
	defer listen(w.context, []string{"statechange"}, w.poke)()
	if err := attempt(func() { w.graph = newGraph(w.context) }); err != nil {
		w.report(fmt.Errorf("speaker: the browser refuses its sound graph: %w", err))
		<-w.stop
		return
	}
	w.resume()
	for {
		var again <-chan time.Time
		if wait := w.follow(); wait > 0 {
			again = time.After(wait)
		}
		select {
		case <-w.wake:
		case <-again:
		case <-w.stop:
			w.end()
			return
		}
	}
}

// resume asks a context that does not run to run. A browser refuses it, with
// a promise that fails, outside a gesture.
func (w *web) resume() {
	if state := w.context.Get("state").String(); state == "running" || state == "closed" {
		return
	}
	_ = attempt(func() { quiet(w.context.Call("resume")) })
	w.poke()
}

// quiet keeps a promise that fails off the console.
func quiet(promise js.Value) {
	if promise.Type() != js.TypeObject {
		return
	}
	var ignore js.Func
	ignore = js.FuncOf(func(js.Value, []js.Value) any { ignore.Release(); return nil })
	promise.Call("then", ignore, ignore)
}

// follow decodes what the last Sound names and sends the graph there. It
// returns how long to wait before it is called again by itself, 0 for not.
func (w *web) follow() (again time.Duration) {
	sound, song, bed := w.wanted()
	w.bed.load(w, sound.Bed, bed)
	if w.song.path == sound.Song { // what needs no decoding is not put off by it
		again = w.aim(sound)
	}
	if w.song.load(w, sound.Song, song) {
		sound, _, _ = w.wanted() // time has passed
		if sound.Song == w.song.path {
			again = w.aim(sound)
		} else {
			w.poke()
		}
	}
	err := w.song.err
	if err == nil {
		err = w.bed.err
	}
	w.report(err)
	return again
}

func (w *web) aim(sound Sound) (again time.Duration) {
	if w.context.Get("state").String() != "running" {
		return 0 // its clock stands still: statechange wakes us
	}
	if err := attempt(func() { again = w.graph.aim(sound, w.song.tape, w.bed.tape) }); err != nil && w.song.err == nil {
		w.song.err = fmt.Errorf("speaker: song %s: the browser refuses to play it: %w", sound.Song, err)
	}
	return again
}

// report sets the status that others see.
func (w *web) report(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.status = Status{Song: w.song.playing(), Bed: w.bed.playing(), Err: err}
}

// Status is [Speaker.Status].
func (w *web) Status() Status {
	select {
	case <-w.done:
		return Status{}
	default:
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	s := w.status
	switch w.context.Get("state").String() {
	case "running":
		s.State = Running
	case "suspended":
		s.State = Suspended
	case "interrupted": // Safari, during a call
		s.State = Interrupted
	}
	return s
}

// end silences the graph, softly, and gives the context back.
func (w *web) end() {
	_ = attempt(func() {
		if wait := w.graph.end(); w.context.Get("state").String() == "running" {
			<-time.After(wait)
		}
		w.graph.disconnect()
		if w.own {
			quiet(w.context.Call("close"))
		}
	})
	w.song, w.bed, w.graph = sheet{}, sheet{}, graph{}
}

// Close is [Speaker.Close].
func (w *web) Close() error {
	w.closed.Do(func() { close(w.stop) })
	<-w.done
	return nil
}

// load makes the sheet hold a path's file, and tells whether it was decoded
// just now, which takes time. What it held is forgotten.
func (s *sheet) load(w *web, path string, file []byte) (decoded bool) {
	if s.path == path && same(s.file, file) {
		return false
	}
	*s = sheet{path: path, file: file}
	if path == "" {
		return true
	}
	if file == nil {
		s.err = missing(path)
		return true
	}
	if s.tape, s.err = decodeTape(w.context, file, w.stop); s.err != nil {
		s.err = fmt.Errorf("speaker: song %s: %w", path, s.err)
	}
	return true
}

// playing returns the path if it is heard.
func (s *sheet) playing() string {
	if s.tape == nil {
		return ""
	}
	return s.path
}
