package door

import (
	"crypto/sha256"
	"crypto/subtle"
)

// Place is the gate or one venue's door, and the link that its people hold.
type Place struct {
	Gate     bool   // the gate, else a venue's door
	Venue    int    // index of the venue, where it is a door
	ID, Name string // of the venue or the gate; the name is shown to the steward
	Staff    bool   // a steward scans passes here; else the page shows rotating codes
	Code     Key    // of the codes, where it shows some
	Revision uint32 // of the link: a replaced one is one more
	Secret   string // of the link, at least 128 random bits as lower-case base32
}

// placeOf returns the place of a secret. It looks at every place, and compares
// digests: neither how much of a secret is right nor which place it belongs to
// can be told from the time. A place without a secret has no link.
func placeOf(places []Place, secret string) (Place, bool) {
	asked := sha256.Sum256([]byte(secret))
	found := -1
	for i, p := range places {
		sum := sha256.Sum256([]byte(p.Secret))
		found = subtle.ConstantTimeSelect(subtle.ConstantTimeCompare(asked[:], sum[:]), i, found)
	}
	if found < 0 || secret == "" {
		return Place{}, false
	}
	return places[found], true
}
