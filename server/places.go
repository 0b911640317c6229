package server

import (
	"encoding/base32"
	"fmt"
	"strings"

	"crescendo/game"
	"crescendo/server/door"
)

// Revisions say how often each secret link was revoked. A venue that is
// missing has revision 0.
type Revisions struct {
	Gate   uint32
	Venues map[string]uint32 // by the venue's id
}

// Places returns the links of a hunt: of the gate and of each venue, as far as
// the hunt has a gate and doors. A place whose screen shows codes has two, one
// for the screen and one for a steward, who alone can help whoever has typed ten
// wrong codes (R4, R8): a screen that nobody watches scans nothing. They follow
// from the keys, the hunt and the revisions alone, so that every node and the
// organiser's terminal find the same. A revoked link has nothing in common with
// the one that took its place.
func (k *Keys) Places(h *game.Hunt, r Revisions) []door.Place {
	var list []door.Place
	if h.Gate != game.GateNone {
		p := door.Place{Gate: true, ID: "gate", Name: "Gate", Code: k.GateCode(h), Revision: r.Gate}
		if len(h.Meet) > 0 && h.Meet[0].Name != "" {
			p.Name = h.Meet[0].Name
		}
		list = k.links(list, h, p, "gate", h.Gate == game.GateCode)
	}
	if h.Doors == game.DoorsNone {
		return list
	}
	for i, v := range h.Venues {
		p := door.Place{Venue: i, ID: v.ID, Name: v.Name, Code: k.DoorCode(h, i), Revision: r.Venues[v.ID]}
		list = k.links(list, h, p, "door", h.Doors == game.DoorsCode)
	}
	return list
}

// links appends a place's links: of its screen, where it has one, and of its
// steward.
func (k *Keys) links(list []door.Place, h *game.Hunt, p door.Place, kind string, screen bool) []door.Place {
	venue := ""
	if !p.Gate {
		venue = p.ID
	}
	if screen {
		p.Secret = k.link(h, kind+" screen", venue, p.Revision)
		list = append(list, p)
	}
	p.Staff, p.Secret = true, k.link(h, kind, venue, p.Revision)
	return append(list, p)
}

// GateCode returns the key of the codes that the gate shows (R4).
func (k *Keys) GateCode(h *game.Hunt) door.Key { return door.Key(k.Gate).Of(h.ID, "gate code", "") }

// DoorCode returns the key of the codes at a venue's door (R8).
func (k *Keys) DoorCode(h *game.Hunt, venue int) door.Key {
	return door.Key(k.Door).Of(h.ID, "door code", h.Venues[venue].ID)
}

// link returns the secret of a link, 160 bits of an HMAC as lower-case base32.
func (k *Keys) link(h *game.Hunt, kind, venue string, revision uint32) string {
	sum := door.Key(k.Door).Of(h.ID, fmt.Sprintf("%s link %d", kind, revision), venue)
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:20]))
}

// device returns the number of a place's link in facts.
func device(p door.Place) uint32 {
	place := uint32(0)
	if !p.Gate {
		place = uint32(p.Venue) + 1
	}
	return place<<16 | p.Revision&0xffff
}
