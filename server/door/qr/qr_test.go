package qr

import (
	"errors"
	"image"
	"image/color"
	"strings"
	"testing"
)

// picture draws a code with some pixels a module and the quiet zone.
func picture(c Code, pixels int) *image.RGBA {
	const quiet = 4
	size := (c.Size + 2*quiet) * pixels
	img := image.NewRGBA(image.Rect(10, 20, 10+size, 20+size)) // a part of a larger one: Decode must mind where it begins
	for y := range size {
		for x := range size {
			img.Set(10+x, 20+y, color.White)
			if c.Dark(x/pixels-quiet, y/pixels-quiet) {
				img.Set(10+x, 20+y, color.Black)
			}
		}
	}
	return img
}

func TestWhatIsEncodedIsDecoded(t *testing.T) {
	for _, text := range []string{"1", "CRESCENDO:1234567", "PASS:AAAAAEIAAAAA7YB3PZQ5ABCDEFGHI", "a pass in lower case", "Zoé, 日本", "TICKET:" + strings.Repeat("ABC234", 40), strings.Repeat("x", MaxText)} {
		c, err := Encode(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got, err := Decode(picture(c, 3)); got != text || err != nil {
			t.Errorf("%q came back as %q, %v", text, got, err)
		}
	}
}

func TestWhatIsNoTextForACodeIsRefused(t *testing.T) {
	for _, text := range []string{"", strings.Repeat("x", MaxText+1)} {
		if c, err := Encode(text); err == nil {
			t.Errorf("%d bytes made a code of %d modules", len(text), c.Size)
		}
	}
}

// ISO/IEC 18004: a finder pattern of seven modules stands in three corners, a
// light ring around each.
func TestACodeHasItsFinderPatterns(t *testing.T) {
	c, err := Encode("CRESCENDO:1234567")
	if err != nil || c.Size != 21 || len(c.Modules) != 56 { // version 1; 441 bits in whole bytes
		t.Fatalf("%d modules in %d bytes, %v", c.Size, len(c.Modules), err)
	}
	for _, corner := range [][2]int{{0, 0}, {14, 0}, {0, 14}} {
		for y := range 7 {
			for x := range 7 {
				ring := max(x-3, 3-x, y-3, 3-y)
				if got := c.Dark(corner[0]+x, corner[1]+y); got != (ring != 2) {
					t.Errorf("corner %v: module %d, %d is dark: %v", corner, x, y, got)
				}
			}
		}
	}
	for _, outside := range [][2]int{{-1, 0}, {0, -1}, {21, 0}, {0, 21}} {
		if c.Dark(outside[0], outside[1]) {
			t.Errorf("%v is outside and dark", outside)
		}
	}
}

func TestPicturesOutOfBoundsAreRefused(t *testing.T) {
	for _, r := range []image.Rectangle{image.Rect(0, 0, 0, 10), image.Rect(0, 0, MaxPixels+1, 1), image.Rect(0, 0, 2000, 2000)} {
		if text, err := Decode(blank(r)); err == nil || errors.Is(err, ErrNone) {
			t.Errorf("%v: %q, %v", r, text, err)
		}
	}
}

// blank is a picture of a size, without the memory for it.
type blank image.Rectangle

func (b blank) ColorModel() color.Model { return color.GrayModel }
func (b blank) Bounds() image.Rectangle { return image.Rectangle(b) }
func (b blank) At(int, int) color.Color { return color.White }

// No picture makes the reader fall over.
func FuzzDecode(f *testing.F) {
	c, err := Encode("PASS:AAAAAEIAAAAA7YB3PZQ5ABCDEFGHI")
	if err != nil {
		f.Fatal(err)
	}
	whole := greyOf(picture(c, 2))
	f.Add(whole.Pix, uint8(whole.Rect.Dx()))
	f.Add([]byte{}, uint8(0))
	f.Fuzz(func(t *testing.T, pixels []byte, width uint8) {
		if width == 0 || len(pixels) < int(width) {
			return
		}
		height := len(pixels) / int(width)
		img := &image.Gray{Pix: pixels[:height*int(width)], Stride: int(width), Rect: image.Rect(0, 0, int(width), height)}
		if text, err := Decode(img); err != nil && text != "" {
			t.Errorf("%q and %v", text, err)
		}
	})
}
