package browser

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"image"
	"image/color"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

//go:embed testdata/page.html
var page string

// site serves the test's page, and a socket that says what it hears.
func site(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Security-Policy", "default-src 'self'; img-src data:; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'")
		fmt.Fprint(w, page)
	})
	mux.HandleFunc("GET /echo", func(w http.ResponseWriter, r *http.Request) {
		var u websocket.Upgrader
		c, err := u.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer c.Close()
		for {
			kind, b, err := c.ReadMessage()
			if err != nil || c.WriteMessage(kind, b) != nil {
				return
			}
		}
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

// One browser for all: each has a page of its own.
func TestInABrowser(t *testing.T) {
	b := Open(t, Options{})
	for name, test := range map[string]func(*testing.T, *Browser){
		"sound is unlocked by a touch and measured":   soundIsUnlockedByATouchAndMeasured,
		"the page is where the device is":             thePageIsWhereTheDeviceIs,
		"a person is not another":                     aPersonIsNotAnother,
		"fingers draw":                                fingersDraw,
		"mouse and keys":                              mouseAndKeys,
		"what cannot be touched is not touched":       whatCannotBeTouchedIsNotTouched,
		"what a page says":                            whatAPageSays,
		"offline and back":                            offlineAndBack,
		"reload keeps the scripts that were injected": reloadKeepsTheScriptsThatWereInjected,
		"screenshots":                                 screenshots,
	} {
		t.Run(name, func(t *testing.T) { test(t, b) })
	}
}

// visit opens the test's page on a device.
func visit(t *testing.T, b *Browser, v Viewport) (context.Context, *Page) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	p, err := b.NewPage(ctx, v)
	must(t, err)
	must(t, p.Go(ctx, site(t)))
	return ctx, p
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func text(t *testing.T, ctx context.Context, p *Page, selector, want string) {
	t.Helper()
	must(t, Until(ctx, fmt.Sprintf("%s says %q", selector, want), func() (bool, error) {
		got, err := p.Text(ctx, selector)
		if err == nil && got != want {
			err = fmt.Errorf("it says %q", got)
		}
		return err == nil, err
	}))
}

// A tone of amplitude a has a root mean square of a/√2.
func toneDB(a float64) float64 { return 20 * math.Log10(a/math.Sqrt2) }

func soundIsUnlockedByATouchAndMeasured(t *testing.T, b *Browser) {
	ctx, p := visit(t, b, Phone())
	level, err := p.Level(ctx)
	must(t, err)
	if !math.IsInf(level.DB, -1) || !slices.Equal(level.Contexts, []string{"suspended"}) {
		t.Fatalf("before any gesture: %+v", level)
	}
	must(t, p.Eval(ctx, "play()", nil)) // no gesture
	must(t, p.Eval(ctx, "new Promise(done => setTimeout(done, 200))", nil))
	if level, err = p.Level(ctx); err != nil || level.Contexts[0] != "suspended" {
		t.Fatalf("after a script without a gesture: %+v, %v", level, err)
	}
	must(t, p.TapOn(ctx, "#play"))
	heard(t, ctx, p, 0.5)
	must(t, p.Eval(ctx, "setGain(0.05)", nil))
	heard(t, ctx, p, 0.05)
	must(t, p.Eval(ctx, "stop()", nil))
	must(t, Until(ctx, "silence", func() (bool, error) {
		level, err := p.Level(ctx)
		return level.Sounding == 0, err
	}))
	text(t, ctx, p, "#touches", "touchstart touchend")
}

// heard waits until the page plays the tone at an amplitude, to 1 dB, in most
// of the window that is measured.
func heard(t *testing.T, ctx context.Context, p *Page, amplitude float64) {
	t.Helper()
	var last Level
	err := Until(ctx, fmt.Sprintf("a tone of %v is heard", amplitude), func() (is bool, err error) {
		last, err = p.Level(ctx)
		return math.Abs(last.DB-toneDB(amplitude)) < 1 && last.Sounding > 64, err
	})
	if err != nil {
		t.Fatalf("%v; want %.1f dB, last was %+v", err, toneDB(amplitude), last)
	}
}

func thePageIsWhereTheDeviceIs(t *testing.T, b *Browser) {
	ctx, p := visit(t, b, Phone())
	must(t, p.Locate(ctx, Position{Lat: 48.85662, Lon: 2.35174, Accuracy: 5}))
	must(t, p.Eval(ctx, "watch()", nil))
	text(t, ctx, p, "#place", "48.85662 2.35174 5")
	must(t, p.Locate(ctx, Position{Lat: 48.85525, Lon: 2.3467, Accuracy: 30}))
	text(t, ctx, p, "#place", "48.85525 2.3467 30")
	must(t, p.LoseLocation(ctx))
	text(t, ctx, p, "#place", "lost")
}

func aPersonIsNotAnother(t *testing.T, b *Browser) {
	ctx, p := visit(t, b, Phone())
	must(t, p.Eval(ctx, `localStorage.setItem("who", "Ada")`, nil))
	var url string
	must(t, p.Eval(ctx, "location.href", &url))
	other, err := b.NewPage(ctx, Desktop())
	must(t, err)
	tab, err := p.NewTab(ctx, Desktop())
	must(t, err)
	for page, want := range map[*Page]string{other: "null", tab: "Ada"} {
		must(t, page.Go(ctx, url))
		var got string
		must(t, page.Eval(ctx, `String(localStorage.getItem("who"))`, &got))
		if got != want {
			t.Errorf("stored is %q, want %q", got, want)
		}
	}
	must(t, tab.Close(ctx))
	if err := tab.Eval(ctx, "1", nil); !errors.Is(err, ErrGone) {
		t.Errorf("a closed page answers %v", err)
	}
}

func fingersDraw(t *testing.T, b *Browser) {
	ctx, p := visit(t, b, Phone())
	f, err := p.Press(ctx, 100, 600)
	must(t, err)
	must(t, f.Move(ctx, 140, 560))
	must(t, f.Move(ctx, 180, 520))
	must(t, f.Lift(ctx))
	text(t, ctx, p, "#touches", "touchstart touchmove touchmove touchend")
	var held float64
	must(t, p.Eval(ctx, "held", &held))
	if held < 60 {
		t.Errorf("a touch lasted %v ms, and one tick of a game is 17", held)
	}
}

func mouseAndKeys(t *testing.T, b *Browser) {
	ctx, p := visit(t, b, Desktop())
	must(t, p.ClickOn(ctx, "#name"))
	must(t, p.Type(ctx, "Zoë 雪"))
	must(t, p.Key(ctx, "KeyA"))
	must(t, p.Key(ctx, "Space"))
	must(t, p.Key(ctx, "Digit7"))
	must(t, p.Key(ctx, "Backspace"))
	var value string
	must(t, p.Eval(ctx, "document.querySelector('#name').value", &value))
	if value != "Zoë 雪a " {
		t.Errorf("the field holds %q", value)
	}
	must(t, p.KeyDown(ctx, "ArrowUp"))
	text(t, ctx, p, "#down", "ArrowUp")
	must(t, p.KeyUp(ctx, "ArrowUp"))
	text(t, ctx, p, "#down", "")
	if err := p.Key(ctx, "Any"); err == nil || !strings.Contains(err.Error(), "ArrowUp") {
		t.Errorf("an unknown key: %v", err)
	}
	text(t, ctx, p, "#touches", "")
}

func whatCannotBeTouchedIsNotTouched(t *testing.T, b *Browser) {
	ctx, p := visit(t, b, Phone())
	for selector, why := range map[string]string{"#nowhere": "it is not there", "#covered": `it is hidden or covered by <div id="veil"`, "#disabled": "it is disabled"} {
		short, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		err := p.TapOn(short, selector)
		if err == nil || !strings.Contains(err.Error(), selector+" can be touched") || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v, want %q", selector, err, why)
		}
	}
	must(t, p.TapOn(ctx, "#below")) // it is scrolled to
	text(t, ctx, p, "#below", "touched")
}

func whatAPageSays(t *testing.T, b *Browser) {
	ctx, p := visit(t, b, Desktop())
	if errs := p.Errors(); len(errs) != 0 {
		t.Fatalf("a quiet page says %v", errs)
	}
	must(t, p.Eval(ctx, `console.log("step", 17); console.error("no song"); alert("stop"); void fetch("/missing"); setTimeout(() => { throw new Error("lost") })`, nil))
	must(t, Until(ctx, "three errors", func() (bool, error) { return len(p.Errors()) == 3, nil }))
	all := fmt.Sprint(p.Console())
	for _, want := range []string{"log: step 17", "error: no song", "error: Uncaught Error: lost", "404", "/missing:1"} {
		if !strings.Contains(all, want) {
			t.Errorf("the console is %s: want %q", all, want)
		}
	}
	if err := p.Eval(ctx, `(() => { throw new Error("broken") })()`, nil); err == nil || !strings.Contains(err.Error(), "Error: broken") {
		t.Errorf("an exception is %v", err)
	}
	var sum int
	must(t, p.Eval(ctx, "Promise.resolve(40 + 2)", &sum))
	if sum != 42 {
		t.Errorf("a promise gave %d", sum)
	}
}

func offlineAndBack(t *testing.T, b *Browser) {
	ctx, p := visit(t, b, Phone())
	must(t, p.Eval(ctx, "talk()", nil))
	for _, offline := range []bool{false, true, false} {
		must(t, p.Offline(ctx, offline))
		must(t, p.Until(ctx, "the page knows", fmt.Sprintf("navigator.onLine === %v", !offline)))
		var ok, talking bool
		must(t, p.Eval(ctx, `fetch("/").then(r => r.ok, () => false)`, &ok))
		must(t, p.Eval(ctx, "talking()", &talking))
		if ok == offline || talking == offline {
			t.Errorf("offline %v: a request went through: %v, the socket talks: %v", offline, ok, talking)
		}
	}
}

func reloadKeepsTheScriptsThatWereInjected(t *testing.T, b *Browser) {
	ctx, p := visit(t, b, Phone())
	must(t, p.Inject(ctx, "window.injected = true"))
	var is bool
	must(t, p.Eval(ctx, "Boolean(window.injected)", &is))
	if is {
		t.Error("a script ran in a document that was there already")
	}
	must(t, p.Reload(ctx))
	must(t, p.Eval(ctx, "Boolean(window.injected)", &is))
	if !is {
		t.Error("a script did not run in the new document")
	}
}

func screenshots(t *testing.T, b *Browser) {
	for name, v := range map[string]Viewport{"phone": Phone(), "desktop": Desktop()} {
		t.Run(name, func(t *testing.T) {
			ctx, p := visit(t, b, v)
			img, err := p.Shot(ctx)
			must(t, err)
			if img.Bounds() != image.Rect(0, 0, v.Width, v.Height) {
				t.Errorf("the picture is %v", img.Bounds())
			}
			if Colours(img, 8) < 8 {
				t.Errorf("%d colours", Colours(img, 8))
			}
			dir := filepath.Join(t.TempDir(), "shots")
			must(t, p.SaveShot(ctx, dir, name))
			if info, err := os.Stat(filepath.Join(dir, name+".png")); err != nil || info.Size() == 0 {
				t.Errorf("%v, %v", info, err)
			}
			must(t, p.Eval(ctx, "document.documentElement.replaceChildren()", nil))
			if img, err = p.Shot(ctx); err != nil || Colours(img, 8) != 1 {
				t.Errorf("an empty page: %v", err)
			}
		})
	}
}

func TestABrowserThatEndsIsGone(t *testing.T) {
	b := Open(t, Options{})
	ctx, p := visit(t, b, Phone())
	must(t, b.cmd.Process.Kill())
	err := Until(ctx, "never", func() (bool, error) { return false, p.Eval(ctx, "1", nil) })
	if err == nil || !strings.Contains(err.Error(), ErrGone.Error()) {
		t.Errorf("error %v", err)
	}
}

func TestColoursCounts(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 3, 1))
	if Colours(img, 8) != 1 {
		t.Errorf("%d colours in an empty picture", Colours(img, 8))
	}
	img.Set(1, 0, color.White)
	if Colours(img, 8) != 2 || Colours(img, 1) != 1 {
		t.Errorf("%d colours, and %d of at most one", Colours(img, 8), Colours(img, 1))
	}
}
