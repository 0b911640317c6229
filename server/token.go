package server

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"

	"crescendo/game/fact"
	"crescendo/game/wire"
)

// token returns what a player shows to go on: their id, and what nobody without
// the key can say of it. No server keeps it, so every server of a hunt knows it,
// after a restart too. It holds for a generation, the number of resume codes
// with which the player has moved to another device: one more, and it is
// worthless (R3).
func (k *Keys) token(p fact.Player, generation uint32) string {
	sum := k.seal(p, generation)
	return base64.RawURLEncoding.EncodeToString(append(p[:], sum[:]...))
}

// seal is the part of a token that proves the rest.
func (k *Keys) seal(p fact.Player, generation uint32) (sum [wire.TokenBytes - len(fact.Player{})]byte) {
	m := hmac.New(sha256.New, k.Token[:])
	m.Write([]byte("token/1"))
	m.Write(p[:])
	m.Write(binary.BigEndian.AppendUint32(nil, generation))
	copy(sum[:], m.Sum(nil))
	return sum
}

// byToken returns the player of a token that is good, and its generation; nil
// for any other. It computes and compares the same whoever the token names, so
// that its time tells nothing of what is right.
func (s *Server) byToken(token string) (p *player, generation uint32) {
	shown, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(shown) != wire.TokenBytes {
		shown = make([]byte, wire.TokenBytes)
	}
	id := fact.Player(shown[:len(fact.Player{})])
	p = s.players.byID(id)
	in := p != nil && p.isIn()
	if in {
		generation = p.generation.Load()
	}
	sum := s.config.Keys.seal(id, generation)
	if !hmac.Equal(sum[:], shown[len(id):]) || !in {
		return nil, 0
	}
	return p, generation
}
