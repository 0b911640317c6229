package huntfile

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

var byteOrderMark = []byte("\ufeff")

// clean returns the text without a byte order mark, or what keeps it from
// being text at all.
func clean(src []byte) ([]byte, *Problem) {
	if len(src) > MaxBytes {
		return nil, &Problem{Line: 1, Thing: "file", Trouble: fmt.Sprintf("has %d bytes, more than %d", len(src), MaxBytes), Remedy: "is this the hunt file?"}
	}
	if bytes.HasPrefix(src, []byte{0xff, 0xfe}) || bytes.HasPrefix(src, []byte{0xfe, 0xff}) {
		return nil, &Problem{Line: 1, Thing: "text", Trouble: "is UTF-16", Remedy: "save the file as UTF-8"}
	}
	src = bytes.TrimPrefix(src, byteOrderMark)
	return src, badCharacter(src)
}

// badCharacter returns the first byte that is not UTF-8, or the first
// character that no text has.
func badCharacter(src []byte) *Problem {
	line, column := 1, 1
	for i := 0; i < len(src); {
		c, size := utf8.DecodeRune(src[i:])
		switch {
		case c == utf8.RuneError && size == 1:
			return &Problem{Line: line, Column: column, Thing: "text", Trouble: fmt.Sprintf("byte 0x%02x is not UTF-8", src[i]), Remedy: "save the file as UTF-8 and write the letter again"}
		case !printable(c):
			return &Problem{Line: line, Column: column, Thing: "text", Trouble: fmt.Sprintf("has the invisible character U+%04X", c), Remedy: "delete it"}
		}
		i, column = i+size, column+1
		if c == '\n' {
			line, column = line+1, 1
		}
	}
	return nil
}

// printable tells whether YAML has this character (YAML 1.2.2, section 5.1;
// the byte order mark is allowed at the very beginning only).
func printable(c rune) bool {
	switch {
	case c == '\t', c == '\n', c == '\r', c == 0x85:
		return true
	case c == 0xfeff, c == 0xfffe, c == 0xffff:
		return false
	}
	return c >= 0x20 && c < 0x7f || c >= 0xa0
}
