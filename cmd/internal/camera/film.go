package camera

import (
	"bytes"
	"fmt"
	"image"
)

// Film returns pictures of one size as a film of one picture a second for each,
// in YUV4MPEG2, which Chromium's fake camera plays again and again
// (--use-file-for-fake-video-capture). Width and height must be even.
func Film(pictures ...*image.Gray) []byte {
	var b bytes.Buffer
	for i, img := range pictures {
		size := img.Rect.Size()
		if i == 0 {
			fmt.Fprintf(&b, "YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420jpeg\n", size.X, size.Y)
		}
		grey := bytes.Repeat([]byte{128}, size.X/2*(size.Y/2)) // both colour planes
		for range 10 {
			b.WriteString("FRAME\n")
			b.Write(img.Pix)
			b.Write(grey)
			b.Write(grey)
		}
	}
	return b.Bytes()
}
