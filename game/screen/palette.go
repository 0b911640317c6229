package screen

import (
	"math"
	"strconv"
	"strings"
)

// ink is a colour, 0xRRGGBBAA, not premultiplied.
type ink uint32

// The palette, the page's where they meet: night first, warm light. A test
// computes the contrast of all that is read.
const (
	night  ink = 0x0b0c10ff // behind everything
	panel  ink = 0x15171eff // what lies on it: rows, buttons
	raised ink = 0x20232dff // a row or button under the finger
	line   ink = 0x2b2e38ff // edges that need not be seen to understand
	edge   ink = 0x747885ff // edges that must: 3 : 1
	text1  ink = 0xf4f0e8ff // words
	text2  ink = 0xb3aea3ff // words that help
	amber  ink = 0xf0b44cff // time, and what can be done
	warn   ink = 0xffab98ff // trouble
	deep   ink = 0x1c1203ff // words on amber and on a band's colour
	glow   ink = 0x2a1d0cff // the warm air of the first page

	paper ink = 0xffffffff // behind what is scanned
	black ink = 0x000000ff // a QR code
	text3 ink = 0x4c4e57ff // words that help, on paper

	ground ink = 0x10131aff // the map, before any light falls on it
	water  ink = 0x12243aff
	park   ink = 0x13211bff
	square ink = 0x1a1c22ff
	track  ink = 0x262a34ff // the smallest streets
	street ink = 0x343945ff
	avenue ink = 0x454b59ff
	artery ink = 0x575e6eff // the largest
	label  ink = 0x8f96a5ff // names on the map
	veil   ink = 0x0b0c10d8 // behind words on the map
)

func (c ink) rgba() (r, g, b, a float32) {
	return float32(c>>24) / 255, float32(c>>16&0xff) / 255, float32(c>>8&0xff) / 255, float32(c&0xff) / 255
}

// fade returns the colour with its alpha times a.
func (c ink) fade(a float64) ink {
	return c&^0xff | ink(math.Round(float64(c&0xff)*max(0, min(1, a))))
}

// toward returns the colour a part of the way to another, 0…1.
func (c ink) toward(d ink, part float64) ink {
	var mixed ink
	for shift := 0; shift < 32; shift += 8 {
		a, b := float64(c>>shift&0xff), float64(d>>shift&0xff)
		mixed |= ink(math.Round(a+(b-a)*part)) << shift
	}
	return mixed
}

// luminance is WCAG 2.2's relative luminance, 0…1; alpha counts as full.
func (c ink) luminance() float64 {
	part := func(shift int) float64 {
		v := float64(c>>shift&0xff) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*part(24) + 0.7152*part(16) + 0.0722*part(8)
}

// contrast is WCAG 2.2's contrast ratio, 1…21.
func contrast(a, b ink) float64 {
	la, lb := a.luminance(), b.luminance()
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// Contrast ratios of WCAG 2.2, level AA.
const (
	readable = 4.5 // words (1.4.3)
	visible  = 3.0 // large words, and what tells a button from its ground (1.4.11)
)

// bandInk returns a band's colour, "#rrggbb", made light enough to be read on
// every ground of ours; what is no colour is amber.
func bandInk(colour string) ink {
	v, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 24)
	if err != nil || len(colour) != 7 || colour[0] != '#' {
		return amber
	}
	c := ink(v)<<8 | 0xff
	for contrast(c, raised) < readable {
		c = c.toward(0xffffffff, 0.08)
	}
	return c
}

// over returns the colour of words on a ground: dark or light, whichever reads
// better.
func over(ground ink) ink {
	if contrast(deep, ground) > contrast(text1, ground) {
		return deep
	}
	return text1
}
