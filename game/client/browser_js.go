package client

import (
	"context"
	"sync"
	"sync/atomic"
	"syscall/js"
	"time"

	"crescendo/maps/geo"
)

// Browser returns the Source that asks the browser where the device is. It needs
// a page with https (or on localhost), and the person's leave: without, its
// trouble says what to do, and it asks again by and by.
func Browser() Source { return browser{time.Now} }

type browser struct{ now func() time.Time }

const (
	deniedError = 1                // GeolocationPositionError.PERMISSION_DENIED
	maxOld      = 15 * time.Second // what a browser's time stamp may say; some count from another year
	askAfter    = 5 * time.Second  // without news: a browser may report movement only, and R5 wants 0.2 Hz of who stands
)

// Run watches the position. The callbacks run while the browser waits, so they
// only fill queues; an overrun drops the fix, for the next one is fresher.
func (b browser) Run(ctx context.Context, emit func(Fix)) error {
	geolocation := js.Global().Get("navigator").Get("geolocation")
	if geolocation.IsUndefined() || !js.Global().Get("isSecureContext").Truthy() {
		return trouble(PositionMissing)
	}
	w := watch{now: b.now, emit: emit, denied: make(chan struct{})}
	found := js.FuncOf(w.found)
	defer found.Release()
	failed := js.FuncOf(w.failed)
	defer failed.Release()
	options := js.Global().Get("Object").New()
	options.Set("enableHighAccuracy", true)
	options.Set("maximumAge", 0)
	id := geolocation.Call("watchPosition", found, failed, options)
	defer func() { geolocation.Call("clearWatch", id) }()
	ask := time.NewTicker(askAfter)
	defer ask.Stop()
	for {
		select {
		case <-w.denied:
			return trouble(PositionDenied)
		case <-ctx.Done():
			return nil
		case <-ask.C:
			if !w.news.Swap(false) {
				// A new watch begins with the position of now. Chromium leaves
				// getCurrentPosition unanswered beside a watch until the device moves.
				geolocation.Call("clearWatch", id)
				id = geolocation.Call("watchPosition", found, failed, options)
			}
		}
	}
}

// watch is what the browser calls.
type watch struct {
	now    func() time.Time
	emit   func(Fix)
	denied chan struct{}
	once   sync.Once
	news   atomic.Bool // a fix came since somebody looked
}

func (w *watch) found(_ js.Value, args []js.Value) any {
	w.news.Store(true)
	c := args[0].Get("coords")
	p, err := geo.Degrees(c.Get("latitude").Float(), c.Get("longitude").Float())
	if err != nil {
		return nil // a browser that says so says another soon
	}
	w.emit(Fix{At: p, Accuracy: c.Get("accuracy").Float(), Time: w.now().Add(-age(args[0].Get("timestamp")))})
	return nil
}

// age returns how old a fix is by the browser's clocks, 0 where they make no
// sense together.
func age(timestamp js.Value) time.Duration {
	ms := js.Global().Get("Date").Call("now").Float() - timestamp.Float()
	if old := time.Duration(ms) * time.Millisecond; old > 0 && old <= maxOld {
		return old
	}
	return 0
}

// failed takes an error. All but a refusal pass by themselves: the browser goes
// on watching.
func (w *watch) failed(_ js.Value, args []js.Value) any {
	if args[0].Get("code").Int() == deniedError {
		w.once.Do(func() { close(w.denied) })
	}
	return nil
}
