package wire

import (
	"fmt"
	"testing"
)

// A code is a walk through a quasigroup, so that it is enough to hold the
// quasigroup: what one step tells apart, the steps behind it never bring
// together again.
func TestTheCheckDigitFindsSlipsOfAFinger(t *testing.T) {
	step := func(at, digit int) int { return int(damm[10*at+digit] - '0') }
	for at := range 10 {
		row, column := map[int]bool{}, map[int]bool{}
		for x := range 10 {
			row[step(at, x)], column[step(x, at)] = true, true
			for y := range x {
				if step(step(at, x), y) == step(step(at, y), x) {
					t.Errorf("behind %d nobody sees that %d and %d changed places", at, x, y)
				}
			}
		}
		if len(row) != 10 || len(column) != 10 {
			t.Errorf("%d: a wrong digit goes unseen", at)
		}
		if step(at, at) != 0 {
			t.Errorf("%d does not check itself", at)
		}
	}
}

func TestCheckDigit(t *testing.T) {
	if got := WithCheckDigit("572483"); got != "5724833" || !CheckDigit(got) { // 572 has 4 in the literature; the rest by hand through the table
		t.Errorf("572483 becomes %q", got)
	}
	for six := range 1_000_000 {
		code := WithCheckDigit(fmt.Sprintf("%06d", six))
		if !CheckDigit(code) {
			t.Fatalf("%s does not check itself", code)
		}
	}
	for _, bad := range []string{"", "572483", "57248333", "572483a", "5724834", "7524833", "５７２４８３３", "-572483", " 572483"} {
		if CheckDigit(bad) {
			t.Errorf("%q has the form of a code", bad)
		}
	}
	for _, bad := range []string{"", "57248", "5724833", "57248x", "+57248"} {
		if got := WithCheckDigit(bad); got != "" {
			t.Errorf("%q became %q", bad, got)
		}
	}
}

func TestCheckOf(t *testing.T) {
	if got := CheckOf("572"); got != "4" { // the literature's example (Damm, 2004)
		t.Errorf("572 is checked by %q, want 4", got)
	}
	for _, bad := range []string{"", "57x", "-5", "５７２"} {
		if got := CheckOf(bad); got != "" {
			t.Errorf("%q is checked by %q", bad, got)
		}
	}
}

func ExampleCheckDigit() {
	fmt.Println(CheckDigit("5724833"), CheckDigit("5724383"))
	// Output: true false
}
