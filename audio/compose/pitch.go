package compose

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// pitch is a semitone as MIDI counts them: 69 is A4, 440 Hz. Fractions are
// cents.
type pitch float64

func (p pitch) hertz() float64 { return 440 * math.Exp2((float64(p)-69)/12) }

// rest is no pitch.
const rest pitch = -1

// note is a pitch and how many beats it takes.
type note struct {
	pitch pitch
	beats float64
}

// melody reads notes such as "A4:1 Bb4:.5 -:.5": a name with its octave, or -
// for a rest, and how many beats it takes. Bars may be set off with |. A
// misspelled melody is a mistake of this package's: it panics.
func melody(text string) []note {
	var notes []note
	for _, word := range strings.Fields(strings.ReplaceAll(text, "|", " ")) {
		name, length, _ := strings.Cut(word, ":")
		beats, err := strconv.ParseFloat(length, 64)
		if err != nil {
			panic(fmt.Sprintf("compose: %q has no length", word))
		}
		notes = append(notes, note{parsePitch(name), beats})
	}
	return notes
}

func parsePitch(name string) pitch {
	if name == "-" {
		return rest
	}
	class, left := parseClass(name)
	octave, err := strconv.Atoi(left)
	if err != nil {
		panic(fmt.Sprintf("compose: %q has no octave", name))
	}
	return pitch(class + 12*(octave+1))
}

// parseClass reads a pitch class, C is 0, and returns what follows it.
func parseClass(name string) (class int, left string) {
	class = strings.IndexByte("C D EF G A B", name[0])
	if class < 0 {
		panic(fmt.Sprintf("compose: %q is no note", name))
	}
	left = name[1:]
	if strings.HasPrefix(left, "#") {
		return class + 1, left[1:]
	}
	if strings.HasPrefix(left, "b") {
		return class - 1, left[1:]
	}
	return class, left
}

// qualities are the chords that are used, in semitones over the root.
var qualities = map[string][]int{
	"": {0, 4, 7}, "m": {0, 3, 7}, "6": {0, 4, 7, 9}, "7": {0, 4, 7, 10}, "m7": {0, 3, 7, 10}, "maj7": {0, 4, 7, 11},
	"m6": {0, 3, 7, 9}, "dim": {0, 3, 6, 9}, "sus2": {0, 2, 7}, "sus4": {0, 5, 7}, "add9": {0, 2, 4, 7}, "m9": {0, 2, 3, 7, 10}, "9": {0, 2, 4, 7, 10},
}

// chord is a symbol such as "Bb6".
type chord struct {
	root  int // pitch class
	tones []int
}

func parseChord(symbol string) chord {
	root, quality := parseClass(symbol)
	tones, ok := qualities[quality]
	if !ok {
		panic(fmt.Sprintf("compose: %q is no chord", symbol))
	}
	return chord{root, tones}
}

// chords reads one chord a bar, or two joined by a comma.
func chords(text string) [][]chord {
	var bars [][]chord
	for _, bar := range strings.Fields(text) {
		var in []chord
		for _, symbol := range strings.Split(bar, ",") {
			in = append(in, parseChord(symbol))
		}
		bars = append(bars, in)
	}
	return bars
}

// bass returns the root at or over a pitch.
func (c chord) bass(low pitch) pitch { return above(c.root, low) }

// tone returns the nth tone's pitch at or over a pitch.
func (c chord) tone(n int, low pitch) pitch { return above(c.root+c.tones[n%len(c.tones)], low) }

// voicing returns all tones at or over a pitch, each as low as it can: chords
// that follow each other so move by small steps.
func (c chord) voicing(low pitch) []pitch {
	var all []pitch
	for n := range c.tones {
		all = append(all, c.tone(n, low))
	}
	return all
}

func above(class int, low pitch) pitch {
	up := (class - int(low)) % 12
	if up < 0 {
		up += 12
	}
	return low + pitch(up)
}

// at returns the chord that sounds at a beat of bars of so many beats.
func at(bars [][]chord, beat float64, perBar int) chord {
	bar := int(beat) / perBar % len(bars)
	in := bars[bar]
	part := int((beat - float64(int(beat)/perBar*perBar)) * float64(len(in)) / float64(perBar))
	return in[min(part, len(in)-1)]
}
