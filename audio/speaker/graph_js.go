package speaker

import (
	"math"
	"syscall/js"
	"time"

	"crescendo/audio/mix"
)

// graph is the browser's nodes, as audio/mix's doc draws them:
//
//	song ─► low-pass ─► stems ─► gain ─► presence ─┬► dry ────────────┐
//	                                               └► convolver ─► wet ┴► master ─► width ─► ceiling ─► ear
//	bed  ─► gain ─► presence ─────────────────────────────────────────┘
type graph struct {
	context                  js.Value
	bus, convolver           js.Value // where songs meet; where they are scattered
	dryGain, wetGain, master js.Value
	wide, narrow             js.Value // after master, both sides as they are, and their mean
	scale, ceiling           js.Value
	dry, wet, loud           ramp
	stereo, mono             ramp
	song, bed                *voice // that shall be heard; nil for none
	leaving                  []*voice
	pace                     pace
	crossed                  float64 // when the last cross of songs is over, by the context's clock
}

func newGraph(context js.Value) graph {
	g := graph{context: context, crossed: math.Inf(-1)}
	g.bus, g.dryGain, g.wetGain, g.master = gainNode(context, 1), gainNode(context, 1), gainNode(context, 0), gainNode(context, 1)
	g.convolver = newConvolver(context)
	g.scale, g.ceiling = newCeiling(context)
	g.wide, g.narrow = gainNode(context, 1), exactly(gainNode(context, 0), 1)
	chain(g.bus, g.dryGain, g.master, g.wide, g.scale, g.ceiling, context.Get("destination"))
	chain(g.master, g.narrow, g.scale)
	chain(g.bus, g.convolver, g.wetGain, g.master)
	g.dry = linear(g.dryGain, 1)
	g.wet = linear(g.wetGain, 0)
	g.loud = linear(g.master, 1)
	g.stereo, g.mono = linear(g.wide, 1), linear(g.narrow, 0)
	return g
}

func chain(nodes ...js.Value) {
	for i, n := range nodes[1:] {
		nodes[i].Call("connect", n)
	}
}

// gainNode returns a GainNode of as many channels as come.
func gainNode(context js.Value, value float64) js.Value {
	n := context.Call("createGain")
	n.Get("gain").Set("value", value)
	return n
}

// exactly lets a node work on so many channels, whatever comes; four are stems
// and no places in a room, so nothing is mixed.
func exactly(node js.Value, channels int) js.Value {
	node.Set("channelCount", channels)
	node.Set("channelCountMode", "explicit")
	if channels == mix.MaxParts {
		node.Set("channelInterpretation", "discrete")
	}
	return node
}

func newConvolver(context js.Value) js.Value {
	rate := context.Get("sampleRate").Int()
	left, right := mix.Diffuser(rate)
	buffer := context.Call("createBuffer", 2, len(left), rate)
	for side, answer := range [][]float32{left, right} {
		samples := buffer.Call("getChannelData", side)
		for i, v := range answer {
			if v != 0 {
				samples.SetIndex(i, v)
			}
		}
	}
	n := exactly(context.Call("createConvolver"), 1)
	n.Set("normalize", false)
	n.Set("buffer", buffer)
	return n
}

// ceilingReach is how far over full scale the ceiling's curve goes. A
// WaveShaper's own input ends at ±1, so what comes is scaled down to it.
const ceilingReach = 4

func newCeiling(context js.Value) (scale, shaper js.Value) {
	const points = 4097
	curve := js.Global().Get("Float32Array").New(points)
	for i := range points {
		curve.SetIndex(i, mix.Ceiling(ceilingReach*(2*float64(i)/(points-1)-1)))
	}
	shaper = context.Call("createWaveShaper")
	shaper.Set("curve", curve)
	return gainNode(context, 1.0/ceilingReach), shaper
}

// now is the context's clock, in seconds.
func (g *graph) now() float64 { return g.context.Get("currentTime").Float() }

// keepTime reads the context's clock against the device's: what is heard now
// was given to the hardware before.
func (g *graph) keepTime() {
	heard := g.now()
	if latency := g.context.Get("outputLatency"); latency.Type() == js.TypeNumber {
		heard -= latency.Float()
	}
	g.pace.read(time.Duration(heard*float64(time.Second)), time.Now())
}

// began returns when the Sound's songs began their first bar, by the context's
// clock.
func (g *graph) began(s Sound) float64 { return g.pace.heardAt(s.Epoch).Seconds() }

// sooner returns the shorter wait; 0 is none.
func sooner(a, b time.Duration) time.Duration {
	if a == 0 {
		return b
	}
	return min(a, b)
}

// aim sends the graph to a Sound, with what is decoded. It returns how long to
// wait before it must be called again: a cross that has begun is finished
// first.
func (g *graph) aim(sound Sound, song, bed *tape) (again time.Duration) {
	now := g.now()
	again = g.forget(now)
	if !sound.Epoch.IsZero() && g.pace.due(time.Now()) {
		g.keepTime()
	}
	if wait := g.cross(sound, song, now); wait > 0 {
		again = wait
	}
	if wait := g.crossBed(bed, now); wait > 0 {
		again = wait
	}
	glide := sound.Glide.Seconds()
	if glide <= 0 {
		glide = mix.StepGlide.Seconds()
	}
	if g.song != nil && g.song.tape == song {
		g.follow(mix.At(sound.Step, sound.Fog, song.spectrum), now, glide)
		if !sound.Epoch.IsZero() && song.seconds > 0 {
			g.song.mend(g.context, g.began(sound), now)
			again = sooner(again, readEvery)
		}
	}
	control := mix.ControlGlide.Seconds()
	g.loud.toward(off(sound.Muted), now, control)
	g.stereo.toward(off(sound.Mono), now, control)
	g.mono.toward(1-off(sound.Mono), now, control)
	return again
}

// off is 0 for what is on and 1 for what is not.
func off(on bool) float64 {
	if on {
		return 0
	}
	return 1
}

func (g *graph) follow(s mix.Setting, now, glide float64) {
	g.song.level.toward(s.GainDB, now, glide)
	g.song.octaves.toward(math.Log2(s.CutoffHz), now, glide)
	if g.song.tape.parts == mix.MaxParts {
		for i := range g.song.joined {
			g.song.joined[i].toward(s.Joined[i], now, glide)
		}
	}
	dry, wet := s.DryWet()
	g.dry.toward(dry, now, glide)
	g.wet.toward(wet, now, glide)
}

// cross lets another song come.
func (g *graph) cross(sound Sound, song *tape, now float64) (again time.Duration) {
	if g.song.tapeOf() == song {
		return 0
	}
	if now < g.crossed {
		return seconds(g.crossed - now)
	}
	g.retire(g.song, now)
	if g.song = nil; song != nil {
		at := 0.0
		if !sound.Epoch.IsZero() && song.seconds > 0 {
			at = turned(now+lead-g.began(sound), song.seconds)
		}
		g.song = newSong(g.context, g.bus, song, sound, now, at)
	}
	g.crossed = now + lead + mix.Crossfade.Seconds()
	return seconds(g.crossed - now) // to forget the one that left
}

// crossBed lets another bed come.
func (g *graph) crossBed(bed *tape, now float64) (again time.Duration) {
	if g.bed.tapeOf() == bed {
		return 0
	}
	if g.bed != nil && now < g.bed.came {
		return seconds(g.bed.came - now)
	}
	g.retire(g.bed, now)
	if g.bed = nil; bed != nil {
		g.bed = newBed(g.context, g.master, bed, now)
	}
	return seconds(lead + mix.Crossfade.Seconds())
}

// retire lets a voice leave.
func (g *graph) retire(v *voice, now float64) {
	if v != nil {
		v.leave(now)
		g.leaving = append(g.leaving, v)
	}
}

// forget drops the voices that have left, and with them what they decoded,
// and returns how long until the next will have.
func (g *graph) forget(now float64) (again time.Duration) {
	kept := g.leaving[:0]
	for _, v := range g.leaving {
		if left := v.gone - now; left > 0 {
			kept = append(kept, v)
			again = max(again, seconds(left))
		} else {
			v.disconnect()
		}
	}
	clear(g.leaving[len(kept):])
	g.leaving = kept
	return again
}

// end glides to silence and returns how long that takes.
func (g *graph) end() time.Duration {
	g.loud.toward(0, g.now(), mix.ControlGlide.Seconds())
	return mix.ControlGlide + seconds(lead)
}

func (g *graph) disconnect() {
	for _, v := range append(g.leaving, g.song, g.bed) {
		if v != nil {
			v.disconnect()
		}
	}
	g.ceiling.Call("disconnect")
}

// seconds rounds up, so that what is waited for is over.
func seconds(s float64) time.Duration { return time.Duration(s*1000+1) * time.Millisecond }

// automated is an AudioParam as a ramp's param; by is the method that draws
// the way.
type automated struct {
	param js.Value
	by    string
}

func (a automated) cancelFrom(at float64) { a.param.Call("cancelScheduledValues", at) }

func (a automated) rampTo(value, at float64) { a.param.Call(a.by, value, at) }

// linear returns a ramp of a GainNode's gain in equal parts of amplitude.
func linear(gain js.Value, value float64) ramp {
	return newRamp(gain.Get("gain"), "linearRampToValueAtTime", itself, value, 0)
}

// newRamp starts at a value that is to be planned at a time first: without an
// event before it, a way begins nowhere.
func newRamp(p js.Value, by string, natural func(float64) float64, value, now float64) ramp {
	p.Call("setValueAtTime", natural(value), now)
	return ramp{param: automated{p, by}, natural: natural, from: value, goal: value}
}
