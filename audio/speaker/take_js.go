package speaker

import (
	"math"
	"syscall/js"

	"crescendo/audio/mix"
)

// mendAhead is how long before a part of the loop begins it is planned that it
// begins rightly, in seconds: two readings of the clock, for a page that is
// busy.
const mendAhead = 2.5

// take is one source of a voice. A source cannot be moved: where a voice is
// put right, another one takes over.
type take struct {
	source, level js.Value // AudioBufferSourceNode, GainNode
	began         float64  // when its first turn began or would have, by the context's clock
}

// newTake starts a tape from a place in its loop, in seconds, at a time.
func newTake(context js.Value, t *tape, out js.Value, when, place float64) *take {
	k := &take{source: context.Call("createBufferSource"), level: context.Call("createGain"), began: when - place}
	k.source.Set("buffer", t.buffer)
	k.source.Set("loop", true)
	chain(k.source, k.level, out)
	k.source.Call("start", when, place)
	return k
}

func (k *take) disconnect() {
	if k != nil {
		k.source.Call("disconnect")
		k.level.Call("disconnect")
	}
}

// mend plans that the voice goes on rightly where the next part of its loop
// begins, if that is soon and it is off. began is when its turn should have
// begun, by the context's clock.
func (v *voice) mend(context js.Value, began, now float64) {
	part := v.tape.seconds / float64(mix.Parts(v.tape.seconds))
	when := v.take.began + part*math.Ceil((now+lead-v.take.began)/part)
	off := math.Remainder(began-v.take.began, v.tape.seconds)
	if when > now+mendAhead || when < v.mended+part/2 || math.Abs(off) < mix.MendLeast.Seconds() {
		return
	}
	over := mix.Mend.Seconds()
	v.past.disconnect()
	v.past, v.mended = v.take, when
	v.take = newTake(context, v.tape, v.first, when, turned(when-began, v.tape.seconds))
	gain := v.take.level.Get("gain")
	gain.Call("setValueAtTime", 0, now)
	gain.Call("setValueAtTime", 0, when)
	gain.Call("linearRampToValueAtTime", 1, when+over)
	gain = v.past.level.Get("gain")
	gain.Call("setValueAtTime", 1, when)
	gain.Call("linearRampToValueAtTime", 0, when+over)
	v.past.source.Call("stop", when+over)
}

// turned returns the place in a loop of some seconds after others.
func turned(after, seconds float64) float64 {
	at := math.Mod(after, seconds)
	if at < 0 {
		at += seconds
	}
	return at
}
