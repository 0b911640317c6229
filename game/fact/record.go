package fact

import "crypto/sha256"

// Limits of a record. MaxRecord follows from the others, and keeps a record
// well below the 512 KiB that a journal takes at once.
const (
	MaxFacts  = 512                            // facts of a record: one batch of a busy node
	headBytes = 37                             // what stands before the facts
	factBytes = 96                             // of the longest fact, Acted
	MaxRecord = headBytes + MaxFacts*factBytes // bytes of a record
)

// Record is what one node appends at once. A record counts once by its node,
// boot and number, however often the journal repeats it (R13).
type Record struct {
	Node   Node
	Boot   uint64 // one for each start of the node
	Number uint64 // one more with each record of the boot
	Clock  int64  // the node's wall clock, Unix milliseconds
	Rules  uint16 // version of the rules
	Facts  []Fact
}

// Head returns the head of the chain after a record, SHA-256(prev ‖ record).
// The head before the first record is zero.
func Head(prev [32]byte, record []byte) [32]byte {
	h := sha256.New()
	h.Write(prev[:])
	h.Write(record)
	var head [32]byte
	h.Sum(head[:0])
	return head
}
