package server

import (
	"crypto/ed25519"
	"crypto/sha256"

	"crescendo/game"
)

// commit returns the hash that binds the organiser to this evening before the
// gun (R15). Every server of a hunt finds the same.
func (c *Config) commit(fields []game.Field) [32]byte {
	draws := make([]int, len(fields))
	for i, f := range fields {
		draws[i] = f.Draws
	}
	return game.Commitment(c.Hunt, c.Keys.Seed, c.Keys.Salt, draws, c.Keys.sealed())
}

// sealed are the keys that may not change, for the commitment: hashes of random
// bytes, which say nothing, and the public half of the key that signs.
func (k *Keys) sealed() []byte {
	var b []byte
	for _, secret := range [][32]byte{k.Warp, k.Gate, k.Door, k.Pass, k.Invite} {
		sum := sha256.Sum256(secret[:])
		b = append(b, sum[:]...)
	}
	if len(k.Sign) == ed25519.PrivateKeySize {
		b = append(b, k.Sign.Public().(ed25519.PublicKey)...)
	}
	return b
}
