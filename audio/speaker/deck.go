//go:build !js

package speaker

import (
	"fmt"
	"sync"
	"time"

	"crescendo/audio/decode"
	"crescendo/audio/mix"
)

// Device is what plays a Mixer: Ebitengine's player, or one of a test.
type Device interface {
	// Position is how much of the Mixer has been heard.
	Position() time.Duration
	// PauseAndStopReading ends the sound.
	PauseAndStopReading()
}

// On returns a Speaker on a Device that plays the Mixer. ready tells whether
// the device plays by now; now is the clock by which Sound.Epoch is meant.
func On(d Device, mixer *mix.Mixer, ready func() bool, now func() time.Time) Speaker {
	k := newDeck(mixer, d, ready, now)
	go k.run()
	return k
}

// deck turns Sounds into a Mixer's Targets. Its one goroutine, run, decodes
// what is tuned; it is started by newDeck's caller and ended by Close.
type deck struct {
	shelf
	mixer  *mix.Mixer
	device Device
	ready  func() bool // whether the device has answered
	now    func() time.Time
	closed sync.Once
	stop   chan struct{} // closed by Close
	done   chan struct{} // closed by run

	// Owned by run.
	song, bed record
	pace      pace

	mu     sync.Mutex // guards status
	status Status
}

// record is a path's file and what became of it.
type record struct {
	path string
	file []byte
	loop *mix.Loop
	err  error
}

func newDeck(mixer *mix.Mixer, d Device, ready func() bool, now func() time.Time) *deck {
	return &deck{
		shelf: shelf{wake: make(chan struct{}, 1)},
		mixer: mixer, device: d, ready: ready, now: now,
		stop: make(chan struct{}), done: make(chan struct{}),
	}
}

// run follows the last Sound until Close.
func (d *deck) run() {
	defer close(d.done)
	second := time.NewTicker(readEvery)
	defer second.Stop()
	for {
		select {
		case <-d.wake:
			d.follow()
		case <-second.C:
			d.keepTime()
		case <-d.stop:
			d.fadeOut()
			return
		}
	}
}

// follow decodes what the last Sound names and sends the Mixer there.
func (d *deck) follow() {
	sound, song, bed := d.wanted()
	d.bed.load(sound.Bed, bed)
	d.aim(sound) // what needs no decoding is not put off by it
	d.song.load(sound.Song, song)
	d.aim(sound)
	err := d.song.err
	if err == nil {
		err = d.bed.err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.status = Status{Song: d.song.playing(), Bed: d.bed.playing(), Err: err}
}

// keepTime reads the device's count, and tells the Mixer where the song should
// stand by it. A device that does not play yet counts nothing.
func (d *deck) keepTime() {
	if !d.ready() {
		d.pace = pace{}
		return
	}
	d.pace.read(d.device.Position(), d.now())
	if sound, _, _ := d.wanted(); !sound.Epoch.IsZero() {
		d.aim(sound)
	}
}

// aim sends the Mixer to a Sound with what is decoded now.
func (d *deck) aim(sound Sound) {
	target := mix.Target{Song: d.song.loop, Bed: d.bed.loop, Step: sound.Step, Fog: sound.Fog, Muted: sound.Muted, Mono: sound.Mono, Glide: sound.Glide}
	if d.song.path != sound.Song {
		return // the old song keeps its step until the new one is decoded
	}
	if !sound.Epoch.IsZero() {
		if now := d.now(); d.pace.due(now) {
			d.pace.read(d.device.Position(), now)
		}
		target.Synced = true
		target.Began = int64(d.pace.heardAt(sound.Epoch).Seconds() * mix.Rate)
	}
	d.mixer.Set(target)
}

// fadeOut silences the Mixer and waits until that was heard.
func (d *deck) fadeOut() {
	d.mixer.Set(mix.Target{Muted: true})
	timer := time.NewTimer(mix.ControlGlide + bufferSize)
	defer timer.Stop()
	<-timer.C
	d.device.PauseAndStopReading()
}

// Status is [Speaker.Status].
func (d *deck) Status() Status {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := d.status
	select {
	case <-d.done:
		return Status{}
	default:
	}
	if s.State = Starting; d.ready() {
		s.State = Running
	}
	return s
}

// Close is [Speaker.Close].
func (d *deck) Close() error {
	d.closed.Do(func() { close(d.stop) })
	<-d.done
	return nil
}

// load makes the record hold a path's file. What it held is forgotten, and
// nothing is decoded twice.
func (r *record) load(path string, file []byte) {
	if r.path == path && same(r.file, file) {
		return
	}
	*r = record{path: path, file: file}
	if path == "" {
		return
	}
	if file == nil {
		r.err = missing(path)
		return
	}
	clip, err := decode.Decode(file)
	if err != nil {
		r.err = fmt.Errorf("speaker: song %s: %w", path, err)
		return
	}
	r.loop = mix.NewLoop(clip.Parts...)
}

// playing returns the path if it is heard.
func (r *record) playing() string {
	if r.loop == nil {
		return ""
	}
	return r.path
}
