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
	Mono  bool // both sides hear the whole, for who has one ear

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

// sides are a block of the left and of the right.
type sides [2][block]float64

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
	width    glide // 0 mono, 1 not
	echo     echo
	dry, wet float64 // amplitudes at the end of the last block
	loud     float64
	wide     float64

	sum, song, bedSum sides
	out               [block * frameBytes]byte
	rest              []byte // of out, not read yet
}

// NewMixer returns a silent Mixer.
func NewMixer() *Mixer {
	m := &Mixer{dry: 1, loud: 1, wide: 1}
	m.master.jump(1)
	m.width.jump(1)
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

// Held returns how many bytes of samples the Mixer holds: of the song, of the
// one that leaves, of the bed. Call it from the goroutine that reads.
func (m *Mixer) Held() int {
	return m.songs[0].loop.Bytes() + m.songs[1].loop.Bytes() + m.bed.loop.Bytes()
}

// render makes the next block.
func (m *Mixer) render() {
	m.steer(m.target.Load())
	m.sum, m.bedSum = sides{}, sides{}
	for i := range m.songs {
		m.songs[i].add(&m.sum, &m.song, true)
	}
	m.bed.add(&m.bedSum, &m.song, false)
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
	m.master.toward(off(t.Muted), frames(ControlGlide))
	m.width.toward(off(t.Mono), frames(ControlGlide))
}

// off is 0 for what is on and 1 for what is not.
func off(on bool) float64 {
	if on {
		return 0
	}
	return 1
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
		m.bed.start(bed, 0, Setting{GainDB: BedGain, CutoffHz: brightHz, Joined: [MaxParts]float64{1, 1, 1, 1}})
	}
}

// finish scatters the songs, adds the bed and writes the block.
func (m *Mixer) finish() {
	dry, wet := Setting{Diffuse: m.fog.advance(block)}.DryWet()
	loud, wide := m.master.advance(block), m.width.advance(block)
	dryStep, wetStep := (dry-m.dry)/block, (wet-m.wet)/block
	loudStep, wideStep := (loud-m.loud)/block, (wide-m.wide)/block
	scattered := m.wet > 0 || wet > 0
	for i := range block {
		m.dry, m.wet, m.loud, m.wide = m.dry+dryStep, m.wet+wetStep, m.loud+loudStep, m.wide+wideStep
		left, right := m.sum[0][i], m.sum[1][i]
		m.echo.push((left + right) / 2)
		var l, r float64
		if scattered {
			l, r = m.echo.scattered()
		}
		left = left*m.dry + m.bedSum[0][i] + l*m.wet
		right = right*m.dry + m.bedSum[1][i] + r*m.wet
		middle, side := (left+right)/2, (left-right)/2*m.wide
		put(m.out[i*frameBytes:], Ceiling((middle+side)*m.loud))
		put(m.out[i*frameBytes+4:], Ceiling((middle-side)*m.loud))
	}
	m.dry, m.wet, m.loud, m.wide = dry, wet, loud, wide
}

func put(b []byte, v float64) { binary.LittleEndian.PutUint32(b, math.Float32bits(float32(v))) }

// frames returns how many frames a time is.
func frames(d time.Duration) int { return int(d.Seconds() * Rate) }
