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
//	0       1     format (1)
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
//	4     Joined      player (16), salt (16)
//	9     Proved      player (16), venue (2), at (8)
//	10    SlotClosed  slot (4)
//	14    Tick
//	15    Closed
//
// The numbers between are kept for facts that come with gates, doors and what
// people do; until then a record with one of them does not decode.
package fact
