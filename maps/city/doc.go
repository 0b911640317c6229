// Package city answers: which streets are there, and how does one walk along
// them?
//
// A [City] is drawn from its [City.Streets], [City.Areas] and [City.Places],
// and walked on its [Graph]. It is read from a source that people write and
// read. A city is immutable: any number of goroutines may use one.
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
//	street CLASS[+bridge][+steps] NAME: POINT POINT …
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
// has stairs. An area is a ring, closed of itself; KIND is one of
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
package city
