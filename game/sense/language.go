package sense

import (
	"strconv"
	"strings"
	"time"

	"crescendo/game/wire"
)

// Language is one of the languages that the player speaks. The zero value is
// English.
type Language uint8

// The languages.
const (
	English Language = iota
	French
	languageEnd
)

// Languages returns all of them.
func Languages() []Language { return []Language{English, French} }

// String returns the language's tag, "en" or "fr".
func (l Language) String() string { return l.words().tag }

// Choose returns the first language that we speak of those that a person
// prefers, best first: tags ("fr-CA") or a Unix locale ("fr_FR.UTF-8"). It is
// English when there is none.
func Choose(preferred ...string) Language {
	for _, p := range preferred {
		tag, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(p, "_", "-")), "-")
		for _, l := range Languages() {
			if tag == l.String() {
				return l
			}
		}
	}
	return English
}

// Told is what a step says, and all that may be told from it.
type Told struct {
	Word    wire.Word
	Step    uint8
	Fog     wire.Fog
	CatchUp time.Duration // of the wall, until the music follows again
}

// Say returns what a step says in a word or two, to be written large, and in a
// sentence that says what to do about it, "" where there is nothing to do.
func (l Language) Say(t Told) (headline, advice string) {
	words := l.words()
	said := phrase{}
	if int(t.Word) < len(words.told) {
		said = words.told[t.Word]
	}
	switch t.Word {
	case wire.WordHunting, wire.WordWeakGPS:
		said.headline = l.Loudness(t.Step)
	case wire.WordCatchUp:
		said.headline = l.Loudness(t.Step)
		said.advice = strings.ReplaceAll(said.advice, "{time}", l.about(t.CatchUp))
	}
	return said.headline, said.advice
}

// Sentence returns all of it for a voice: the loudness, the advice, and the
// fog where there is some.
func (l Language) Sentence(t Told) string {
	headline, advice := l.Say(t)
	parts := []string{sentence(headline)}
	if advice != "" {
		parts = append(parts, advice)
	}
	if t.Fog != wire.FogClear && t.Word == wire.WordHunting {
		parts = append(parts, l.Fog(t.Fog)+".")
	}
	return strings.Join(parts, " ")
}

// Loudness returns the word for a step: one of nine, louder and louder.
func (l Language) Loudness(step uint8) string {
	return l.words().loudness[Range(step)]
}

// Fog returns how sure the position is, in a word or two.
func (l Language) Fog(f wire.Fog) string {
	return l.words().fog[min(int(f), len(l.words().fog)-1)]
}

func (l Language) words() *words { return &catalogue[min(l, languageEnd-1)] }

// about returns a duration as one says it to somebody who waits: never less than
// it is, and as exact as the waiting is long, so that it does not flicker.
func (l Language) about(d time.Duration) string {
	seconds := int((d + time.Second - 1) / time.Second)
	switch {
	case seconds <= 5:
		return number(l.words().seconds, 5)
	case seconds <= 50:
		return number(l.words().seconds, upTo(seconds, 10))
	}
	return number(l.words().minutes, upTo(seconds, 60)/60)
}

// sentence ends a headline, where it does not end itself.
func sentence(headline string) string {
	if strings.HasSuffix(headline, "?") {
		return headline
	}
	return headline + "."
}

func upTo(n, step int) int { return (n + step - 1) / step * step }

func number(text string, n int) string { return strings.ReplaceAll(text, "{n}", strconv.Itoa(n)) }
