package screen

import (
	"slices"
	"testing"
	"time"

	"crescendo/game/client"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// frozen is a session that says what a test wrote.
type frozen struct {
	state client.State
	tuned []string
	asked []string // everything else, in order
}

func (f *frozen) State() client.State { return f.state }
func (f *frozen) Tune(band string)    { f.tuned = append(f.tuned, band) }
func (f *frozen) AskResume()          { f.asked = append(f.asked, "resume") }
func (f *frozen) GiveBack()           { f.asked = append(f.asked, "give back") }

func (f *frozen) PresentGate(code string) bool { return f.present("gate", code) }

func (f *frozen) PresentDoor(band, code string) bool { return f.present("door "+band, code) }

// present takes what a session takes.
func (f *frozen) present(at, code string) bool {
	if !wire.CheckDigit(code) {
		return false
	}
	f.asked = append(f.asked, at+" "+code)
	return true
}

func (f *frozen) ShowPass(shown bool) {
	f.asked = append(f.asked, map[bool]string{true: "show pass", false: "hide pass"}[shown])
}

// tabletop is a screen without a window: hands are what a test puts into g.in.
func tabletop(t testing.TB) (*Game, *frozen, *client.Stick) {
	t.Helper()
	f := &frozen{state: client.State{Version: 1, Connection: client.Joined, Phase: wire.PhaseRunning, Band: "owls", Gated: true, Step: 30, Word: wire.WordHunting, Hunt: evening1(-time.Minute).Hunt}}
	stick := client.NewStick(nil)
	stick.Brief(f.state.Hunt)
	g, err := New(Config{Session: f, Stick: stick})
	if err != nil {
		t.Fatal(err)
	}
	type1, err := newTypeface(1)
	if err != nil {
		t.Fatal(err)
	}
	g.width, g.height, g.scale, g.brush = 412, 780, 1, &brush{type1: type1}
	g.tick(time.Now())
	return g, f, stick
}

// with lets hands do something for one tick.
func (g *Game) with(in input) {
	g.in = in
	g.tick(time.Now())
	g.in = input{}
}

// A quick tap, down and up within one tick, opens the list; another chooses.
func TestTapsTune(t *testing.T) {
	g, f, _ := tabletop(t)
	tap := func(do action) {
		t.Helper()
		for _, b := range g.page.buttons {
			if at, ok := g.page.place(b); ok && b.do == do {
				g.with(input{contacts: []contact{{1, down, at.middle()}, {1, up, at.middle()}}})
				return
			}
		}
		t.Fatalf("%s has no button for %v", g.Scene(), do)
	}
	tap(action{do: openBands})
	if g.tick(time.Now()); g.Scene() != Tune {
		t.Fatalf("the scene is %s, want tune", g.Scene())
	}
	tap(action{do: tuneTo, band: "moss"})
	if g.tick(time.Now()); !slices.Equal(f.tuned, []string{"moss"}) || g.Scene() != Hunt {
		t.Errorf("tuned %v, scene %s", f.tuned, g.Scene())
	}
}

func TestKeysTuneWithoutAMouse(t *testing.T) {
	g, f, _ := tabletop(t)
	g.with(input{keys: []key{keyBands}})
	g.with(input{keys: []key{keyDown, keyDown}}) // the first shows where the focus is
	g.with(input{keys: []key{keyEnter}})
	g.with(input{keys: []key{keyBands}})
	g.tick(time.Now())
	g.with(input{keys: []key{key0 + 4}})
	if want := []string{"lanterns", "moss"}; !slices.Equal(f.tuned, want) {
		t.Errorf("tuned %v, want %v", f.tuned, want)
	}
}

func TestKeysAndThumbWalk(t *testing.T) {
	g, _, _ := tabletop(t)
	g.with(input{held: goEast})
	if g.pushed != (xy{1, 0}) {
		t.Errorf("the key pushes %v", g.pushed)
	}
	g.with(input{})
	if g.pushed != (xy{}) {
		t.Errorf("without a key it goes on: %v", g.pushed)
	}
	at := g.page.frame.stick
	g.with(input{contacts: []contact{{1, down, at}, {1, moved, at.plus(xy{0, -200})}}})
	if g.pushed != (xy{0, 1}) {
		t.Errorf("the thumb pushes %v", g.pushed)
	}
	g.gestures.letGo() // what read does when the window is left
	if g.with(input{}); g.pushed != (xy{}) {
		t.Errorf("left, the stick stays at %v", g.pushed)
	}
	g.with(input{held: goNorth, keys: []key{keyBands}})
	if g.tick(time.Now()); g.pushed != (xy{}) {
		t.Errorf("in the list it walks on: %v", g.pushed)
	}
}

// Where nobody walks by keys, keys do not walk.
func TestARealHuntIsWalkedOnFoot(t *testing.T) {
	g, f, _ := tabletop(t)
	f.state.Hunt.Virtual = false
	f.state.Version++
	g.with(input{held: goEast})
	if g.pushed != (xy{}) || g.page.stick {
		t.Errorf("the key pushes %v, a stick is shown: %v", g.pushed, g.page.stick)
	}
}

// The player's place is the stick's where they walk by it, else the last fix.
func TestThePlayerIsOnTheMap(t *testing.T) {
	g, f, stick := tabletop(t)
	p := geo.Point{Lat: 488600000, Lon: 23400000}
	stick.Place(p)
	if g.tick(time.Now()); !g.place.known || g.place.at != g.chart.at(p) {
		t.Errorf("placed at %v, want %v", g.place, g.chart.at(p))
	}
	f.state.Hunt.Virtual = false
	if g.tick(time.Now()); g.place.known {
		t.Error("no fix, and yet on the map")
	}
	f.state.Fix = client.Fix{At: p, Accuracy: 20, Time: time.Now()}
	if g.tick(time.Now()); !g.place.known || g.place.accuracy != 20 {
		t.Errorf("placed at %v", g.place)
	}
}

// The lantern glides to its step, and then breathes; with nothing to hear, and
// for people who want no animation, the screen comes to rest.
func TestTheScreenComesToRest(t *testing.T) {
	g, f, _ := tabletop(t)
	rest := func() bool {
		for range 10 * TPS {
			g.dirty = false
			g.tick(time.Now())
		}
		return !g.dirty
	}
	if rest() || g.lamp.step != 30 {
		t.Errorf("step %v: want 30, breathing", g.lamp.step)
	}
	g.config.Still = true
	if !rest() {
		t.Error("it moves for somebody who wants no animation")
	}
	g.config.Still, f.state.Step = false, 0
	if !rest() || g.lamp.step != 0 {
		t.Errorf("step %v: want 0, at rest", g.lamp.step)
	}
	if n := testing.AllocsPerRun(100, func() { g.tick(g.config.Now()) }); n > 0 {
		t.Errorf("a tick at rest allocates %v times", n)
	}
}

// Results show every venue at once, wherever the map was before.
func TestResultsShowEveryVenue(t *testing.T) {
	g, f, _ := tabletop(t)
	g.camera = g.camera.drag(xy{5000, 5000})
	end := results()
	f.state.Ended, f.state.Version = &end, 2
	for range 10 {
		g.tick(time.Now())
	}
	for _, v := range g.page.venues {
		if at := g.camera.screen(g.chart.at(v.at), g.page.room.middle()); !g.page.room.contains(at) {
			t.Errorf("%s is seen at %v, outside %v", v.name, at, g.page.room)
		}
	}
	if len(g.page.venues) != 5 {
		t.Errorf("%d venues are shown", len(g.page.venues))
	}
}

func TestGoingOnWithAnotherSession(t *testing.T) {
	g, _, _ := tabletop(t)
	g.Show(&frozen{}, nil)
	if g.tick(time.Now()); g.Scene() != Connecting || g.page.scene != Connecting {
		t.Errorf("the scene is %s", g.Scene())
	}
}

// Whoever drives the screen from outside finds what can be touched where it is.
func TestTargetsAreWhatCanBeTouched(t *testing.T) {
	g, f, _ := tabletop(t)
	named := func() (names []string) {
		for _, at := range g.Targets() {
			names = append(names, at.Name)
		}
		return names
	}
	if got, want := named(), []string{"plus", "minus", "bands", "stick"}; !slices.Equal(got, want) {
		t.Errorf("in the hunt %v, want %v", got, want)
	}
	f.state.Band, f.state.Version = "", 2
	g.tick(time.Now())
	for _, at := range g.Targets() {
		g.with(input{contacts: []contact{{1, down, xy{at.X, at.Y}}, {1, up, xy{at.X, at.Y}}}})
	}
	if want := []string{"owls", "lanterns", "ferry", "moss", "glass"}; !slices.Equal(f.tuned, want) {
		t.Errorf("touching the list tuned %v, want %v", f.tuned, want)
	}
}

// A thumb that steers goes on steering when the hunt becomes an arrival.
func TestAThumbWalksThroughAnArrival(t *testing.T) {
	g, f, _ := tabletop(t)
	at := g.page.frame.stick
	g.with(input{contacts: []contact{{1, down, at}, {1, moved, at.plus(xy{200, 0})}}})
	f.state.Arrived, f.state.Version = []string{"owls"}, 2
	g.with(input{})
	if g.with(input{}); g.Scene() != Arrived || g.pushed != (xy{1, 0}) {
		t.Errorf("in scene %s it pushes %v", g.Scene(), g.pushed)
	}
}
