package huntfile

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Severity tells whether a hunt can run in spite of a problem.
type Severity uint8

// The severities.
const (
	Refused Severity = iota // the hunt cannot run until this is mended
	Warned                  // the hunt can run, and its organiser should know
)

// Problem is one thing that an organiser should mend or know.
type Problem struct {
	Line     int // from 1
	Column   int // from 1, in characters; 0 where the line says enough
	Severity Severity
	Thing    string // venue "Fountain"
	Trouble  string // radius_m is 10, below 25
	Remedy   string // write 25 to 100 metres; may be empty
}

// Report is everything that was found in one file, in the order of its lines.
type Report struct {
	File     string
	Problems []Problem // at most MaxProblems, refusals kept before warnings
	Left     int       // problems beyond MaxProblems, which are not listed
}

// Line returns a problem as one line of the report: place, thing, trouble,
// remedy.
func (r Report) Line(p Problem) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:", r.File, p.Line)
	if p.Column > 0 {
		fmt.Fprintf(&b, "%d:", p.Column)
	}
	if p.Severity == Warned {
		b.WriteString(" warning:")
	}
	fmt.Fprintf(&b, " %s: %s", p.Thing, p.Trouble)
	if p.Remedy != "" {
		b.WriteString("; " + p.Remedy)
	}
	return b.String()
}

// String returns all problems, each on a line that is ended; "" where there
// is none.
func (r Report) String() string {
	var b strings.Builder
	for _, p := range r.Problems {
		b.WriteString(r.Line(p) + "\n")
	}
	if r.Left > 0 {
		fmt.Fprintf(&b, "%s: %d more problems are not listed; mend these first\n", r.File, r.Left)
	}
	return b.String()
}

// Err returns nil where the hunt can run, else an error whose text is every
// refusal, a line each.
func (r Report) Err() error {
	bad := r
	bad.Problems = slices.DeleteFunc(slices.Clone(r.Problems), func(p Problem) bool { return p.Severity == Warned })
	if len(bad.Problems) == 0 {
		return nil
	}
	return errors.New(strings.TrimSuffix(bad.String(), "\n"))
}

// Finish puts the problems into the order of the file and drops what is beyond
// the limit, warnings first.
func (r *Report) Finish() {
	byLine := func(a, b Problem) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	}
	if over := len(r.Problems) - MaxProblems; over > 0 {
		slices.SortStableFunc(r.Problems, func(a, b Problem) int { return int(a.Severity) - int(b.Severity) })
		r.Problems, r.Left = r.Problems[:MaxProblems], r.Left+over
	}
	slices.SortStableFunc(r.Problems, byLine)
}
