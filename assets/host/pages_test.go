package host

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestWhatTheDemoNeedsIsCarried(t *testing.T) {
	for _, name := range []string{"1.ogg", "2.ogg", "3.ogg", "4.ogg", "5.ogg", "bed.ogg"} {
		if info, err := fs.Stat(Songs(), name); err != nil || info.Size() == 0 {
			t.Errorf("song %s: %v", name, err)
		}
	}
	if len(Demo()) == 0 {
		t.Error("there is no demo")
	}
	if _, err := fs.Stat(Player(), "PLACEHOLDER"); err != nil {
		t.Errorf("the player's folder: %v", err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := fs.ReadFile(Pages(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func pagesNamed(t *testing.T, pattern string) []string {
	t.Helper()
	names, err := fs.Glob(Pages(), pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no page is named %s: %v", pattern, err)
	}
	return names
}

// The server's content security policy refuses what is written into a page: a
// nickname that a page repeats can then never run.
func TestNoPageHasAScriptOrAStyleInIt(t *testing.T) {
	inline := regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=|javascript:|<script(?:[^>]*)>[^<]`)
	foreign := regexp.MustCompile(`(?i)(?:src|href|url\()\s*=?\s*["'(]?\s*(?:https?:)?//`)
	for _, name := range pagesNamed(t, "*.html") {
		page := read(t, name)
		if found := inline.FindString(page); found != "" {
			t.Errorf("%s has %q in it", name, found)
		}
		if found := foreign.FindString(page); found != "" {
			t.Errorf("%s loads from elsewhere: %q", name, found)
		}
	}
	for _, name := range pagesNamed(t, "*.js") {
		if found := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function`).FindString(read(t, name)); found != "" {
			t.Errorf("%s uses %s: text goes into pages as text", name, found)
		}
	}
}

func TestEveryLanguageHasEveryWord(t *testing.T) {
	for _, file := range pagesNamed(t, "*words.js") {
		languages := catalogue(t, file)
		if len(languages) < 2 {
			t.Fatalf("%s has the languages %v, want at least English and French", file, slices.Sorted(maps.Keys(languages)))
		}
		for name, words := range languages {
			if !slices.Equal(words, languages["en"]) {
				t.Errorf("%s: %s has the words\n%v\nEnglish has\n%v", file, name, words, languages["en"])
			}
		}
	}
}

func TestEveryWordOfAPageIsInTheCatalogue(t *testing.T) {
	words := catalogue(t, "words.js")["en"]
	for _, name := range append(pagesNamed(t, "*.html"), pagesNamed(t, "*.js")...) {
		for _, m := range regexp.MustCompile(`data-say="(\w+)"|\bwords\.(\w+)`).FindAllStringSubmatch(read(t, name), -1) {
			if word := m[1] + m[2]; word != "js" && !slices.Contains(words, word) {
				t.Errorf("%s says %q, which no language has", name, word)
			}
		}
	}
}

// The pages of gate and doors have a catalogue of their own, because they work
// without a network: they keep little.
func TestEveryWordOfADoorIsInItsCatalogue(t *testing.T) {
	words := catalogue(t, "door-words.js")["en"]
	for _, name := range pagesNamed(t, "door*") {
		for _, m := range regexp.MustCompile(`data-word="(\w+)"|\bsay\.(\w+(?:\.\w+)?)`).FindAllStringSubmatch(read(t, name), -1) {
			if word := m[1] + m[2]; !slices.Contains(words, word) {
				t.Errorf("%s says %q, which no language has", name, word)
			}
		}
	}
}

// What the service worker keeps is what the page loads, or the page would not
// open without a network.
func TestADoorKeepsAllThatItLoads(t *testing.T) {
	worker := read(t, "door-sw.js")
	for _, name := range pagesNamed(t, "door*") {
		for _, m := range regexp.MustCompile(`["'](/assets/[^"']+)["']|from '\./([^']+)'`).FindAllStringSubmatch(read(t, name), -1) {
			path := m[1]
			if m[2] != "" {
				path = "/assets/" + m[2]
			}
			if !strings.Contains(worker, "'"+path+"'") {
				t.Errorf("%s loads %s, which door-sw.js does not keep", name, path)
			}
		}
	}
}

// catalogue returns the words of each language in a file, in their order:
// "join", or "errors.soon" within a group.
func catalogue(t *testing.T, file string) map[string][]string {
	t.Helper()
	languages := map[string][]string{}
	language, group := "", ""
	word := regexp.MustCompile(`^(\w+): ?(\{?)`)
	for line := range strings.Lines(read(t, file)) {
		indent := len(line) - len(strings.TrimLeft(line, " "))
		line = strings.TrimSpace(line)
		m := word.FindStringSubmatch(line)
		switch {
		case m == nil:
		case indent == 2:
			language = m[1]
		case indent == 4:
			group = m[1] + "."
			languages[language] = append(languages[language], m[1])
		case indent == 6:
			languages[language] = append(languages[language], group+m[1])
		}
	}
	return languages
}

func TestPagesLoadWhatIsThere(t *testing.T) {
	for _, name := range append(pagesNamed(t, "*.html"), pagesNamed(t, "*.js")...) {
		for _, m := range regexp.MustCompile(`"/assets/([^"]+)"|from '\./([^']+)'`).FindAllStringSubmatch(read(t, name), -1) {
			if _, err := fs.Stat(Pages(), m[1]+m[2]); err != nil {
				t.Errorf("%s loads %s: %v", name, m[1]+m[2], err)
			}
		}
	}
}
