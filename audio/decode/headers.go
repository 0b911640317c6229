package decode

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// The three headers of a Vorbis stream, Vorbis I specification sections 4.2
// and 3.2.1. They are checked here because the decoder takes memory, and
// loops, by what they claim.

// identification is what the first header says.
type identification struct {
	channels, rate int
}

var errDamagedHeader = errors.New("ogg: the Vorbis header is damaged; encode the song again with oggenc")

func checkIdentification(h []byte) (identification, error) {
	if len(h) < 30 || !bytes.HasPrefix(h, []byte("\x01vorbis\x00\x00\x00\x00")) {
		return identification{}, fmt.Errorf("ogg: the stream is %s; encode the song with oggenc", guessStream(h))
	}
	id := identification{channels: int(h[11]), rate: int(binary.LittleEndian.Uint32(h[12:]))}
	short, long := h[28]&15, h[28]>>4
	if short < 6 || long > 13 || short > long || h[29]&1 == 0 {
		return identification{}, errDamagedHeader
	}
	return id, checkShape("ogg", id.channels, id.rate)
}

func guessStream(h []byte) string {
	for _, known := range []struct{ magic, name string }{
		{"OpusHead", "Opus, not Vorbis"}, {"\x7fFLAC", "FLAC, not Vorbis"}, {"Speex", "Speex, not Vorbis"}, {"\x80theora", "a film"},
	} {
		if bytes.HasPrefix(h, []byte(known.magic)) {
			return known.name
		}
	}
	return "not Vorbis"
}

// checkComments walks the tags: a length each, then as many bytes.
func checkComments(h []byte) error {
	if !bytes.HasPrefix(h, []byte("\x03vorbis")) {
		return errDamagedHeader
	}
	h = h[7:]
	skip := func() bool {
		if len(h) < 4 {
			return false
		}
		n := binary.LittleEndian.Uint32(h)
		if uint64(n) > uint64(len(h)-4) {
			return false
		}
		h = h[4+n:]
		return true
	}
	if !skip() || len(h) < 4 {
		return errDamagedHeader
	}
	count := binary.LittleEndian.Uint32(h)
	if count > maxComments {
		return fmt.Errorf("ogg: %d tags, want at most %d; remove them", count, maxComments)
	}
	h = h[4:]
	for range count {
		if !skip() {
			return errDamagedHeader
		}
	}
	return nil
}

// checkBooks walks the code books of the setup header. The decoder takes
// entries × dimensions floats for each, never ends on an ordered list that is
// cut off, and never ends on a book without a word.
func checkBooks(h []byte) error {
	if !bytes.HasPrefix(h, []byte("\x05vorbis")) {
		return errDamagedHeader
	}
	r := &bits{data: h[7:]}
	values := 0
	for range r.take(8) + 1 {
		n, err := checkBook(r)
		if err != nil {
			return err
		}
		if values += n; values > maxBookValues {
			return fmt.Errorf("ogg: the code books hold over %d values; encode the song again with oggenc", maxBookValues)
		}
	}
	return nil
}

// checkBook walks one book and returns how many values it claims.
func checkBook(r *bits) (values int, err error) {
	pattern, dimensions, entries := r.take(24), int(r.take(16)), int(r.take(24))
	if pattern != 0x564342 || dimensions == 0 || entries == 0 || entries > maxBookEntries || entries*dimensions > maxBookValues {
		return 0, errDamagedHeader
	}
	words, err := checkLengths(r, entries)
	if err != nil || words == 0 {
		return 0, errDamagedHeader
	}
	lookup := r.take(4)
	switch lookup {
	case 0:
		return 0, nil
	case 1, 2:
		r.take(32)
		r.take(32)
		width := int(r.take(4)) + 1
		r.take(1)
		count := entries * dimensions
		if lookup == 1 {
			count = root(entries, dimensions)
		}
		r.skip(count * width)
	}
	if lookup > 2 || r.over {
		return 0, errDamagedHeader
	}
	return entries * dimensions, nil
}

// checkLengths walks the lengths of a book's words and counts the words.
func checkLengths(r *bits, entries int) (words int, err error) {
	if r.take(1) == 1 { // ordered: how many have each length, shortest first
		length := r.take(5) + 1
		for words < entries {
			n := int(r.take(width(entries - words)))
			if words += n; r.over || words > entries || length > 32 {
				return 0, errDamagedHeader
			}
			length++
		}
		return words, nil
	}
	sparse := r.take(1) == 1
	for range entries {
		if !sparse || r.take(1) == 1 {
			r.take(5)
			words++
		}
	}
	if r.over {
		return 0, errDamagedHeader
	}
	return words, nil
}

// root returns the greatest whole number whose n-th power is at most x.
func root(x, n int) int {
	for r := 1; ; r++ {
		power := 1
		for i := 0; i < n && power <= x; i++ {
			power *= r + 1
		}
		if power > x {
			return r
		}
	}
}

// width returns how many bits x needs.
func width(x int) int {
	n := 0
	for ; x > 0; x >>= 1 {
		n++
	}
	return n
}

// bits reads Vorbis's bits: the lowest of each byte first. Past the end it
// reads zeros, and over is true.
type bits struct {
	data []byte
	at   int
	over bool
}

func (r *bits) take(n int) uint32 {
	var v uint32
	for i := range n {
		if r.at>>3 >= len(r.data) {
			r.over = true
			return v
		}
		v |= uint32(r.data[r.at>>3]>>(r.at&7)&1) << i
		r.at++
	}
	return v
}

func (r *bits) skip(n int) {
	r.at += n
	r.over = r.over || r.at > 8*len(r.data)
}
