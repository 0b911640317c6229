// Package fact answers: what happened in a hunt, byte for byte?
//
// A [Record] is what one node appends to the journal at once: its facts, its
// clock and its number. [Record.Append] writes its canonical bytes and
// [Decode] accepts these alone, so that one record has one encoding, one hash
// and one meaning everywhere. [Head] chains records: who knows a head knows
// that nobody changed what stands before it.
//
// # The bytes
//
// All integers are big-endian.
//
//	offset  size  field
//	0       1     format (2)
//	1       8     node
//	9       8     boot: one for each start of the node
//	17      8     number: one more with each record of the boot
//	25      8     clock, the node's wall clock in Unix milliseconds
//	33      2     rules version
//	35      2     count of facts, 0…MaxFacts
//	37            the facts, each its kind (1 byte) and its fields
//
//	kind  fact        fields
//	1     Committed   hash (32)
//	2     Opened
//	3     Started
//	4     Joined      player (16), salt (16), class (1), invitation (4)
//	5     Gated       player (16), way (1), device (4), steward (8)
//	7     Resumed     player (16), code (16), spent (1: 0 or 1), by (8)
//	8     Attempted   player (16), venue (2), way (1), device (4), steward (8), at (8), claimed (8)
//	9     Proved      the same as Attempted
//	10    SlotClosed  slot (4)
//	11    Beacon      value (32), by (8)
//	13    Acted       act (1), by (8), reason (32), player (16), venue (2), number (4), hash (32)
//	14    Tick
//	15    Closed
//
// The numbers 6 and 12 are kept for Adopted and Incident; a record with one of
// them does not decode. A way or an act of an unknown number decodes: whoever
// folds the record knows that it counts nothing. Format 1, whose facts knew
// neither gate nor door, does not decode any more.
package fact
