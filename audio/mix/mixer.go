package mix

import (
	"encoding/binary"
	"math"
	"sync/atomic"
	"time"
)

// Target is what a Mixer shall sound like. The zero value is silence.
type Target struct {
	Song  *Loop // the tuned band, nil for none; another one crosses with it
	Bed   *Loop // nil for none
	Step  uint8 // 0…63
	Fog   uint8 // 0…3
	Muted bool

	// Glide is the time in which Step and Fog arrive; 0 is StepGlide.
	Glide time.Duration

	// Began is the frame of the Mixer's count (see Frames) at which the
	// song's first turn began or would have; it may be negative. A song that
	// starts is joined where it stands by now, and put right, unheard, where
	// one of its Parts begins. It counts only with Synced; else a song starts
	// at its beginning.
	Began  int64
	Synced bool
}

// block is how many frames are rendered at once: gains and corners are
// computed at its ends, two thirds of a millisecond apart, and move by equal
// parts within.
const block = 32

// frameBytes is one frame: two float32.
const frameBytes = 8

// Mixer plays a Target as float32 stereo at Rate, little-endian. Set may be
// called from any goroutine, Read by one at a time. It never ends, never
// blocks and allocates nothing.
type Mixer struct {
	target atomic.Pointer[Target]
	frames atomic.Int64

	// Below: owned by the goroutine that reads.
	songs    [2]voice
	front    int     // the song that is wanted; the other one leaves
	steered  *Target // to which the front was sent
	bed      voice
	fog      glide // share of scattered power
	master   glide // 0 muted, 1 not
	echo     echo
	dry, wet float64 // amplitudes at the end of the last block
	loud     float64

	sum, song, bedSum [block]float64
	out               [block * frameBytes]byte
	rest              []byte // of out, not read yet
}

// NewMixer returns a silent Mixer.
func NewMixer() *Mixer {
	m := &Mixer{dry: 1, loud: 1}
	m.master.jump(1)
	m.target.Store(&Target{})
	return m
}

// Set says what shall be heard from the next block on.
func (m *Mixer) Set(t Target) {
	if t.Glide <= 0 {
		t.Glide = StepGlide
	}
	m.target.Store(&t)
}

// Frames returns how many frames have been rendered.
func (m *Mixer) Frames() int64 { return m.frames.Load() }

// Read fills b with sound. It always fills all of b.
func (m *Mixer) Read(b []byte) (int, error) {
	for n := 0; n < len(b); {
		if len(m.rest) == 0 {
			m.render()
		}
		k := copy(b[n:], m.rest)
		m.rest = m.rest[k:]
		n += k
	}
	return len(b), nil
}

// render makes the next block.
func (m *Mixer) render() {
	m.steer(m.target.Load())
	clear(m.sum[:])
	clear(m.bedSum[:])
	for i := range m.songs {
		m.songs[i].add(m.sum[:], m.song[:], true)
	}
	m.bed.add(m.bedSum[:], m.song[:], false)
	m.finish()
	m.frames.Add(block)
	m.rest = m.out[:]
}

// steer sends the voices towards the target.
func (m *Mixer) steer(t *Target) {
	m.steerSong(t)
	m.steerBed(t.Bed)
	if front := &m.songs[m.front]; front.loop != nil && m.steered != t {
		setting := At(t.Step, t.Fog, front.loop.spectrum)
		front.follow(setting, frames(t.Glide))
		m.fog.toward(setting.Diffuse, frames(t.Glide))
		m.steered = t
	}
	loud := 1.0
	if t.Muted {
		loud = 0
	}
	m.master.toward(loud, frames(ControlGlide))
}

// steerSong crosses to another song. A cross that has begun is finished first.
func (m *Mixer) steerSong(t *Target) {
	front, back := &m.songs[m.front], &m.songs[1-m.front]
	if back.idle() {
		back.loop = nil
	}
	if t.Song == front.loop {
		m.keepTime(t)
		return
	}
	if back.loop != nil || front.presence.moving() {
		return
	}
	front.leave()
	m.front = 1 - m.front
	*back, m.steered = voice{}, nil
	if t.Song != nil {
		back.start(t.Song, m.joinAt(t), At(t.Step, t.Fog, t.Song.spectrum))
	}
}

// keepTime puts the song right where that is not heard.
func (m *Mixer) keepTime(t *Target) {
	if front := &m.songs[m.front]; t.Song != nil && t.Synced && front.turned {
		front.mend(m.joinAt(t))
	}
}

// joinAt returns where in its loop a song that starts now stands.
func (m *Mixer) joinAt(t *Target) int {
	if !t.Synced {
		return 0
	}
	n := int64(t.Song.Frames())
	return int(((m.frames.Load()-t.Began)%n + n) % n)
}

// steerBed lets one bed leave before another comes.
func (m *Mixer) steerBed(bed *Loop) {
	if m.bed.loop == bed && bed != nil {
		m.bed.presence.toward(1, frames(Crossfade))
		return
	}
	if !m.bed.idle() {
		m.bed.leave()
		return
	}
	m.bed = voice{}
	if bed != nil {
		m.bed.start(bed, 0, Setting{GainDB: BedGain, CutoffHz: brightHz})
	}
}

// finish scatters the songs, adds the bed and writes the block.
func (m *Mixer) finish() {
	dry, wet := Setting{Diffuse: m.fog.advance(block)}.DryWet()
	loud := m.master.advance(block)
	dryStep, wetStep, loudStep := (dry-m.dry)/block, (wet-m.wet)/block, (loud-m.loud)/block
	scattered := m.wet > 0 || wet > 0
	for i := range block {
		m.dry, m.wet, m.loud = m.dry+dryStep, m.wet+wetStep, m.loud+loudStep
		m.echo.push(m.sum[i])
		var l, r float64
		if scattered {
			l, r = m.echo.scattered()
		}
		straight := m.sum[i]*m.dry + m.bedSum[i]
		put(m.out[i*frameBytes:], Ceiling((straight+l*m.wet)*m.loud))
		put(m.out[i*frameBytes+4:], Ceiling((straight+r*m.wet)*m.loud))
	}
	m.dry, m.wet, m.loud = dry, wet, loud
}

func put(b []byte, v float64) { binary.LittleEndian.PutUint32(b, math.Float32bits(float32(v))) }

// frames returns how many frames a time is.
func frames(d time.Duration) int { return int(d.Seconds() * Rate) }
