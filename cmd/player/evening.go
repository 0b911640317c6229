package main

import (
	"context"
	"sync"

	"crescendo/audio/speaker"
	"crescendo/game/client"
	"crescendo/game/screen"
)

// evening is one session with everything that hangs on it: its sound, its songs,
// and whoever else watches. Its goroutines end with end.
type evening struct {
	session *client.Session
	err     chan error // holds what Run returned
	stop    context.CancelFunc
	all     sync.WaitGroup
}

// setting is what evenings have in common.
type setting struct {
	address  string // https://hunt.example
	token    string
	nickname string
	class    string // for joining
	invited  string // an invitation's code
	resume   string // a resume code, to go on instead of joining
	source   client.Source
	speaker  speaker.Speaker
	ear      *ear
	watch    []func(client.State)
}

// begin makes an evening that runs from start on.
func begin(s setting) *evening {
	session := client.New(client.Config{
		Address: s.address, Token: s.token, ResumeCode: s.resume, Nickname: s.nickname, Class: s.class, Invitation: s.invited, Source: s.source,
	})
	session.Watch(s.ear.hear)
	for _, w := range s.watch {
		session.Watch(w)
	}
	return &evening{session: session, err: make(chan error, 1)}
}

// start runs the session and fetches its songs.
func (e *evening) start(ctx context.Context, s setting) {
	ctx, e.stop = context.WithCancel(ctx)
	songs := newSongs(s.address, s.speaker)
	e.session.Watch(songs.hear)
	e.all.Go(func() { songs.run(ctx) })
	e.all.Go(func() { e.err <- e.session.Run(ctx) })
}

// end stops the evening and waits until all of it has ended.
func (e *evening) end() {
	if e.stop != nil {
		e.stop()
	}
	e.all.Wait()
}

var _ screen.Session = (*client.Session)(nil)
