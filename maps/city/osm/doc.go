// Package osm answers: which city is in an extract of OpenStreetMap?
//
// [Build] reads an extract (PBF, XML, Overpass's JSON, each also packed by
// gzip or bzip2) and makes a city of it: streets for walkers and those that
// are only drawn, areas assembled from multipolygons, places. It is for the
// tool that builds .city files; a player never links it.
//
// # What becomes what
//
// A way with a highway tag becomes a street, by its width on a map: motorway,
// trunk and primary are boulevards, secondary and tertiary main streets, both
// quays where their names say Quai; service roads and all without cars are
// paths; the others are streets. Nobody walks on a motorway or a trunk road
// without foot=yes, nor where foot=no: such streets are drawn and closed. What
// is private, planned or under construction is left out. A pedestrian square is
// an area, a way round it, and ways across it where its rim would be a detour.
//
// Streets that only go on into each other are joined, and points that a line
// needs for less than half a metre are left out. What lies apart from the
// largest connected part stays if it is a street, and goes if it is a path.
//
// An area may have holes: they are cut out of its ring. Areas are painted the
// largest first. The sea is not there: coastlines are lines, not areas.
package osm
