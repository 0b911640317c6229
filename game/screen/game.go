package screen

import (
	"fmt"
	"image"
	"sync/atomic"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"crescendo/game/client"
	"crescendo/game/sense"
	"crescendo/game/wire"
	"crescendo/maps/city"
	"crescendo/maps/geo"
)

// TPS is how often a second the screen looks at its hands and, where something
// moves, draws.
const TPS = 30

const maxScale = 2 // px in a dp that are drawn at most: more costs battery and is not seen

// Session is what a screen shows: a [client.Session].
type Session interface {
	State() client.State
	Tune(band string)
	PresentGate(code string) bool
	PresentDoor(band, code string) bool
	ShowPass(shown bool)
	AskResume()
	GiveBack()
}

// Config is what a screen shows, and to whom.
type Config struct {
	Session  Session
	Stick    *client.Stick // nil where nobody walks by keys
	Keys     bool          // keys and stick walk in every hunt; else in those that are virtual
	City     *city.City    // nil for a plain ground
	Language sense.Language
	Still    bool             // the person wants no animation
	Now      func() time.Time // nil for time.Now
	Again    func()           // join anew, called from Update; nil where another does that
}

// Game is the screen, for ebiten.RunGame. Update, Draw and the layouts are
// Ebitengine's to call; everything else may be called from any goroutine.
type Game struct {
	config Config // set once, but for Session and Stick
	words  *words

	evening atomic.Pointer[evening]
	scene   atomic.Uint32
	ended   atomic.Bool
	sound   atomic.Uint32
	picture atomic.Pointer[func(*image.RGBA)]
	targets atomic.Pointer[[]Target]

	// Owned by Ebitengine's goroutine.
	device   *device
	in       input
	gestures gestures
	local    local
	page     *page
	stamp    stamp
	width    float64 // dp
	height   float64
	scale    float64
	brush    *brush
	chart    *chart
	charted  wire.PublicPlace // the area that the chart was made for
	camera   camera
	framed   bool // by the screen, to show places
	place    place
	lamp     lamp
	bake     bake
	uniforms uniforms
	pushed   xy // the last push of the stick
	aimed    aimed
	shows    Session // whose pass is shown, nil for nobody's
	imprint  imprint
	dirty    bool
}

// evening is whose state is shown.
type evening struct {
	session Session
	stick   *client.Stick
}

// place is where the player is on the plane.
type place struct {
	at       xy
	known    bool
	accuracy float64 // metres; 0 where it means nothing
}

// stamp is everything that a page is made from, to see whether it must be made
// anew.
type stamp struct {
	version              uint64
	session              Session
	scene                Scene
	local                local
	width, height        float64
	scale                float64
	toGun, left, switch1 time.Duration // in whole seconds
	admits, fresh, again time.Duration
	resume               time.Duration
}

// New returns a screen.
func New(c Config) (*Game, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	g := &Game{config: c, words: speak(c.Language), camera: newCamera(), device: newDevice()}
	g.local.again = c.Again != nil
	g.Show(c.Session, c.Stick)
	return g, nil
}

// Show goes on with another session.
func (g *Game) Show(s Session, stick *client.Stick) { g.evening.Store(&evening{s, stick}) }

// Scene returns the scene that is shown.
func (g *Game) Scene() Scene { return Scene(g.scene.Load()) }

// Sound is what becomes of the sound.
type Sound uint32

// The fates of the sound.
const (
	SoundOn    Sound = iota // it plays, or is about to
	SoundOff                // there is no device, or it is switched off
	SoundWaits              // the browser waits for a touch
)

// Sound says what becomes of the sound: people are told where it does not play.
func (g *Game) Sound(s Sound) { g.sound.Store(uint32(s)) }

// Picture has f called with what is on the screen, once, from Draw.
func (g *Game) Picture(f func(*image.RGBA)) { g.picture.Store(&f) }

// End lets RunGame return without an error.
func (g *Game) End() { g.ended.Store(true) }

// Layout is LayoutF in whole pixels.
func (g *Game) Layout(w, h int) (int, int) {
	lw, lh := g.LayoutF(float64(w), float64(h))
	return int(lw), int(lh)
}

// LayoutF takes the window's size in dp and returns the picture's in px.
func (g *Game) LayoutF(w, h float64) (float64, float64) {
	scale := 1.0
	if m := ebiten.Monitor(); m != nil {
		scale = min(maxScale, max(1, m.DeviceScaleFactor()))
	}
	if g.width != w || g.height != h || g.scale != scale {
		g.width, g.height, g.scale, g.dirty = w, h, scale, true
	}
	return w * scale, h * scale
}

// Update reads the hands and the state, and moves what glides.
func (g *Game) Update() error {
	if g.ended.Load() {
		g.device.close()
		return ebiten.Termination
	}
	if g.brush == nil || g.brush.type1.scale != g.scale {
		t, err := newTypeface(g.scale)
		if err != nil {
			return fmt.Errorf("screen: %w", err)
		}
		if g.brush, err = newBrush(t); err != nil {
			return fmt.Errorf("screen: %w", err)
		}
	}
	g.read()
	g.tick(g.config.Now())
	return nil
}

// tick is Update without Ebitengine's part: what the hands did stands in g.in.
func (g *Game) tick(now time.Time) {
	e := g.evening.Load()
	state := e.session.State()
	g.settle(state, e)
	g.write(state, now)
	g.act(e)
	g.write(state, now) // what the hands did is seen in this very frame
	g.showPass(e)
	g.walk(e)
	g.glide(state, e)
	g.aim()
}

// read takes what the hands did since the last tick.
func (g *Game) read() {
	g.in = input{contacts: g.in.contacts[:0], keys: g.in.keys[:0], at: g.in.at}
	g.device.read(&g.in, g.scale)
	if g.in.absent {
		g.gestures.letGo()
		g.in.held = 0
	}
}

// settle brings what the screen remembers in line with the state.
func (g *Game) settle(s client.State, e *evening) {
	g.shut(s)
	scene := Choose(s, g.local.open)
	if last := Scene(g.scene.Load()); scene != last {
		g.enter(scene, last)
	}
	g.scene.Store(uint32(scene))
	if g.chart == nil || g.charted != s.Hunt.Area {
		g.charted = s.Hunt.Area
		g.chart = newChart(g.config.City, geo.Circle{Centre: point(s.Hunt.Area), Radius: float64(s.Hunt.Area.RadiusM)})
		g.dirty = true
	}
	l := &g.local
	l.walks = e.stick != nil && (g.config.Keys || s.Hunt.Virtual)
	l.fingers = l.fingers || g.in.fingers
	l.sound = Sound(g.sound.Load())
	l.free, l.credit = g.camera.free, g.chart.credit
	if l.credit != "" {
		l.credit = g.words.credit
	}
	l.pressed = g.gestures.pressed()
}

// enter prepares for another scene.
func (g *Game) enter(scene, last Scene) {
	if !scene.mapped() || !last.mapped() { // a thumb on the stick walks on
		g.gestures.letGo()
	}
	g.local.focus, g.local.keyed = 0, false
	g.dirty = true
	if scene.mapped() && (!last.mapped() && last != Tune || g.framed) {
		g.camera, g.framed = newCamera(), false
	}
	g.lamp.entered = scene
}

// write makes the page anew where anything in it changed.
func (g *Game) write(s client.State, now time.Time) {
	scene := g.Scene()
	st := stamp{
		version: s.Version, session: g.evening.Load().session, scene: scene, local: g.local, width: g.width, height: g.height, scale: g.scale,
	}
	if s.Hunt.Rate > 0 {
		st.toGun, st.left, st.switch1 = whole(s.Until(now, s.Hunt.Starts)), whole(left(s, now)), whole(switchIn(s, now))
		st.admits, st.fresh, st.again, st.resume = whole(admits(s, now)), whole(s.Pass.Until.Sub(now)), whole(typeIn(s, now)), whole(s.Resume.Until.Sub(now))
	}
	if g.page != nil && st == g.stamp {
		return
	}
	v := &view{state: s, now: now, scene: scene, language: g.config.Language, words: g.words, type1: g.brush.type1, local: g.local}
	if g.page != nil && g.page.scene == scene {
		v.scroll = g.page.scroll
	}
	g.page, g.stamp, g.dirty = build(v, g.width, g.height), st, true
}

// whole rounds a time up to seconds, as the clock shows it.
func whole(d time.Duration) time.Duration { return (d + time.Second - 1) / time.Second }
