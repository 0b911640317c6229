package door

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"crescendo/game/wire"
)

var passTime = time.Unix(1_780_000_005, 0) // 1,780,000,005 is a multiple of 15

// R8: 15 s, the current and the previous one, shown or typed.
func TestAPassIsTakenForItsMomentAndTheNext(t *testing.T) {
	k := Key{5}
	p := MakePass(k, "paris", 17, passTime.Add(4*time.Second))
	if want := passTime.Add(15 * time.Second); !p.Until.Equal(want) {
		t.Errorf("it is shown until %v, want %v", p.Until, want)
	}
	for _, shown := range []string{p.Text, p.Typed} {
		for after, want := range map[time.Duration]error{
			-time.Second: ErrNoPass, 0: nil, 14 * time.Second: nil, 29 * time.Second: nil, 30 * time.Second: ErrOldPass, 5 * time.Minute: ErrOldPass,
		} {
			number, err := ReadPass(k, "paris", shown, passTime.Add(after))
			if want == ErrNoPass && shown == p.Text {
				want = ErrOldPass // the text says of which moment it is
			}
			if !errors.Is(err, want) || err == nil && number != 17 {
				t.Errorf("%s after %v: player %d, %v; want %v", shown, after, number, err, want)
			}
		}
	}
}

func TestOtherPassesAreRefused(t *testing.T) {
	k := Key{5}
	p := MakePass(k, "paris", 17, passTime)
	for what, read := range map[string]func() (int, error){
		"another hunt":        func() (int, error) { return ReadPass(k, "lyon", p.Text, passTime) },
		"another hunt, typed": func() (int, error) { return ReadPass(k, "lyon", p.Typed, passTime) },
		"another key":         func() (int, error) { return ReadPass(Key{6}, "paris", p.Text, passTime) },
		"another key, typed":  func() (int, error) { return ReadPass(Key{6}, "paris", p.Typed, passTime) },
		"another player":      func() (int, error) { return ReadPass(k, "paris", strings.Replace(p.Typed, "17-", "18-", 1), passTime) },
		"no player":           func() (int, error) { return ReadPass(k, "paris", strings.TrimPrefix(p.Typed, "17-"), passTime) },
		"player 017":          func() (int, error) { return ReadPass(k, "paris", "0"+p.Typed, passTime) },
		"a signed player":     func() (int, error) { return ReadPass(k, "paris", "+"+p.Typed, passTime) },
		"nothing":             func() (int, error) { return ReadPass(k, "paris", "", passTime) },
		"a prefix":            func() (int, error) { return ReadPass(k, "paris", "PASS:", passTime) },
		"a code":              func() (int, error) { return ReadPass(k, "paris", "CRESCENDO:1234567", passTime) },
		"a huge number":       func() (int, error) { return ReadPass(k, "paris", strings.Repeat("9", 100), passTime) },
	} {
		if number, err := read(); !errors.Is(err, ErrNoPass) {
			t.Errorf("%s: player %d, %v; want ErrNoPass", what, number, err)
		}
	}
	for _, number := range []int{-1, 0, math.MaxInt32 + 1} {
		if p := MakePass(k, "paris", number, passTime); p.Text != "" || p.Typed != "" {
			t.Errorf("player %d has the pass %+v", number, p)
		}
	}
}

// Any letter of a pass that changes makes it nobody's.
func TestAChangedPassIsRefused(t *testing.T) {
	k := Key{9}
	p := MakePass(k, "paris", 123456, passTime)
	for i := range p.Text {
		for _, c := range "A2Z7" {
			changed := p.Text[:i] + string(c) + p.Text[i+1:]
			if number, err := ReadPass(k, "paris", changed, passTime); changed != p.Text && err == nil {
				t.Errorf("%s reads as player %d", changed, number)
			}
		}
	}
}

// The device finds every wrong digit and every swap of neighbours of the typed
// form, number and all, before anything is sent.
func TestTheTypedPassChecksItself(t *testing.T) {
	checks := func(digits string) bool {
		return wire.CheckOf(digits[:len(digits)-1]) == digits[len(digits)-1:]
	}
	for _, number := range []int{1, 17, 909, 40_000} {
		digits := strings.Replace(MakePass(Key{3}, "paris", number, passTime).Typed, "-", "", 1)
		if !checks(digits) {
			t.Fatalf("%s does not check itself", digits)
		}
		for i := range digits {
			for c := byte('0'); c <= '9'; c++ {
				if slip := digits[:i] + string(c) + digits[i+1:]; slip != digits && checks(slip) {
					t.Errorf("%s for %s goes unseen", slip, digits)
				}
			}
			if i == 0 || digits[i] == digits[i-1] {
				continue
			}
			if swap := digits[:i-1] + digits[i:i+1] + digits[i-1:i] + digits[i+1:]; checks(swap) {
				t.Errorf("%s for %s goes unseen", swap, digits)
			}
		}
	}
}

// People write as they like.
func TestATypedPassMayLackItsDash(t *testing.T) {
	typed := MakePass(Key{3}, "paris", 17, passTime).Typed
	for _, shown := range []string{typed, strings.Replace(typed, "-", "", 1), strings.Replace(typed, "-", " ", 1), " " + typed + " ", typed[:6] + " " + typed[6:]} {
		if number, err := ReadPass(Key{3}, "paris", shown, passTime); number != 17 || err != nil {
			t.Errorf("%q: player %d, %v", shown, number, err)
		}
	}
}

func TestAPassFitsIntoASmallCode(t *testing.T) {
	p := MakePass(Key{3}, "paris", math.MaxInt32, passTime)
	if p.QR.Size != 25 { // version 2 of ISO/IEC 18004: few, large modules
		t.Errorf("a pass is a code of %d modules, want 25", p.QR.Size)
	}
}

func FuzzReadPass(f *testing.F) {
	k := Key{5}
	right := MakePass(k, "paris", 17, passTime)
	for _, seed := range []string{right.Text, right.Typed, "", "PASS:", "PASS:AAAA", "1-0000000", "99999999999999", "00000000", "PASS:" + strings.Repeat("=", 29)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, shown string) {
		number, err := ReadPass(k, "paris", shown, passTime)
		switch {
		case err == nil && number < 1, err != nil && number != 0:
			t.Errorf("%q: player %d, %v", shown, number, err)
		case err != nil && !errors.Is(err, ErrNoPass) && !errors.Is(err, ErrOldPass):
			t.Errorf("%q: %v", shown, err)
		case err == nil && !strings.EqualFold(strings.TrimSpace(shown), right.Text) && strings.NewReplacer("-", "", " ", "").Replace(strings.TrimSpace(shown)) != strings.Replace(right.Typed, "-", "", 1):
			if p := MakePass(k, "paris", number, passTime); !strings.Contains(p.Text+p.Typed, strings.TrimSpace(shown)) {
				t.Errorf("%q is a pass of player %d, who has another", shown, number)
			}
		}
	})
}
