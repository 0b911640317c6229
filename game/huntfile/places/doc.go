// Package places answers: which hunt file do the places that an organiser
// brings make?
//
// [Hunt] reads KML and KMZ (Google My Maps and Google Earth), GeoJSON, uMap's
// backup, GPX waypoints and CSV, whatever the file is called, and writes a whole
// hunt file: one band and ten seats a venue, built-in songs, an area. What only
// the organiser can decide stands in it as TODO, which [huntfile.Read] lists
// with its line until it is decided.
//
// # What is a venue
//
// Points are. Of an area the middle is taken, and the file says so; lines,
// pictures and things without a place are left out, which the report and the
// hunt file say too. A thing that is there twice is taken once. Names are put
// on one line and cut to [huntfile.MaxName] characters.
//
// # Which way round
//
// KML and GeoJSON write the longitude first, GPX names both, a CSV's first line
// does. Latitude and longitude that are swapped are refused where it can be
// known: beyond 90 degrees, or where the zone of the evening lies on another
// continent and the swapped place on its own. Metres of a map grid (Lambert-93,
// Web Mercator, UTM) are refused by name, with what to export instead. No
// coordinates are mended in silence.
//
// # What is public
//
// Name, area, bands and the start plaza are. So the area is never the venues'
// own box: its centre is the plaza, or a corner of a raster of [raster] degrees,
// and its radius one of five. The plaza is a place of the file only where the
// organiser names it.
//
// # Bounds
//
// A file has at most [MaxBytes], unpacked [MaxUnpacked], and [MaxPlaces]
// things; elements nest [maxDepth] deep. Document types and their entities are
// not read. The package opens nothing.
package places
