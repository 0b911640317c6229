package city

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"crescendo/maps/geo"
)

// Parse reads a city from its source. Its error is [Problems]: each a line as
// "city:12: what: what to do", all of them at once. The city holds copies: src
// may change afterwards.
func Parse(src []byte) (*City, error) { return ParseFile("city", src) }

// ParseFile is [Parse] with the file's name in its errors.
func ParseFile(file string, src []byte) (*City, error) {
	p := &parser{file: file, city: &City{}, known: map[string]int32{}}
	switch {
	case len(src) > MaxSource:
		p.line = 1
		p.say("%d bytes are too many: at most %d; leave out the smallest streets", len(src), MaxSource)
	case !utf8.Valid(src):
		p.line = 1 + strings.Count(string(valid(src)), "\n")
		p.say("this is not UTF-8: save the file as UTF-8")
	default:
		p.statements(string(src))
		p.end()
	}
	if len(p.problems) > 0 {
		return nil, p.problems
	}
	p.city.finish()
	return p.city, nil
}

// valid returns what comes before the first byte that is not UTF-8.
func valid(src []byte) []byte {
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n <= 1 {
			return src[:i]
		}
		i += n
	}
	return src
}

// parser gathers a city and what is wrong with it.
type parser struct {
	file     string
	line     int // of the statement being read
	city     *City
	known    map[string]int32 // junctions by name
	declared []int            // the line of each junction
	used     []bool           // junctions that a street has
	header   int              // lines of it that were read
	points   int              // of all streets and rings
	full     bool             // of problems
	problems Problems
}

// say notes a problem with the statement being read.
func (p *parser) say(format string, args ...any) {
	if p.full = p.full || len(p.problems) >= maxProblems; !p.full {
		p.problems = append(p.problems, Problem{p.file, p.line, fmt.Sprintf(format, args...)})
	}
}

// statements reads them one by one, each with the lines that go on with it.
func (p *parser) statements(src string) {
	var statement strings.Builder
	at := 0
	flush := func() {
		if statement.Len() > 0 {
			p.line = at
			p.statement(statement.String())
			statement.Reset()
		}
	}
	number := 0
	for line := range strings.SplitSeq(src, "\n") {
		number++
		text := strings.TrimSpace(line)
		if text == "" || text[0] == '#' {
			continue
		}
		if line[0] != ' ' && line[0] != '\t' {
			flush()
			at = number
		} else if statement.Len() == 0 {
			p.line = number
			p.say("this line goes on with a statement, but there is none above it: begin it without a space")
			continue
		} else {
			statement.WriteByte(' ')
		}
		statement.WriteString(text)
		if p.full {
			return
		}
	}
	flush()
}

func (p *parser) statement(s string) {
	if strings.ContainsFunc(s, unicode.IsControl) {
		p.say("a control character stands in this statement: write text only")
		return
	}
	verb, rest, _ := strings.Cut(s, " ")
	rest = strings.TrimSpace(rest)
	if p.header < len(headerWords()) {
		p.headerLine(verb, rest)
		return
	}
	switch verb {
	case "junction":
		p.junction(rest)
	case "street":
		p.street(rest)
	case "area":
		p.area(rest)
	case "place":
		p.place(rest)
	default:
		p.say("%s is no statement: write junction, street, area or place", quote(verb))
	}
}

func headerWords() []string { return []string{"city", "name", "credit", "licence", "date"} }

func (p *parser) headerLine(verb, rest string) {
	want := headerWords()[p.header]
	if verb != want {
		p.say("the header wants a line %q here, not %s: it has city, name, credit, licence, date in this order", want, quote(verb))
		p.full = true // nothing below can be trusted
		return
	}
	if rest == "" || len(rest) > MaxHeader {
		p.say("%s wants a text of 1 to %d bytes", want, MaxHeader)
	}
	switch p.header++; want {
	case "city":
		if rest != "1" {
			p.say("version %s is not known: this program reads version 1", quote(rest))
			p.full = true
		}
	case "name":
		p.city.Name = strings.Clone(rest)
	case "credit":
		p.city.Credit = strings.Clone(rest)
	case "licence":
		p.city.Licence = strings.Clone(rest)
	case "date":
		if !isDate(rest) {
			p.say("%s is no date: write it as 2026-11-25", quote(rest))
		}
		p.city.Date = strings.Clone(rest)
	}
}

func isDate(s string) bool {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return false
	}
	return strings.IndexFunc(s[:4]+s[5:7]+s[8:], func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// end checks what only the whole source tells.
func (p *parser) end() {
	if p.full {
		return
	}
	if p.header < len(headerWords()) {
		p.line++
		p.say("the header is not complete: it wants a line %q next", headerWords()[p.header])
		return
	}
	for j, used := range p.used {
		if !used {
			p.line = p.declared[j]
			p.say("junction %s is on no street: put it on one or leave it out", p.city.names[j])
		}
	}
	if len(p.problems) == 0 && len(p.city.streets) == 0 {
		p.line++
		p.say("there is no street: a city has at least one")
	}
	slices.SortStableFunc(p.problems, func(a, b Problem) int { return a.Line - b.Line })
	slices.SortStableFunc(p.city.areas, func(a, b Area) int { return int(a.Kind) - int(b.Kind) })
}

func bounds(streets []Street) Bounds {
	if len(streets) == 0 {
		return Bounds{}
	}
	first := streets[0].Line[0]
	b := Bounds{first, first}
	for _, s := range streets {
		for _, at := range s.Line {
			b = b.with(at)
		}
	}
	return b
}

// near tells whether a point may belong to the city, and says so if not.
func (p *parser) near(at geo.Point) bool {
	if len(p.city.junctions) == 0 {
		return true
	}
	first := p.city.junctions[0]
	if geo.Metres(first, at) <= MaxRadius {
		if wide := int64(at.Lon) - int64(first.Lon); wide < -180e7 || wide > 180e7 {
			p.say("lon %s lies across the 180th meridian from the first junction: draw one side only", degrees(at.Lon))
			return false
		}
		return true
	}
	hint := "look at the digits"
	if swapped := (geo.Point{Lat: at.Lon, Lon: at.Lat}); geo.Metres(first, swapped) <= MaxRadius {
		hint = "latitude comes first: are the two swapped?"
	}
	p.say("lat %s, lon %s lies more than %d km from the first junction: %s", degrees(at.Lat), degrees(at.Lon), MaxRadius/1000, hint)
	return false
}
