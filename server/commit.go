package server

import (
	"crypto/ed25519"
	"crypto/sha256"

	"crescendo/game"
	"crescendo/game/audit"
)

// commit returns the hash that binds the organiser to this evening before the
// gun (R15). Every server of a hunt finds the same.
func (c *Config) commit(fields []game.Field) [32]byte {
	r := c.Keys.reveal(c.Hunt, fields)
	return r.Commitment()
}

// Reveal returns what the commitment binds, for the evidence after the close:
// before it that is the secret. Its error is Hunt.Fields'.
func (k *Keys) Reveal(h *game.Hunt) (audit.Reveal, error) {
	fields, err := h.Fields(k.Warp[:])
	if err != nil {
		return audit.Reveal{}, err
	}
	return k.reveal(h, fields), nil
}

func (k *Keys) reveal(h *game.Hunt, fields []game.Field) audit.Reveal {
	draws := make([]int, len(fields))
	for i, f := range fields {
		draws[i] = f.Draws
	}
	return audit.Reveal{Hunt: *h, Seed: k.Seed, Salt: k.Salt, Draws: draws, Keys: k.sealed()}
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
