package osm

// primitives visits the elements of a block. It has two passes: the groups
// stand before the numbers that they are to be read with.
func (b *block) primitives(raw []byte) error {
	b.strings, b.granularity, b.latOffset, b.lonOffset = b.strings[:0], 100, 0, 0
	m := message{b: raw}
	for m.next() {
		switch m.field {
		case 1:
			for t := (message{b: m.bytes}); t.next(); {
				b.strings = append(b.strings, t.bytes)
			}
		case 17:
			b.granularity = int64(m.value)
		case 19:
			b.latOffset = int64(m.value)
		case 20:
			b.lonOffset = int64(m.value)
		}
	}
	if m.bad || b.granularity < 1 || b.granularity > 1e9 {
		return errPBF
	}
	b.names, b.made = resize(b.names, len(b.strings)), resize(b.made, len(b.strings))
	clear(b.made)
	for m = (message{b: raw}); m.next(); {
		if m.field == 2 && !b.group(m.bytes) {
			return errPBF
		}
	}
	return nil
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// text returns a string of the block's table.
func (b *block) text(i uint64) (string, bool) {
	if i >= uint64(len(b.strings)) {
		return "", false
	}
	if !b.made[i] {
		b.names[i], b.made[i] = string(b.strings[i]), true
	}
	return b.names[i], true
}

// group visits the elements of a group, and tells whether it could be read.
func (b *block) group(raw []byte) bool {
	m := message{b: raw}
	for m.next() {
		ok := true
		switch {
		case m.field == 1 && b.v.node != nil:
			ok = b.node(m.bytes)
		case m.field == 2 && b.v.node != nil:
			ok = b.dense(m.bytes)
		case m.field == 3 && b.v.way != nil:
			ok = b.way(m.bytes)
		case m.field == 4 && b.v.relation != nil:
			ok = b.relation(m.bytes)
		}
		if !ok {
			return false
		}
	}
	return !m.bad
}

// readTags reads two packed lists of string numbers.
func (b *block) readTags(keys, values []byte) bool {
	b.tags = b.tags[:0]
	k, v := message{b: keys}, message{b: values}
	for len(k.b) > 0 && len(v.b) > 0 {
		key, ok1 := b.text(k.uvarint())
		value, ok2 := b.text(v.uvarint())
		if !ok1 || !ok2 {
			return false
		}
		b.tags = append(b.tags, tag{key, value})
	}
	return !k.bad && !v.bad && len(k.b) == len(v.b)
}

func (b *block) node(raw []byte) bool {
	var keys, values []byte
	var id, lat, lon int64
	m := message{b: raw}
	for m.next() {
		number := int64(m.value>>1) ^ -int64(m.value&1)
		switch m.field {
		case 1:
			id = number
		case 2:
			keys = m.bytes
		case 3:
			values = m.bytes
		case 8:
			lat = number
		case 9:
			lon = number
		}
	}
	return !m.bad && b.readTags(keys, values) && b.tellNode(id, lat, lon)
}

// tellNode tells of a node. One that is nowhere on earth is passed over.
func (b *block) tellNode(id, lat, lon int64) bool {
	const far = 4e9 // units of at least a nanodegree, a quarter more than the earth has at the common 100
	if lat < -far || lat > far || lon < -far || lon > far {
		return true
	}
	if at, ok := e7(b.latOffset+lat*b.granularity, b.lonOffset+lon*b.granularity); ok {
		b.v.node(id, at, b.tags)
	}
	return true
}

func (b *block) dense(raw []byte) bool {
	var ids, lats, lons, texts message
	m := message{b: raw}
	for m.next() {
		switch m.field {
		case 1:
			ids.b = m.bytes
		case 8:
			lats.b = m.bytes
		case 9:
			lons.b = m.bytes
		case 10:
			texts.b = m.bytes
		}
	}
	var id, lat, lon int64
	for b.tags = b.tags[:0]; len(ids.b) > 0; {
		id, lat, lon = id+ids.varint(), lat+lats.varint(), lon+lons.varint()
		if ids.bad || lats.bad || lons.bad || !b.v.bare && !b.denseTags(&texts) {
			return false
		}
		b.tellNode(id, lat, lon)
	}
	return !m.bad
}

// denseTags reads key, value, key, value … 0 of the next node. There are none
// at all where no node of the group has any.
func (b *block) denseTags(texts *message) bool {
	b.tags = b.tags[:0]
	for len(texts.b) > 0 {
		k := texts.uvarint()
		if k == 0 {
			break
		}
		key, ok1 := b.text(k)
		value, ok2 := b.text(texts.uvarint())
		if !ok1 || !ok2 {
			return false
		}
		b.tags = append(b.tags, tag{key, value})
	}
	return !texts.bad
}

func (b *block) way(raw []byte) bool {
	var keys, values []byte
	var id int64
	var refs message
	m := message{b: raw}
	for m.next() {
		switch m.field {
		case 1:
			id = int64(m.value)
		case 2:
			keys = m.bytes
		case 3:
			values = m.bytes
		case 8:
			refs.b = m.bytes
		}
	}
	b.refs = b.refs[:0]
	for node := int64(0); len(refs.b) > 0; {
		node += refs.varint()
		b.refs = append(b.refs, node)
	}
	if m.bad || refs.bad || !b.readTags(keys, values) {
		return false
	}
	b.v.way(id, b.refs, b.tags)
	return true
}

func (b *block) relation(raw []byte) bool {
	var keys, values []byte
	var roles, ids, kinds message
	m := message{b: raw}
	for m.next() {
		switch m.field {
		case 2:
			keys = m.bytes
		case 3:
			values = m.bytes
		case 8:
			roles.b = m.bytes
		case 9:
			ids.b = m.bytes
		case 10:
			kinds.b = m.bytes
		}
	}
	b.members = b.members[:0]
	for id := int64(0); len(ids.b) > 0; {
		id += ids.varint()
		role, ok := b.text(roles.uvarint())
		if kind := kinds.uvarint(); kind == 1 {
			b.members = append(b.members, member{id, role == "inner"})
		}
		if !ok || roles.bad || ids.bad || kinds.bad {
			return false
		}
	}
	if m.bad || !b.readTags(keys, values) {
		return false
	}
	b.v.relation(b.tags, b.members)
	return true
}
