// Package picture answers: what does a city look like at a glance?
//
// [Draw] paints all of it into one picture, for whoever has built a .city file
// and wants to see whether the river is there. The game draws for itself, in
// game/screen.
package picture

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"crescendo/maps/city"
	"crescendo/maps/geo"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// The smallest and the largest side of a picture, in pixels.
const (
	MinSide = 100
	MaxSide = 8000
)

// pen is how a class of streets is drawn.
type pen struct {
	metres float64 // wide in the world
	least  float64 // pixels wide in the picture
	colour color.NRGBA
}

func grey(r, g, b uint8) color.NRGBA { return color.NRGBA{r, g, b, 255} }

func ground() color.NRGBA { return grey(0x14, 0x17, 0x1d) }

func pens() [5]pen {
	return [...]pen{
		city.Boulevard: {22, 2.2, grey(0xc9, 0xb0, 0x7c)},
		city.Main:      {14, 1.5, grey(0x8f, 0x8a, 0x80)},
		city.Quay:      {12, 1.5, grey(0x8f, 0x8a, 0x80)},
		city.Minor:     {8, 0.8, grey(0x56, 0x5b, 0x66)},
		city.Path:      {3, 0.4, grey(0x3d, 0x45, 0x44)},
	}
}

func surface(k city.AreaKind) color.NRGBA {
	switch k {
	case city.Water:
		return grey(0x1c, 0x35, 0x4a)
	case city.Island:
		return ground()
	case city.Park:
		return grey(0x1b, 0x2e, 0x24)
	}
	return grey(0x25, 0x29, 0x31)
}

// Draw returns a picture of the city, its longer side of the given pixels
// (brought within MinSide and MaxSide), with its credit in the corner.
func Draw(c *city.City, side int) (image.Image, error) {
	p := newPainter(c, float64(max(MinSide, min(MaxSide, side))))
	draw.Draw(p.image, p.image.Bounds(), image.NewUniform(ground()), image.Point{}, draw.Src)
	for _, a := range c.Areas() {
		p.fill(a.Ring, surface(a.Kind))
	}
	for _, bridge := range []bool{false, true} {
		for class := int(city.Path); class >= int(city.Boulevard); class-- {
			p.streets(c, city.Class(class), bridge)
		}
	}
	return p.image, p.credit(c.Credit)
}

type painter struct {
	image  *image.RGBA
	raster *vector.Rasterizer
	plane  geo.Plane
	west   float64 // metres on the plane
	north  float64
	scale  float64 // pixels a metre
}

func newPainter(c *city.City, side float64) *painter {
	p := &painter{plane: geo.NewPlane(c.Bounds().Centre())}
	west, south := p.plane.XY(c.Bounds().SouthWest)
	east, north := p.plane.XY(c.Bounds().NorthEast)
	p.west, p.north = west, north
	wide, high := max(1, east-west), max(1, north-south)
	p.scale = side / max(wide, high)
	w, h := max(MinSide, int(math.Ceil(wide*p.scale))), max(MinSide, int(math.Ceil(high*p.scale)))
	p.image = image.NewRGBA(image.Rect(0, 0, w, h))
	p.raster = vector.NewRasterizer(w, h)
	return p
}

// at returns the pixel of a place.
func (p *painter) at(g geo.Point) (x, y float32) {
	east, north := p.plane.XY(g)
	return float32((east - p.west) * p.scale), float32((p.north - north) * p.scale)
}

// fill paints a surface, within the smallest box about it.
func (p *painter) fill(ring []geo.Point, colour color.NRGBA) {
	x0, y0 := p.at(ring[0])
	x1, y1 := x0, y0
	for _, g := range ring {
		x, y := p.at(g)
		x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
	}
	box := image.Rect(int(x0)-1, int(y0)-1, int(x1)+2, int(y1)+2).Intersect(p.image.Bounds())
	if box.Empty() {
		return
	}
	left, top := float32(box.Min.X), float32(box.Min.Y)
	z := vector.NewRasterizer(box.Dx(), box.Dy())
	for i, g := range ring {
		x, y := p.at(g)
		if i == 0 {
			z.MoveTo(x-left, y-top)
		} else {
			z.LineTo(x-left, y-top)
		}
	}
	z.ClosePath()
	z.Draw(p.image, box, image.NewUniform(colour), image.Point{})
}

// streets paints a class: bridges with a dark casing, over what they cross.
func (p *painter) streets(c *city.City, class city.Class, bridge bool) {
	pen := pens()[class]
	wide := float32(max(pen.least, pen.metres*p.scale))
	if bridge {
		p.strokes(c, class, bridge, wide+2, ground())
	}
	p.strokes(c, class, bridge, wide, pen.colour)
}

func (p *painter) strokes(c *city.City, class city.Class, bridge bool, wide float32, colour color.NRGBA) {
	b := p.image.Bounds()
	p.raster.Reset(b.Dx(), b.Dy())
	for _, s := range c.Streets() {
		if s.Class != class || s.Bridge != bridge {
			continue
		}
		x, y := p.at(s.Line[0])
		for _, g := range s.Line[1:] {
			nx, ny := p.at(g)
			p.stroke(x, y, nx, ny, wide/2)
			x, y = nx, ny
		}
	}
	p.raster.Draw(p.image, b, image.NewUniform(colour), image.Point{})
}

// stroke adds a piece of a line, half a pen longer at both ends so that pieces
// meet. All turn the same way round: where they lie over each other they add up.
func (p *painter) stroke(ax, ay, bx, by, half float32) {
	dx, dy := bx-ax, by-ay
	d := float32(math.Hypot(float64(dx), float64(dy)))
	if d == 0 {
		return
	}
	ux, uy := dx/d*half, dy/d*half
	more := float32(0.4) // of half a pen
	ax, ay, bx, by = ax-ux*more, ay-uy*more, bx+ux*more, by+uy*more
	p.raster.MoveTo(ax+uy, ay-ux)
	p.raster.LineTo(bx+uy, by-ux)
	p.raster.LineTo(bx-uy, by+ux)
	p.raster.LineTo(ax-uy, ay+ux)
	p.raster.ClosePath()
}

// credit writes whose facts these are into the corner.
func (p *painter) credit(text string) error {
	f, err := opentype.Parse(goregular.TTF)
	if err != nil {
		return err
	}
	b := p.image.Bounds()
	size := max(10, float64(min(b.Dx(), b.Dy()))/80)
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		return err
	}
	d := font.Drawer{Dst: p.image, Src: image.NewUniform(grey(0xd8, 0xd4, 0xc8)), Face: face}
	margin := int(size / 2)
	wide := d.MeasureString(text).Ceil()
	back := image.Rect(b.Max.X-wide-2*margin, b.Max.Y-int(size)-2*margin, b.Max.X, b.Max.Y)
	draw.Draw(p.image, back, image.NewUniform(ground()), image.Point{}, draw.Src)
	d.Dot = fixed.P(b.Max.X-wide-margin, b.Max.Y-margin-int(size/6))
	d.DrawString(text)
	return nil
}
