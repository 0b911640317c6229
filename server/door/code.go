package door

import (
	"crypto/subtle"
	"encoding/base32"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"crescendo/game/wire"
)

// StepSeconds is how long a code stands on a gate's or a door's screen, R4.
const StepSeconds = 30

// Step returns the number of the 30 s in which a time lies, counted from the
// start of 1970 as in RFC 6238.
func Step(at time.Time) int64 {
	s := at.Unix()
	if s < 0 {
		return (s - StepSeconds + 1) / StepSeconds
	}
	return s / StepSeconds
}

// Code returns what a gate or a door with this key shows in a step: the time-
// based one-time password of RFC 6238 (HMAC-SHA-1, six digits) and the check
// digit of game/wire, by which a device finds a slip before it is sent. Before
// 1970 there is none, "".
func Code(k Key, step int64) string {
	if step < 0 {
		return ""
	}
	secret := base32.StdEncoding.EncodeToString(k[:])
	six, err := hotp.GenerateCodeCustom(secret, uint64(step), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
	if err != nil {
		return "" // it fails for what is not base32 alone
	}
	return wire.WithCheckDigit(six)
}

// Verify tells whether a code is that of the step at wall, or of the one
// before, and of which. All codes take the same time. That each is used once a
// player is the caller's to keep, by the step.
func Verify(k Key, code string, wall time.Time) (step int64, ok bool) {
	now := Step(wall)
	current, previous := same(code, Code(k, now)), same(code, Code(k, now-1))
	if current|previous == 0 {
		return 0, false
	}
	return now - int64(1-current), true
}

// same is 1 where a code is the wanted one, and 0 otherwise.
func same(code, want string) int {
	if len(want) == 0 {
		return 0
	}
	return subtle.ConstantTimeCompare([]byte(code), []byte(want))
}

// CodeText returns what the QR code beside a rotating code says: a phone's
// camera shows it, to be typed or pasted.
func CodeText(code string) string { return "CRESCENDO:" + code }
