package city_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"io"

	"crescendo/maps/geo"
)

// streetsOf returns the ways with a highway tag in a file of OpenStreetMap's
// protocol buffers: as much of that format as a test needs
// (https://wiki.openstreetmap.org/wiki/PBF_Format).
func streetsOf(file []byte) (ways [][]geo.Point, err error) {
	nodes := map[int64]geo.Point{}
	for len(file) >= 4 {
		size := binary.BigEndian.Uint32(file)
		header := fields(file[4 : 4+size])
		file = file[4+size:]
		blob := fields(file[:header[3][0].number])
		file = file[header[3][0].number:]
		if string(header[1][0].bytes) != "OSMData" {
			continue
		}
		r, err := zlib.NewReader(bytes.NewReader(blob[3][0].bytes))
		if err != nil {
			return nil, err
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		ways = append(ways, block(raw, nodes)...)
	}
	if len(ways) == 0 {
		return nil, errors.New("no streets in the file")
	}
	return ways, nil
}

func block(raw []byte, nodes map[int64]geo.Point) (ways [][]geo.Point) {
	b := fields(raw)
	strings := fields(b[1][0].bytes)[1]
	for _, group := range b[2] {
		g := fields(group.bytes)
		for _, dense := range g[2] {
			d := fields(dense.bytes)
			ids, lats, lons := deltas(d[1][0].bytes), deltas(d[8][0].bytes), deltas(d[9][0].bytes)
			for i, id := range ids { // of 1e-7 degrees, where no granularity is given
				nodes[id] = geo.Point{Lat: int32(lats[i]), Lon: int32(lons[i])}
			}
		}
		for _, way := range g[3] {
			w := fields(way.bytes)
			if w[2] == nil || !has(w[2][0].bytes, strings, "highway") {
				continue
			}
			var line []geo.Point
			for _, id := range deltas(w[8][0].bytes) {
				if at, ok := nodes[id]; ok {
					line = append(line, at)
				}
			}
			ways = append(ways, line)
		}
	}
	return ways
}

func has(keys []byte, strings []field, word string) bool {
	for len(keys) > 0 {
		k, n := binary.Uvarint(keys)
		keys = keys[n:]
		if string(strings[k].bytes) == word {
			return true
		}
	}
	return false
}

type field struct {
	number uint64
	bytes  []byte
}

// fields cuts a message apart by field number.
func fields(b []byte) map[uint64][]field {
	all := map[uint64][]field{}
	for len(b) > 0 {
		key, n := binary.Uvarint(b)
		b = b[n:]
		v, n := binary.Uvarint(b)
		b = b[n:]
		f := field{number: v}
		if key&7 == 2 {
			f.bytes, b = b[:v], b[v:]
		}
		all[key>>3] = append(all[key>>3], f)
	}
	return all
}

func deltas(b []byte) (values []int64) {
	var v int64
	for len(b) > 0 {
		d, n := binary.Varint(b)
		b = b[n:]
		v += d
		values = append(values, v)
	}
	return values
}
