package game

import (
	"crypto/sha256"
	"encoding/binary"
	"math"

	"crescendo/maps/geo"
)

// Commitment returns the hash that binds an organiser before the gun (R15):
// SHA-256 over the canonical bytes of the rules version, the whole hunt, the
// seed, the salt, the draw of each venue's warp that was accepted, and keys,
// which is whatever else the organiser shall not change. The salt is random:
// without it, who guesses a venue could see that they guessed right.
//
// The bytes: integers as eight, big-endian; floats as the eight of their IEEE
// 754 bits; texts and lists behind their length; structs as their fields, in
// their order. Of an award the comparison has no bytes; its sentences stand for
// it.
func Commitment(h *Hunt, seed Seed, salt [32]byte, draws []int, keys []byte) [32]byte {
	var c canon
	c.text("commitment/1")
	c.whole(int64(RulesVersion))
	c.hunt(h)
	c.venues(h)
	c.rules(h)
	c = append(c, seed[:]...)
	c = append(c, salt[:]...)
	c.whole(int64(len(draws)))
	for _, d := range draws {
		c.whole(int64(d))
	}
	c.text(string(keys))
	return sha256.Sum256(c)
}

// canon is canonical bytes.
type canon []byte

func (c *canon) whole(n int64)     { *c = binary.BigEndian.AppendUint64(*c, uint64(n)) }
func (c *canon) float(x float64)   { c.whole(int64(math.Float64bits(x))) }
func (c *canon) text(s string)     { c.whole(int64(len(s))); *c = append(*c, s...) }
func (c *canon) place(p geo.Point) { c.whole(int64(p.Lat)); c.whole(int64(p.Lon)) }

func (c *canon) yes(b bool) {
	if b {
		c.whole(1)
	} else {
		c.whole(0)
	}
}

// hunt appends what is public of a hunt.
func (c *canon) hunt(h *Hunt) {
	c.text(h.ID)
	c.text(h.Name)
	for _, n := range []int64{h.Opens, h.Starts, h.Closes, int64(h.Rate)} {
		c.whole(n)
	}
	c.place(h.Area.Centre)
	c.float(h.Area.Radius)
	c.whole(int64(len(h.Meet)))
	for _, m := range h.Meet {
		c.text(m.Name)
		c.place(m.At)
	}
	c.whole(int64(len(h.Bands)))
	for _, b := range h.Bands {
		for _, s := range []string{b.ID, b.Name, b.Colour, b.Song} {
			c.text(s)
		}
	}
	c.float(h.SpeedCap)
	c.yes(h.Virtual)
}

// venues appends what is secret of it.
func (c *canon) venues(h *Hunt) {
	c.whole(int64(len(h.Venues)))
	for _, v := range h.Venues {
		c.text(v.ID)
		c.text(v.Name)
		c.place(v.Place)
		c.whole(int64(v.Band))
		c.float(v.Radius)
		c.whole(int64(len(v.Quotas)))
		for _, q := range v.Quotas {
			c.whole(int64(q.Seats))
			c.text(q.By)
			c.whole(int64(q.Class))
		}
	}
}

// rules appends how it is played.
func (c *canon) rules(h *Hunt) {
	c.yes(h.Open)
	c.whole(int64(h.Gate))
	c.whole(int64(h.Doors))
	c.whole(int64(h.Admission))
	c.yes(h.Invitations)
	c.whole(int64(len(h.Classes)))
	for _, k := range h.Classes {
		c.text(k.ID)
		c.text(k.Name)
		c.float(k.SpeedCap)
		c.float(k.Pace)
	}
	c.whole(int64(len(h.Par)))
	for _, pars := range h.Par {
		c.whole(int64(len(pars)))
		for _, p := range pars {
			c.whole(int64(p))
		}
	}
	awards := h.awards()
	c.whole(int64(len(awards)))
	for _, a := range awards {
		for _, s := range []string{a.Name, a.RuleFR, a.RuleEN} {
			c.text(s)
		}
		for _, b := range []bool{a.Needs.Staff, a.Needs.Beacon, a.Needs.Par, a.AfterClose} {
			c.yes(b)
		}
	}
	c.text(h.Beacon)
}
