package screen

import (
	_ "embed" // of the shaders
	"fmt"
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"
)

//go:embed shape.kage
var shapeShader []byte

//go:embed street.kage
var streetShader []byte

//go:embed lantern.kage
var lanternShader []byte

// brush draws shapes and text in dp. Shapes gather until something else is
// drawn, so that many cost one call. It keeps its memory from frame to frame.
type brush struct {
	type1    *typeface
	shape    *ebiten.Shader
	street   *ebiten.Shader
	lantern  *ebiten.Shader
	vertices []ebiten.Vertex
	indices  []uint32
	dst      *ebiten.Image
	text     text.DrawOptions
}

func newBrush(t *typeface) (*brush, error) {
	b := &brush{type1: t}
	for _, s := range []struct {
		into   **ebiten.Shader
		source []byte
	}{{&b.shape, shapeShader}, {&b.street, streetShader}, {&b.lantern, lanternShader}} {
		shader, err := ebiten.NewShader(s.source)
		if err != nil {
			return nil, fmt.Errorf("compile a shader: %w", err)
		}
		*s.into = shader
	}
	return b, nil
}

// on begins to draw on an image.
func (b *brush) on(dst *ebiten.Image) {
	b.flush()
	b.dst = dst
}

// clip draws within a box only, until the function that it returns is called.
func (b *brush) clip(to box) (unclip func()) {
	b.flush()
	whole, s := b.dst, b.type1.scale
	b.dst = whole.SubImage(image.Rect(int(to.x*s), int(to.y*s), int(math.Ceil(to.right()*s)), int(math.Ceil(to.bottom()*s)))).(*ebiten.Image)
	return func() {
		b.flush()
		b.dst = whole
	}
}

// rounded gathers a rounded rectangle: filled from one colour at its top to
// another at its bottom with its edge spread over soft, or where width is over 0
// its edge.
func (b *brush) rounded(at box, radius float64, from, to ink, soft, width float64) {
	s := b.type1.scale
	end := max(1, soft*s)
	if width > 0 {
		end = -max(1, width*s)
	}
	m, hw, hh := at.middle(), at.w/2*s, at.h/2*s
	over := max(1, end) // how far the soft edge goes beyond
	b.quad(xy{m.x*s - hw - over, m.y*s - hh - over}, xy{m.x*s + hw + over, m.y*s + hh + over}, xy{m.x * s, m.y * s}, from, to)
	for i := len(b.vertices) - 4; i < len(b.vertices); i++ {
		v := &b.vertices[i]
		v.Custom0, v.Custom1 = float32(hw), float32(hh)
		v.Custom2, v.Custom3 = float32(min(radius*s, min(hw, hh))), float32(end)
	}
}

// quad gathers four corners whose source is their place from the middle.
func (b *brush) quad(lo, hi, middle xy, from, to ink) {
	first := uint32(len(b.vertices))
	for i, p := range [4]xy{lo, {hi.x, lo.y}, hi, {lo.x, hi.y}} {
		v := ebiten.Vertex{DstX: float32(p.x), DstY: float32(p.y), SrcX: float32(p.x - middle.x), SrcY: float32(p.y - middle.y)}
		colour := from
		if i >= 2 {
			colour = to
		}
		v.ColorR, v.ColorG, v.ColorB, v.ColorA = premultiplied(colour)
		b.vertices = append(b.vertices, v)
	}
	b.indices = append(b.indices, first, first+1, first+2, first, first+2, first+3)
}

func premultiplied(c ink) (r, g, b, a float32) {
	r, g, b, a = c.rgba()
	return r * a, g * a, b * a, a
}

func (b *brush) fill(at box, radius float64, colour ink) {
	b.rounded(at, radius, colour, colour, 0, 0)
}

// flush draws what was gathered.
func (b *brush) flush() {
	if len(b.vertices) == 0 {
		return
	}
	b.dst.DrawTrianglesShader32(b.vertices, b.indices, b.shape, nil)
	b.vertices, b.indices = b.vertices[:0], b.indices[:0]
}

// write draws a line of text into a box.
func (b *brush) write(s string, st style, colour ink, in box, align float64) {
	if s == "" {
		return
	}
	b.flush()
	x := in.x
	if align > 0 {
		x += (in.w - b.type1.width(s, st)) * align
	}
	baseline := in.y + in.h/2 + 0.36*st.size()
	b.draw(s, st, colour, func(g *ebiten.GeoM, ascent float64) {
		g.Translate(math.Round(x*b.type1.scale), math.Round(baseline*b.type1.scale-ascent))
	})
}

// draw writes text where place puts it.
func (b *brush) draw(s string, st style, colour ink, place func(g *ebiten.GeoM, ascent float64)) {
	face := b.type1.faces[st]
	b.text.GeoM.Reset()
	b.text.ColorScale.Reset()
	b.text.ColorScale.Scale(premultiplied(colour))
	place(&b.text.GeoM, face.Metrics().HAscent)
	text.Draw(b.dst, s, face, &b.text)
}
