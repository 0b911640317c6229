package screen

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"crescendo/game/wire"
)

// Draw paints the page, where anything changed since the last time.
func (g *Game) Draw(dst *ebiten.Image) {
	if g.page == nil || g.brush == nil {
		return
	}
	if g.dirty {
		g.dirty = false
		g.paint(dst)
	}
	if f := g.picture.Swap(nil); f != nil {
		g.paint(dst)
		img := image.NewRGBA(dst.Bounds())
		dst.ReadPixels(img.Pix)
		(*f)(img)
	}
}

func (g *Game) paint(dst *ebiten.Image) {
	b, p := g.brush, g.page
	b.on(dst)
	if p.map1 {
		g.paintMap(dst)
		g.paintPlaces()
	}
	g.paintItems()
	g.paintBar()
	g.paintScale()
	if p.stick {
		g.paintStick()
	}
	b.flush()
}

// uniforms are the lantern shader's, kept from frame to frame.
type uniforms struct {
	all    map[string]any
	middle [2]float32
	tint   [3]float32
	ground [3]float32
	corner [4]ebiten.Vertex
	op     ebiten.DrawTrianglesShaderOptions
}

// paintMap draws the map in the lantern's light over the whole window.
func (g *Game) paintMap(dst *ebiten.Image) {
	p, focus := g.page, g.page.room.middle()
	window := xy{g.width / 2, g.height / 2}
	at := g.camera.plane(window, focus)
	moving := g.camera.zoom != g.camera.goal || len(g.gestures.fingers) > 1
	if !g.bake.serves(g.chart, g.scale, g.width, g.height, at, g.camera.zoom, moving) {
		g.bake.paint(g.brush, g.chart, g.scale, g.width, g.height, at, g.camera.zoom)
		g.brush.on(dst)
	}
	u := &g.uniforms
	light, shade, reach := g.lamp.light(), 0.8, g.reach()
	if !p.lantern {
		light, shade, reach = 0, 1, 1e6 // no light, and its edge far away
	}
	middle := g.camera.screen(g.place.at, focus).times(g.scale)
	u.middle = [2]float32{float32(middle.x), float32(middle.y)}
	r, gr, bl, _ := p.tint.rgba()
	u.tint = [3]float32{r, gr, bl}
	r, gr, bl, _ = ground.rgba()
	u.ground = [3]float32{r, gr, bl}
	if u.all == nil {
		u.all = map[string]any{"Middle": u.middle[:], "Tint": u.tint[:], "Ground": u.ground[:]}
	}
	u.all["Reach"], u.all["Light"], u.all["Fog"] = float32(reach*g.scale), float32(light), float32(g.lamp.fog)
	u.all["Fine"], u.all["Shade"] = float32(g.scale), float32(shade)
	g.paintQuad(dst, at)
}

// paintQuad draws the picture of the map so that a place is in the window's
// middle.
func (g *Game) paintQuad(dst *ebiten.Image, at xy) {
	u, b := &g.uniforms, &g.bake
	k := b.zoom / g.camera.zoom // px of the picture in one of the window
	from := b.px(at)
	w, h := g.width*g.scale, g.height*g.scale
	if k == 1 { // whole pixels, so that nothing is blurred
		from = xy{math.Round(from.x-w/2) + w/2, math.Round(from.y-h/2) + h/2}
	}
	for i, c := range [4]xy{{0, 0}, {w, 0}, {w, h}, {0, h}} {
		u.corner[i] = ebiten.Vertex{
			DstX: float32(c.x), DstY: float32(c.y),
			SrcX: float32(from.x + (c.x-w/2)*k), SrcY: float32(from.y + (c.y-h/2)*k), ColorA: 1,
		}
	}
	u.op.Uniforms, u.op.Images[0] = u.all, b.image
	dst.DrawTrianglesShader32(u.corner[:], []uint32{0, 1, 2, 0, 2, 3}, g.brush.lantern, &u.op)
}

// reach is how far the light goes, in dp, with its breath.
func (g *Game) reach() float64 {
	light := g.lamp.light()
	r := 30 + (g.page.frame.lantern()-30)*light
	return r * (1 + 0.03*math.Sin(2*math.Pi*g.lamp.breath)*math.Min(1, light*3))
}

// paintPlaces draws the player, and what is not secret any more.
func (g *Game) paintPlaces() {
	b, focus := g.brush, g.page.room.middle()
	for _, v := range g.page.venues {
		at := g.camera.screen(g.chart.at(v.at), focus)
		b.rounded(disc(at, 17), 17, v.colour.fade(0.30), v.colour.fade(0.30), 34, 0)
		b.fill(disc(at, 9), 9, night)
		b.fill(disc(at, 6.5), 6.5, v.colour)
	}
	g.paintLabels(focus)
	if !g.place.known {
		return
	}
	at := g.camera.screen(g.place.at, focus)
	if r := g.place.accuracy * g.camera.zoom; r > 16 {
		b.fill(disc(at, r), r, text1.fade(0.06))
	}
	b.rounded(disc(at, 15), 15, night.fade(0.6), night.fade(0.6), 12, 0)
	b.fill(disc(at, 9.5), 9.5, night)
	b.fill(disc(at, 7), 7, text1)
}

// paintLabels writes the venues' names beside their places, within the map's
// room, where they hide nothing of each other.
func (g *Game) paintLabels(focus xy) {
	b, room := g.brush, g.page.room
	taken := make([]box, 0, 2*len(g.page.venues))
	for _, v := range g.page.venues {
		taken = append(taken, disc(g.camera.screen(g.chart.at(v.at), focus), 12))
	}
	for i, v := range g.page.venues {
		at, text := taken[i].middle(), b.type1.fit(v.name, strong, min(260, room.w-32))
		w := b.type1.width(text, strong) + 20
		x := clamp(at.x-w/2, room.x+8, room.right()-w-8)
		for _, in := range [...]box{{x, at.y - 44, w, 28}, {x, at.y + 16, w, 28}, {at.x + 16, at.y - 14, w, 28}, {at.x - 16 - w, at.y - 14, w, 28}} {
			if in.within(room) && free(in, taken) {
				taken = append(taken, in)
				b.fill(in, 9, veil)
				b.write(text, strong, text1, in, 0.5)
				break
			}
		}
	}
}

func free(b box, taken []box) bool {
	for _, o := range taken {
		if b.meets(o) {
			return false
		}
	}
	return true
}

// paintItems draws the page's items in their order, those that scroll within
// their window.
func (g *Game) paintItems() {
	unclip := func() {}
	scrolling := false
	for i := range g.page.items {
		it := &g.page.items[i]
		at := it.box
		if it.scrolls {
			at.y -= g.page.scroll
			if !at.meets(g.page.window) {
				continue
			}
		}
		switch {
		case it.scrolls && !scrolling:
			unclip = g.brush.clip(g.page.window)
		case !it.scrolls && scrolling:
			unclip()
			unclip = func() {}
		}
		scrolling = it.scrolls
		g.paintItem(it, at)
	}
	unclip()
}

func (g *Game) paintItem(it *item, at box) {
	b := g.brush
	switch it.kind {
	case fill1:
		b.rounded(at, it.radius, it.colour, it.colour2, 2*it.soft, 0)
	case outline:
		b.rounded(at, it.radius, it.colour, it.colour, 0, it.width)
	case words1:
		b.write(it.text, it.style, it.colour, at, it.align)
	case meter:
		b.fill(at, at.h/2, it.colour2)
		if w := at.w * g.lamp.step / wire.MaxStep; w > 0.5 {
			b.fill(box{at.x, at.y, max(w, at.h), at.h}, at.h/2, it.colour)
		}
	case matrix:
		g.paintMatrix(it.code, at)
	case mark:
		g.paintMark(at, it.colour)
	}
}

// paintMark draws the four rising bars.
func (g *Game) paintMark(at box, colour ink) {
	for i, high := range [4]float64{0.22, 0.46, 0.72, 1} {
		w := at.w * 0.13
		x := at.x + at.w*(0.1+0.267*float64(i)) - w/2
		g.brush.fill(box{x, at.y + at.h*(1-high)/2, w, at.h * high}, w/2, colour)
	}
}

// paintBar shows how far a list is scrolled.
func (g *Game) paintBar() {
	p := g.page
	if !p.scrolls() {
		return
	}
	long := max(32, p.window.h*p.window.h/p.length)
	y := p.window.y + (p.window.h-long)*p.scroll/(p.length-p.window.h)
	g.brush.fill(box{p.window.right() - 6, y, 3, long}, 1.5, edge)
}

// paintScale draws a length on the map with its metres, and where north is.
func (g *Game) paintScale() {
	b, p := g.brush, g.page
	if !p.map1 || p.scene == Ended || p.scene == Gate && !p.frame.wide || p.scene == Seat && !p.frame.wide && p.card {
		return
	}
	step := gridStep(g.camera.zoom)
	w, at := step*g.camera.zoom, xy{16, p.frame.list.y - 34}
	if p.frame.wide {
		at = xy{p.frame.side.right() + 18, p.frame.h - 26}
	} else if p.scene == Seat {
		at = xy{16, p.frame.h - 26 - 74}
	} else if p.coded {
		at.y = p.frame.code.y - 26
	}
	text := metres(step)
	b.write(g.words.north, caption, text2, box{at.x, at.y - 34, 12, 14}, 0.5)
	b.fill(box{at.x + 5, at.y - 18, 2, 16}, 1, text2.fade(0.8))
	b.fill(box{at.x, at.y + 12, w, 2}, 1, text2.fade(0.8))
	b.fill(box{at.x, at.y + 8, 2, 6}, 1, text2.fade(0.8))
	b.fill(box{at.x + w - 2, at.y + 8, 2, 6}, 1, text2.fade(0.8))
	b.write(text, caption, text2, box{at.x + 14, at.y - 10, w, 16}, 0)
}

// paintStick draws the thumb stick.
func (g *Game) paintStick() {
	b, at := g.brush, g.page.frame.stick
	at2, held := g.gestures.steered()
	base := panel.fade(0.72)
	if held {
		base = raised.fade(0.86)
	}
	b.fill(disc(at, stickRadius), stickRadius, base)
	b.rounded(disc(at, stickRadius), stickRadius, edge.fade(0.7), edge.fade(0.7), 0, 1.2)
	knob := at
	switch {
	case held:
		d := at2.minus(at)
		if far := d.length(); far > stickRadius*0.8 {
			d = d.times(stickRadius * 0.8 / far)
		}
		knob = at.plus(d)
	case g.pushed != xy{}:
		knob = at.plus(xy{g.pushed.x, -g.pushed.y}.times(stickRadius * 0.5))
	}
	for _, d := range [4]xy{{0, -1}, {1, 0}, {0, 1}, {-1, 0}} {
		b.fill(disc(at.plus(d.times(stickRadius-13)), 2.2), 2.2, text2.fade(0.8))
	}
	b.fill(disc(knob, 25), 25, text1.fade(0.92))
}
