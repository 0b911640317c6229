package server

import "sync"

// texts is what people wrote: reasons, broadcasts, new nicknames. Facts hold
// keyed hashes of them alone, so that what stands here can be forgotten and the
// chain still verifies (R14).
type texts struct {
	mu    sync.Mutex
	plain map[[32]byte]string // guarded by mu; by the hash that stands in the fact
}

func newTexts() *texts { return &texts{plain: map[[32]byte]string{}} }

// keep keeps a text under its hash, and tells false where there is no room.
func (t *texts) keep(hash [32]byte, text string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, known := t.plain[hash]; !known && len(t.plain) >= maxTexts {
		return false
	}
	t.plain[hash] = text
	return true
}

// keepAll keeps several texts, and tells false where there is no room for one.
func (t *texts) keepAll(list map[[32]byte]string) bool {
	for hash, text := range list {
		if !t.keep(hash, text) {
			return false
		}
	}
	return true
}

// of returns a text, "" for one that was forgotten or that only another server
// knows.
func (t *texts) of(hash [32]byte) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.plain[hash]
}

// forget destroys a text.
func (t *texts) forget(hash [32]byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.plain, hash)
}
