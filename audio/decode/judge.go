package decode

import (
	"fmt"
	"math"
	"strings"
)

// What a song is told to be amiss by.
const (
	wantLUFS    = -16.0  // as loud as the built-in ones, see audio/compose
	withinLUFS  = 1.0    // a difference that is heard between two bands
	clippedAt   = 0.9995 // full scale, as 16 bits and a decoder have it
	clippedRun  = 3      // samples in a row: music touches full scale, it does not stay there
	silentUnder = 0.001  // −60 dBFS
	silentFor   = 0.15   // s; a longer pause where a song begins anew is heard
)

// Verdict is what an organiser is told of a song.
type Verdict struct {
	Clip     Clip
	LUFS     float64 // of both sides, see [Loudness]
	TruePeak float64 // dBTP, of the louder part
	Clipped  int     // places
	Silence  float64 // seconds, at the end and the beginning together
	Seam     float64 // step from the last sample to the first, against the worst within
}

// Judge measures a clip.
func Judge(c Clip) Verdict {
	v := Verdict{Clip: c, TruePeak: math.Inf(-1)}
	if len(c.Parts) == 2 {
		v.LUFS = Loudness(c.Parts...)
	} else {
		v.LUFS = Loudness(c.Mono())
	}
	for _, part := range c.Parts {
		v.TruePeak = max(v.TruePeak, TruePeak(part))
		v.Clipped += clipped(part)
		v.Seam = max(v.Seam, seam(part))
	}
	v.Silence = silence(c.Parts)
	return v
}

// clipped counts the places at which samples stay at full scale.
func clipped(x []float32) int {
	places, run := 0, 0
	for _, v := range x {
		if math.Abs(float64(v)) < clippedAt {
			run = 0
			continue
		}
		if run++; run == clippedRun {
			places++
		}
	}
	return places
}

// seam is the step from the last sample to the first, against the worst step
// within; over 1 it clicks.
func seam(x []float32) float64 {
	var worst float64
	for i := 1; i < len(x); i++ {
		worst = max(worst, math.Abs(float64(x[i])-float64(x[i-1])))
	}
	return math.Abs(float64(x[0])-float64(x[len(x)-1])) / max(worst, 1e-6)
}

// silence is how long all parts are silent about the place where the loop
// begins anew, in seconds.
func silence(parts [][]float32) float64 {
	quiet := func(i int) bool {
		for _, part := range parts {
			if math.Abs(float64(part[i])) > silentUnder {
				return false
			}
		}
		return true
	}
	n := len(parts[0])
	head, tail := 0, 0
	for head < n && quiet(head) {
		head++
	}
	for tail < n-head && quiet(n-1-tail) {
		tail++
	}
	return float64(head+tail) / Rate
}

// String returns the verdict in a line: what the song is, and what had better
// be mended, with how.
func (v Verdict) String() string {
	shape := map[int]string{1: "one channel", 2: "stereo", Stems: "four stems"}[len(v.Clip.Parts)]
	line := fmt.Sprintf("%s, %s, %.1f s, %.1f LUFS, true peak %.1f dBTP", v.Clip.Format, shape, v.Clip.Seconds(), v.LUFS, v.TruePeak)
	return strings.Join(append([]string{line}, v.Trouble()...), "; ")
}

// Trouble returns what had better be mended.
func (v Verdict) Trouble() []string {
	var all []string
	if off := v.LUFS - wantLUFS; math.Abs(off) > withinLUFS {
		all = append(all, fmt.Sprintf("it is %.1f dB %s than the other bands: bring it to %.0f LUFS, by ffmpeg -i IN -af volume=%.1fdB OUT", math.Abs(off), map[bool]string{true: "louder", false: "quieter"}[off > 0], wantLUFS, -off))
	}
	if v.Clipped > 0 {
		all = append(all, fmt.Sprintf("it is clipped at %d places: export it more quietly", v.Clipped))
	}
	if v.Silence > silentFor {
		all = append(all, fmt.Sprintf("it is silent for %.1f s where it begins anew: cut that off", v.Silence))
	}
	if v.Seam > 1 {
		all = append(all, "its end does not meet its beginning and clicks: cut it between two beats, or fade both for 5 ms")
	}
	return all
}
