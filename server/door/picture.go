package door

import (
	"image"

	"crescendo/server/door/qr"
)

// QR is a QR code, as modules to draw: see qr.Code.
type QR = qr.Code

// Encode writes a text as a QR code, as qr.Encode does.
func Encode(text string) (QR, error) { return qr.Encode(text) }

// Decode returns the text of the QR code in a picture, as qr.Decode does.
func Decode(img image.Image) (string, error) { return qr.Decode(img) }
