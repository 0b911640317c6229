// Package journal answers: what happened, in which order, for good?
//
// A [Journal] is one list of opaque records that all nodes of a hunt read
// alike. It decides nothing: seats come from folding the records in their
// order (R9, R10), so that whoever has the journal computes the same seats.
//
// There are two. [Memory] lasts as long as its process. A [Node] keeps records
// in a NATS JetStream stream, in this process or in a cluster, on disk before
// they are acknowledged, and beside it the node's own checksummed copy of all
// that it has read, because the engine alone does not notice a flipped bit: it
// drops records, and says nothing. What the engine has is compared with the
// copy, record by record, whenever a node is opened; where the two differ, no
// seat is given until a person has looked.
//
//	Append ─► engine (one order, on disk) ─► Tail ─► copy ─► the fold
package journal
