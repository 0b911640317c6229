package decode

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// Ogg's page flags and header size, RFC 3533 section 6.
const (
	pageContinued = 1
	pageFirst     = 2
	pageLast      = 4
	pageHeader    = 27
)

// packet is one packet of the only stream of an Ogg file.
type packet struct {
	data    []byte
	granule int64 // samples up to the end of the page, on the last packet that ends on it; -1 on the others
	last    bool  // nothing follows
}

// pages cuts an Ogg file into packets, RFC 3533.
type pages struct {
	file    []byte
	at      int    // where the next page starts
	serial  uint32 // of the first page
	crc     *[256]uint32
	rest    []byte   // of a packet that goes on on the next page
	ready   []packet // complete, not handed out yet
	started bool
	ended   bool // a page said that it is the last; what is no page after it is somebody's tag
}

// next returns the next packet, or false at the end of the file.
func (p *pages) next() (packet, bool, error) {
	for len(p.ready) == 0 {
		if p.at == len(p.file) || p.ended && !bytes.HasPrefix(p.file[p.at:], []byte("OggS")) {
			return packet{}, false, nil
		}
		if err := p.page(); err != nil {
			return packet{}, false, fmt.Errorf("ogg: at byte %d: %w", p.at, err)
		}
	}
	first := p.ready[0]
	p.ready = p.ready[1:]
	return first, true, nil
}

// page reads the page at p.at into p.ready.
func (p *pages) page() error {
	head, body, err := p.cut()
	if err != nil {
		return err
	}
	flags := head[5]
	if err := p.follow(flags, binary.LittleEndian.Uint32(head[14:])); err != nil {
		return err
	}
	p.split(head[pageHeader:], body)
	if n := len(p.ready); n > 0 {
		p.ready[n-1].granule = int64(binary.LittleEndian.Uint64(head[6:]))
		p.ready[n-1].last = flags&pageLast != 0
	}
	if len(p.rest) > maxPacket {
		return fmt.Errorf("a packet over %d bytes; encode the song again", maxPacket)
	}
	p.ended = flags&pageLast != 0
	p.at += len(head) + len(body)
	return nil
}

// cut returns the header with its table, and the body, of the page at p.at.
func (p *pages) cut() (head, body []byte, err error) {
	left := p.file[p.at:]
	if len(left) < pageHeader || !bytes.HasPrefix(left, []byte("OggS\x00")) {
		return nil, nil, fmt.Errorf("no Ogg page starts here; the file is damaged: fetch or encode it again")
	}
	segments := int(left[26])
	if segments == 0 || len(left) < pageHeader+segments {
		return nil, nil, fmt.Errorf("a page without content; the file is cut off: fetch it again")
	}
	head = left[:pageHeader+segments]
	size := 0
	for _, s := range head[pageHeader:] {
		size += int(s)
	}
	if len(left) < len(head)+size {
		return nil, nil, fmt.Errorf("the file ends within a page; it is cut off: fetch it again")
	}
	body = left[len(head) : len(head)+size]
	if p.checksum(head, body) != binary.LittleEndian.Uint32(head[22:]) {
		return nil, nil, fmt.Errorf("wrong checksum; the file is damaged: fetch or encode it again")
	}
	return head, body, nil
}

// follow checks that the page belongs to the one stream.
func (p *pages) follow(flags byte, serial uint32) error {
	if !p.started {
		p.started, p.serial = true, serial
	} else if serial != p.serial || flags&pageFirst != 0 || p.ended {
		return fmt.Errorf("a second stream; keep only the sound, in one piece: ffmpeg -i IN -map 0:a:0 -c:a libvorbis OUT.ogg")
	}
	if (flags&pageContinued != 0) != (p.rest != nil) {
		return fmt.Errorf("a page is missing before this one; the file is damaged: fetch it again")
	}
	return nil
}

// split cuts a page's body by its table of segments: one shorter than 255
// bytes ends a packet.
func (p *pages) split(table, body []byte) {
	size := 0
	for _, s := range table {
		size += int(s)
		if s < 255 {
			data := body[:size]
			if p.rest != nil {
				data, p.rest = append(p.rest, data...), nil
			}
			p.ready = append(p.ready, packet{data: data, granule: -1})
			body, size = body[size:], 0
		}
	}
	if table[len(table)-1] == 255 {
		p.rest = append(append(make([]byte, 0, len(p.rest)+len(body)), p.rest...), body...)
	}
}

// checksum is CRC-32 with the polynomial 0x04c11db7, not reflected, zero at
// the start, over the page with its checksum as zeros.
func (p *pages) checksum(head, body []byte) uint32 {
	var sum uint32
	add := func(b byte) { sum = sum<<8 ^ p.crc[byte(sum>>24)^b] }
	for i, b := range head {
		if i >= 22 && i < 26 {
			b = 0
		}
		add(b)
	}
	for _, b := range body {
		add(b)
	}
	return sum
}

func newPages(file []byte) *pages {
	p := &pages{file: file, crc: new([256]uint32)}
	for i := range p.crc {
		r := uint32(i) << 24
		for range 8 {
			r = r<<1 ^ r>>31*0x04c11db7
		}
		p.crc[i] = r
	}
	return p
}
