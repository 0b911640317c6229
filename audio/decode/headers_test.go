package decode

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
)

// pen writes Vorbis's bits, the lowest of each byte first.
type pen struct {
	data []byte
	at   int
}

func (p *pen) put(n int, v uint32) *pen {
	for i := range n {
		if p.at&7 == 0 {
			p.data = append(p.data, 0)
		}
		p.data[p.at>>3] |= byte(v>>i&1) << (p.at & 7)
		p.at++
	}
	return p
}

// book begins a setup header of one book.
func book(dimensions, entries uint32) *pen {
	p := &pen{data: []byte("\x05vorbis"), at: 56}
	return p.put(8, 0).put(24, 0x564342).put(16, dimensions).put(24, entries)
}

// Each of these makes github.com/jfreymuth/vorbis v1.0.2 take gigabytes or
// loop for ever, so it must not come that far.
func TestHostileBooksAreRefused(t *testing.T) {
	for name, header := range map[string][]byte{
		"2^40 values":           book(1<<16-1, 1<<24-1).data,
		"2^24 entries":          book(1, 1<<24-1).data,
		"no dimension":          book(0, 4).put(1, 0).put(1, 0).put(20, 0).put(4, 0).data,
		"no entry":              book(1, 0).put(1, 0).put(1, 0).put(4, 0).data,
		"no word":               book(1, 4).put(1, 0).put(1, 1).put(4, 0).put(4, 0).data,
		"ordered, cut off":      book(1, 4).put(1, 1).put(5, 0).data,
		"ordered, too many":     book(1, 4).put(1, 1).put(5, 0).put(3, 7).data,
		"lengths cut off":       book(1, 4096).put(1, 0).put(1, 0).data,
		"values cut off":        book(4, 256).put(1, 0).put(1, 0).put(32, 0).data,
		"lookup 3":              book(1, 2).put(1, 0).put(1, 0).put(10, 0).put(4, 3).data,
		"not a book":            append([]byte("\x05vorbis\x00"), make([]byte, 40)...),
		"not a setup header":    []byte("\x03vorbis"),
		"nothing but its magic": []byte("\x05vorbis"),
	} {
		if err := checkBooks(header); err == nil || !strings.Contains(err.Error(), "encode the song again") {
			t.Errorf("%s: %v, want to be told to encode the song again", name, err)
		}
	}
	many := &pen{data: []byte("\x05vorbis"), at: 56}
	many.put(8, 255)
	for range 256 { // each within the limit, together over it
		many.put(24, 0x564342).put(16, 8192).put(24, 2).put(1, 0).put(1, 0).put(10, 0)
		many.put(4, 1).put(32, 0).put(32, 0).put(4, 0).put(1, 0).put(1, 0)
	}
	if err := checkBooks(many.data); err == nil || !strings.Contains(err.Error(), "values") {
		t.Errorf("256 books of 16,384 values: %v, want a refusal", err)
	}
}

func TestBooksOfARealFilePass(t *testing.T) {
	for _, name := range []string{"mono48.ogg", "stereo44.ogg"} {
		p := newPages(testFile(t, name))
		for _, check := range []func([]byte) error{
			func(h []byte) error { _, err := checkIdentification(h); return err }, checkComments, checkBooks,
		} {
			h, _, err := p.next()
			if err != nil {
				t.Fatal(err)
			}
			if err := check(h.data); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestHostileTagsAreRefused(t *testing.T) {
	le := binary.LittleEndian
	tags := func(vendor, count uint32, rest ...byte) []byte {
		return append(le.AppendUint32(le.AppendUint32([]byte("\x03vorbis"), vendor), count), rest...)
	}
	for name, h := range map[string][]byte{
		"no tags":         []byte("\x03vorbis"),
		"vendor of 4 GB":  tags(1<<32-1, 0),
		"4 billion tags":  tags(0, 1<<32-1),
		"tags cut off":    tags(0, 3, 1, 0, 0, 0, 'x'),
		"no such header":  []byte("\x05vorbis"),
		"a tag too large": tags(0, 1, 255, 255, 255, 255),
	} {
		if err := checkComments(h); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if err := checkComments(tags(0, 1, 1, 0, 0, 0, 'x', 1)); err != nil {
		t.Error(err)
	}
}

// Vorbis I specification 4.2.2: what the first header must say.
func TestIdentification(t *testing.T) {
	p := newPages(testFile(t, "mono48.ogg"))
	good, _, err := p.next()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		at   int
		to   byte
		want string
	}{
		"version 1":           {7, 1, "not Vorbis"},
		"no channel":          {11, 0, "0 channels"},
		"hundreds of MHz":     {15, 16, "samples a second"},
		"block of 2^15":       {28, 0xF8, "damaged"},
		"blocks wrong around": {28, 0x8B, "damaged"},
		"no frame":            {29, 0, "damaged"},
	} {
		h := bytes.Clone(good.data)
		h[c.at] = c.to
		if _, err := checkIdentification(h); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
