package sense

import (
	"strings"
	"testing"
	"time"

	"crescendo/game/wire"
)

// Every word of the wire has something to say in every language, and its
// advice says another thing than its headline. A word that the wire gains
// makes this fail.
func TestEveryWordIsSaidInEveryLanguage(t *testing.T) {
	for _, l := range Languages() {
		for w := range wire.WordOut + 1 {
			headline, advice := l.Say(Told{Word: w, Step: 30, CatchUp: 11500 * time.Millisecond})
			if headline == "" || len([]rune(headline)) > 16 {
				t.Errorf("%s, word %d: headline %q: want one that fits a phone, at most 16 letters", l, w, headline)
			}
			if (advice == "") != (w == wire.WordHunting) {
				t.Errorf("%s, word %d: advice %q: want one for all words but hunting", l, w, advice)
			}
			if strings.Contains(advice, "{") || w == wire.WordCatchUp && !strings.Contains(advice, " 20 s") {
				t.Errorf("%s, word %d: advice %q: want the seconds, rounded up to ten, and no gaps", l, w, advice)
			}
		}
		if headline, _ := l.Say(Told{Word: wire.WordOut + 1}); headline != "" {
			t.Errorf("%s: an unknown word says %q", l, headline)
		}
	}
}

func TestLoudnessAndFogHaveWordsOfTheirOwn(t *testing.T) {
	for _, l := range Languages() {
		seen := map[string]bool{}
		for step := range uint8(wire.MaxStep + 1) {
			seen[l.Loudness(step)] = true
		}
		if len(seen) != ranges || seen[""] {
			t.Errorf("%s: loudness has the words %v, want %d different ones", l, seen, ranges)
		}
		fogs := map[string]bool{}
		for f := range wire.FogBlind + 1 {
			fogs[l.Fog(f)] = true
		}
		if len(fogs) != 4 || fogs[""] || l.Fog(wire.FogBlind+1) != l.Fog(wire.FogBlind) {
			t.Errorf("%s: fog has the words %v, want four, and the last for what is unknown", l, fogs)
		}
	}
}

func TestASentenceTellsLoudnessAdviceAndFog(t *testing.T) {
	for _, c := range []struct {
		l    Language
		t    Told
		want string
	}{
		{English, Told{Word: wire.WordHunting, Step: 63}, "All around you."},
		{English, Told{Word: wire.WordHunting, Step: 20, Fog: wire.FogThick}, "Faint. Unsure where you are."},
		{English, Told{Word: wire.WordNoFix}, "Where are you? We are looking for your position. Stay in the open."},
		{French, Told{Word: wire.WordFar}, "Hors de portée. Trop loin pour entendre. Essayez une autre direction."},
	} {
		if got := c.l.Sentence(c.t); got != c.want {
			t.Errorf("%s %+v: %q, want %q", c.l, c.t, got, c.want)
		}
	}
}

// Whoever waits is told no less than it takes, in steps of which there are few.
func TestADurationIsSaidAsExactlyAsItIsLong(t *testing.T) {
	for _, c := range []struct {
		seconds float64
		en, fr  string
	}{
		{0, "about 5 s", "environ 5 s"}, {5.1, "about 10 s", "environ 10 s"}, {10, "about 10 s", "environ 10 s"},
		{30.5, "about 40 s", "environ 40 s"}, {50, "about 50 s", "environ 50 s"}, {50.1, "about 1 min", "environ 1 min"},
		{61, "about 2 min", "environ 2 min"}, {121, "about 3 min", "environ 3 min"}, {65535, "about 1093 min", "environ 1093 min"},
	} {
		d := time.Duration(c.seconds * float64(time.Second))
		en, fr := unbroken(English.about(d)), unbroken(French.about(d))
		if en != c.en || fr != c.fr {
			t.Errorf("%v: %q and %q, want %q and %q", d, en, fr, c.en, c.fr)
		}
	}
}

// unbroken writes the spaces at which no line breaks as plain ones.
func unbroken(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func TestALanguageIsChosenByPreference(t *testing.T) {
	for _, c := range []struct {
		preferred []string
		want      Language
	}{
		{nil, English},
		{[]string{"fr"}, French},
		{[]string{"de-DE", "fr-CA", "en"}, French},
		{[]string{"", "fr_FR.UTF-8"}, French},
		{[]string{"C", "xx"}, English},
	} {
		if got := Choose(c.preferred...); got != c.want {
			t.Errorf("Choose(%q) = %s, want %s", c.preferred, got, c.want)
		}
	}
}

// By eye, by hand and by word each step tells louder from softer: light and
// beats at every step, words in nine ranges.
func TestEachSenseRisesWithTheStep(t *testing.T) {
	for step := uint8(1); step <= wire.MaxStep; step++ {
		if Light(step) <= Light(step-1) || Light(step) > 1 {
			t.Errorf("step %d has light %v after %v: want more, at most 1", step, Light(step), Light(step-1))
		}
		if step > 1 && Period(step) >= Period(step-1) {
			t.Errorf("step %d beats every %v after %v: want quicker", step, Period(step), Period(step-1))
		}
		if Range(step) < Range(step-1) || Range(step) > Range(step-1)+1 {
			t.Errorf("step %d is in range %d after %d", step, Range(step), Range(step-1))
		}
	}
	if Light(0) != 0 || Light(wire.MaxStep) != 1 || Light(200) != 1 {
		t.Errorf("light goes from %v to %v (%v beyond), want 0 to 1", Light(0), Light(wire.MaxStep), Light(200))
	}
}

func TestBeatsFillTheirSpan(t *testing.T) {
	const span = 2 * time.Second
	if got := Beats(0, span); got != nil {
		t.Errorf("silence beats: %v", got)
	}
	for step := uint8(1); step <= wire.MaxStep; step++ {
		p := Beats(step, span)
		if len(p)%2 != 1 || p.Length() > span || p.Length()+Period(step) < span {
			t.Errorf("step %d: %v takes %v: want on, off, …, on within %v and no beat missing", step, p, p.Length(), span)
		}
	}
	if got := len(Beats(1, time.Millisecond)); got != 1 {
		t.Errorf("the shortest span has %d parts, want one beat", got)
	}
}

func TestEachSignalFeelsLikeItself(t *testing.T) {
	seen := map[string]Signal{}
	for s := range signalEnd {
		p := s.Feel()
		key := ""
		for _, d := range p {
			key += d.String() + " "
		}
		if other, twice := seen[key]; twice || p[0] <= beat {
			t.Errorf("signal %d: %v: want a long start and another rhythm than signal %d", s, p, other)
		}
		seen[key] = s
	}
}
