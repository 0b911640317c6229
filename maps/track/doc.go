// Package track answers: who was where, and when?
//
// It reads recorded movement from GPX and writes it: [Parse] gives a [File] of
// tracks, routes and waypoints, [File.Walk] the one [Track] that somebody could
// follow, and [Track.At] where they are a time after its beginning.
//
// # What is read
//
// GPX 1.0 and 1.1, in UTF-8. Of a point: its lat and lon, time (RFC 3339),
// name, and how good it is: an accuracy in metres from its extensions, where
// some recorders put it, else its hdop times 5 m, what a phone's ranging is
// worth. Everything else is passed over. The segments of a track are joined.
//
// Of the times of a track either all are there or none, and none is before the
// one above it: a recording that is not so would be replayed as something that
// never happened, so it is an error, which names the line.
//
// A document type is refused, so there are no entities to expand; what is read
// is bounded by [MaxBytes], [MaxPoints] and [MaxName].
package track
