package osm

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"encoding/json"
	"os"
	"testing"

	"crescendo/maps/geo"
)

func village(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/village.osm")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// all is an extract in memory, to be written in other forms.
type all struct {
	nodes     []elem
	ways      []elem
	relations []elem
}

type elem struct {
	id      int64
	at      geo.Point
	tags    tags
	nodes   []int64
	members []member
}

func elements(t testing.TB, src []byte) (a all) {
	t.Helper()
	err := read(bytes.NewReader(src), visitor{
		node: func(id int64, at geo.Point, t tags) {
			a.nodes = append(a.nodes, elem{id: id, at: at, tags: append(tags{}, t...)})
		},
		way: func(id int64, nodes []int64, t tags) {
			a.ways = append(a.ways, elem{id: id, nodes: append([]int64{}, nodes...), tags: append(tags{}, t...)})
		},
		relation: func(t tags, members []member) {
			a.relations = append(a.relations, elem{tags: append(tags{}, t...), members: append([]member{}, members...)})
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// asJSON is what Overpass answers.
func (a all) asJSON(t testing.TB) []byte {
	t.Helper()
	list := []any{}
	words := func(t tags) map[string]string {
		m := map[string]string{}
		for _, x := range t {
			m[x.key] = x.value
		}
		return m
	}
	for _, e := range a.nodes {
		list = append(list, map[string]any{"type": "node", "id": e.id, "lat": e.at.LatDegrees(), "lon": e.at.LonDegrees(), "tags": words(e.tags)})
	}
	for _, e := range a.ways {
		list = append(list, map[string]any{"type": "way", "id": e.id, "nodes": e.nodes, "tags": words(e.tags)})
	}
	for i, e := range a.relations {
		members := []any{map[string]any{"type": "node", "ref": 1, "role": "label"}}
		for _, m := range e.members {
			members = append(members, map[string]any{"type": "way", "ref": m.way, "role": map[bool]string{true: "inner", false: "outer"}[m.inner]})
		}
		list = append(list, map[string]any{"type": "relation", "id": i + 1, "members": members, "tags": words(e.tags)})
	}
	list = append(list, map[string]any{"type": "count", "id": 0})
	b, err := json.Marshal(map[string]any{"version": 0.6, "osm3s": map[string]any{"copyright": "…"}, "elements": list})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// pbf writes protocol buffers, as https://wiki.openstreetmap.org/wiki/PBF_Format
// describes them.
type pbf struct {
	strings []string
	number  map[string]uint64
}

func (p *pbf) text(s string) uint64 {
	if n, ok := p.number[s]; ok {
		return n
	}
	p.number[s] = uint64(len(p.strings))
	p.strings = append(p.strings, s)
	return p.number[s]
}

func field(to []byte, n uint64, b []byte) []byte {
	to = binary.AppendUvarint(to, n<<3|2)
	to = binary.AppendUvarint(to, uint64(len(b)))
	return append(to, b...)
}

func number(to []byte, n, v uint64) []byte {
	return binary.AppendUvarint(binary.AppendUvarint(to, n<<3), v)
}

func (p *pbf) tags(to []byte, t tags) []byte {
	var keys, values []byte
	for _, x := range t {
		keys = binary.AppendUvarint(keys, p.text(x.key))
		values = binary.AppendUvarint(values, p.text(x.value))
	}
	return field(field(to, 2, keys), 3, values)
}

func (a all) asPBF(t testing.TB, dense bool) []byte {
	t.Helper()
	p := pbf{[]string{""}, map[string]uint64{"": 0}}
	var group []byte
	var ids, lats, lons, texts []byte
	var last elem
	for _, e := range a.nodes {
		if !dense {
			n := binary.AppendVarint(binary.AppendUvarint(nil, 1<<3), e.id)
			n = binary.AppendVarint(binary.AppendUvarint(n, 8<<3), int64(e.at.Lat))
			n = binary.AppendVarint(binary.AppendUvarint(n, 9<<3), int64(e.at.Lon))
			group = field(group, 1, p.tags(n, e.tags))
			continue
		}
		ids = binary.AppendVarint(ids, e.id-last.id)
		lats = binary.AppendVarint(lats, int64(e.at.Lat-last.at.Lat))
		lons = binary.AppendVarint(lons, int64(e.at.Lon-last.at.Lon))
		for _, x := range e.tags {
			texts = binary.AppendUvarint(binary.AppendUvarint(texts, p.text(x.key)), p.text(x.value))
		}
		texts, last = append(texts, 0), e
	}
	if dense {
		group = field(group, 2, field(field(field(field(nil, 1, ids), 8, lats), 9, lons), 10, texts))
	}
	for _, e := range a.ways {
		var refs []byte
		before := int64(0)
		for _, n := range e.nodes {
			refs, before = binary.AppendVarint(refs, n-before), n
		}
		group = field(group, 3, field(p.tags(number(nil, 1, uint64(e.id)), e.tags), 8, refs))
	}
	for i, e := range a.relations {
		var roles, ids, kinds []byte
		before := int64(0)
		for _, m := range e.members {
			roles = binary.AppendUvarint(roles, p.text(map[bool]string{true: "inner", false: "outer"}[m.inner]))
			ids, before = binary.AppendVarint(ids, m.way-before), m.way
			kinds = append(kinds, 1)
		}
		group = field(group, 4, field(field(field(p.tags(number(nil, 1, uint64(i+1)), e.tags), 8, roles), 9, ids), 10, kinds))
	}
	var table []byte
	for _, s := range p.strings {
		table = field(table, 1, []byte(s))
	}
	head := number(field(field(nil, 4, []byte("OsmSchema-V0.6")), 4, []byte("DenseNodes")), 32, 1764028800) // 2025-11-25
	return append(blob(t, "OSMHeader", head), blob(t, "OSMData", field(field(nil, 1, table), 2, group))...)
}

func blob(t testing.TB, kind string, raw []byte) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	if _, err := w.Write(raw); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	body := field(number(nil, 2, uint64(len(raw))), 3, packed.Bytes())
	head := number(field(nil, 1, []byte(kind)), 3, uint64(len(body)))
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(head))), head...), body...)
}

func zipped(t testing.TB, b []byte) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}
