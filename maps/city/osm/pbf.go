package osm

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"crescendo/maps/geo"
)

// Sizes that the format allows (https://wiki.openstreetmap.org/wiki/PBF_Format).
const (
	maxBlobHeader = 64 << 10
	maxBlob       = 32 << 20
)

var errPBF = errors.New("the file is damaged: fetch it anew")

// readPBF visits what a file of protocol buffers holds.
func readPBF(r io.Reader, v visitor) error {
	b := block{v: v}
	for n := 1; ; n++ {
		kind, size, err := blobHeader(r)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("block %d: %w", n, err)
		}
		if err := b.blob(r, kind, size); err != nil {
			return fmt.Errorf("block %d: %w", n, err)
		}
	}
}

// blobHeader reads what kind of blob comes, and its size.
func blobHeader(r io.Reader) (kind string, size uint64, err error) {
	var length [4]byte
	if _, err := io.ReadFull(r, length[:]); err != nil {
		return "", 0, ended(err, err == io.EOF)
	}
	n := binary.BigEndian.Uint32(length[:])
	if n > maxBlobHeader {
		return "", 0, fmt.Errorf("its header of %d bytes is too large: is this an .osm.pbf file?", n)
	}
	head := make([]byte, n)
	if _, err := io.ReadFull(r, head); err != nil {
		return "", 0, ended(err, false)
	}
	m := message{b: head}
	for m.next() {
		switch m.field {
		case 1:
			kind = string(m.bytes)
		case 3:
			size = m.value
		}
	}
	if m.bad || size > maxBlob {
		return "", 0, errPBF
	}
	return kind, size, nil
}

// ended says what a read error means; at the end of a block it is none.
func ended(err error, atEnd bool) error {
	if atEnd {
		return io.EOF
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the file is not whole: fetch it anew")
	}
	return err
}

// block reads blobs, one after the other, into its own memory.
type block struct {
	v       visitor
	packed  bytes.Buffer
	raw     bytes.Buffer
	unpack  io.ReadCloser
	strings [][]byte
	names   []string // strings, made when they are asked for
	made    []bool

	granularity, latOffset, lonOffset int64 // nanodegrees

	refs    []int64
	tags    tags
	members []member
}

func (b *block) blob(r io.Reader, kind string, size uint64) error {
	b.packed.Reset()
	if n, err := io.CopyN(&b.packed, r, int64(size)); err != nil || n < int64(size) {
		return ended(err, false)
	}
	data := kind == "OSMData"
	if !data && kind != "OSMHeader" {
		return nil
	}
	raw, err := b.unpacked(message{b: b.packed.Bytes()})
	if err != nil {
		return err
	}
	if data {
		return b.primitives(raw)
	}
	return b.header(raw)
}

// unpacked returns the bytes in a blob.
func (b *block) unpacked(m message) ([]byte, error) {
	var packed []byte
	var size uint64
	for m.next() {
		switch m.field {
		case 1:
			return m.bytes, nil
		case 2:
			size = m.value
		case 3:
			packed = m.bytes
		default:
			return nil, errors.New("it is packed in a way that only few programs read: convert it with osmium cat -o out.osm.pbf")
		}
	}
	if m.bad || packed == nil || size > maxBlob {
		return nil, errPBF
	}
	var err error
	if b.unpack == nil {
		b.unpack, err = zlib.NewReader(bytes.NewReader(packed))
	} else {
		err = b.unpack.(zlib.Resetter).Reset(bytes.NewReader(packed), nil)
	}
	if err != nil {
		b.unpack = nil
		return nil, errPBF
	}
	b.raw.Reset()
	n, err := io.Copy(&b.raw, io.LimitReader(b.unpack, maxBlob+1))
	if err != nil || uint64(n) != size {
		return nil, errPBF
	}
	return b.raw.Bytes(), nil
}

// header reads what the file covers and whether it can be read.
func (b *block) header(raw []byte) error {
	m := message{b: raw}
	for m.next() {
		switch m.field {
		case 1:
			if b.v.box != nil {
				b.box(m.bytes)
			}
		case 32:
			if b.v.date != nil {
				b.v.date(int64(m.value))
			}
		case 4:
			if need := string(m.bytes); need != "OsmSchema-V0.6" && need != "DenseNodes" {
				return fmt.Errorf("it needs %q, which this program does not know: convert it with osmium cat -o out.osm.pbf", need)
			}
		}
	}
	if m.bad {
		return errPBF
	}
	return nil
}

func (b *block) box(raw []byte) {
	m := message{b: raw}
	var edge [5]int64 // west, east, north, south in nanodegrees
	for m.next() {
		if m.field >= 1 && m.field <= 4 {
			edge[m.field] = int64(m.value>>1) ^ -int64(m.value&1)
		}
	}
	southWest, ok1 := e7(edge[4], edge[1])
	northEast, ok2 := e7(edge[3], edge[2])
	if !m.bad && ok1 && ok2 {
		b.v.box(southWest, northEast)
	}
}

// e7 returns a point from nanodegrees.
func e7(lat, lon int64) (geo.Point, bool) {
	lat, lon = round100(lat), round100(lon)
	if lat < -180e7 || lat > 180e7 || lon < -180e7 || lon > 180e7 {
		return geo.Point{}, false
	}
	return geo.Point{Lat: int32(lat), Lon: int32(lon)}, true // a latitude beyond 90° tells of swapped axes
}

func round100(nano int64) int64 {
	if nano < 0 {
		return (nano - 50) / 100
	}
	return (nano + 50) / 100
}
