package sense

import "crescendo/game/wire"

// Range returns which of the nine loudness words a step has: 0 for silence
// alone, 8 for the two loudest steps alone, which are on the venue's doorstep.
func Range(step uint8) int {
	const inner, loud = ranges - 2, wire.MaxStep - 1 // seven words for the steps 1…61
	switch {
	case step == 0:
		return 0
	case step >= loud:
		return ranges - 1
	}
	return 1 + int(step-1)*inner/(loud-1)
}

const firstLight = 0.08 // of step 1: seen at once against none

// Light returns how much light a step gives, 0…1: 0 for silence, 1 for the
// loudest step, and between them as much more with each step, as lightness is
// seen (not as a lamp's power is measured).
func Light(step uint8) float64 {
	if step == 0 {
		return 0
	}
	return firstLight + (1-firstLight)*float64(min(step, wire.MaxStep)-1)/(wire.MaxStep-1)
}
