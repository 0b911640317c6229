// Package city answers: which streets are there, and how does one walk along
// them?
//
// A [City] is drawn from its [City.Streets], [City.Areas] and [City.Places],
// and walked on its [Graph]. It is read from a source that people write and
// read ([Parse]), or from a compact file ([Decode]). A city is immutable: any
// number of goroutines may use one.
//
// # The source
//
// UTF-8 text, a statement a line. A line that begins with a space or a tab
// goes on with the statement above it. Empty lines, and lines whose first
// other sign than a space is #, are remarks. The header comes first, each
// line of it once, in this order:
//
//	city 1                       the format and its version
//	name Paris
//	credit © OpenStreetMap contributors
//	licence ODbL 1.0             how it may be used, and where that is written
//	date 2026-11-25              of the facts in it
//
// Then, in any order, but a junction stands above the streets that meet in it:
//
//	junction NAME LAT LON
//	street CLASS[+bridge][+steps][+closed] NAME: POINT POINT …
//	area KIND NAME: LAT,LON LAT,LON LAT,LON …
//	place KIND NAME: LAT,LON
//
// A junction's NAME is made of a…z, 0…9 and hyphens, and begins with a letter;
// nothing else bears it. LAT and LON are decimal degrees on WGS 84, with at
// most seven decimals, latitude first. All other names are free text without
// a colon; a street or an area may have none.
//
// A POINT of a street is the name of a junction or, where a street bends,
// LAT,LON. A street begins and ends with junctions. Streets meet in junctions
// and nowhere else: two lines that only cross are a bridge and what passes
// under it. All streets are walked both ways. CLASS is one of
//
//	boulevard  the widest: boulevards and avenues
//	main       what a quarter is known by
//	quay       along water
//	street     all the others
//	path       without cars: lanes, passages, ways through parks
//
// +bridge says that it leads over water or over other streets, +steps that it
// has stairs, +closed that nobody walks there, as on a motorway. An area is a ring, closed of itself; KIND is one of
//
//	water  island  park  square  station  building
//
// and is painted in this order: an island is land within water. A place is a
// name at a point; KIND is one of
//
//	station  monument  quarter
//
// All of a city lies within 50 km of its first junction, within 85° of the
// equator and on one side of the 180th meridian; no street leads straight on
// for more than 5 km. The other limits stand in limits.go.
//
// # The file
//
// A .city file holds the same, and its geometry in three levels of detail,
// grouped by chunks. It is the four bytes CITY, a byte with the version, 1, and
// ten sections in the order below. A section is
//
//	its number, from 0          1 byte
//	size of what it holds       uvarint, bytes
//	size as it stands here      uvarint, bytes
//	CRC-32 of what it holds     4 bytes, little-endian (IEEE)
//	what it holds, compressed   raw DEFLATE (RFC 1951)
//
// and nothing follows the last. A uvarint is base 128, the low bits first, the
// top bit set on all bytes but the last; a varint is one in zigzag (0, -1, 1,
// -2 …). A text is a uvarint, its length in bytes, and UTF-8.
//
//	0 head    texts: name, source, credit, licence, date; varints: latitude and
//	          longitude of the origin in 1e-7 degrees; uvarints: the step in
//	          1e-7 degrees; number of junctions, streets, areas, places
//	1 names   every name once, in the order of first use, a line feed behind each
//	2 chunks  for each chunk, from south to north and west to east, three
//	          uvarints: rows since the last chunk (or row 0); columns since the
//	          last in that row (or column 0); how many streets begin in it
//	3 kinds   a byte for each street, area and place
//	4 titles  for each of them a uvarint: 0 no name, 1 the next name that was
//	          not used yet, n+1 the name that is n before that
//	5 counts  for each street and area a uvarint: how many points it has
//	6 points  for each of them a byte: 0 a bend, 1 a junction that is new,
//	          2 a junction that was there before; plus 4 times its rank
//	7 east    for each point but those of kind 2, and for each place, a varint:
//	          steps of longitude since the point before
//	8 north   the same in latitude
//	9 known   for each point of kind 2 a uvarint: how many junctions have been
//	          new since that one was
//
// First come all streets, by chunk, then all areas in the order of painting,
// then all places. A street's kind is its class (0 boulevard, 1 main, 2 quay,
// 3 street, 4 path), plus 8 for a bridge, 16 for steps, 32 for closed. Kinds of
// areas and places count from 0 in the order of the lists above. The point
// before the first is the origin; the point before a street's first is the last
// of what came before, whatever its kind. A square of the chunks is 512 m wide,
// on the plane at the middle latitude of the box about all streets, and counts
// from that box's south-western corner; a street belongs to the chunk in which
// its first point lies, and may lead out of it.
//
// A point's rank says from which [Detail] on it is drawn: 0 in all, 1 in the
// two finer ones, 2 in the finest only. A detail's line misses the full one by
// 8 m, 2 m and nothing at most. The walking graph is that of the streets that
// are not closed: from junction to junction along each.
package city
