package door

import (
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"crescendo/game/wire"
)

const (
	passSeconds = 15      // how long a pass is shown before the next, R8
	passPrefix  = "PASS:" // makes a pass of upper-case letters and digits, which a QR code packs best
	passMAC     = 10      // bytes: nobody guesses 80 bits
	passBytes   = 4 + 4 + passMAC
	tooOld      = 40 // passes back that are still told to be old, ten minutes, rather than nobody's
)

var (
	// ErrNoPass says that what was shown is no pass of this hunt, or was typed
	// wrong: look again.
	ErrNoPass = errors.New("this is no pass of this hunt")
	// ErrOldPass says that a pass was right a while ago, or will be: the player
	// should show the pass on their own screen, which renews itself.
	ErrOldPass = errors.New("this pass is not of this moment")
)

var letters = base32.StdEncoding.WithPadding(base32.NoPadding)

// Pass is what a player shows to a steward for 15 s.
type Pass struct {
	Text  string    // in the QR code
	Typed string    // to be read aloud and typed: the player's number, "-", six digits, a check digit
	QR    QR        // of Text
	Until time.Time // when the next pass is to be shown; it is taken for 15 s more
}

// MakePass makes the pass of a player for the 15 s in which at lies, by the
// server's clock. number is the player's in this hunt, 1…2³¹−1; for another one
// there is no pass, the zero Pass.
func MakePass(k Key, hunt string, number int, at time.Time) Pass {
	if number < 1 || number > math.MaxInt32 {
		return Pass{}
	}
	counter := passCounter(at)
	text := passText(k, hunt, uint32(number), counter)
	code, err := Encode(text)
	if err != nil {
		return Pass{} // 34 letters of the QR code's own alphabet always fit
	}
	return Pass{
		Text:  text,
		Typed: passTyped(k, hunt, uint32(number), counter),
		QR:    code,
		Until: time.Unix((int64(counter)+1)*passSeconds, 0),
	}
}

// ReadPass returns the number of the player whose pass was shown at a time, as
// the QR code's text or in the typed form (its dash and any spaces may be
// missing). The pass may be that of the moment or the one before. The error is
// ErrNoPass or ErrOldPass and repeats nothing of what was shown.
func ReadPass(k Key, hunt, shown string, at time.Time) (number int, err error) {
	shown = strings.ToUpper(strings.TrimSpace(shown))
	if strings.HasPrefix(shown, passPrefix) {
		return readText(k, hunt, shown, passCounter(at))
	}
	return readTyped(k, hunt, shown, passCounter(at))
}

func readText(k Key, hunt, shown string, now uint32) (int, error) {
	b, err := letters.DecodeString(shown[len(passPrefix):])
	if err != nil || len(b) != passBytes {
		return 0, ErrNoPass
	}
	number, counter := binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])
	if same(shown, passText(k, hunt, number, counter)) == 0 || number == 0 || number > math.MaxInt32 {
		return 0, ErrNoPass
	}
	if counter != now && counter+1 != now {
		return 0, ErrOldPass
	}
	return int(number), nil
}

func readTyped(k Key, hunt, shown string, now uint32) (int, error) {
	digits := strings.NewReplacer("-", "", " ", "").Replace(shown)
	if len(digits) <= wire.CodeDigits || digits[0] == '0' {
		return 0, ErrNoPass
	}
	number, err := strconv.ParseUint(digits[:len(digits)-wire.CodeDigits], 10, 31)
	if err != nil || number == 0 {
		return 0, ErrNoPass
	}
	right, old := 0, 0
	for back := range uint32(tooOld) {
		is := same(digits, strings.Replace(passTyped(k, hunt, uint32(number), now-back), "-", "", 1))
		if back < 2 {
			right |= is
		} else {
			old |= is
		}
	}
	switch {
	case right == 1:
		return int(number), nil
	case old == 1:
		return 0, ErrOldPass
	}
	return 0, ErrNoPass
}

// passText is "PASS:" and, in base32, the number, the counter and the first
// ten bytes of the HMAC over both and the hunt.
func passText(k Key, hunt string, number, counter uint32) string {
	b := binary.BigEndian.AppendUint32(nil, number)
	b = binary.BigEndian.AppendUint32(b, counter)
	return passPrefix + letters.EncodeToString(append(b, k.mac("pass/1", []byte(hunt), b)[:passMAC]...))
}

// passTyped is the number, a dash, six digits of another HMAC over the same,
// and a check digit over all of them: a slip in the number is seen as well.
func passTyped(k Key, hunt string, number, counter uint32) string {
	b := binary.BigEndian.AppendUint32(nil, number)
	b = binary.BigEndian.AppendUint32(b, counter)
	six := fmt.Sprintf("%06d", binary.BigEndian.Uint64(k.mac("pass typed/1", []byte(hunt), b))%1_000_000)
	who := strconv.FormatUint(uint64(number), 10)
	return who + "-" + six + wire.CheckOf(who+six)
}

// passCounter counts passes since 1970; it serves until the year 4011.
func passCounter(at time.Time) uint32 { return uint32(max(at.Unix(), 0) / passSeconds) }
