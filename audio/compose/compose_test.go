package compose

import (
	"math"
	"slices"
	"strings"
	"testing"

	"crescendo/audio/decode"
)

func TestFindKnowsThePieces(t *testing.T) {
	for _, p := range Pieces() {
		if got, err := Find(p.Name); err != nil || got.Title != p.Title {
			t.Errorf("Find(%q) = %v, %v", p.Name, got.Title, err)
		}
	}
	if _, err := Find("6"); err == nil || !strings.Contains(err.Error(), "1 to 5") {
		t.Errorf("Find(6) = %v, want an error that says what there is", err)
	}
}

// Every melody fills its bars, or the band would drift apart.
func TestMelodiesFillTheirBars(t *testing.T) {
	for name, c := range map[string]struct {
		line  []note
		beats float64
	}{
		"swing A": {swingA, 32}, "swing B": {swingB, 32}, "swing fill": {swingFill, 32}, "swing shout": {swingShout, 16},
		"dub": {dubLead, 64}, "chip A": {chipA, 32}, "chip B": {chipB, 32},
		"musette A": {musetteA, 48}, "musette B": {musetteB, 48}, "musette graced": {graced(musetteA), 48},
		"drift bow": {driftBow, 32}, "drift picked": {driftPicked, 32}, "drift end": {driftEnd, 16},
	} {
		if got := beatsOf(c.line); math.Abs(got-c.beats) > 1e-9 {
			t.Errorf("%s has %v beats, want %v", name, got, c.beats)
		}
	}
	for name, c := range map[string]struct {
		bars [][]chord
		want int
	}{
		"swing": {swingChords, 32}, "dub": {dubChords, 16}, "chip": {chipChords, 24}, "musette": {musetteChords, 48}, "drift": {driftChords, 20},
	} {
		if len(c.bars) != c.want {
			t.Errorf("%s has %d bars of chords, want %d", name, len(c.bars), c.want)
		}
	}
}

// Each instrument plays the pitch that it is given, within 8 cents, a good
// player's own; what has a deep vibrato or several players is found at the
// edge of it.
func TestInstrumentsAreInTune(t *testing.T) {
	for name, play := range map[string]func(p pitch) []float64{
		"brass":    func(p pitch) []float64 { return brass(p, 1, 0.8) },
		"muted":    func(p pitch) []float64 { return muted(p, 1, 0.8) },
		"upright":  func(p pitch) []float64 { return upright(p-12, 1, 0.8) },
		"guitar":   func(p pitch) []float64 { return guitar(p, 1, 0.8) },
		"fuzz":     func(p pitch) []float64 { return fuzz(p, 1, 0.8) },
		"chop":     func(p pitch) []float64 { return chop([]pitch{p}, 1, 0.8) },
		"organ":    func(p pitch) []float64 { return organ(p, 1, 0.8) },
		"melodica": func(p pitch) []float64 { return melodica(p, 1, 0.8) },
		"deep":     func(p pitch) []float64 { return deep(p-12, 1, 0.8) },
		"button":   func(p pitch) []float64 { return button(p, 1, 0.8) },
		"square":   func(p pitch) []float64 { return square(p, 1, 0.25, 0.8) },
		"stairs":   func(p pitch) []float64 { return stairs(p, 1, 0.8) },
		"ensemble": func(p pitch) []float64 { return ensemble(p, 1, 0.8) },
		"bow":      func(p pitch) []float64 { return bow(p, 1, 0.8) },
		"reeds":    func(p pitch) []float64 { return reeds(p, 1, 0.8) },
	} {
		for _, p := range []pitch{50, 69} {
			x := play(p)
			want := p.hertz()
			if name == "upright" || name == "deep" {
				want /= 2
			}
			if off := offTune(x[rate/4:rate/4+rate/2], want); math.Abs(off) > max(8, map[string]float64{"muted": 24, "ensemble": 16}[name]) {
				t.Errorf("%s plays %.1f Hz %.1f cents off", name, want, off)
			}
		}
	}
}

// offTune searches the strongest frequency within a quarter tone of one, in
// cents from it, over the first three harmonics.
func offTune(x []float64, hertz float64) float64 {
	best, loudest := 0.0, 0.0
	for c := -50.0; c <= 50; c += 2 {
		var sum float64
		for harmonic := 1.0; harmonic <= 3; harmonic++ {
			var re, im float64
			w := 2 * math.Pi * hertz * harmonic * cents(c) / rate
			for i := 0; i < len(x); i += 4 {
				hann := 0.5 - 0.5*math.Cos(2*math.Pi*float64(i)/float64(len(x)))
				sin, cos := math.Sincos(w * float64(i))
				re, im = re+x[i]*hann*cos, im+x[i]*hann*sin
			}
			sum += math.Hypot(re, im)
		}
		if sum > loudest {
			best, loudest = c, sum
		}
	}
	return best
}

func TestNotation(t *testing.T) {
	line := melody("A4:1 | Bb3:.5 -:2 C#5:1.5")
	want := []note{{69, 1}, {58, 0.5}, {rest, 2}, {73, 1.5}}
	if !slices.Equal(line, want) {
		t.Errorf("melody = %v, want %v", line, want)
	}
	if got := parseChord("Bb6").voicing(52); !slices.Equal(got, []pitch{58, 62, 53, 55}) {
		t.Errorf("Bb6 over E3 = %v, want Bb3 D4 F3 G3", got)
	}
	bars := chords("C Dm,G7")
	if got := at(bars, 6.5, 4); got.root != 7 {
		t.Errorf("the chord at beat 6.5 has root %d, want G", got.root)
	}
	for _, wrong := range []string{"H4:1", "A:1", "A4", "A4:x"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("melody(%q) does not panic", wrong)
				}
			}()
			melody(wrong)
		}()
	}
}

// What rings past the end comes round.
func TestLoopsWrap(t *testing.T) {
	l := make(loop, 4)
	l.add(3, []float64{1, 2, 3, 4, 5}, 1)
	if !slices.Equal(l, loop{2, 3, 4, 1 + 5}) {
		t.Errorf("loop = %v", l)
	}
	if got := (loop{0, 1, 2, 3}).cut(1); !slices.Equal(got, loop{3, 0, 1, 2}) {
		t.Errorf("cut = %v", got)
	}
	impulse := make(loop, rate)
	impulse[rate-10] = 1
	wet := impulse.through(newRoom(1, 0.5, 0.3).next)
	if decode.Measure(wet[:rate/10].samples()).Peak < -60 {
		t.Error("a room's tail does not come round")
	}
}

// The limiter holds its ceiling, and leaves alone what is under it.
func TestLimitHoldsTheCeiling(t *testing.T) {
	l := make(loop, rate)
	for i := range l {
		l[i] = 0.4 * math.Sin(float64(i)/20)
	}
	l[0], l[3000] = 2, -3 // also round the end
	before := slices.Clone(l)
	limit([]loop{l}, 0.5)
	for i, v := range l {
		if math.Abs(v) > 0.5+1e-9 {
			t.Fatalf("sample %d is %v", i, v)
		}
		if i > 1000 && i < 2000 && math.Abs(v-before[i]) > 1e-9 {
			t.Fatalf("sample %d went from %v to %v", i, before[i], v)
		}
	}
}
