// Command scanner reads QR codes in a browser that cannot do that itself. The
// steward's page runs it in a worker, see assets/host/pages/door-scan.js.
//
// It sets one function, crescendoScan(grey, width, height): grey is a
// Uint8Array with a byte of brightness for each pixel, row by row. It returns
// the code's text, or "" where there is none.
package main

import (
	"image"
	"syscall/js"

	"crescendo/server/door/qr"
)

func main() {
	js.Global().Set("crescendoScan", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if len(args) != 3 {
			return ""
		}
		return scan(args[0], args[1].Int(), args[2].Int())
	}))
	select {}
}

func scan(grey js.Value, width, height int) string {
	if width < 1 || height < 1 || width > qr.MaxPixels/height || grey.Get("length").Int() != width*height {
		return ""
	}
	img := image.NewGray(image.Rect(0, 0, width, height))
	js.CopyBytesToGo(img.Pix, grey)
	text, err := qr.Decode(img)
	if err != nil {
		return "" // the next picture may have one
	}
	return text
}
