package qr

import (
	"errors"
	"fmt"
	"image"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// MaxPixels is how large a picture Decode looks at: a camera's full HD frame.
const MaxPixels = 1920 * 1080

// ErrNone says that no code was found in a picture, which is what most
// pictures of a camera are.
var ErrNone = errors.New("there is no QR code in the picture")

// Decode returns the text of the QR code in a picture, as a camera takes it:
// turned, tilted, unevenly lit. It looks at the picture as it is and then, for
// grainy ones, at half its size. The error is ErrNone where none is found, or
// says that the picture is too large.
func Decode(img image.Image) (string, error) {
	size := img.Bounds().Size()
	if size.X < 1 || size.Y < 1 || size.X > MaxPixels/size.Y {
		return "", fmt.Errorf("reading a picture: %d × %d pixels, want 1 to %d in all", size.X, size.Y, MaxPixels)
	}
	grey := greyOf(img)
	for range 3 {
		if text, ok := read(grey); ok {
			return text, nil
		}
		if grey = half(grey); grey.Rect.Dx() < 42 || grey.Rect.Dy() < 42 { // two pixels a module of the smallest code
			break
		}
	}
	return "", ErrNone
}

// read looks for a code with two ways of telling dark from light: by the
// neighbourhood, which stands uneven light, and by the whole picture, which
// stands blur.
func read(grey *image.Gray) (text string, ok bool) {
	defer func() { // what a strange picture does to the library is its trouble, not the door's
		if recover() != nil {
			text, ok = "", false
		}
	}()
	source := gozxing.NewLuminanceSourceFromImage(grey)
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true, gozxing.DecodeHintType_CHARACTER_SET: "UTF-8"}
	for _, binarizer := range []gozxing.Binarizer{gozxing.NewHybridBinarizer(source), gozxing.NewGlobalHistgramBinarizer(source)} {
		bitmap, err := gozxing.NewBinaryBitmap(binarizer)
		if err != nil {
			continue
		}
		if found, err := qrcode.NewQRCodeReader().Decode(bitmap, hints); err == nil && found.GetText() != "" {
			return found.GetText(), true
		}
	}
	return "", false
}

func greyOf(img image.Image) *image.Gray {
	if grey, ok := img.(*image.Gray); ok && grey.Rect.Min == (image.Point{}) {
		return grey
	}
	b := img.Bounds()
	grey := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		for x := range b.Dx() {
			grey.Set(x, y, img.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	return grey
}

// half averages squares of four pixels, which takes half of the grain away.
func half(from *image.Gray) *image.Gray {
	to := image.NewGray(image.Rect(0, 0, from.Rect.Dx()/2, from.Rect.Dy()/2))
	for y := range to.Rect.Dy() {
		a, b := from.Pix[2*y*from.Stride:], from.Pix[(2*y+1)*from.Stride:]
		for x := range to.Rect.Dx() {
			to.Pix[y*to.Stride+x] = uint8((int(a[2*x]) + int(a[2*x+1]) + int(b[2*x]) + int(b[2*x+1])) / 4)
		}
	}
	return to
}
