package qr

import (
	"errors"
	"fmt"

	"github.com/boombuler/barcode/qr"
)

// MaxText is how many bytes of text a code here may carry: enough for a signed
// ticket, and little enough modules for a phone's screen.
const MaxText = 512

// Code is a QR code: Size × Size modules without the quiet zone. Whoever draws
// it leaves four light modules on each side.
type Code struct {
	Size    int    `json:"size"`
	Modules []byte `json:"modules"` // row-major bits, the most significant first, without gaps between rows; 1 is dark
}

// Encode writes a text as a QR code with error correction level M, which
// survives damage to 15 % of it. Upper-case letters, digits and " $%*+-./:"
// take the least room. It fails for an empty text and for one above MaxText.
func Encode(text string) (Code, error) {
	if text == "" || len(text) > MaxText {
		return Code{}, fmt.Errorf("encoding a QR code: %d bytes of text, want 1 to %d", len(text), MaxText)
	}
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return Code{}, errors.New("encoding a QR code: the text has a sign that none of its alphabets has")
	}
	size := code.Bounds().Dx()
	c := Code{Size: size, Modules: make([]byte, (size*size+7)/8)}
	for y := range size {
		for x := range size {
			if r, _, _, _ := code.At(x, y).RGBA(); r == 0 {
				i := y*size + x
				c.Modules[i/8] |= 0x80 >> (i % 8)
			}
		}
	}
	return c, nil
}

// Dark tells whether the module in column x of row y is dark. Outside of the
// code everything is light.
func (c Code) Dark(x, y int) bool {
	i := y*c.Size + x
	if x < 0 || y < 0 || x >= c.Size || y >= c.Size || i/8 >= len(c.Modules) {
		return false
	}
	return c.Modules[i/8]&(0x80>>(i%8)) != 0
}
