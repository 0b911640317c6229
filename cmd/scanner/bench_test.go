package main

import (
	"testing"

	"crescendo/cmd/internal/camera"
	"crescendo/server/door"
)

// What a steward's phone does ten times a second: most pictures have no code,
// which takes longest.
func BenchmarkDecode(b *testing.B) {
	for name, p := range map[string]camera.Photo{
		"a pass":  {Fill: 0.6, Turn: 20, Blur: 1.5, Grain: 10},
		"no code": {Fill: 3, Blur: 1.5, Grain: 10},
	} {
		p.Width, p.Height = 640, 480
		img := p.Take(aPass().QR)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				door.Decode(img) //nolint:errcheck // its cost is measured
			}
		})
	}
}
