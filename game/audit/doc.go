// Package audit answers: can somebody else count the evening again?
//
// After the close an organiser writes one file, the evidence: what was secret,
// and every record of the journal. Whoever has the file counts it with the same
// rules, without a server, and finds the same seats or the first thing that is
// wrong. What they were given before the close makes it proof: the commitment
// (published before the gun), heads of the chain and receipts.
//
// It proves the counting; not that the organiser kept the secret, nor that
// every body was real.
//
// # The file
//
//	bytes   what
//	21      "crescendo evidence 1\n"
//	4       length of the reveal, little-endian
//	…       the reveal: JSON, see [Reveal], as encoding/json writes it, nothing between
//	for each record, in order:
//	4       its length, little-endian, 1…fact.MaxRecord
//	…       its canonical bytes (package game/fact)
//	4       0: no more records
//	32      the head: h(0) is zero, h(n) = SHA-256(h(n-1) ‖ record n)
package audit
