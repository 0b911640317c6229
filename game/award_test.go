package game

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// R10: an award mode is one entry of one registry, which says all that hunt
// files, the rules page and the race need.
func TestR10Registry(t *testing.T) {
	h := huntOf(1)
	seen := map[string]bool{}
	for _, a := range StandardAwards() {
		got, ok := h.Award(a.Name)
		if !ok || got.Name != a.Name || seen[a.Name] {
			t.Errorf("%q: %+v, %v", a.Name, got, ok)
		}
		seen[a.Name] = true
		for _, rule := range []string{a.RuleFR, a.RuleEN} {
			if rule == "" || strings.HasSuffix(rule, ".") || strings.ToLower(rule[:1]) != rule[:1] {
				t.Errorf("%q: the rule %q: want a clause that stands in a sentence", a.Name, rule)
			}
		}
		if a.RuleFR == a.RuleEN {
			t.Errorf("%q has one rule in two languages", a.Name)
		}
	}
	if !seen["first"] || !seen["par"] || !seen["draw"] || len(seen) != 3 {
		t.Errorf("the registry has %v, want those of R10", seen)
	}
	if _, ok := h.Award("bribe"); ok {
		t.Error("an award that is not in the registry")
	}
	h.Awards = []Award{}
	if _, ok := h.Award("first"); ok {
		t.Error("an award that is not in the hunt's registry")
	}
}

// R10: a code suffices for first and par; a draw needs staff and a beacon.
func TestR10WhatAwardsNeed(t *testing.T) {
	for name, want := range map[string]Needs{"first": {}, "par": {Par: true}, "draw": {Staff: true, Beacon: true}} {
		if a, _ := huntOf(1).Award(name); a.Needs != want || a.AfterClose != (name != "first") {
			t.Errorf("%q needs %+v, after the close: %v", name, a.Needs, a.AfterClose)
		}
	}
}

// R10: par by (slot · 5000 − par); draw by the lot alone.
func TestR10HowAwardsCompare(t *testing.T) {
	fast := Claim{Slot: 100, Par: 400_000, Lot: [32]byte{9}}   // 100 s over
	slow := Claim{Slot: 200, Par: 1_000_000, Lot: [32]byte{5}} // on par
	late := Claim{Slot: 300, Par: 1_500_000, Lot: [32]byte{7}} // on par, too
	par, _ := huntOf(1).Award("par")
	draw, _ := huntOf(1).Award("draw")
	if fast.Over() != 100_000 || slow.Over() != 0 {
		t.Errorf("%d and %d over, want 100 s and none", fast.Over(), slow.Over())
	}
	if par.Compare(fast, slow) <= 0 || par.Compare(slow, late) != 0 {
		t.Error("par does not compare by the time over par")
	}
	if draw.Compare(fast, slow) <= 0 || draw.Compare(slow, late) >= 0 {
		t.Error("a draw does not compare by the lot")
	}
}

// A seat that was given stays given: so before the close there is no order but
// R9's.
func TestR10AnOrderBeforeTheCloseIsRefused(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an award that gives before the close has an order of its own")
		}
	}()
	h := huntOf(1)
	h.Awards = []Award{{Name: "first", Compare: func(a, b Claim) int { return bytes.Compare(a.Lot[:], b.Lot[:]) }}}
	NewRace(h, Seed{})
}

// An award mode is a matter of one file of at most 80 lines.
func TestAnAwardIsOneShortFile(t *testing.T) {
	text, err := os.ReadFile("example_award_test.go")
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(text, []byte("\n")); n > 80 {
		t.Errorf("example_award_test.go has %d lines, more than 80", n)
	}
}
