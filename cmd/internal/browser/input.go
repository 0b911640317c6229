package browser

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Touch is how long a finger, a mouse button or a key stays down at least: the
// state of the screen is read 60 times a second, and what ends within one tick
// is not seen.
const Touch = 80 * time.Millisecond

// Finger is a finger on the glass. One at a time.
type Finger struct {
	p    *Page
	down time.Time
}

// Press puts a finger on the glass, at CSS pixels from the upper left corner.
func (p *Page) Press(ctx context.Context, x, y float64) (*Finger, error) {
	if err := p.touch(ctx, "touchStart", object{"x": x, "y": y}); err != nil {
		return nil, err
	}
	return &Finger{p, time.Now()}, nil
}

// Move draws the finger over the glass.
func (f *Finger) Move(ctx context.Context, x, y float64) error {
	return f.p.touch(ctx, "touchMove", object{"x": x, "y": y})
}

// Lift takes the finger away, not before it was down for Touch.
func (f *Finger) Lift(ctx context.Context) error {
	if err := pause(ctx, time.Until(f.down.Add(Touch))); err != nil {
		return err
	}
	return f.p.touch(ctx, "touchEnd")
}

func (p *Page) touch(ctx context.Context, kind string, points ...object) error {
	if points == nil {
		points = []object{}
	}
	return p.call(ctx, "Input.dispatchTouchEvent", object{"type": kind, "touchPoints": points}, nil)
}

// Tap touches the glass.
func (p *Page) Tap(ctx context.Context, x, y float64) error {
	f, err := p.Press(ctx, x, y)
	if err != nil {
		return err
	}
	return f.Lift(ctx)
}

// TapOn touches the first element of a CSS selector in its middle, as soon as
// it can be touched there.
func (p *Page) TapOn(ctx context.Context, selector string) error {
	x, y, err := p.middle(ctx, selector)
	if err != nil {
		return err
	}
	return p.Tap(ctx, x, y)
}

// Click presses the left mouse button.
func (p *Page) Click(ctx context.Context, x, y float64) error {
	if err := p.mouse(ctx, "mouseMoved", x, y, "none"); err != nil {
		return err
	}
	if err := p.mouse(ctx, "mousePressed", x, y, "left"); err != nil {
		return err
	}
	if err := pause(ctx, Touch); err != nil {
		return err
	}
	return p.mouse(ctx, "mouseReleased", x, y, "left")
}

// ClickOn clicks on the first element of a CSS selector in its middle, as soon
// as it can be clicked on there.
func (p *Page) ClickOn(ctx context.Context, selector string) error {
	x, y, err := p.middle(ctx, selector)
	if err != nil {
		return err
	}
	return p.Click(ctx, x, y)
}

func (p *Page) mouse(ctx context.Context, kind string, x, y float64, button string) error {
	return p.call(ctx, "Input.dispatchMouseEvent", object{"type": kind, "x": x, "y": y, "button": button, "clickCount": 1}, nil)
}

// middle waits until an element is in view, enabled and not covered, and
// returns its middle.
func (p *Page) middle(ctx context.Context, selector string) (x, y float64, err error) {
	script := fmt.Sprintf(`(() => {
		const e = document.querySelector(%s);
		if (!e) return {why: "is not there"};
		e.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
		if (!e.checkVisibility()) return {why: "is hidden"};
		const r = e.getBoundingClientRect(), x = r.x + r.width / 2, y = r.y + r.height / 2;
		const top = document.elementFromPoint(x, y);
		if (!top || !(e.contains(top) || top.contains(e))) return {why: "is hidden or covered by " + (top ? top.outerHTML.slice(0, 80) : "nothing")};
		return e.disabled ? {why: "is disabled"} : {x, y, why: ""};
	})()`, literal(selector))
	err = Until(ctx, selector+" can be touched", func() (bool, error) {
		var got struct {
			X, Y float64
			Why  string
		}
		if err := p.Eval(ctx, script, &got); err != nil {
			return false, err
		}
		if x, y = got.X, got.Y; got.Why != "" {
			return false, errors.New("it " + got.Why)
		}
		return true, nil
	})
	return x, y, err
}
