package server

import (
	"regexp"
	"testing"

	"crescendo/game"
)

// Every place has a link of its own that nobody can guess, and revoking one
// changes that one alone (R8).
func TestLinksDifferByPlaceHuntKeyAndRevision(t *testing.T) {
	h := testHunt()
	h.Gate, h.Doors = game.GateCode, game.DoorsStaff
	keys := Keys{Door: [32]byte{1}, Gate: [32]byte{2}}
	first := keys.Places(h, Revisions{})
	if len(first) != 4 || !first[0].Gate || first[0].Staff || !first[1].Gate || !first[1].Staff || !first[2].Staff || first[3].ID != "v2" {
		t.Fatalf("places %+v", first)
	}
	seen := map[string]string{}
	note := func(what string, keys Keys, h *game.Hunt, r Revisions) {
		for _, p := range keys.Places(h, r) {
			if !regexp.MustCompile(`^[a-z2-7]{32}$`).MatchString(p.Secret) { // 160 bits, RFC 4648
				t.Errorf("%s: the secret of %s is %q", what, p.ID, p.Secret)
			}
			seen[p.Secret] = what + " " + p.ID
		}
	}
	other := *h
	other.ID = "lyon"
	note("first", keys, h, Revisions{})
	note("other hunt", keys, &other, Revisions{})
	note("other key", Keys{Door: [32]byte{3}}, h, Revisions{})
	if len(seen) != 12 {
		t.Errorf("%d different secrets, want 12", len(seen))
	}
	revoked := keys.Places(h, Revisions{Venues: map[string]uint32{"v1": 1}})
	for i, p := range revoked {
		if (p.Secret != first[i].Secret) != (p.ID == "v1") {
			t.Errorf("after revoking v1 the link of %s changed: %t", p.ID, p.Secret != first[i].Secret)
		}
		if p.Code != first[i].Code {
			t.Errorf("after revoking v1 the codes of %s changed: a link is no code", p.ID)
		}
	}
	if first[0].Code == first[2].Code || first[2].Code == first[3].Code {
		t.Error("two places show the same codes")
	}
	if d := device(revoked[2]); d != 1<<16|1 {
		t.Errorf("the link's number in facts is %#x", d)
	}
}

// A screen of codes scans nothing; beside it a steward has a link, for whoever
// has typed ten wrong codes (R8).
func TestAScreenOfCodesHasAStewardBesideIt(t *testing.T) {
	h := testHunt()
	h.Gate, h.Doors = game.GateStaff, game.DoorsCode
	var keys Keys
	got := keys.Places(h, Revisions{})
	if len(got) != 5 || !got[0].Staff {
		t.Fatalf("places %+v", got)
	}
	for i := 1; i < len(got); i += 2 {
		screen, steward := got[i], got[i+1]
		if screen.Staff || !steward.Staff || screen.ID != steward.ID || device(screen) != device(steward) {
			t.Errorf("%+v and %+v: want a screen and its steward", screen, steward)
		}
	}
}

// A hunt among friends without gate and doors has no links; one with a gate
// alone has one.
func TestOnlyWhatAHuntHasGetsALink(t *testing.T) {
	h := testHunt()
	var keys Keys
	if got := keys.Places(h, Revisions{}); len(got) != 0 {
		t.Errorf("no gate, no doors: %+v", got)
	}
	h.Gate = game.GateStaff
	if got := keys.Places(h, Revisions{}); len(got) != 1 || !got[0].Gate || !got[0].Staff || got[0].Name != "Pont Neuf" {
		t.Errorf("a gate alone: %+v", got)
	}
}
