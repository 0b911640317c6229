package mix

import "math"

// knee is where the ceiling begins, −0.9 dBFS: over every song's peak of −1
// dBFS, so that it touches only what adds up, two bands in a crossfade or
// echoes in the fog.
const knee = 0.9

// Ceiling bends x so that it never leaves ±1: up to the knee nothing changes,
// above it a tanh that continues the slope.
func Ceiling(x float64) float64 {
	if a := math.Abs(x); a > knee {
		return math.Copysign(knee+(1-knee)*math.Tanh((a-knee)/(1-knee)), x)
	}
	return x
}
