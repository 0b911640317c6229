package screen

import "math"

// Lengths on the screen are in device-independent pixels, a CSS pixel in a
// browser, unless a name says px: those are pixels of the picture.

// xy is a place or a way on the screen, or on the map's plane in metres.
type xy struct{ x, y float64 }

func (a xy) plus(b xy) xy             { return xy{a.x + b.x, a.y + b.y} }
func (a xy) minus(b xy) xy            { return xy{a.x - b.x, a.y - b.y} }
func (a xy) times(f float64) xy       { return xy{a.x * f, a.y * f} }
func (a xy) length() float64          { return math.Hypot(a.x, a.y) }
func (a xy) distance(b xy) float64    { return a.minus(b).length() }
func (a xy) half(b xy) xy             { return xy{(a.x + b.x) / 2, (a.y + b.y) / 2} }
func (a xy) to(b xy, f float64) xy    { return a.plus(b.minus(a).times(f)) }
func clamp(v, lo, hi float64) float64 { return math.Max(lo, math.Min(hi, v)) }

// box is a rectangle.
type box struct{ x, y, w, h float64 }

func (b box) right() float64  { return b.x + b.w }
func (b box) bottom() float64 { return b.y + b.h }
func (b box) middle() xy      { return xy{b.x + b.w/2, b.y + b.h/2} }

func (b box) contains(p xy) bool {
	return p.x >= b.x && p.x < b.right() && p.y >= b.y && p.y < b.bottom()
}

// grow returns the box with so much more on each side.
func (b box) grow(d float64) box { return box{b.x - d, b.y - d, b.w + 2*d, b.h + 2*d} }

// within tells whether the box lies in another.
func (b box) within(o box) bool {
	return b.x >= o.x-0.01 && b.y >= o.y-0.01 && b.right() <= o.right()+0.01 && b.bottom() <= o.bottom()+0.01
}

// meets tells whether the boxes overlap.
func (b box) meets(o box) bool {
	return b.x < o.right() && o.x < b.right() && b.y < o.bottom() && o.y < b.bottom()
}

// disc returns the box of a disc.
func disc(middle xy, radius float64) box {
	return box{middle.x - radius, middle.y - radius, 2 * radius, 2 * radius}
}
