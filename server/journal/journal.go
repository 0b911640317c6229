package journal

import (
	"context"
	"fmt"
)

// Limits of a record, checked by Append.
const (
	MaxRecord = 512 << 10 // bytes: half of what a NATS server takes in one message by default
	MaxID     = 128       // bytes of an id
)

// Journal is an ordered, durable list of records. All methods may be called
// from many goroutines at once.
type Journal interface {
	// Append adds a record. When it returns nil, the record is on disk and in
	// its place. The same id twice is one record, the first: so after any
	// error, which means "unknown", the caller calls again with the same id
	// and the same bytes until it gets nil. The exception is an error of
	// [Check], which no repetition cures. The record is the caller's again
	// when Append returns.
	Append(ctx context.Context, id string, record []byte) error

	// Tail calls fn for each record behind after, in order and without a gap:
	// seq is after+1, after+2, …; the first record of a journal is 1. It waits
	// for records that do not exist yet and returns when ctx is done, with its
	// error, when fn returns an error, with that error, or when the journal
	// cannot be read further. A caller goes on by calling again with the last
	// seq it has dealt with. The record is fn's only until fn returns.
	Tail(ctx context.Context, after uint64, fn func(seq uint64, record []byte) error) error
}

// Check tells whether a journal takes a record under this id. A caller that
// stays within MaxRecord and MaxID need not ask.
func Check(id string, record []byte) error {
	switch {
	case id == "" || len(id) > MaxID:
		return fmt.Errorf("journal: id of %d bytes, want 1 to %d", len(id), MaxID)
	case len(record) == 0 || len(record) > MaxRecord:
		return fmt.Errorf("journal: record of %d bytes, want 1 to %d", len(record), MaxRecord)
	}
	return nil
}
