package screen

import (
	"bytes"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
)

const quiet = 4 // modules of white about a QR code (ISO/IEC 18004)

// qr is a QR code: modules row by row, the most significant bit first.
type qr struct {
	size    int
	modules []byte
}

func (q qr) dark(x, y int) bool {
	i := y*q.size + x
	return q.modules[i/8]>>(7-i%8)&1 == 1
}

// module returns how many whole pixels a module is wide, so that all with the
// white about them fit so many pixels: scanners like crisp edges.
func (q qr) module(px float64) float64 { return math.Floor(px / float64(q.size+2*quiet)) }

// imprint is the picture of a QR code, one pixel a module, made anew when another
// one is shown.
type imprint struct {
	of    qr
	image *ebiten.Image
}

func (p *imprint) make(q qr) *ebiten.Image {
	if p.image != nil && p.of.size == q.size && bytes.Equal(p.of.modules, q.modules) {
		return p.image
	}
	if p.image != nil {
		p.image.Deallocate()
	}
	pix := make([]byte, 4*q.size*q.size)
	for i := range q.size * q.size {
		v := byte(255)
		if q.dark(i%q.size, i/q.size) {
			v = 0
		}
		pix[4*i], pix[4*i+1], pix[4*i+2], pix[4*i+3] = v, v, v, 255
	}
	p.of, p.image = q, ebiten.NewImage(q.size, q.size)
	p.image.WritePixels(pix)
	return p.image
}

// paintMatrix draws a QR code in the middle of a box, in whole pixels.
func (g *Game) paintMatrix(q qr, at box) {
	b := g.brush
	side := min(at.w, at.h) * g.scale
	module := q.module(side)
	if q.size == 0 || module < 1 {
		return
	}
	b.fill(at, 12, paper)
	b.flush()
	m := at.middle().times(g.scale)
	half := module * float64(q.size) / 2
	var op ebiten.DrawImageOptions
	op.GeoM.Scale(module, module)
	op.GeoM.Translate(math.Round(m.x-half), math.Round(m.y-half))
	b.dst.DrawImage(g.imprint.make(q), &op)
}
