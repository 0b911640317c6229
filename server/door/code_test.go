package door

import (
	"fmt"
	"testing"
	"time"

	"crescendo/game/wire"
)

// rfcKey is the key of RFC 6238's appendix B for SHA-1, 20 bytes. HMAC fills
// short keys up with zeros (RFC 2104), so that it is this Key too.
func rfcKey() (k Key) {
	copy(k[:], "12345678901234567890")
	return k
}

// R4: the codes are RFC 6238's. Its appendix B has eight digits; ours are the
// last six of them, because both are the same number modulo a power of ten.
func TestCodesAreThoseOfRFC6238(t *testing.T) {
	for unix, eight := range map[int64]string{
		59:          "94287082",
		1111111109:  "07081804",
		1111111111:  "14050471",
		1234567890:  "89005924",
		2000000000:  "69279037",
		20000000000: "65353130",
	} {
		want := wire.WithCheckDigit(eight[2:])
		if got := Code(rfcKey(), Step(time.Unix(unix, 0))); got != want {
			t.Errorf("at %d: %s, want %s", unix, got, want)
		}
	}
}

func TestStepsAreHalfMinutes(t *testing.T) {
	for unix, want := range map[int64]int64{-31: -2, -30: -1, -1: -1, 0: 0, 29: 0, 30: 1, 59: 1, 1111111111: 0x23523ED} { // the last from RFC 6238's appendix B
		if got := Step(time.Unix(unix, 999)); got != want {
			t.Errorf("%d s: step %d, want %d", unix, got, want)
		}
	}
	if got := Code(rfcKey(), -1); got != "" {
		t.Errorf("before 1970 the code is %q", got)
	}
}

// R4, R8: the current step and one before, of this place alone.
func TestVerifyTakesTheCurrentAndThePreviousStep(t *testing.T) {
	k := Key{1, 2, 3}
	wall := time.Unix(1_780_000_000, 0)
	now := Step(wall)
	for off, want := range map[int64]bool{-3: false, -2: false, -1: true, 0: true, 1: false, 2: false} {
		step, ok := Verify(k, Code(k, now+off), wall)
		if ok != want || ok && step != now+off {
			t.Errorf("a code of step %+d: step %+d, %v", off, step-now, ok)
		}
	}
	right := Code(k, now)
	for what, code := range map[string]string{
		"nothing":             "",
		"six digits":          right[:6],
		"eight digits":        right + "0",
		"a wrong check digit": right[:6] + string('0'+(right[6]-'0'+1)%10),
		"letters":             "abcdefg",
		"another place's":     Code(k.Of("paris", "door", "v2"), now),
	} {
		if _, ok := Verify(k, code, wall); ok {
			t.Errorf("%s was taken", what)
		}
	}
	if _, ok := Verify(k, "", time.Unix(-100, 0)); ok {
		t.Error("before 1970 no code was taken for one")
	}
}

// A code of another hunt, venue or use is no code here.
func TestKeysOfOtherHuntsVenuesAndUsesDiffer(t *testing.T) {
	k := Key{7}
	keys := map[Key]string{}
	for _, of := range [][3]string{{"paris", "door", "v1"}, {"paris", "door", "v2"}, {"lyon", "door", "v1"}, {"paris", "gate", ""}, {"paris", "doorv", "1"}, {"pari", "sdoor", "v1"}} {
		derived := k.Of(of[0], of[1], of[2])
		if other, seen := keys[derived]; seen {
			t.Errorf("%q has the key of %s", of, other)
		}
		keys[derived] = fmt.Sprint(of)
		if derived != k.Of(of[0], of[1], of[2]) || derived == (Key{8}).Of(of[0], of[1], of[2]) {
			t.Errorf("%q: the key is not that of its name and its root", of)
		}
	}
}

func ExampleVerify() {
	k := Key{1}.Of("paris", "gate", "")
	at := time.Date(2026, 6, 20, 19, 0, 10, 0, time.UTC)
	shown := Code(k, Step(at))
	_, soon := Verify(k, shown, at.Add(45*time.Second))
	_, late := Verify(k, shown, at.Add(55*time.Second))
	fmt.Println(soon, late)
	// Output: true false
}
