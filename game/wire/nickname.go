package wire

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The reasons for refusing a nickname.
var (
	ErrNicknameLong = errors.New("nickname is too long")
	ErrNicknameSign = errors.New("nickname has a sign that cannot be shown")
)

const (
	joiner    = '\u200d' // holds the parts of one emoji together
	maxMarks  = 3        // marks on one letter: more pile up over the lines above
	toneFirst = '\U0001f3fb'
	toneLast  = '\U0001f3ff'
)

// CleanNickname returns the nickname as it is shown: without space around it
// and with single spaces in it. "" stands for "Player 17" and is fine. Refused
// are more than MaxNickname characters (a letter with its accents and an emoji
// with its parts are one) or MaxNicknameBytes bytes, and what cannot be seen or
// changes how other text looks: control and format characters, line breaks,
// letters under a heap of marks, code points that mean nothing.
//
// A device may ask beforehand; the server asks in any case (R3).
func CleanNickname(s string) (string, error) {
	if len(s) > 4*MaxNicknameBytes { // before any work
		return "", ErrNicknameLong
	}
	if !utf8.ValidString(s) {
		return "", ErrNicknameSign
	}
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.Is(unicode.Zs, r) }), " ")
	n, err := characters(s)
	switch {
	case err != nil:
		return "", err
	case n > MaxNickname || len(s) > MaxNicknameBytes:
		return "", ErrNicknameLong
	}
	return s, nil
}

// characters counts what a reader would count.
func characters(s string) (int, error) {
	n, marks := 0, 0
	previous := ' '
	for _, r := range s {
		mark := unicode.Is(unicode.M, r)
		if mark {
			marks++
		} else {
			marks = 0
		}
		switch {
		case mark && (previous == ' ' || marks > maxMarks):
			return 0, ErrNicknameSign
		case mark, r >= toneFirst && r <= toneLast && previous != ' ':
		case r == joiner:
			if !joins(previous) {
				return 0, ErrNicknameSign
			}
		case !unicode.IsGraphic(r) || r == '\u3164' || r == '\u115f' || r == '\u1160' || r == '\uffa0': // fillers look like nothing
			return 0, ErrNicknameSign
		case previous != joiner:
			n++
		}
		previous = r
	}
	if previous == joiner {
		return 0, ErrNicknameSign
	}
	return n, nil
}

// joins tells whether a joiner may follow: an emoji, its tone or variation, or
// a letter of a script that needs it.
func joins(r rune) bool {
	return unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) || unicode.Is(unicode.M, r) || unicode.Is(unicode.Lo, r)
}
