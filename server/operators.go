package server

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"net/http"
	"strings"

	"crescendo/game/fact"
)

// Operator is somebody who may act on a running hunt (R11).
type Operator struct {
	Name string
	Hash [32]byte // SHA-256 of the key that they show
}

// operatorOf returns who shows their key in a request. It compares digests, of
// all operators, whatever is shown: the time says nothing about any key.
func (s *Server) operatorOf(r *http.Request) (name string, ok bool) {
	key, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	shown := sha256.Sum256([]byte(key))
	found := -1
	operators := s.config.Operators()
	for i := range operators {
		found = subtle.ConstantTimeSelect(subtle.ConstantTimeCompare(shown[:], operators[i].Hash[:]), i, found)
	}
	if !bearer || found < 0 {
		return "", false
	}
	return operators[found].Name, true
}

// asOperator lets operators alone come in. Everybody else, with the token of a
// player, the secret of a door or nothing, gets one and the same answer.
func (s *Server) asOperator(then func(w http.ResponseWriter, r *http.Request, name string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		name, ok := s.operatorOf(r)
		if !ok {
			w.Header().Set("WWW-Authenticate", "Bearer")
			refuse(w, http.StatusUnauthorized, "operator", "Only an operator of this hunt may do that, with their key.")
			return
		}
		then(w, r, name)
	}
}

// person returns what stands for somebody in facts (R14): who holds the names
// key can tell who it is, and nobody else.
func (k *Keys) person(name string) fact.Person {
	sum := k.named("person/1", name)
	return fact.Person(sum[:8])
}

// operator returns what stands for an operator in facts: somebody else than a
// steward who writes down the same name, because nobody checks that.
func (k *Keys) operator(name string) fact.Person {
	sum := k.named("operator/1", name)
	return fact.Person(sum[:8])
}

// named returns the keyed hash of texts, for facts. Each text has its length
// before it, so that two never run into each other.
func (k *Keys) named(what string, texts ...string) (sum [32]byte) {
	m := hmac.New(sha256.New, k.Names[:])
	for _, text := range append([]string{what}, texts...) {
		m.Write(binary.BigEndian.AppendUint32(nil, uint32(len(text))))
		m.Write([]byte(text))
	}
	m.Sum(sum[:0])
	return sum
}
