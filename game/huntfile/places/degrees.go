package places

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

var number = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]{1,2})?$`)

// degrees reads a number of degrees, with a decimal point or a decimal comma;
// why is "" where it is one.
func degrees(text string) (x float64, why string) {
	t := strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) { // 652 381,65: a grid's metres, named later
			return -1
		}
		return c
	}, strings.TrimSuffix(strings.TrimSpace(text), "°"))
	t = strings.Replace(t, ",", ".", 1)
	if number.MatchString(t) {
		x, err := strconv.ParseFloat(t, 64)
		if err == nil {
			return x, ""
		}
	}
	said := fmt.Sprintf("%q", short(text))
	switch {
	case strings.TrimSpace(text) == "":
		return 0, "is empty"
	case strings.ContainsAny(text, "°'\"′″NSEWO"):
		return 0, "is " + said + ", not decimal degrees such as 48.85837"
	}
	return 0, "is " + said + ", not a number of degrees such as 48.85837"
}

func short(s string) string {
	s = oneLine(s)
	if runes := []rune(s); len(runes) > shownName {
		return string(runes[:shownName]) + "…"
	}
	return s
}
