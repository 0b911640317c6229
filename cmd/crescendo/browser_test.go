package main

import (
	"context"
	"math"
	"path/filepath"
	"testing"
	"time"

	"crescendo/cmd/internal/browser"
	"crescendo/maps/geo"
)

// The walk of the issue that laid the house: a real page, a faked position that
// walks 1,500 m straight to a band with a steady tone, and the level that comes
// out of the loudspeakers.
func TestTheBandGrowsLouderInABrowser(t *testing.T) {
	const (
		rate  = 16
		speed = 3.2 // m/s of hunt time: a runner, under the cap of 4
	)
	b := browser.Open(t, browser.Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	dir := t.TempDir()
	gun := time.Now().Add(5 * time.Second)
	name := writeText(t, filepath.Join(dir, "walk.yaml"), huntText(courtyard, writeTone(t, dir), gun, gun.Add(10*time.Minute), rate))
	data := fixedKeys(t, dir)
	s := start(t, "serve", name, "--listen", "127.0.0.1:0", "--data", data)

	p := visit(t, ctx, b, browser.Phone())
	far := geo.Offset(courtyard, 60, 1500)
	p.stand(far)
	p.join(s.address, "Zoé")
	p.until("the gun", func(s seen) bool { return s.Phase == "running" })
	p.shot("tune")
	p.tune("owls")
	p.until("the band is heard", func(s seen) bool { return s.Step > 0 })

	loudest, last, metres := math.Inf(-1), math.Inf(-1), 1500.0
	for _, waypoint := range []float64{1500, 1150, 900, 700, 540, 420, 320, 240, 170, 110, 60, 0} {
		for then := time.Now(); metres > waypoint; {
			now := time.Now()
			metres = max(waypoint, metres-now.Sub(then).Seconds()*rate*speed)
			then = now
			p.stand(geo.Offset(courtyard, 60, metres))
			if l := p.level(); l < loudest-1 {
				t.Errorf("%.0f m: %.1f dB, after %.1f dB", metres, l, loudest)
			} else {
				loudest = max(loudest, l)
			}
		}
		want := stepAt(max(waypoint, 20)) - 3 // warp and hysteresis are worth some steps far away
		p.until("the step of the waypoint is reached", func(s seen) bool { return s.Step >= want || s.Seat > 0 })
		level := p.steady()
		t.Logf("%4.0f m: %6.1f dB", waypoint, level)
		if level <= last {
			t.Errorf("at %.0f m %.1f dB, not louder than %.1f dB at the waypoint before", waypoint, level, last)
		}
		last = level
		if waypoint == 420 {
			p.shot("hunt")
		}
	}
	p.until("a seat", func(s seen) bool { return s.Seat == 1 && s.Scene == "seat" })
	p.shot("seat")

	board := visit(t, ctx, b, browser.Desktop())
	board.must(board.Go(ctx, s.address+"/leaderboard"))
	board.must(board.Page.Until(ctx, "the seat stands on the leaderboard", `document.body.innerText.includes("Zoé")`))
	board.shot("leaderboard")
}

// The demo by touch alone: five louder steps within a minute, a seat within
// four. The walker listens as a person does and knows nothing else.
func TestTheDemoIsWonByTouch(t *testing.T) {
	b := browser.Open(t, browser.Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 6*time.Minute)
	defer cancel()
	s := start(t, "demo", "--listen", "127.0.0.1:0")
	p := visit(t, ctx, b, browser.Phone())
	p.join(s.address, "")
	p.shot("lobby")
	p.until("the gun", func(s seen) bool { return s.Phase == "running" })
	p.shot("tune")
	p.tune("owls")
	first := p.until("the band is heard", func(s seen) bool { return s.Step > 0 })
	began := time.Now()
	louder := time.Duration(0) // when five louder steps had been heard
	p.seek(4*time.Minute, 8, func(s seen) bool {
		if louder == 0 && s.Step >= first.Step+5 {
			louder = time.Since(began)
		}
		return s.Scene == "seat"
	})
	took := time.Since(began)
	p.until("a seat", func(s seen) bool { return s.Seat > 0 })
	p.shot("seat")
	t.Logf("from step %d: five louder steps after %v, a seat after %v", first.Step, louder, took)
	if louder == 0 || louder > time.Minute {
		t.Errorf("five louder steps took %v, want at most a minute", louder)
	}
	if took > 4*time.Minute {
		t.Errorf("the seat took %v, want at most four minutes", took)
	}
}

// seek walks by what is heard, with a thumb: on while it grows louder, else
// another way, until there was enough, or it has lasted too long. The step comes
// late (R6: the mean of 10 s), so that what is heard just behind a corner says
// nothing about the new way. Where it is loud a thumb goes slowly.
func (p *phone) seek(within time.Duration, rate int, enough func(seen) bool) {
	p.t.Helper()
	const late, patience = 8 * time.Second, 32 * time.Second // of the hunt: behind a corner, and with nothing new
	finger := p.stick()
	defer finger.lift()
	hunted := func(since time.Time) time.Duration { return time.Since(since) * time.Duration(rate) }
	best, heading := 0, 0.0
	began, corner, news := time.Now(), time.Now(), time.Now()
	for time.Since(began) < within {
		finger.push(heading, min(1, max(0.4, float64(62-best)/20)))
		state := p.until("the player goes on", func(s seen) bool { return s.Connection == "joined" })
		if enough(state) {
			return
		}
		switch {
		case state.Step > best || hunted(corner) < late:
			best, news = state.Step, time.Now()
		case state.Step < best || hunted(news) > patience:
			heading += 100
			best, corner, news = state.Step, time.Now(), time.Now()
		}
		if state.Scene == "arrived" {
			finger.rest()
		}
	}
}

// thumb is a finger on the thumb stick.
type thumb struct {
	p      *phone
	finger *browser.Finger
	x, y   float64 // the stick's middle
	reach  float64
}

// stick lays a finger on the thumb stick.
func (p *phone) stick() *thumb {
	p.t.Helper()
	at := p.target("stick")
	t := &thumb{p: p, x: at.X, y: at.Y, reach: at.Width / 2}
	var err error
	t.finger, err = p.Press(p.ctx, t.x, t.y)
	p.must(err)
	return t
}

// push moves the finger from the stick's middle, in degrees clockwise from the
// top, and as a part of the way to its edge.
func (t *thumb) push(heading, far float64) {
	t.p.t.Helper()
	sin, cos := math.Sincos(heading * math.Pi / 180)
	t.p.must(t.finger.Move(t.p.ctx, t.x+0.9*far*t.reach*sin, t.y-0.9*far*t.reach*cos))
}

func (t *thumb) rest() {
	t.p.t.Helper()
	t.p.must(t.finger.Move(t.p.ctx, t.x, t.y))
}

func (t *thumb) lift() {
	t.p.t.Helper()
	t.p.must(t.finger.Lift(t.p.ctx))
}

// stand puts the device somewhere, as exactly as a phone knows it.
func (p *phone) stand(at geo.Point) {
	p.t.Helper()
	p.must(p.Locate(p.ctx, browser.Position{Lat: at.LatDegrees(), Lon: at.LonDegrees(), Accuracy: 8}))
}

// fixedKeys makes a data folder whose chance is the same each time.
func fixedKeys(t *testing.T, dir string) string {
	t.Helper()
	data := filepath.Join(dir, "data")
	f, err := openFolder(data)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	writeText(t, filepath.Join(data, "keys"), `{"seed": "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"}`)
	return data
}
