package door

import (
	"crypto/ed25519"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
)

const (
	ticketPrefix  = "TICKET:"
	ticketVersion = 1
	ticketDomain  = "crescendo ticket/1\x00" // before what is signed, so that the signature is good for nothing else
	maxID         = 64                       // bytes of a hunt's or a venue's id
	maxTicket     = 1 + 2*(1+maxID) + 3*binary.MaxVarintLen64 + ed25519.SignatureSize
)

// ErrNoTicket says that a text is no ticket that the hunt's key has signed.
var ErrNoTicket = errors.New("this is no ticket of this hunt")

// Ticket is a seat that is final. Whoever has the hunt's public key can check
// one without a network; two tickets of one seat are one ticket copied.
type Ticket struct {
	Hunt, Venue string // ids, at most 64 bytes each
	Number      int    // of the player in the hunt, from 1
	Seat        int    // at the venue, from 1
	At          int64  // when the seat was given, Unix milliseconds of the server
}

// Sign returns the ticket as text for a QR code, upper-case letters and digits
// alone. It is "" for a ticket out of the ranges above and for a key that is
// none.
func Sign(private ed25519.PrivateKey, t Ticket) string {
	if !t.ok() || len(private) != ed25519.PrivateKeySize {
		return ""
	}
	body := t.bytes()
	return ticketPrefix + letters.EncodeToString(append(body, ed25519.Sign(private, append([]byte(ticketDomain), body...))...))
}

// ReadTicket checks a ticket's signature and returns the ticket. There is one
// way to write a ticket: a text with any letter changed is ErrNoTicket.
func ReadTicket(public ed25519.PublicKey, text string) (Ticket, error) {
	if len(public) != ed25519.PublicKeySize {
		return Ticket{}, fmt.Errorf("reading a ticket: a public key of %d bytes, want %d", len(public), ed25519.PublicKeySize)
	}
	written, found := strings.CutPrefix(text, ticketPrefix)
	if !found || len(written) > letters.EncodedLen(maxTicket) {
		return Ticket{}, ErrNoTicket
	}
	b, err := letters.DecodeString(written)
	if err != nil || len(b) < ed25519.SignatureSize || letters.EncodeToString(b) != written {
		return Ticket{}, ErrNoTicket
	}
	body, signature := b[:len(b)-ed25519.SignatureSize], b[len(b)-ed25519.SignatureSize:]
	if !ed25519.Verify(public, append([]byte(ticketDomain), body...), signature) {
		return Ticket{}, ErrNoTicket
	}
	return ticketOf(body)
}

func (t Ticket) ok() bool {
	named := func(id string) bool { return id != "" && len(id) <= maxID }
	counted := func(n int) bool { return n >= 1 && n <= math.MaxInt32 }
	return named(t.Hunt) && named(t.Venue) && counted(t.Number) && counted(t.Seat) && t.At >= 0
}

// bytes are the version, then the fields in order: strings with their length
// in a byte before them, numbers as varints.
func (t Ticket) bytes() []byte {
	b := []byte{ticketVersion}
	for _, id := range []string{t.Hunt, t.Venue} {
		b = append(append(b, byte(len(id))), id...)
	}
	for _, n := range []uint64{uint64(t.Number), uint64(t.Seat), uint64(t.At)} {
		b = binary.AppendUvarint(b, n)
	}
	return b
}

// ticketOf reads what bytes wrote.
func ticketOf(body []byte) (Ticket, error) {
	var t Ticket
	if len(body) == 0 || body[0] != ticketVersion {
		return Ticket{}, ErrNoTicket
	}
	rest := body[1:]
	for _, id := range []*string{&t.Hunt, &t.Venue} {
		if len(rest) == 0 || len(rest) < 1+int(rest[0]) {
			return Ticket{}, ErrNoTicket
		}
		*id, rest = string(rest[1:1+rest[0]]), rest[1+rest[0]:]
	}
	var numbers [3]uint64
	for i := range numbers {
		n, size := binary.Uvarint(rest)
		if size <= 0 || n > math.MaxInt64 {
			return Ticket{}, ErrNoTicket
		}
		numbers[i], rest = n, rest[size:]
	}
	t.Number, t.Seat, t.At = int(numbers[0]), int(numbers[1]), int64(numbers[2])
	if len(rest) != 0 || !t.ok() || string(t.bytes()) != string(body) {
		return Ticket{}, ErrNoTicket
	}
	return t, nil
}
