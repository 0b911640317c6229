//go:build !js

package main

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/audio/mix"
	"crescendo/audio/speaker"
	"crescendo/game/client"
	"crescendo/game/screen"
)

// phone is a device whose clock and whose sound run at speeds of their own, on
// a network whose ways there and back differ.
type phone struct {
	clock, crystal float64 // parts in a million
	chance         *rand.Rand
	born           time.Time
	mixer          *mix.Mixer
	speaker        speaker.Speaker
	ear            *ear
	trips          []trip
	read           atomic.Int64 // frames that the device took
	tape           []float32    // the last second of them, left
}

type trip struct{ took, offset time.Duration }

const (
	devicePacket = 1024                 // frames that the device takes at once
	deviceAhead  = 5 * devicePacket     // frames in its buffer
	tick         = 5 * time.Millisecond // of the test
)

// now is the phone's clock.
func (p *phone) now() time.Time {
	since := time.Since(p.born)
	return p.born.Add(since + time.Duration(float64(since)*p.clock/1e6))
}

// played is how many frames have left the loudspeaker.
func (p *phone) played() float64 {
	return time.Since(p.born).Seconds() * mix.Rate * (1 + p.crystal/1e6)
}

// Position counts whole packets, as devices do.
func (p *phone) Position() time.Duration {
	return time.Duration(max(0, p.read.Load()-deviceAhead)) * time.Second / mix.Rate
}
func (p *phone) PauseAndStopReading() {}

// play takes what the device wants by now.
func (p *phone) play() {
	b := make([]byte, devicePacket*8)
	for p.read.Load() < int64(p.played())+deviceAhead {
		_, _ = p.mixer.Read(b)
		for i := 0; i < len(b); i += 8 {
			p.tape = append(p.tape, math.Float32frombits(binary.LittleEndian.Uint32(b[i:])))
		}
		p.tape = p.tape[max(0, len(p.tape)-mix.Rate):]
		p.read.Add(devicePacket)
	}
}

// ask makes a round trip of 20 to 220 ms, whose halves have nothing to do with
// each other, and hears the state with the quickest of the last minute's: what
// game/client's clock does.
func (p *phone) ask(s client.State) {
	there, back := p.chance.ExpFloat64()*0.03, p.chance.ExpFloat64()*0.03
	there, back = 0.01+min(0.1, there), 0.01+min(0.1, back)
	ahead := time.Since(p.now()) // true time against the phone's
	p.trips = append(p.trips, trip{time.Duration((there + back) * 1e9), ahead + time.Duration((there-back)/2*1e9)})
	p.trips = p.trips[max(0, len(p.trips)-32):]
	best := p.trips[0]
	for _, t := range p.trips {
		if t.took < best.took {
			best = t
		}
	}
	s.Offset, s.RoundTrip = best.offset, best.took
	p.ear.hear(s)
}

// heard returns the last n frames that left the loudspeaker.
func (p *phone) heard(n int) []float32 {
	end := len(p.tape) - int(p.read.Load()-int64(p.played()))
	return p.tape[end-n : end]
}

// Two phones play the same bar: within 30 ms, every five seconds of ten
// minutes, though their clocks, and the crystals of their sound, run apart by
// up to 200 in a million (which alone would be 120 ms by the end).
func TestTwoPhonesPlayTheSameBar(t *testing.T) {
	const seed = 6
	length := 10 * time.Minute
	if testing.Short() {
		length = 2 * time.Minute
	}
	song := murmur(47 * mix.Rate)
	synctest.Test(t, func(t *testing.T) {
		s := hunting()
		s.Hunt.Rate, s.Step, s.Fog, s.Hunt.BedSong = 1, mix.MaxStep, 0, ""
		s.Hunt.Opens = time.Now().Add(-time.Hour).UnixMilli()
		var pair [2]*phone
		for i := range pair {
			away := float64(1 - 2*i)
			p := &phone{clock: 100 * away, crystal: -100 * away, chance: rand.New(rand.NewPCG(seed, uint64(i))), born: time.Now(), mixer: mix.NewMixer()}
			p.speaker = speaker.On(p, p.mixer, func() bool { return true }, p.now)
			p.ear = &ear{speaker: p.speaker, now: p.now, report: func(screen.Sound) {}}
			if err := p.speaker.AddSong("/owls", song); err != nil {
				t.Fatal(err)
			}
			pair[i] = p
		}
		worst := 0.0
		for at := -20 * time.Second; at < length; at += tick {
			for _, p := range pair {
				if at%(2*time.Second) == 0 {
					state := s
					if at < 0 { // joined, and nothing tuned yet
						state.Band = ""
					}
					p.ask(state)
					synctest.Wait()
				}
				p.play()
			}
			if at%(5*time.Second) == 0 && at > 0 {
				worst = max(worst, apart(pair[0].heard(mix.Rate/4), pair[1].heard(mix.Rate/4)))
			}
			time.Sleep(tick) // of the bubble's clock
		}
		t.Logf("seed %d: at worst %.1f ms apart over %v", seed, 1000*worst, length)
		if worst > 0.030 {
			t.Errorf("seed %d: %.1f ms apart, want 30", seed, 1000*worst)
		}
		for _, p := range pair {
			if err := p.speaker.Close(); err != nil {
				t.Error(err)
			}
		}
	})
}

// apart is by how many seconds y lags or leads x, up to 100 ms: where they fit
// best.
func apart(x, y []float32) float64 {
	const reach, stride = mix.Rate / 10, 16
	middle := x[reach : len(x)-reach]
	best, at := math.Inf(-1), 0
	for lag := -reach; lag <= reach; lag += stride {
		var fit float64
		for i := 0; i < len(middle); i += stride {
			fit += float64(middle[i]) * float64(y[reach+lag+i])
		}
		if fit > best {
			best, at = fit, lag
		}
	}
	return math.Abs(float64(at)) / mix.Rate
}

// murmur is a WAV file of noise under 400 Hz, which fits itself at one place only.
func murmur(n int) []byte {
	random := rand.New(rand.NewPCG(1, 2))
	le := binary.LittleEndian
	b := []byte("RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00")
	b = le.AppendUint32(le.AppendUint32(b, mix.Rate), 2*mix.Rate)
	b = le.AppendUint32(append(b, "\x02\x00\x10\x00data"...), uint32(2*n))
	var low, lower float64
	for range n {
		low += (2*random.Float64() - 1 - low) * 0.05
		lower += (low - lower) * 0.05
		b = le.AppendUint16(b, uint16(int16(lower*100000)))
	}
	return b
}
