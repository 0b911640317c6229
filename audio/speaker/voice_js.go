package speaker

import (
	"math"
	"syscall/js"

	"crescendo/audio/mix"
)

// voice is one tape that sounds.
type voice struct {
	tape     *tape
	take     *take              // the source that sounds
	past     *take              // while it is put right, and until the next time: the one before
	mended   float64            // when it was put right last, by the context's clock
	first    js.Value           // what takes connect to
	joined   [mix.MaxParts]ramp // amplitudes of the stems; unused in other songs
	presence js.Value           // GainNode, by which it comes and leaves
	level    ramp               // dB
	octaves  ramp               // log2 of the low-pass's corner in Hz
	came     float64            // when it has come in, by the context's clock
	gone     float64            // when it has left
}

// tapeOf returns what a voice plays; nil plays nothing.
func (v *voice) tapeOf() *tape {
	if v == nil {
		return nil
	}
	return v.tape
}

// newSong starts a tape on the bus, at the loudness of the Sound, at a place in
// its loop.
func newSong(context, bus js.Value, t *tape, sound Sound, now, at float64) *voice {
	setting := mix.At(sound.Step, sound.Fog, t.spectrum)
	lowpass := exactly(context.Call("createBiquadFilter"), t.parts)
	lowpass.Set("type", "lowpass")
	lowpass.Get("Q").Set("value", mix.QualityDB)
	v := newVoice(context, t, lowpass, bus, setting.GainDB, now, setting.Joined)
	v.octaves = newRamp(lowpass.Get("frequency"), "exponentialRampToValueAtTime", math.Exp2, math.Log2(setting.CutoffHz), now)
	v.start(context, now, at)
	return v
}

// newBed starts a tape on the master.
func newBed(context, master js.Value, t *tape, now float64) *voice {
	v := newVoice(context, t, exactly(gainNode(context, 1), t.parts), master, mix.BedGain, now, [mix.MaxParts]float64{1, 1, 1, 1})
	v.start(context, now, 0)
	return v
}

// newVoice connects a first node through a gain and a presence.
func newVoice(context js.Value, t *tape, first, out js.Value, db, now float64, joined [mix.MaxParts]float64) *voice {
	v := &voice{tape: t, first: first, presence: gainNode(context, 0), mended: math.Inf(-1)}
	gain := gainNode(context, amplitude(db))
	v.level = newRamp(gain.Get("gain"), "exponentialRampToValueAtTime", amplitude, db, now)
	if t.parts == mix.MaxParts {
		v.field(context, first, gain, now, joined)
	} else {
		chain(first, gain)
	}
	chain(gain, v.presence, out)
	return v
}

// field connects each stem to its place in the field, through the gain by which
// it joins.
func (v *voice) field(context, first, out js.Value, now float64, joined [mix.MaxParts]float64) {
	splitter := context.Call("createChannelSplitter", mix.MaxParts)
	merger := context.Call("createChannelMerger", 2)
	chain(first, splitter)
	for i := range mix.MaxParts {
		stem := gainNode(context, joined[i])
		v.joined[i] = newRamp(stem.Get("gain"), "linearRampToValueAtTime", itself, joined[i], now)
		splitter.Call("connect", stem, i)
		for side, amplitude := range sidesOf(i) {
			place := gainNode(context, amplitude)
			chain(stem, place)
			place.Call("connect", merger, 0, side)
		}
	}
	chain(merger, out)
}

func sidesOf(stem int) [2]float64 {
	left, right := mix.Place(mix.MaxParts, stem)
	return [2]float64{left, right}
}

// start plays from a place in the loop, in seconds, and comes in.
func (v *voice) start(context js.Value, now, place float64) {
	v.came = now + lead + mix.Crossfade.Seconds()
	v.take = newTake(context, v.tape, v.first, now+lead, place)
	v.presence.Get("gain").Call("setValueCurveAtTime", presenceCurve(false), now+lead, mix.Crossfade.Seconds())
}

// leave goes out and stops. It must have come in by now.
func (v *voice) leave(now float64) {
	v.gone = now + lead + mix.Crossfade.Seconds()
	v.presence.Get("gain").Call("setValueCurveAtTime", presenceCurve(true), now+lead, mix.Crossfade.Seconds())
	v.take.source.Call("stop", v.gone)
}

func (v *voice) disconnect() {
	v.past.disconnect()
	v.take.disconnect()
	v.presence.Call("disconnect")
}

// presenceCurve is mix.Presence as a browser takes it.
func presenceCurve(leaving bool) js.Value {
	const points = 65
	curve := js.Global().Get("Float32Array").New(points)
	for i := range points {
		x := float64(i) / (points - 1)
		if leaving {
			x = 1 - x
		}
		curve.SetIndex(i, mix.Presence(x))
	}
	return curve
}
