package city

import (
	"fmt"
	"strings"
)

// Problem is one thing that is wrong with a source.
type Problem struct {
	File string
	Line int    // from 1
	Text string // what, and what to do
}

// Error returns the problem as file:line: what, and what to do.
func (p Problem) Error() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Text) }

// Problems is what [Parse] reports: all that is wrong, in the order of the
// source, at most 20.
type Problems []Problem

// Error returns all problems, a line each.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}
