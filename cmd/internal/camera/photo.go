package camera

import (
	"image"
	"math"
	"math/rand/v2"

	"crescendo/server/door/qr"
)

// Photo says how a code is seen. The zero Photo, with a size, sees it straight,
// sharp and evenly lit.
type Photo struct {
	Width, Height int     // pixels
	Fill          float64 // of the shorter side that the code's screen takes; 0 for 0.8
	Turn          float64 // degrees, clockwise
	TiltX, TiltY  float64 // degrees by which the screen leans away, sideways and upwards
	Blur          float64 // radius of the circle of confusion, pixels
	Grain         float64 // standard deviation of the noise, of 255
	Shade         float64 // how much darker the dark corner is than the bright one, 0…1
	Glare         float64 // brightness of a lamp's reflection beside the code, of 255
	Seed          uint64  // of the noise
}

const (
	quiet  = 4   // light modules about a code, by ISO/IEC 18004
	dark   = 28  // of a screen's dark pixels, of 255
	light  = 225 // of its light ones
	room   = 60  // of what is behind the screen
	finest = 3   // samples a pixel's side: what a sensor's pixel averages
)

// Take takes the picture.
func (p Photo) Take(code qr.Code) *image.Gray {
	if p.Fill == 0 {
		p.Fill = 0.8
	}
	exact := make([]float64, p.Width*p.Height)
	for y := range p.Height {
		for x := range p.Width {
			exact[y*p.Width+x] = p.pixel(code, x, y)
		}
	}
	exact = blurred(exact, p.Width, p.Height, p.Blur)
	noise := rand.New(rand.NewPCG(p.Seed, 4))
	img := image.NewGray(image.Rect(0, 0, p.Width, p.Height))
	for i, v := range exact {
		img.Pix[i] = uint8(math.Round(min(max(v+p.Grain*noise.NormFloat64(), 0), 255)))
	}
	return img
}

// pixel is the light that falls on one pixel.
func (p Photo) pixel(code qr.Code, x, y int) float64 {
	sum := 0.0
	for sy := range finest {
		for sx := range finest {
			u, v := p.onScreen(float64(x)+(float64(sx)+0.5)/finest, float64(y)+(float64(sy)+0.5)/finest)
			sum += seen(code, u, v)
		}
	}
	across := (float64(x)/float64(p.Width) + float64(y)/float64(p.Height)) / 2
	dx, dy := float64(x)/float64(p.Width)-0.72, float64(y)/float64(p.Height)-0.3
	return sum/finest/finest*(1-p.Shade*across) + p.Glare*math.Exp(-(dx*dx+dy*dy)/0.02)
}

// onScreen returns where a ray through a point of the picture meets the
// screen, whose middle is at 0, 0 and whose edges are at ±1: a pinhole camera
// two screens' widths away.
func (p Photo) onScreen(x, y float64) (u, v float64) {
	const away = 4 // of half a screen
	short := float64(min(p.Width, p.Height))
	scale := short * p.Fill / 2
	// The ray, in units of half a screen at the screen's distance.
	rx, ry := (x-float64(p.Width)/2)/scale/away, (y-float64(p.Height)/2)/scale/away
	sinX, cosX := math.Sincos(p.TiltX * math.Pi / 180)
	sinY, cosY := math.Sincos(p.TiltY * math.Pi / 180)
	sinT, cosT := math.Sincos(p.Turn * math.Pi / 180)
	// The screen's axes in space: turned, then leaning.
	ax := [3]float64{cosT * cosX, sinT*cosY + cosT*sinX*sinY, cosT*sinX*cosY - sinT*sinY}
	ay := [3]float64{-sinT * cosX, cosT*cosY - sinT*sinX*sinY, -sinT*sinX*cosY - cosT*sinY}
	// t·(rx, ry, 1) = (0, 0, away) + u·ax + v·ay, solved for u and v.
	a, b := ax[0]-rx*ax[2], ay[0]-rx*ay[2]
	c, d := ax[1]-ry*ax[2], ay[1]-ry*ay[2]
	e, f := rx*away, ry*away
	det := a*d - b*c
	return (e*d - b*f) / det, (a*f - e*c) / det
}

// seen is how bright the screen is at u, v.
func seen(code qr.Code, u, v float64) float64 {
	if u < -1 || u > 1 || v < -1 || v > 1 {
		return room
	}
	modules := float64(code.Size + 2*quiet)
	x, y := int((u+1)/2*modules)-quiet, int((v+1)/2*modules)-quiet
	if code.Dark(x, y) {
		return dark
	}
	return light
}

// blurred averages over a circle, as a lens out of focus does.
func blurred(from []float64, width, height int, radius float64) []float64 {
	if radius <= 0 {
		return from
	}
	to := make([]float64, len(from))
	r := int(math.Ceil(radius))
	for y := range height {
		for x := range width {
			sum, n := 0.0, 0.0
			for dy := max(-r, -y); dy <= min(r, height-1-y); dy++ {
				for dx := max(-r, -x); dx <= min(r, width-1-x); dx++ {
					if float64(dx*dx+dy*dy) <= radius*radius {
						sum, n = sum+from[(y+dy)*width+x+dx], n+1
					}
				}
			}
			to[y*width+x] = sum / n
		}
	}
	return to
}
