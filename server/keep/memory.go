package keep

import (
	"bytes"
	"sync"
)

// Memory keeps entries as long as its process lives: for evenings that begin
// anew, and for tests. All methods may be called from many goroutines.
type Memory struct {
	mu      sync.Mutex
	entries map[Key][]byte // guarded by mu; a value in it never changes
}

// NewMemory returns an empty one.
func NewMemory() *Memory { return &Memory{entries: map[Key][]byte{}} }

// Put keeps entries, each in place of the one before. It never fails.
func (m *Memory) Put(entries ...Entry) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, e := range entries {
		m.entries[e.Key] = bytes.Clone(e.Value)
	}
	return nil
}

// Delete forgets entries. It never fails.
func (m *Memory) Delete(keys ...Key) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, k := range keys {
		delete(m.entries, k)
	}
	return nil
}

// Each calls fn for all entries of a kind, in no order, until it returns an
// error, and returns that. The values are not to be changed.
func (m *Memory) Each(kind Kind, fn func(id ID, value []byte) error) error {
	m.mu.Lock()
	var found []Entry
	for k, v := range m.entries {
		if k.Kind == kind {
			found = append(found, Entry{k, v})
		}
	}
	m.mu.Unlock()
	for _, e := range found {
		if err := fn(e.ID, e.Value); err != nil {
			return err
		}
	}
	return nil
}
