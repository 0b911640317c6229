package door

import (
	"regexp"
	"strings"
	"testing"
)

// An invitation is read as it was made, however it is typed (R3).
func TestAnInvitationIsReadHoweverItIsTyped(t *testing.T) {
	k := Key{1}
	for _, n := range []uint32{1, 2, 255, 256, 1000, MaxInvitation} {
		code := Invitation(k, "paris", n)
		if !regexp.MustCompile(`^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$`).MatchString(code) { // RFC 4648, in fours
			t.Errorf("invitation %d is %q", n, code)
		}
		slip := strings.NewReplacer("O", "0", "I", "1", "-", " ").Replace(strings.ToLower(code))
		for _, typed := range []string{code, strings.ToLower(code), strings.ReplaceAll(code, "-", ""), " " + slip + " ", strings.NewReplacer("O", "0", "I", "1").Replace(code)} {
			if got, err := ReadInvitation(k, "paris", typed); err != nil || got != n {
				t.Errorf("%q is read as %d (%v), want %d", typed, got, err, n)
			}
		}
	}
	if Invitation(k, "paris", 0) != "" || Invitation(k, "paris", MaxInvitation+1) != "" {
		t.Error("there are invitations out of their range")
	}
}

func TestNobodyMakesAnInvitationWithoutTheKey(t *testing.T) {
	k := Key{1}
	good := Invitation(k, "paris", 7)
	for i := range good {
		if good[i] == '-' {
			continue
		}
		bent := []byte(good)
		bent[i] = "AB"[btoi(bent[i] == 'A')]
		if n, err := ReadInvitation(k, "paris", string(bent)); err != ErrNoInvitation {
			t.Errorf("with another letter %d it is read as %d (%v)", i, n, err)
		}
	}
	for name, text := range map[string]string{
		"of another hunt": Invitation(k, "lyon", 7), "of another key": Invitation(Key{2}, "paris", 7), "": "",
		"short": good[:14], "long": good + "AAAA", "very long": strings.Repeat("A", 1<<20), "number 0": strings.Repeat("A", 16), "no letters": "!!!!-!!!!-!!!!-!!!!",
	} {
		if n, err := ReadInvitation(k, "paris", text); err != ErrNoInvitation {
			t.Errorf("one %s is read as %d (%v)", name, n, err)
		}
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func FuzzReadInvitation(f *testing.F) {
	f.Add("AAAA-BBBB-CCCC-DDDD")
	f.Add(Invitation(Key{1}, "paris", 3))
	f.Fuzz(func(t *testing.T, text string) {
		n, err := ReadInvitation(Key{1}, "paris", text)
		if err == nil && Invitation(Key{1}, "paris", n) == "" {
			t.Errorf("%q is read as %d, which nobody made", text, n)
		}
	})
}
