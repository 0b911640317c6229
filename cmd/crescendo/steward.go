package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"crescendo/game"
	"crescendo/maps/geo"
	"crescendo/server/door"
)

const (
	sight       = 60.0             // metres from which somebody at a door is seen: see bot.Steward
	sheetFor    = 20 * time.Second // between two looks of a page at its codes, as the real one has it
	answerIn    = 10 * time.Second // for an answer of the server
	scanTries   = 3                // of one scan, under one id
	scanPause   = 2 * time.Second  // between them
	stewardName = "Steward of code"
)

// steward is everybody who stands at the gate and at the doors, made of code as
// the bots are: it does over HTTP what the pages of gate and doors do, and helps
// whom it sees standing there. It is a bot.Steward.
type steward struct {
	posts []*post
	web   *http.Client
	say   func(trouble string)
	once  sync.Once // of say: one line tells that something is wrong
}

// post is a place and the page that is open there.
type post struct {
	door.Place
	at   geo.Point
	page string // its address, which holds the secret

	mu    sync.Mutex // held while codes are fetched: one look serves everybody
	sheet door.Sheet // guarded by mu
	heard time.Time  // guarded by mu; when the sheet came
}

// newSteward puts somebody to each of a hunt's links. The first trouble that
// they have is said, without any secret.
func newSteward(address string, hunt *game.Hunt, links []door.Place, web *http.Client, say func(trouble string)) *steward {
	s := &steward{web: web, say: say}
	for _, l := range links {
		p := &post{Place: l, page: address + "/d/" + l.Secret}
		switch {
		case !l.Gate:
			p.at = hunt.Venues[l.Venue].Place
		case len(hunt.Meet) > 0:
			p.at = hunt.Meet[0].At
		}
		s.posts = append(s.posts, p)
	}
	return s
}

// GateCode returns what the gate's page shows now.
func (s *steward) GateCode(ctx context.Context) (string, error) {
	for _, p := range s.posts {
		if p.Gate && !p.Staff {
			return s.code(ctx, p)
		}
	}
	return "", errors.New("no screen shows a code at the gate")
}

// Look returns the code of the door at which somebody stands.
func (s *steward) Look(ctx context.Context, at geo.Point) (code string, ok bool) {
	p := s.near(at, func(p *post) bool { return !p.Gate && !p.Staff })
	if p == nil {
		return "", false
	}
	code, err := s.code(ctx, p)
	return code, err == nil
}

// Show scans a pass, if somebody stands there who does.
func (s *steward) Show(ctx context.Context, at geo.Point, pass string) {
	if p := s.near(at, func(p *post) bool { return p.Staff }); p != nil {
		s.trouble(ctx, p, s.scan(ctx, p, pass))
	}
}

// near returns the nearest post of a kind from where a place is seen; nil for
// none.
func (s *steward) near(at geo.Point, is func(*post) bool) (found *post) {
	best := sight
	for _, p := range s.posts {
		if d := geo.Metres(at, p.at); is(p) && d <= best {
			best, found = d, p
		}
	}
	return found
}

// code returns what a page shows now, by the server's clock.
func (s *steward) code(ctx context.Context, p *post) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.heard.IsZero() || time.Since(p.heard) > sheetFor {
		var sheet door.Sheet
		if err := s.ask(ctx, p, http.MethodGet, "/codes", nil, &sheet); err != nil {
			return "", s.trouble(ctx, p, err)
		}
		p.sheet, p.heard = sheet, time.Now()
	}
	step := (p.sheet.Server + time.Since(p.heard).Milliseconds()) / max(1, p.sheet.StepMs)
	for _, c := range p.sheet.Codes {
		if c.Step == step {
			return c.Code, nil
		}
	}
	return "", s.trouble(ctx, p, errors.New("its page has no code for now"))
}

// scan sends a pass, again while nobody knows whether it was taken. A pass that
// the server does not take is no trouble: the next one may be.
func (s *steward) scan(ctx context.Context, p *post, pass string) error {
	body, err := json.Marshal(door.ScanBody{ID: rand.Text(), Shown: pass, Steward: stewardName})
	if err != nil {
		return err
	}
	for try := 1; ; try++ {
		var status door.Status
		err := s.ask(ctx, p, http.MethodPost, "/scan", body, &status)
		if refused := refused(0); errors.As(err, &refused) && refused == http.StatusUnprocessableEntity {
			return nil
		}
		if err == nil || try == scanTries {
			return err
		}
		if !sleep(ctx, scanPause) {
			return ctx.Err()
		}
	}
}

// refused is the error of a server that answered with another status than 200.
type refused int

func (r refused) Error() string { return fmt.Sprintf("the server answers with status %d", int(r)) }

// ask asks the server as the page does. Its errors hold no address.
func (s *steward) ask(ctx context.Context, p *post, method, path string, body []byte, reply any) error {
	ctx, cancel := context.WithTimeout(ctx, answerIn)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, p.page+path, bytes.NewReader(body))
	if err != nil {
		return errors.New("the server's address is none")
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := s.web.Do(r)
	if err != nil {
		return errors.New("the server does not answer")
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return refused(answer.StatusCode)
	}
	if err := json.NewDecoder(answer.Body).Decode(reply); err != nil {
		return errors.New("the server's answer cannot be read")
	}
	return nil
}

// trouble says the first error that is not the evening's end, and returns it.
func (s *steward) trouble(ctx context.Context, p *post, err error) error {
	if err != nil && ctx.Err() == nil {
		where := "a door"
		if p.Gate {
			where = "the gate"
		}
		s.once.Do(func() { s.say(fmt.Sprintf("the steward at %s: %v; bots come to nothing there", where, err)) })
	}
	return err
}
