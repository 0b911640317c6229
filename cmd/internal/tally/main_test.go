package main

import (
	"strings"
	"testing"
)

func TestARunIsGoodOnlyWhenEveryTestRan(t *testing.T) {
	const (
		pass = `{"Action":"pass","Package":"p","Test":"TestA"}`
		ends = `{"Action":"pass","Package":"p"}`
	)
	for _, c := range []struct {
		name, in string
		good     bool
	}{
		{"all passed", pass + "\n" + ends, true},
		{"nothing ran", ends, false},
		{"no output", "", false},
		{"one failed", pass + "\n" + `{"Action":"fail","Package":"p","Test":"TestB"}`, false},
		{"a package failed without a test", pass + "\n" + `{"Action":"fail","Package":"q"}`, false},
		{"skipped with an excuse", pass + "\n" + `{"Action":"output","Package":"p","Test":"TestB","Output":"x_test.go:3: no map data beside the project\n"}` + "\n" + `{"Action":"skip","Package":"p","Test":"TestB"}`, true},
		{"skipped without one", pass + "\n" + `{"Action":"output","Package":"p","Test":"TestB","Output":"no time\n"}` + "\n" + `{"Action":"skip","Package":"p","Test":"TestB"}`, false},
		{"skipped in silence", pass + "\n" + `{"Action":"skip","Package":"p","Test":"TestB"}`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			tally := newTally(&out)
			if err := tally.read(strings.NewReader(c.in)); err != nil {
				t.Fatal(err)
			}
			if got := tally.close(); got != c.good {
				t.Errorf("good = %v, want %v; it said:\n%s", got, c.good, out.String())
			}
		})
	}
}

func TestAFailureShowsWhatTheTestSaid(t *testing.T) {
	var out strings.Builder
	tally := newTally(&out)
	in := `{"Action":"output","Package":"p","Test":"TestB","Output":"the seat was sold twice\n"}
{"Action":"fail","Package":"p","Test":"TestB"}
not json at all`
	if err := tally.read(strings.NewReader(in)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"the seat was sold twice", "not json at all"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the output lacks %q:\n%s", want, out.String())
		}
	}
}
