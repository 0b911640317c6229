package city

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

const (
	fileMagic   = "CITY"
	fileVersion = 1
)

// The sections of a file, in their order; the package's documentation says
// what each holds.
const (
	headSection = iota
	nameSection
	chunkSection
	kindSection
	titleSection
	countSection
	pointSection
	eastSection
	northSection
	knownSection
	sections
)

func sectionName(i int) string {
	return [...]string{"head", "names", "chunks", "kinds", "titles", "counts", "points", "east", "north", "known"}[i]
}

// pack writes the sections as a file.
func pack(all *[sections][]byte) ([]byte, error) {
	file := append([]byte(fileMagic), fileVersion)
	var packed bytes.Buffer
	total := 0
	for i, raw := range all {
		if total += len(raw); total > maxUnpacked {
			return nil, fmt.Errorf("more than %d bytes before they are compressed: take a smaller part of the city", maxUnpacked)
		}
		packed.Reset()
		w, err := flate.NewWriter(&packed, flate.BestCompression)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(raw); err != nil {
			return nil, err
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
		file = append(file, byte(i))
		file = binary.AppendUvarint(file, uint64(len(raw)))
		file = binary.AppendUvarint(file, uint64(packed.Len()))
		file = binary.LittleEndian.AppendUint32(file, crc32.ChecksumIEEE(raw))
		file = append(file, packed.Bytes()...)
	}
	if len(file) > MaxFile {
		return nil, fmt.Errorf("%d bytes are too many for a city: at most %d; take a smaller part of it", len(file), MaxFile)
	}
	return file, nil
}

var errShort = errors.New("it ends too early: the file is not whole; copy or build it anew")

// unpack returns the sections of a file.
func unpack(file []byte) (all [sections][]byte, err error) {
	if len(file) > MaxFile {
		return all, fmt.Errorf("%d bytes are too many for a city: at most %d", len(file), MaxFile)
	}
	if len(file) < len(fileMagic)+1 || string(file[:len(fileMagic)]) != fileMagic {
		return all, errors.New("this is no .city file: build one with crescendo city build")
	}
	if v := file[len(fileMagic)]; v != fileVersion {
		return all, fmt.Errorf("this file has version %d, and this program reads version %d: build it anew", v, fileVersion)
	}
	rest, left := file[len(fileMagic)+1:], maxUnpacked
	for i := range all {
		if all[i], rest, err = unpackSection(i, rest, left); err != nil {
			return all, fmt.Errorf("section %s: %w", sectionName(i), err)
		}
		left -= len(all[i])
	}
	if len(rest) > 0 {
		return all, fmt.Errorf("%d bytes stand behind its end: the file is damaged; copy or build it anew", len(rest))
	}
	return all, nil
}

// unpackSection returns what section i holds, of at most the bytes that are
// left to it, and what follows.
func unpackSection(i int, b []byte, left int) (raw, rest []byte, err error) {
	r := column{b: b}
	kind, size, packed := r.byte(), r.uvarint(), r.uvarint()
	if r.bad || len(r.b) < 4 || packed > uint64(len(r.b)-4) {
		return nil, nil, errShort
	}
	if int(kind) != i {
		return nil, nil, fmt.Errorf("a section %d stands in its place: the file is damaged; copy or build it anew", kind)
	}
	if size > uint64(left) {
		return nil, nil, fmt.Errorf("it says that it holds %d bytes, at most %d are possible", size, left)
	}
	sum := binary.LittleEndian.Uint32(r.b)
	body, rest := r.b[4:4+packed], r.b[4+packed:]
	var out bytes.Buffer // grows with what comes, not with what is promised
	n, err := io.Copy(&out, io.LimitReader(flate.NewReader(bytes.NewReader(body)), int64(size)+1))
	if err != nil || uint64(n) != size || crc32.ChecksumIEEE(out.Bytes()) != sum {
		return nil, nil, errors.New("it is damaged (size or checksum differ): copy or build the file anew")
	}
	return out.Bytes(), rest, nil
}

// column reads the values of a section one by one. Past its end all are 0 and
// bad is true.
type column struct {
	b   []byte
	bad bool
}

func (c *column) byte() byte {
	if len(c.b) == 0 {
		c.bad = true
		return 0
	}
	v := c.b[0]
	c.b = c.b[1:]
	return v
}

func (c *column) uvarint() uint64 {
	v, n := binary.Uvarint(c.b)
	if n <= 0 {
		c.bad, c.b = true, nil
		return 0
	}
	c.b = c.b[n:]
	return v
}

func (c *column) varint() int64 {
	v, n := binary.Varint(c.b)
	if n <= 0 {
		c.bad, c.b = true, nil
		return 0
	}
	c.b = c.b[n:]
	return v
}

func (c *column) text() string {
	n := c.uvarint()
	if n > uint64(len(c.b)) {
		c.bad, c.b = true, nil
		return ""
	}
	s := string(c.b[:n])
	c.b = c.b[n:]
	return s
}
