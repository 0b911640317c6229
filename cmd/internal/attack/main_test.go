package main

import (
	"io"
	"strings"
	"testing"
)

func TestOneRunOfARowIsPrinted(t *testing.T) {
	var out strings.Builder
	if err := run([]string{"-row", "O3", "-run", "2"}, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"O3 fifty accounts", "(1 runs)", "answers that differ", "≤ 0"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the output lacks %q:\n%s", want, out.String())
		}
	}
}

func TestOrdersThatCannotBeAreRefused(t *testing.T) {
	for _, c := range []struct{ args, says string }{
		{"-row O99", "choose one of O1 O2"},
		{"-run 3", "say of which row"},
		{"-row O3 -table x.go", "wants the whole suite"},
		{"-nonsense", "flag provided but not defined"},
	} {
		err := run(strings.Fields(c.args), io.Discard)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("attack %s: %v, want it to say %q", c.args, err, c.says)
		}
	}
}
