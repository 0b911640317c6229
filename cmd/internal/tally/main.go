// Command tally reads the output of go test -json, prints what matters of it,
// and fails when a test failed, when none ran, or when one was skipped for a
// reason that is not on its short list. A skipped test is a check that did not
// happen, so it needs a name.
//
//	go test -json ./... | tally
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// excuses are the only reasons for which a test may be skipped: what a machine
// may lack without anybody being able to install it.
var excuses = []string{
	"no map data beside the project",
	"no /dev/fuse",
	"no network namespaces",
}

func main() {
	t := newTally(os.Stdout)
	if err := t.read(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "tally: reading the tests' output:", err)
		os.Exit(1)
	}
	if !t.close() {
		os.Exit(1)
	}
}

// event is one line of go test -json.
type event struct {
	Action  string
	Package string
	Test    string
	Elapsed float64
	Output  string
}

type tally struct {
	out                     io.Writer
	passed, failed, skipped int
	bad                     []string            // what makes the run fail
	said                    map[string][]string // lines a test printed, until it ends
}

func newTally(out io.Writer) *tally { return &tally{out: out, said: map[string][]string{}} }

func (t *tally) read(r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			fmt.Fprintln(t.out, lines.Text()) // the compiler speaks plain text
			continue
		}
		t.add(e)
	}
	return lines.Err()
}

func (t *tally) add(e event) {
	key := e.Package + " " + e.Test
	switch e.Action {
	case "output", "build-output":
		t.said[key] = append(t.said[key], e.Output)
	case "build-fail":
		t.flush(key)
	case "pass", "fail", "skip":
		t.end(e, key)
		delete(t.said, key)
	}
}

func (t *tally) end(e event, key string) {
	if e.Test == "" {
		fmt.Fprintf(t.out, "%-5s %6.1fs %s\n", e.Action, e.Elapsed, e.Package)
		if e.Action == "fail" {
			t.flush(key)
			t.bad = append(t.bad, e.Package+" failed")
		}
		return
	}
	switch e.Action {
	case "pass":
		t.passed++
	case "fail":
		t.failed++
		t.bad = append(t.bad, e.Package+" "+e.Test+" failed")
		t.flush(key)
	case "skip":
		t.skip(e, strings.Join(t.said[key], ""))
	}
}

func (t *tally) skip(e event, said string) {
	t.skipped++
	fmt.Fprintf(t.out, "skip %s %s: %s", e.Package, e.Test, said)
	for _, excuse := range excuses {
		if strings.Contains(said, excuse) {
			return
		}
	}
	t.bad = append(t.bad, e.Package+" "+e.Test+" was skipped, and its reason is not one of: "+strings.Join(excuses, ", "))
}

func (t *tally) flush(key string) {
	for _, line := range t.said[key] {
		fmt.Fprint(t.out, line)
	}
}

// close prints the sums and tells whether the run is good.
func (t *tally) close() bool {
	if t.passed == 0 && len(t.bad) == 0 {
		t.bad = append(t.bad, "no test ran")
	}
	for _, b := range t.bad {
		fmt.Fprintln(t.out, "✗", b)
	}
	fmt.Fprintf(t.out, "%d passed, %d failed, %d skipped\n", t.passed, t.failed, t.skipped)
	return len(t.bad) == 0
}
