package browser

import (
	"context"
	"fmt"
)

// Viewport is the part of a device that shows the page.
type Viewport struct {
	Width, Height int // CSS pixels
	Touch         bool
}

// Phone returns a phone held upright, with a touch screen.
func Phone() Viewport { return Viewport{Width: 412, Height: 780, Touch: true} }

// Desktop returns a window on a desk, with a mouse.
func Desktop() Viewport { return Viewport{Width: 1280, Height: 800} }

// Resize changes the viewport. A device pixel is a CSS pixel, so that pictures
// are as small as they can be.
func (p *Page) Resize(ctx context.Context, v Viewport) error {
	err := p.call(ctx, "Emulation.setDeviceMetricsOverride", object{"width": v.Width, "height": v.Height, "deviceScaleFactor": 1, "mobile": v.Touch}, nil)
	if err != nil {
		return fmt.Errorf("resizing the page: %w", err)
	}
	return p.call(ctx, "Emulation.setTouchEmulationEnabled", object{"enabled": v.Touch, "maxTouchPoints": 5}, nil)
}

// Position is where a device believes to be.
type Position struct {
	Lat, Lon float64 // degrees
	Accuracy float64 // metres
}

// Locate allows the page to know its position, and moves the device there. The
// page hears of each move, some milliseconds later. Just before it, from the
// second move on, Chromium tells the page once that there is no position.
func (p *Page) Locate(ctx context.Context, at Position) error {
	if err := p.Grant(ctx, "geolocation"); err != nil {
		return err
	}
	return p.call(ctx, "Emulation.setGeolocationOverride", object{"latitude": at.Lat, "longitude": at.Lon, "accuracy": at.Accuracy}, nil)
}

// LoseLocation makes the position unknown, as in a tunnel: the page is told so.
func (p *Page) LoseLocation(ctx context.Context) error {
	return p.call(ctx, "Emulation.setGeolocationOverride", object{}, nil)
}

// Grant gives permissions, by their names in the protocol, and takes all
// others.
func (p *Page) Grant(ctx context.Context, permissions ...string) error {
	return p.b.call(ctx, browserItself, "Browser.grantPermissions", object{"permissions": permissions, "browserContextId": p.profile}, nil)
}

// Offline takes the network away, or gives it back. Requests fail at once; an
// open WebSocket falls silent without closing, as in a tunnel, and goes on
// where it was when the network is back.
func (p *Page) Offline(ctx context.Context, is bool) error {
	return p.call(ctx, "Network.emulateNetworkConditions", object{"offline": is, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}, nil)
}
