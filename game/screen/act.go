package screen

import (
	"math"

	"crescendo/game/client"
	"crescendo/game/sense"
)

// act does what the hands meant.
func (g *Game) act(e *evening) {
	m := g.gestures.feed(g.in.contacts, g.page)
	if len(g.in.contacts) > 0 {
		g.local.keyed = false
		g.dirty = true
	}
	if m.scroll != 0 {
		g.page.scrollTo(g.page.scroll + m.scroll)
	}
	if m.pan != (xy{}) {
		g.camera = g.camera.drag(m.pan)
	}
	if m.zoom != 1 {
		g.camera = g.camera.pinch(m.zoom, m.about, g.page.room.middle())
	}
	g.turn()
	for _, a := range m.taps {
		g.do(a, e)
	}
	for _, k := range g.in.keys {
		g.key(k, e)
	}
	g.local.pressed, g.local.free = g.gestures.pressed(), g.camera.free
}

// turn is the wheel: it scrolls a list and zooms the map, whichever is under the
// mouse.
func (g *Game) turn() {
	if g.in.wheel == 0 {
		return
	}
	g.dirty = true
	if g.page.scrolls() && g.page.window.contains(g.in.at) {
		g.page.scrollTo(g.page.scroll - g.in.wheel*rowHeight)
	} else if g.page.map1 {
		g.camera = g.camera.pinch(math.Pow(1.2, clamp(g.in.wheel, -4, 4)), g.in.at, g.page.room.middle())
	}
}

// do does what a button says.
func (g *Game) do(a action, e *evening) {
	switch a.do {
	case tuneTo:
		e.session.Tune(a.band)
		g.local.open, g.local.door = Shut, ""
	case openBands:
		g.local.open = bandsOpen
	case goBack:
		g.back()
	case zoomIn:
		g.camera = g.camera.toward(zoomStep)
	case zoomOut:
		g.camera = g.camera.toward(1 / zoomStep)
	case follow:
		g.camera = g.camera.follow()
	case playAgain:
		if g.config.Again != nil {
			g.config.Again()
		}
	default:
		g.present(a, e)
	}
}

// key does what a key says. In a list the arrows choose; on the map they walk.
func (g *Game) key(k key, e *evening) {
	mapped := g.page.scene.mapped()
	switch {
	case k >= keyCode:
		g.keyCode(k, e)
	case k == keyPlus:
		g.do(action{do: zoomIn}, e)
	case k == keyMinus:
		g.do(action{do: zoomOut}, e)
	case k == keyFollow && mapped:
		g.do(action{do: follow}, e)
	case k == keyBands && mapped:
		g.do(action{do: openBands}, e)
	case k == keyEscape:
		g.do(action{do: goBack}, e)
	case k == keyUp && !mapped:
		g.focus(-1)
	case k == keyDown && !mapped:
		g.focus(1)
	case (k == keyEnter || k == keyFollow) && g.local.keyed && g.local.focus < len(g.page.buttons):
		g.do(g.page.buttons[g.local.focus].do, e)
	case k == keyEnter && g.page.scene == Code:
		g.do(action{do: sendCode}, e)
	case k == keyEnter && mapped:
		g.do(action{do: openBands}, e)
	}
}

// focus goes to the next button; the first press shows where it is.
func (g *Game) focus(by int) {
	n := len(g.page.buttons)
	if n == 0 {
		if g.page.scrolls() {
			g.page.scrollTo(g.page.scroll + float64(by)*rowHeight)
			g.dirty = true
		}
		return
	}
	if g.local.keyed {
		g.local.focus = (g.local.focus + by + n) % n
	}
	g.local.focus, g.local.keyed = min(g.local.focus, n-1), true
	g.page.reveal(g.local.focus)
}

// walk pushes the stick as the thumb or the keys say, where it changed.
func (g *Game) walk(e *evening) {
	push := xy{}
	if g.local.walks && g.page.scene.mapped() {
		push = g.in.held.push()
		if at, ok := g.gestures.steered(); ok && g.page.stick {
			push = thumb(at, g.page.frame.stick)
		}
	}
	if push == g.pushed || e.stick == nil {
		return
	}
	e.stick.Push(push.x, push.y)
	g.pushed, g.dirty = push, true
	g.local.taught = true
}

// glide moves what does not jump: the camera, the lantern.
func (g *Game) glide(s client.State, e *evening) {
	const tick = 1.0 / TPS
	g.look(s, e)
	if len(g.page.venues) > 0 && g.lamp.entered == g.page.scene {
		g.lamp.entered = sceneEnd
		g.camera = g.camera.frames(g.sights(), g.page.room.grow(-24))
		g.camera.free, g.framed = true, true
	}
	camera, moving := g.camera.move(g.place.at, tick)
	g.dirty = g.dirty || g.page.map1 && (moving || camera != g.camera)
	g.camera = camera
	goal := lamp{step: float64(s.Step), fog: float64(s.Fog) / 3}
	if g.page.scene == Arrived {
		goal.step = 63
	}
	if g.lamp.toward(goal, tick, g.config.Still) && (g.page.lantern || g.page.scene == Connecting) {
		g.dirty = true
	}
}

// look finds out where the player is.
func (g *Game) look(s client.State, e *evening) {
	p := place{at: g.chart.at(point(s.Hunt.Area))}
	if len(s.Hunt.Meet) > 0 {
		p.at = g.chart.at(point(s.Hunt.Meet[0]))
	}
	if s.Fix.Known() {
		p = place{g.chart.at(s.Fix.At), true, s.Fix.Accuracy}
	}
	if g.local.walks {
		if at, ok := e.stick.At(); ok {
			p = place{g.chart.at(at), true, 0}
		}
	}
	if p != g.place {
		g.place, g.dirty = p, true
	}
}

// sights are the places that a scene wants to show at once.
func (g *Game) sights() []xy {
	var list []xy
	for _, v := range g.page.venues {
		list = append(list, g.chart.at(v.at))
	}
	if g.place.known && (g.page.scene == Seat || g.page.scene == Gate) {
		list = append(list, g.place.at)
	}
	return list
}

// lamp is the lantern as it is shown: it glides after what is so.
type lamp struct {
	step    float64
	fog     float64 // 0…1
	breath  float64 // 0…1, a breath in and out
	entered Scene   // whose places the camera has not shown yet
}

const (
	breathing = 3.4  // seconds of a breath at rest
	reacting  = 0.22 // seconds in which half of a change is seen
)

// toward moves on, and tells whether anything moves.
func (l *lamp) toward(goal lamp, seconds float64, still bool) bool {
	part := 1 - math.Exp2(-seconds/reacting)
	if still {
		part = 1
	}
	moving := l.step != goal.step || l.fog != goal.fog
	l.step, l.fog = near1(l.step, goal.step, part), near1(l.fog, goal.fog, part)
	if still || l.step == 0 {
		return moving
	}
	l.breath = math.Mod(l.breath+seconds/(breathing-1.6*l.light()), 1)
	return true
}

func near1(v, goal, part float64) float64 {
	v += (goal - v) * part
	if math.Abs(goal-v) < 0.005 {
		return goal
	}
	return v
}

// light is how bright the lantern is, 0…1, also between two steps.
func (l *lamp) light() float64 {
	low := math.Floor(l.step)
	a, b := sense.Light(uint8(low)), sense.Light(uint8(math.Ceil(l.step)))
	return a + (b-a)*(l.step-low)
}
