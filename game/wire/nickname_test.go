package wire

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNickname(t *testing.T) {
	family := "👩\u200d👩\u200d👧\u200d👦"
	for name, c := range map[string]struct {
		in, want string
		err      error
	}{
		"none":                   {"", "", nil},
		"only space":             {" \u00a0\u2003 ", "", nil},
		"plain":                  {"Zoë", "Zoë", nil},
		"space around":           {"  Jean   Luc ", "Jean Luc", nil},
		"accent as a mark":       {"Zoe\u0308", "Zoe\u0308", nil},
		"Arabic":                 {"مريم", "مريم", nil},
		"Devanagari with joiner": {"क्\u200dष", "क्\u200dष", nil},
		"24 letters":             {strings.Repeat("ж", 24), strings.Repeat("ж", 24), nil},
		"25 letters":             {strings.Repeat("ж", 25), "", ErrNicknameLong},
		"24 with accents":        {strings.Repeat("e\u0301", 24), strings.Repeat("e\u0301", 24), nil},
		"families":               {strings.Repeat(family, 5), strings.Repeat(family, 5), nil},
		"too many bytes":         {strings.Repeat(family, 6), "", ErrNicknameLong},
		"a book":                 {strings.Repeat("war and peace ", 1e5), "", ErrNicknameLong},
		"tone":                   {"👋🏽", "👋🏽", nil},
		"flag":                   {"🇫🇷", "🇫🇷", nil},
		"control":                {"a\x00b", "", ErrNicknameSign},
		"line break":             {"a\nb", "", ErrNicknameSign},
		"escape":                 {"\x1b[31mred", "", ErrNicknameSign},
		"right to left override": {"\u202egnp.exe", "", ErrNicknameSign},
		"isolate":                {"\u2066x", "", ErrNicknameSign},
		"zero width space":       {"a\u200bb", "", ErrNicknameSign},
		"joiner alone":           {"\u200d", "", ErrNicknameSign},
		"joiner in Latin":        {"a\u200db", "", ErrNicknameSign},
		"joiner at the end":      {"👩\u200d", "", ErrNicknameSign},
		"mark alone":             {"\u0301", "", ErrNicknameSign},
		"a heap of marks":        {"a" + strings.Repeat("\u0336", 4), "", ErrNicknameSign},
		"looks like nothing":     {"\u3164", "", ErrNicknameSign},
		"private use":            {"\ue000", "", ErrNicknameSign},
		"broken UTF-8":           {"a\xff", "", ErrNicknameSign},
		"byte order mark":        {"\ufeffa", "", ErrNicknameSign},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := CleanNickname(c.in)
			if got != c.want || !errors.Is(err, c.err) {
				t.Errorf("got %q, %v; want %q, %v", got, err, c.want, c.err)
			}
		})
	}
}

func FuzzNickname(f *testing.F) {
	for _, s := range []string{"", "Zoë", "👩\u200d👩\u200d👧\u200d👦", "a\u0301 b", "\u202e", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean, err := CleanNickname(s)
		if err != nil {
			return
		}
		if again, err := CleanNickname(clean); err != nil || again != clean {
			t.Errorf("%q became %q, and that %q, %v", s, clean, again, err)
		}
		if len(clean) > MaxNicknameBytes || !utf8.ValidString(clean) || strings.ContainsAny(clean, "\n\r\t\x00\u202e") {
			t.Errorf("%q became %q", s, clean)
		}
	})
}
