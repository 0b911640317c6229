package huntfile

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"
)

// value is what stands behind a key.
type value struct {
	r      *reader
	node   *yaml.Node
	thing  string // venue "Fountain"
	key    key    // radius_m
	text   string // of a scalar, the environment's where that was asked for
	secret bool   // came from the environment: never shown
}

func (v value) refuse(trouble, remedy string) {
	v.r.add(v.node, Refused, v.thing, v.key.name+" "+trouble, remedy)
}
func (v value) warn(trouble, remedy string) {
	v.r.add(v.node, Warned, v.thing, v.key.name+" "+trouble, remedy)
}

// shown is the value as a problem may repeat it.
func (v value) shown() string {
	if v.secret {
		return v.node.Value
	}
	return shorten(v.text)
}

func shorten(s string) string {
	if runes := []rune(s); len(runes) > shownRunes {
		return strconv.Quote(string(runes[:shownRunes]) + "…")
	}
	return strconv.Quote(s)
}

// scalar tells whether the value is a single one, and refuses it where not.
func (v value) scalar() bool {
	switch v.node.Kind {
	case yaml.ScalarNode:
		return true
	case yaml.MappingNode:
		v.refuse("is a group of keys", "write one value")
	default:
		v.refuse("is a list", "write one value")
	}
	return false
}

// word returns one of the words that the key allows, and refuses any other
// with what to write instead.
func (v value) word(remedy string) (string, bool) {
	if !v.scalar() {
		return "", false
	}
	if slices.Contains(v.key.words, v.text) {
		return v.text, true
	}
	v.refuse("is "+v.shown(), remedy)
	return "", false
}

// name returns a name for people.
func (v value) name() (string, bool) { return v.line(MaxName) }

// line returns a line of text for people.
func (v value) line(limit int) (string, bool) {
	if !v.scalar() {
		return "", false
	}
	s := strings.TrimSpace(v.text)
	switch {
	case s == "":
		remedy := "write a name"
		if v.key.name != "name" {
			remedy = "write " + v.key.example
		}
		v.refuse("is empty", remedy)
	case strings.ContainsFunc(s, control):
		v.refuse("holds a line break or another control character", "write it on one line")
	case len([]rune(s)) > limit:
		v.refuse(fmt.Sprintf("has %d characters, more than %d", len([]rune(s)), limit), "shorten it")
	default:
		return s, true
	}
	return "", false
}

// control also holds the characters that turn the direction of writing, which
// would scramble the line in which a name is shown.
func control(c rune) bool {
	return unicode.IsControl(c) || unicode.In(c, unicode.Zl, unicode.Zp) || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069
}

var identity = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// id returns a word that can stand in an address.
func (v value) id() (string, bool) {
	if !v.scalar() {
		return "", false
	}
	if len(v.text) <= MaxID && identity.MatchString(v.text) {
		return v.text, true
	}
	trouble := fmt.Sprintf("is %s, which cannot stand in an address", v.shown())
	if s := slug(v.text); s != "" {
		v.refuse(trouble, "write "+s)
	} else {
		v.refuse(trouble, fmt.Sprintf("write at most %d of the letters a-z, digits and hyphens", MaxID))
	}
	return "", false
}

// slug makes an id of a name, "" where nothing is left of it.
func slug(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return !('a' <= c && c <= 'z' || '0' <= c && c <= '9') })
	id := strings.Join(words, "-")
	return strings.Trim(id[:min(len(id), MaxID)], "-")
}

var decimal = regexp.MustCompile(`^[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

// number returns a number that the key allows.
func (v value) number() (float64, bool) {
	lo, hi, unit := v.key.lo, v.key.hi, v.key.unit
	if !v.scalar() {
		return 0, false
	}
	if !decimal.MatchString(v.text) {
		v.refuse(fmt.Sprintf("is %s, not a number", v.shown()), v.numberRemedy())
		return 0, false
	}
	x, err := strconv.ParseFloat(v.text, 64)
	if err != nil || !(x >= lo && x <= hi) {
		v.outside(x > hi, lo, hi, unit)
		return 0, false
	}
	return x, true
}

func (v value) numberRemedy() string {
	point := strings.Replace(v.text, ",", ".", 1)
	switch {
	case v.secret:
		return "export plain digits with a decimal point"
	case decimal.MatchString(point):
		return "write a decimal point: " + point
	case strings.ContainsAny(v.text, "°NSEW'"):
		return "write decimal degrees, such as 48.85837"
	}
	return "write plain digits"
}

func (v value) outside(above bool, lo, hi float64, unit string) {
	side, edge := "below", lo
	if above {
		side, edge = "above", hi
	}
	said := v.text
	if v.secret {
		said = v.node.Value
	}
	v.refuse(fmt.Sprintf("is %s, %s %v", said, side, edge), strings.TrimSpace(fmt.Sprintf("write %v to %v %s", lo, hi, unit)))
}

// whole returns a whole number that the key allows.
func (v value) whole() (int, bool) {
	x, ok := v.number()
	if !ok {
		return 0, false
	}
	if x != float64(int(x)) {
		v.refuse(fmt.Sprintf("is %s, not a whole number", v.shown()), fmt.Sprintf("write %d", int(x)))
		return 0, false
	}
	return int(x), true
}

// truth returns true or false.
func (v value) truth() (is, ok bool) {
	if !v.scalar() {
		return false, false
	}
	switch v.text {
	case "true":
		return true, true
	case "false":
		return false, true
	}
	v.refuse(fmt.Sprintf("is %s", v.shown()), "write true or false")
	return false, false
}

// list returns the entries of a list of at least one and at most as many as
// the key allows.
func (v value) list() []*yaml.Node {
	limit, entry := v.key.most, v.key.entry
	switch {
	case v.node.Kind != yaml.SequenceNode:
		v.refuse("is not a list", fmt.Sprintf("write each %s on a line of its own behind a hyphen", entry))
	case len(v.node.Content) == 0:
		v.refuse("is an empty list", "write one "+entry+" at least")
	case len(v.node.Content) > limit:
		v.refuse(fmt.Sprintf("has %d entries, more than %d", len(v.node.Content), limit), "leave some out")
	default:
		return v.node.Content
	}
	return nil
}
