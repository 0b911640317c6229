package server

import (
	"encoding/base64"
	"strings"
	"testing"

	"crescendo/game/fact"
	"crescendo/game/wire"
)

// R3: a token is good for its player and its generation, and for nothing else:
// every bit of it counts.
func TestATokenIsGoodWholeOrNotAtAll(t *testing.T) {
	play(t, codes, func(t *testing.T, w *world) {
		p, other := w.join("Zoë"), w.join("Jean")
		if len(p.token) != base64.RawURLEncoding.EncodedLen(wire.TokenBytes) || p.token == other.token {
			t.Errorf("the tokens are %q and %q", p.token, other.token)
		}
		whole, err := base64.RawURLEncoding.DecodeString(p.token)
		if err != nil {
			t.Fatal(err)
		}
		good, _ := w.byToken(p.token)
		if good == nil || good.name() != "Zoë" {
			t.Fatal("the token is not good")
		}
		for bit := range 8 * len(whole) {
			bad := append([]byte(nil), whole...)
			bad[bit/8] ^= 1 << (bit % 8)
			if q, _ := w.byToken(base64.RawURLEncoding.EncodeToString(bad)); q != nil {
				t.Errorf("with bit %d changed it is good for %s", bit, q.name())
			}
		}
		keys := w.config.Keys
		strange := keys
		strange.Token[31]++
		for what, token := range map[string]string{
			"nothing": "", "cut": p.token[:len(p.token)-1], "longer": p.token + "AAAA", "padded": p.token + "==", "no text": strings.Repeat("é", 27),
			"of the next generation": keys.token(good.id, 1), "of another key": strange.token(good.id, 0), "of nobody": keys.token(fact.Player{9}, 0),
		} {
			if q, _ := w.byToken(token); q != nil {
				t.Errorf("%s: a token that is good for %s", what, q.name())
			}
		}
	})
}

// R3: what a resume code ends and what nobody ever had get the same answer.
func TestAnOldTokenIsAnUnknownOne(t *testing.T) {
	play(t, codes, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		token := w.resumed(p.resumeCode())
		for what, bad := range map[string]string{"the old one": p.token, "nobody's": w.config.Keys.token(fact.Player{9}, 0)} {
			conn, _, err := w.socket(&record{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			q := &walker{w: w, conn: conn, gone: make(chan int, 1), steps: make(chan wire.Step), name: what}
			go q.read(conn, q.steps, q.gone)
			q.say(wire.Hello{Version: wire.Version, Token: bad})
			if got := q.closed(); got != wire.CloseUnknown {
				t.Errorf("%s was closed with %d", what, got)
			}
			if n := len(heard[wire.Welcome](q)); n != 0 {
				t.Errorf("%s was welcomed", what)
			}
		}
		(&walker{w: w, token: token, name: "Zoë", sent: &record{}}).connect()
	})
}
