package door

import (
	"crypto/hmac"
	"encoding/binary"
	"errors"
	"strings"
)

const (
	// MaxInvitation is the highest number of an invitation: three bytes.
	MaxInvitation = 1<<24 - 1

	invitationMAC     = 7 // bytes: 56 bits, tried against a server that answers each
	invitationLetters = 16
)

// ErrNoInvitation says that a text is no invitation to this hunt.
var ErrNoInvitation = errors.New("this is no invitation to this hunt")

// Invitation returns the code of a hunt's invitation n, 1…MaxInvitation, as
// four groups of four letters and digits; "" for another n. Whoever has one
// cannot make another.
func Invitation(k Key, hunt string, n uint32) string {
	if n < 1 || n > MaxInvitation {
		return ""
	}
	text := letters.EncodeToString(invitationBytes(k, hunt, n))
	return strings.Join([]string{text[:4], text[4:8], text[8:12], text[12:]}, "-")
}

// ReadInvitation returns the number of an invitation. Small letters, blanks,
// missing dashes, and 0 and 1 for the letters O and I are forgiven; the error
// is ErrNoInvitation and repeats nothing of the text. That each is used once is
// the caller's to keep, by the number.
func ReadInvitation(k Key, hunt, text string) (n uint32, err error) {
	if len(text) > 4*invitationLetters {
		return 0, ErrNoInvitation
	}
	tidy := strings.NewReplacer("-", "", " ", "", "0", "O", "1", "I").Replace(strings.ToUpper(text))
	b, err := letters.DecodeString(tidy)
	if err != nil || len(tidy) != invitationLetters {
		return 0, ErrNoInvitation
	}
	n = binary.BigEndian.Uint32(append([]byte{0}, b[:3]...))
	if n == 0 || !hmac.Equal(b, invitationBytes(k, hunt, n)) {
		return 0, ErrNoInvitation
	}
	return n, nil
}

// invitationBytes are the number and its MAC, ten bytes.
func invitationBytes(k Key, hunt string, n uint32) []byte {
	number := binary.BigEndian.AppendUint32(nil, n)
	return append(number[1:], k.mac("invitation/1", []byte(hunt), number)[:invitationMAC]...)
}
