package main

import (
	"errors"
	"image"
	"math/rand/v2"
	"testing"
	"time"

	"crescendo/cmd/internal/camera"
	"crescendo/server/door"
	"crescendo/server/door/qr"
)

// aPass is a pass as the server makes it, at a fixed time.
func aPass() door.Pass {
	return door.MakePass(door.Key{1}, "paris", 4021, time.Unix(1_780_000_005, 0))
}

// R8: a steward's camera reads a pass from a phone's screen as people hold it.
// What the cases are made of is a phone at arm's length, in a street at night.
func TestAPassIsReadFromAPhoto(t *testing.T) {
	pass := aPass()
	for name, p := range map[string]camera.Photo{
		"straight":             {},
		"small":                {Fill: 0.35},
		"upside down":          {Turn: 180},
		"turned by 30°":        {Turn: 30, Fill: 0.65},
		"turned by 137°":       {Turn: 137, Fill: 0.65},
		"leaning back":         {TiltY: 38, Fill: 0.7},
		"leaning sideways":     {TiltX: -38, Fill: 0.7},
		"out of focus":         {Blur: 4, Fill: 0.7},
		"grainy":               {Grain: 40, Fill: 0.7},
		"unevenly lit":         {Shade: 0.85, Fill: 0.7},
		"a lamp's reflection":  {Glare: 90, Fill: 0.6},
		"all of it, a little":  {Turn: 21, TiltX: 18, TiltY: -14, Blur: 1.6, Grain: 16, Shade: 0.5, Glare: 30, Fill: 0.6},
		"all of it, otherwise": {Turn: -64, TiltX: -22, TiltY: 17, Blur: 1.4, Grain: 20, Shade: 0.6, Fill: 0.65},
	} {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(3) {
				p.Width, p.Height, p.Seed = 640, 480, seed
				text, err := door.Decode(p.Take(pass.QR))
				if err != nil || text != pass.Text {
					t.Errorf("seed %d: %q, %v", seed, text, err)
				}
			}
		})
	}
}

// What the camera shows most of the time holds no code, and says so.
func TestAPictureWithoutACodeHasNone(t *testing.T) {
	noise := rand.New(rand.NewPCG(1, 1))
	grain, empty := image.NewGray(image.Rect(0, 0, 640, 480)), image.NewGray(image.Rect(0, 0, 640, 480))
	for i := range grain.Pix {
		grain.Pix[i] = uint8(noise.UintN(256))
	}
	half := camera.Photo{Width: 640, Height: 480, Fill: 2.4}.Take(aPass().QR) // too near: the corners are outside
	for name, img := range map[string]*image.Gray{"noise": grain, "the dark": empty, "a part of a code": half, "one pixel": image.NewGray(image.Rect(0, 0, 1, 1))} {
		if text, err := door.Decode(img); !errors.Is(err, qr.ErrNone) {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
}
