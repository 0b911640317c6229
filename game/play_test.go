package game

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A play is a text of commands with times, each followed by what must come of
// it, one "> " a line. Where it comes otherwise, the test prints what came, as
// the play would write it:
//
//	# Whoever is first gets the seat.
//	hunt 1 2                      a hunt with venues of one and of two seats
//	-0:10 join ann bob            hunt time in minutes and seconds
//	> joined ann 1
//	> joined bob 2
//
// The verbs are those of the stage: race or runner.
type stage interface {
	// do does one command and returns what comes of it, a line each.
	do(at Millis, verb string, args []string) ([]string, error)
}

// perform plays every text in testdata/folder on a new stage each.
func perform(t *testing.T, folder string, build func(args []string) (stage, error)) {
	files, err := filepath.Glob("testdata/" + folder + "/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no plays in testdata/%s: %v", folder, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, trouble := range play(file, string(text), build) {
				t.Error(trouble)
			}
		})
	}
}

// play plays one text and returns where it came otherwise.
func play(file, text string, build func(args []string) (stage, error)) (troubles []string) {
	var s stage
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		line, _, _ := strings.Cut(lines[i], "#")
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		where := fmt.Sprintf("%s:%d: %s", file, i+1, strings.TrimSpace(line))
		var want, got []string
		for i+1 < len(lines) && strings.HasPrefix(lines[i+1], "> ") {
			i++
			want = append(want, strings.TrimPrefix(lines[i], "> "))
		}
		var err error
		if words[0] == "hunt" {
			s, err = build(words[1:])
		} else {
			got, err = command(s, words)
		}
		if err != nil {
			return append(troubles, fmt.Sprintf("%s: %v", where, err))
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			troubles = append(troubles, fmt.Sprintf("%s\nwant\n%scame\n%s", where, shown(want), shown(got)))
		}
	}
	return troubles
}

func command(s stage, words []string) ([]string, error) {
	if s == nil || len(words) < 2 {
		return nil, fmt.Errorf("want a hunt first, and then a time and a verb")
	}
	at, err := clock(words[0])
	if err != nil {
		return nil, err
	}
	return s.do(at, words[1], words[2:])
}

func shown(lines []string) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString("> " + l + "\n")
	}
	return b.String()
}

// clock reads -1:02.5 as -62,500 ms.
func clock(s string) (Millis, error) {
	digits, minus := strings.CutPrefix(s, "-")
	minutes, seconds, ok := strings.Cut(digits, ":")
	m, err := strconv.Atoi(minutes)
	sec, err2 := strconv.ParseFloat(seconds, 64)
	if !ok || err != nil || err2 != nil {
		return 0, fmt.Errorf("%q is no time: want minutes:seconds", s)
	}
	at := Millis(m)*60_000 + Millis(sec*1000+0.5)
	if minus {
		at = -at
	}
	return at, nil
}
