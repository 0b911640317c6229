package mix

import (
	"math"
	"time"
)

// Rate is the sample rate of every loop and of the mix, in Hz.
const Rate = 48000

// MaxStep is the loudest step.
const MaxStep = 63

// Levels in dB against the song as it is in its file.
const (
	Range   = 40  // from step 1 to step 63
	Silence = -80 // step 0; from here a gain goes to zero
	BedGain = -36 // the bed lies 4 dB over a song at step 1, but in other octaves
)

// Times of change, in wall time.
const (
	StepGlide    = 3 * time.Second        // a step's, at rate 1: slower than a frame, so that steps join into one swell
	shortGlide   = 150 * time.Millisecond // no step's is shorter, or it would be heard as a step
	ControlGlide = 50 * time.Millisecond  // mute: at once to the hand, and no click
	Crossfade    = 600 * time.Millisecond // between bands: a switch is heard within a second
)

// How a song is kept in time. A device's clock is off by some 50 in a million,
// 3 ms a minute, and what was thought of the server's clock when the song
// started may have been wrong.
const (
	MendEvery = 15 * time.Second // a song is put right at least so often, see [Parts]
	MendLeast = time.Millisecond // what is off by less is as good as right
	Mend      = 20 * time.Millisecond
)

const mendFrames = Rate / 50 // Mend

// Parts returns in how many equal parts a loop of so many seconds is cut, four
// for each minute that it begins. A song is put right where a part begins,
// which is where its turn begins and where its phrases do, the number of whose
// bars is a multiple of four. There the sound crosses over [Mend] from where it
// was to where it should be; between two strokes, as the demo's songs begin, a
// few milliseconds more or less are not heard.
func Parts(seconds float64) int {
	return 4 * max(1, int(math.Ceil(seconds/(4*MendEvery.Seconds()))))
}

// GlideFor returns the glide for steps that come every period of wall time:
// one and a half periods, so that a swell never stands still between two
// steps and lags by less than two, at most [StepGlide].
func GlideFor(period time.Duration) time.Duration {
	return max(shortGlide, min(StepGlide, period*3/2))
}

// Gain returns the loudness of a step in dB: 0 at step 63, −40 at step 1 by
// equal parts of 0.645 dB, [Silence] at step 0. Steps over 63 are 63.
func Gain(step uint8) float64 {
	if step == 0 {
		return Silence
	}
	return Range * (nearness(step) - 1)
}

// The low-pass: a second-order Butterworth.
const (
	mutedHz  = 500   // at step 1: the rhythm and the tune, behind a wall
	brightHz = 18000 // at step 63: all of it
	dullHz   = 250   // fog goes no lower: a phone's speaker plays nothing there
)

// Cutoff returns the corner of the low-pass at a step without fog, in Hz: 500
// at step 1, 18,000 at step 63, by equal parts of an octave (0.083). Step 0
// is as step 1.
func Cutoff(step uint8) float64 {
	return mutedHz * math.Pow(brightHz/mutedHz, nearness(max(1, step)))
}

// nearness is 0 at step 1 and 1 at step 63.
func nearness(step uint8) float64 { return float64(min(step, MaxStep)-1) / (MaxStep - 1) }

// fogs is what each level of fog does: octaves is how far the corner of the
// low-pass comes down, diffuse the share of the song's power that arrives
// scattered, see [Diffuser].
var fogs = [...]struct{ octaves, diffuse float64 }{
	{0, 0},
	{0.5, 0.3},
	{1, 0.55},
	{1.5, 0.75},
}

// Setting is how a song sounds at a step.
type Setting struct {
	GainDB   float64           // of the song after its low-pass, Silence for none
	CutoffHz float64           // of the low-pass
	Diffuse  float64           // share of the power that is scattered, 0…1
	Joined   [MaxParts]float64 // amplitude of each part, see Join
}

// At returns how a song with this spectrum sounds at a step, 0…63, in a fog,
// 0…3; more counts as most. The gain is [Gain] and what the low-pass, and
// stems that have not joined, take from the spectrum, so fog makes a song duller and wider, not quieter.
func At(step, fog uint8, song Spectrum) Setting {
	f := fogs[min(int(fog), len(fogs)-1)]
	s := Setting{GainDB: Silence, CutoffHz: max(dullHz, Cutoff(step)*math.Exp2(-f.octaves)), Diffuse: f.diffuse}
	for i := range s.Joined {
		s.Joined[i] = Join(max(1, step), song.parts, i)
	}
	if step > 0 {
		s.GainDB = Gain(step) + min(maxMakeup, song.loss(step, s.CutoffHz))
	}
	return s
}

// maxMakeup bounds what is given back for the low-pass, in dB. A song whose
// loudness lies over 3 kHz alone would need more; it is then a little quieter
// where it is muffled.
const maxMakeup = 24

// Amplitude returns the factor of a gain in dB; Silence and less is 0.
func Amplitude(db float64) float64 {
	if db <= Silence {
		return 0
	}
	return math.Pow(10, db/20)
}

// DryWet returns the amplitudes of what arrives straight and scattered; their
// powers add to one.
func (s Setting) DryWet() (dry, wet float64) {
	return math.Sqrt(1 - s.Diffuse), math.Sqrt(s.Diffuse)
}

// Presence returns the amplitude of a band that is a part x, 0…1, of its way
// into the sound: a quarter of a sine, so that the powers of two bands that
// cross add to one.
func Presence(x float64) float64 { return math.Sin(math.Pi / 2 * x) }
