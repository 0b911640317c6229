package door

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"strings"
	"testing"
)

// pair is a fixed key pair, from a fixed seed.
func pair(first byte) (ed25519.PublicKey, ed25519.PrivateKey) {
	private := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{first}, ed25519.SeedSize))
	return private.Public().(ed25519.PublicKey), private
}

var aTicket = Ticket{Hunt: "paris", Venue: "v1", Number: 17, Seat: 3, At: 1_780_000_000_123}

func TestATicketIsReadByItsHuntsKeyAlone(t *testing.T) {
	public, private := pair(1)
	text := Sign(private, aTicket)
	if got, err := ReadTicket(public, text); got != aTicket || err != nil {
		t.Errorf("%+v, %v", got, err)
	}
	other, _ := pair(2)
	if got, err := ReadTicket(other, text); !errors.Is(err, ErrNoTicket) {
		t.Errorf("another hunt's key reads %+v, %v", got, err)
	}
	if _, err := ReadTicket(public[:31], text); err == nil || errors.Is(err, ErrNoTicket) {
		t.Errorf("a broken key: %v", err)
	}
	if code, err := Encode(text); err != nil || code.Size > 57 { // version 10 of ISO/IEC 18004: modules of 1 mm on a phone
		t.Errorf("its code has %d modules, %v", code.Size, err)
	}
}

func TestAChangedTicketIsRefused(t *testing.T) {
	public, private := pair(1)
	text := Sign(private, aTicket)
	for i := range text {
		for bit := range 8 {
			changed := []byte(text)
			changed[i] ^= 1 << bit
			if got, err := ReadTicket(public, string(changed)); !errors.Is(err, ErrNoTicket) {
				t.Errorf("%s reads as %+v, %v", changed, got, err)
			}
		}
	}
	for _, other := range []string{"", "TICKET:", text + "A", text[:len(text)-1], text + "=", strings.ToLower(text), " " + text, text + "\n", strings.Repeat(text, 10)} {
		if got, err := ReadTicket(public, other); !errors.Is(err, ErrNoTicket) {
			t.Errorf("%q reads as %+v, %v", other, got, err)
		}
	}
}

// A signature over something else, by the same key, makes no ticket.
func TestATicketsSignatureIsForTicketsOnly(t *testing.T) {
	public, private := pair(1)
	forge := func(body []byte, domain string) string {
		return ticketPrefix + letters.EncodeToString(append(body, ed25519.Sign(private, append([]byte(domain), body...))...))
	}
	if _, err := ReadTicket(public, forge(aTicket.bytes(), ticketDomain)); err != nil {
		t.Fatalf("the forger cannot even write a right one: %v", err)
	}
	zero := aTicket
	zero.Seat = 0
	long := append(aTicket.bytes(), 0)
	wide := aTicket.bytes()
	wide = append(wide[:len(wide)-6], append(bytes.Clone(wide[len(wide)-6:len(wide)-1]), wide[len(wide)-1]|0x80, 0)...) // the same number, a byte longer
	for what, text := range map[string]string{
		"another domain": forge(aTicket.bytes(), ""),
		"seat 0":         forge(zero.bytes(), ticketDomain),
		"bytes behind":   forge(long, ticketDomain),
		"a wide number":  forge(wide, ticketDomain),
		"no version":     forge(nil, ticketDomain),
		"version 2":      forge([]byte{2}, ticketDomain),
		"a cut string":   forge([]byte{1, 200, 'x'}, ticketDomain),
	} {
		if got, err := ReadTicket(public, text); !errors.Is(err, ErrNoTicket) {
			t.Errorf("%s reads as %+v, %v", what, got, err)
		}
	}
}

func TestNoTicketIsSignedThatNobodyCouldHave(t *testing.T) {
	_, private := pair(1)
	for what, change := range map[string]func(*Ticket){
		"no hunt":      func(t *Ticket) { t.Hunt = "" },
		"no venue":     func(t *Ticket) { t.Venue = "" },
		"a long venue": func(t *Ticket) { t.Venue = strings.Repeat("v", maxID+1) },
		"no player":    func(t *Ticket) { t.Number = 0 },
		"no seat":      func(t *Ticket) { t.Seat = 0 },
		"before 1970":  func(t *Ticket) { t.At = -1 },
	} {
		ticket := aTicket
		if change(&ticket); Sign(private, ticket) != "" {
			t.Errorf("%s was signed", what)
		}
	}
	if Sign(nil, aTicket) != "" {
		t.Error("signed without a key")
	}
}

func FuzzReadTicket(f *testing.F) {
	public, private := pair(1)
	right := Sign(private, aTicket)
	for _, seed := range []string{right, "", "TICKET:", "TICKET:AAAA", right[:40], "TICKET:" + strings.Repeat("7", 300)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, err := ReadTicket(public, text); err == nil && (got != aTicket || text != right) {
			t.Errorf("%q, which nobody signed, reads as %+v", text, got)
		}
	})
}
