package screen

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/vector"
)

const (
	reserve = 150.0 // dp of map beyond the window on each side
	stretch = 1.5   // how far a picture is zoomed until it is baked anew
)

// bake is a picture of the map, larger than the window.
type bake struct {
	chart *chart
	image *ebiten.Image
	scale float64 // px in a dp
	w, h  float64 // dp
	at    xy      // of the plane, in its middle
	zoom  float64
}

// serves tells whether the picture can stand for a look: the middle of the
// window at a place of the plane.
func (b *bake) serves(k *chart, scale, w, h float64, at xy, zoom float64, moving bool) bool {
	if b.image == nil || b.chart != k || b.scale != scale || b.w != w+2*reserve || b.h != h+2*reserve {
		return false
	}
	if d := at.minus(b.at).times(b.zoom); math.Abs(d.x) > reserve || math.Abs(d.y) > reserve {
		return false
	}
	if moving {
		return zoom/b.zoom < stretch && b.zoom/zoom < stretch
	}
	return zoom == b.zoom
}

// paint bakes the picture for a look.
func (b *bake) paint(br *brush, k *chart, scale, w, h float64, at xy, zoom float64) {
	w, h = w+2*reserve, h+2*reserve
	if b.image == nil || b.scale != scale || b.w != w || b.h != h {
		if b.image != nil {
			b.image.Deallocate()
		}
		b.image = ebiten.NewImage(int(math.Ceil(w*scale)), int(math.Ceil(h*scale)))
	}
	b.chart, b.scale, b.w, b.h, b.at, b.zoom = k, scale, w, h, at, zoom
	r, g, bl, _ := ground.rgba()
	b.image.Fill(colour64{r, g, bl})
	br.on(b.image)
	if k.credit == "" {
		b.grid(br)
	}
	for i := range k.fills {
		b.fill(br, &k.fills[i])
	}
	for i := range k.lines {
		if l := &k.lines[i]; zoom >= l.pen.from && b.sees(l.bounds) {
			b.stroke(br, l.points, l.pen.width(zoom), l.pen.colour)
		}
	}
	b.ring(br)
	b.strokes(br)
	for _, n := range k.names(br.type1, at, zoom, w, h) {
		b.name(br, n)
	}
	br.flush()
}

// px returns where a place of the plane is in the picture.
func (b *bake) px(p xy) xy {
	return xy{(b.w/2 + (p.x-b.at.x)*b.zoom) * b.scale, (b.h/2 - (p.y-b.at.y)*b.zoom) * b.scale}
}

// sees tells whether something of a box of the plane is in the picture.
func (b *bake) sees(o box) bool {
	w, h := b.w/b.zoom, b.h/b.zoom
	return o.grow(30).meets(box{b.at.x - w/2, b.at.y - h/2, w, h})
}

// fill paints an area, with a line about it so that its edge is smooth.
func (b *bake) fill(br *brush, f *chartFill) {
	if !b.sees(f.bounds) {
		return
	}
	var path vector.Path
	for i, p := range f.ring {
		q := b.px(p)
		if i == 0 {
			path.MoveTo(float32(q.x), float32(q.y))
		} else {
			path.LineTo(float32(q.x), float32(q.y))
		}
	}
	path.Close()
	b.strokes(br)
	options := &vector.DrawPathOptions{}
	options.ColorScale.Scale(premultiplied(f.colour))
	vector.FillPath(b.image, &path, &vector.FillOptions{FillRule: vector.FillRuleNonZero}, options)
	b.stroke(br, f.ring, 1.2, f.colour)
	b.piece(br, b.px(f.ring[len(f.ring)-1]), b.px(f.ring[0]), 0.6*b.scale, f.colour)
}

// stroke gathers a line, in dp wide.
func (b *bake) stroke(br *brush, points []xy, width float64, colour ink) {
	for i := 1; i < len(points); i++ {
		b.piece(br, b.px(points[i-1]), b.px(points[i]), width/2*b.scale, colour)
	}
}

// piece gathers a straight piece with round ends, half as wide as said.
func (b *bake) piece(br *brush, p, q xy, half float64, colour ink) {
	d := q.minus(p)
	long := d.length()
	u := xy{1, 0}
	if long > 0 {
		u = d.times(1 / long)
	}
	n, room := xy{-u.y, u.x}, half+1
	first := uint32(len(br.vertices))
	for _, c := range [4]xy{{-room, room}, {long + room, room}, {long + room, -room}, {-room, -room}} {
		at := p.plus(u.times(c.x)).plus(n.times(c.y))
		v := ebiten.Vertex{DstX: float32(at.x), DstY: float32(at.y), SrcX: float32(c.x), SrcY: float32(c.y), Custom0: float32(long), Custom1: float32(half)}
		v.ColorR, v.ColorG, v.ColorB, v.ColorA = premultiplied(colour)
		br.vertices = append(br.vertices, v)
	}
	br.indices = append(br.indices, first, first+1, first+2, first, first+2, first+3)
}

// strokes draws what was gathered.
func (b *bake) strokes(br *brush) {
	if len(br.vertices) > 0 {
		b.image.DrawTrianglesShader32(br.vertices, br.indices, br.street, nil)
		br.vertices, br.indices = br.vertices[:0], br.indices[:0]
	}
}

// ring draws the edge of the hunt's area.
func (b *bake) ring(br *brush) {
	const parts = 180
	for i := 0; i < parts && b.chart.fence > 0; i += 2 { // a broken line
		p, q := b.onFence(i, parts), b.onFence(i+1, parts)
		b.piece(br, p, q, 0.8*b.scale, amber.fade(0.5))
	}
}

func (b *bake) onFence(i, parts int) xy {
	sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(parts))
	return b.px(b.chart.fenced.plus(xy{sin, cos}.times(b.chart.fence)))
}

// grid draws a plain ground: lines at round distances.
func (b *bake) grid(br *brush) {
	step := gridStep(b.zoom)
	w, h := b.w/b.zoom/2, b.h/b.zoom/2
	for x := math.Ceil((b.at.x-w)/step) * step; x < b.at.x+w; x += step {
		b.piece(br, b.px(xy{x, b.at.y - h}), b.px(xy{x, b.at.y + h}), 0.5*b.scale, street)
	}
	for y := math.Ceil((b.at.y-h)/step) * step; y < b.at.y+h; y += step {
		b.piece(br, b.px(xy{b.at.x - w, y}), b.px(xy{b.at.x + w, y}), 0.5*b.scale, street)
	}
}

// name writes a name along its street, on a shadow of the ground.
func (b *bake) name(br *brush, n mapName) {
	s := b.scale
	br.text.Filter = ebiten.FilterLinear // it is turned
	defer func() { br.text.Filter = ebiten.FilterNearest }()
	put := func(off xy, colour ink) {
		br.draw(n.text, street1, colour, func(g *ebiten.GeoM, ascent float64) {
			g.Translate(-n.width/2*s, 0.36*street1.size()*s-ascent)
			g.Rotate(n.turn)
			g.Translate(n.middle.x*s+off.x, n.middle.y*s+off.y)
		})
	}
	for _, off := range [...]xy{{-1.2, 0}, {1.2, 0}, {0, -1.2}, {0, 1.2}} {
		put(off.times(s), ground.fade(0.85))
	}
	put(xy{}, n.colour)
}

// colour64 is an opaque colour for image.Fill.
type colour64 struct{ r, g, b float32 }

// RGBA implements color.Color.
func (c colour64) RGBA() (r, g, b, a uint32) {
	return uint32(c.r * 0xffff), uint32(c.g * 0xffff), uint32(c.b * 0xffff), 0xffff
}
