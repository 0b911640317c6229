package server

import (
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"strings"

	"crescendo/server/door"
)

// letters are those of codes that people type: base 32 without what looks or
// sounds alike (I, L, O and U).
var letters = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

const (
	invitationBytes = 10 // three of the number, seven of the code's proof: 2⁵⁶ guesses
	numberBytes     = 3
	// MaxInvitation is the highest number of an invitation.
	MaxInvitation = 1<<(8*numberBytes) - 1
)

// Invitation returns the code of the invitation with a number, 1 to
// MaxInvitation, for printing: "0000-4K7W-M2QX-A9DT". Whoever has the code may
// join once. It is "" for another number.
func (k *Keys) Invitation(hunt string, number uint32) string {
	if number < 1 || number > MaxInvitation {
		return ""
	}
	return inFours(letters.EncodeToString(k.invitation(hunt, number)))
}

// invitation is the number and the proof that the organiser gave it out.
func (k *Keys) invitation(hunt string, number uint32) []byte {
	b := binary.BigEndian.AppendUint32(nil, number)[4-numberBytes:]
	proof := door.Key(k.Invite).Of(hunt, "invitation", string(b))
	return append(b, proof[:invitationBytes-numberBytes]...)
}

// readInvitation returns the number of an invitation's code as somebody typed
// it. How much of a wrong code is right does not show in its time.
func (k *Keys) readInvitation(hunt, typed string) (number uint32, ok bool) {
	code := unspaced(typed)
	b, err := letters.DecodeString(code)
	if err != nil || len(b) != invitationBytes || len(code) != letters.EncodedLen(invitationBytes) {
		return 0, false
	}
	number = binary.BigEndian.Uint32(append(make([]byte, 4-numberBytes), b[:numberBytes]...))
	ok = subtle.ConstantTimeCompare(b, k.invitation(hunt, number)) == 1
	return number, ok && number > 0
}

// unspaced returns a code that somebody typed as it was printed: without what is
// between its letters, and with those that were taken for others.
func unspaced(typed string) string {
	if len(typed) > 64 {
		return ""
	}
	return strings.NewReplacer("-", "", " ", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(typed))
}

// inFours writes a code in groups that a person can keep in mind.
func inFours(code string) string {
	var out strings.Builder
	for i := 0; i < len(code); i += 4 {
		if i > 0 {
			out.WriteByte('-')
		}
		out.WriteString(code[i:min(i+4, len(code))])
	}
	return out.String()
}
