package main

import (
	"sync"
	"time"

	"crescendo/audio/mix"
	"crescendo/audio/speaker"
	"crescendo/game/client"
	"crescendo/game/screen"
	"crescendo/game/wire"
)

// epochDrift is how far the estimate of the server's clock may move until the
// songs are taken to have begun at another moment: less is a small part of the
// 30 ms from which two devices are heard as two.
const epochDrift = time.Millisecond

// ear sets the sound after each change of a session's state. It is called from
// the session's goroutine and never from a frame: a hidden tab has none.
type ear struct {
	speaker speaker.Speaker
	now     func() time.Time
	report  func(screen.Sound)

	mu    sync.Mutex // guards what follows: two sessions may meet for a moment
	epoch time.Time
}

// hear takes a state.
func (e *ear) hear(s client.State) {
	e.mu.Lock()
	defer e.mu.Unlock()
	sound := heard(s)
	if s.Hunt.Rate > 0 {
		now := e.now()
		began := now.Add(s.Until(now, s.Hunt.Opens))
		if d := began.Sub(e.epoch); d > epochDrift || d < -epochDrift {
			e.epoch = began
		}
		sound.Epoch = e.epoch
	}
	e.speaker.Set(sound)
	e.report(fate(e.speaker.Status().State))
}

// heard is what a state sounds like: the bed as soon as there is a hunt, and the
// tuned band as loud as its last step, whether the connection lives or not.
func heard(s client.State) speaker.Sound {
	if s.Connection == client.Gone || s.Hunt.Rate == 0 {
		return speaker.Sound{}
	}
	sound := speaker.Sound{
		Bed: s.Hunt.BedSong, Step: s.Step, Fog: uint8(s.Fog),
		Glide: mix.GlideFor(wire.FrameEvery * time.Second / time.Duration(s.Hunt.Rate)),
	}
	if band, ok := s.TunedBand(); ok {
		sound.Song = band.Song
	}
	return sound
}

// fate is what people are told of a speaker's state.
func fate(s speaker.State) screen.Sound {
	switch s {
	case speaker.Off:
		return screen.SoundOff
	case speaker.Suspended, speaker.Interrupted:
		return screen.SoundWaits
	}
	return screen.SoundOn
}
