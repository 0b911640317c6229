package journal

import (
	"bytes"
	"context"
	"sync"
)

// Memory is a Journal that lives as long as the process: for evenings that
// nobody needs to prove afterwards, and for tests. It grows with every record.
type Memory struct {
	mu      sync.Mutex
	records [][]byte            // guarded by mu; a record in it never changes
	ids     map[string]struct{} // guarded by mu
	grown   chan struct{}       // guarded by mu; closed, and replaced, with each record
}

// NewMemory returns an empty journal.
func NewMemory() *Memory {
	return &Memory{ids: map[string]struct{}{}, grown: make(chan struct{})}
}

// Append implements Journal. It fails only for what Check refuses and when ctx
// is done beforehand.
func (m *Memory) Append(ctx context.Context, id string, record []byte) error {
	if err := Check(id, record); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, known := m.ids[id]; known {
		return nil
	}
	m.ids[id] = struct{}{}
	m.records = append(m.records, bytes.Clone(record))
	close(m.grown)
	m.grown = make(chan struct{})
	return nil
}

// Tail implements Journal.
func (m *Memory) Tail(ctx context.Context, after uint64, fn func(seq uint64, record []byte) error) error {
	for {
		records, grown := m.behind(after)
		for _, r := range records {
			if err := ctx.Err(); err != nil {
				return err
			}
			after++
			if err := fn(after, r); err != nil {
				return err
			}
		}
		if len(records) > 0 {
			continue
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-grown:
		}
	}
}

// behind returns the records behind after, and what is closed when more come.
func (m *Memory) behind(after uint64) ([][]byte, <-chan struct{}) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if after >= uint64(len(m.records)) {
		return nil, m.grown
	}
	return m.records[after:len(m.records):len(m.records)], m.grown
}
