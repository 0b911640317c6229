// Package journal answers: what happened, in which order, for good?
//
// A [Journal] is one list of opaque records that all nodes of a hunt read
// alike. It decides nothing: seats come from folding the records in their
// order (R9, R10), so that whoever has the journal computes the same seats.
package journal
