package browser

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
)

// Shot returns what the page shows, as large as its viewport.
func (p *Page) Shot(ctx context.Context) (image.Image, error) {
	b, err := p.shot(ctx)
	if err != nil {
		return nil, err
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("reading a screenshot: %w", err)
	}
	return img, nil
}

// SaveShot writes what the page shows to DIR/NAME.png, and makes the folder
// where it is missing.
func (p *Page) SaveShot(ctx context.Context, dir, name string) error {
	b, err := p.shot(ctx)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("saving a screenshot: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), b, 0o644); err != nil {
		return fmt.Errorf("saving a screenshot: %w", err)
	}
	return nil
}

func (p *Page) shot(ctx context.Context) ([]byte, error) {
	var got struct{ Data []byte }
	if err := p.call(ctx, "Page.captureScreenshot", object{"format": "png"}, &got); err != nil {
		return nil, fmt.Errorf("taking a screenshot: %w", err)
	}
	return got.Data, nil
}

// Colours counts the colours of a picture, to at most limit: a page that draws
// nothing has one.
func Colours(img image.Image, limit int) int {
	type rgb struct{ r, g, b uint32 }
	seen := map[rgb]bool{}
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			r, g, b, _ := img.At(x, y).RGBA()
			if seen[rgb{r, g, b}] = true; len(seen) >= limit {
				return limit
			}
		}
	}
	return len(seen)
}
