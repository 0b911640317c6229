//go:build !js

package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"sync"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"crescendo/assets/player"
	"crescendo/audio/speaker"
	"crescendo/game/client"
	"crescendo/game/screen"
	"crescendo/maps/city"
)

// table is a window's evening, and the next ones.
type table struct {
	options options
	setting setting
	game    *screen.Game
	first   *evening
	next    chan struct{} // holds one: somebody wants to play again
	tuned   chan struct{} // closed when the sound device has answered

	once  sync.Once // guards wrong
	wrong error     // why the game was ended
}

func newTable(o options) (*table, error) {
	paris, err := city.Parse(player.Paris())
	if err != nil {
		return nil, fmt.Errorf("read the streets: %w", err)
	}
	t := &table{options: o, next: make(chan struct{}, 1), tuned: make(chan struct{})}
	t.setting = setting{address: o.address, nickname: o.name, class: o.class, invited: o.invited, resume: o.resume, speaker: speaker.Silent()}
	if !o.silent {
		if t.setting.speaker, err = speaker.Open(); err != nil {
			return nil, err
		}
	}
	t.setting.ear = &ear{speaker: t.setting.speaker, now: time.Now, report: func(s screen.Sound) { t.game.Sound(s) }}
	first, stick := t.evening()
	t.setting.resume = "" // it is good once: the next evening is joined
	t.first = first
	t.game, err = screen.New(screen.Config{
		Session: first.session, Stick: stick, Keys: o.walk == nil, City: paris, Language: o.language, Again: t.again,
	})
	return t, err
}

// again asks for another evening. It is called from the game.
func (t *table) again() {
	select {
	case t.next <- struct{}{}:
	default: // it was asked for already
	}
}

// evening makes an evening with a walk of its own.
func (t *table) evening() (*evening, *client.Stick) {
	s := t.setting
	if t.options.walk != nil {
		s.source = client.Replay(*t.options.walk, 0)
		return begin(s), nil
	}
	stick := client.NewStick(nil)
	s.source = stick
	return begin(s), stick
}

// conduct plays one evening after the other.
func (t *table) conduct(ctx context.Context) {
	defer t.setting.speaker.Close()
	t.tuneUp(ctx)
	close(t.tuned)
	for e := t.first; ; {
		e.start(ctx, t.setting)
		select {
		case err := <-e.err:
			if hopeless(e.session.State()) {
				t.fail(err)
			}
			select {
			case <-t.next:
			case <-ctx.Done():
			}
		case <-ctx.Done():
		}
		e.end()
		if ctx.Err() != nil {
			t.game.End()
			return
		}
		var stick *client.Stick
		e, stick = t.evening()
		t.game.Show(e.session, stick)
	}
}

// hopeless tells whether a session ended for what was written on the command
// line, so that a window is no place to say it.
func hopeless(s client.State) bool {
	return s.Hunt.Rate == 0 && (s.Trouble.Code == client.BadAddress || s.Trouble.Code == client.NotHere)
}

const tuningUp = 15 * time.Second // a device that has not answered then is taken to be there; a slow machine's first frame takes some seconds

// tuneUp waits until the sound device has answered. Without one this process
// ends, and another joins: so nobody joins before. Ebitengine calls a device
// ready also when it could not be opened, and ends for it before its next
// update: two more updates tell the one from the other.
func (t *table) tuneUp(ctx context.Context) {
	if t.options.silent {
		return
	}
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	late := time.After(tuningUp)
	ready := int64(-1) // the update at which it was
	for ready < 0 || ebiten.Tick() < ready+2 {
		if ready < 0 && t.setting.speaker.Status().State != speaker.Starting {
			ready = ebiten.Tick()
		}
		select {
		case <-look.C:
		case <-late:
			return
		case <-ctx.Done():
			return
		}
	}
}

// fail ends the game for a reason; the first counts.
func (t *table) fail(err error) {
	t.once.Do(func() { t.wrong = err })
	t.game.End()
}

// photograph writes the picture that was asked for, and ends the game.
func (t *table) photograph(ctx context.Context) {
	if t.options.shot == "" {
		return
	}
	<-t.tuned // a process that ends for its sound takes no picture
	select {
	case <-time.After(t.options.shotAfter):
	case <-ctx.Done():
		return
	}
	taken := make(chan *image.RGBA, 1)
	t.game.Picture(func(i *image.RGBA) { taken <- i })
	select {
	case i := <-taken:
		t.fail(write(t.options.shot, i))
	case <-ctx.Done():
	}
}

// write writes a picture as PNG.
func write(name string, i image.Image) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(f, i), f.Close())
}
