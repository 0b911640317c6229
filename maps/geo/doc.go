// Package geo answers: where is it, and how many metres are between?
//
// It is the one door to orb's geometry. Places are [Point], metres come from
// [Metres] and from nowhere else.
package geo
