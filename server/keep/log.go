package keep

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// A log is the file of one kind. It begins with magic; then, for each entry,
//
//	offset  size  field (little-endian)
//	0       4     length of the value, 1…MaxValue
//	4       4     CRC-32C of what follows
//	8       32    id
//	40      …     value
//
// The last entry of an id counts. Those before it are dead; when there are more
// dead bytes than living ones, or some have lain there for long, the living ones
// move to a new file.
const (
	magic    = "crescendo keep 1\n"
	head     = 40
	newName  = ".new"           // behind the name of a file that is being written anew
	maxDead  = 256 << 10        // bytes that may be dead beside as many as live
	deadTime = 10 * time.Minute // for which they may be: a place is no business of anybody's afterwards
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// span is where an entry stands.
type span struct{ at, size int64 }

type log struct {
	name string // set once

	syncing sync.Mutex // held by whoever brings the file to the disk, or writes it anew; comes before mu
	synced  int64      // guarded by syncing; how much of written is on the disk

	mu      sync.Mutex
	file    *os.File    // guarded by mu; replaced with syncing too
	spans   map[ID]span // guarded by mu
	end     int64       // guarded by mu; of the file
	written int64       // guarded by mu; bytes, ever
	live    int64       // guarded by mu; bytes of the entries that count
	swept   time.Time   // guarded by mu; when nothing was dead
}

// openLog opens a file. What cannot be read in it is left out, and the file is
// written anew without it.
func openLog(name string) (l *log, lost int64, err error) {
	if err := os.Remove(name + newName); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, 0, err
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, 0, err
	}
	l = &log{name: name, file: f, spans: map[ID]span{}, swept: time.Now()}
	b, err := io.ReadAll(f)
	if err != nil {
		return nil, 0, errors.Join(err, f.Close())
	}
	whole := bytes.HasPrefix(b, []byte(magic))
	if whole {
		lost = l.load(b)
	} else {
		lost = int64(len(b))
	}
	if !whole || l.live+int64(len(magic)) != l.end {
		if err := l.rewrite(nil); err != nil {
			return nil, 0, errors.Join(err, f.Close())
		}
	}
	return l, lost, nil
}

// load finds the entries in b and returns how many bytes are none.
func (l *log) load(b []byte) (lost int64) {
	l.end = int64(len(b))
	for at := len(magic); at < len(b); {
		n := entryAt(b[at:])
		if n == 0 {
			at++
			lost++
			continue
		}
		l.place(ID(b[at+8:]), span{int64(at), int64(n)})
		at += n
	}
	return lost
}

// place notes where an entry stands now. The caller holds mu.
func (l *log) place(id ID, s span) {
	l.live += s.size - l.spans[id].size
	l.spans[id] = s
}

// entryAt returns the length of the entry at the front of b, 0 where there is
// none.
func entryAt(b []byte) int {
	if len(b) < head {
		return 0
	}
	size := int(binary.LittleEndian.Uint32(b))
	if size < 1 || size > MaxValue || len(b) < head+size {
		return 0
	}
	if crc32.Checksum(b[8:head+size], castagnoli) != binary.LittleEndian.Uint32(b[4:]) {
		return 0
	}
	return head + size
}

func appendEntry(b []byte, e Entry) []byte {
	at := len(b)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(e.Value)))
	b = append(b, 0, 0, 0, 0)
	b = append(b, e.ID[:]...)
	b = append(b, e.Value...)
	binary.LittleEndian.PutUint32(b[at+4:], crc32.Checksum(b[at+8:], castagnoli))
	return b
}

// put appends entries and brings them to the disk. Whoever comes meanwhile
// shares the next time that takes.
func (l *log) put(entries []Entry) error {
	upto, sweep, err := l.write(entries)
	switch {
	case err != nil:
		return err
	case sweep:
		return l.rewrite(nil)
	}
	l.syncing.Lock()
	defer l.syncing.Unlock()
	if l.synced >= upto {
		return nil
	}
	l.mu.Lock()
	file, written := l.file, l.written
	l.mu.Unlock()
	if err := file.Sync(); err != nil {
		return err
	}
	l.synced = written
	return nil
}

// write appends entries. It tells how much is written then, and whether it is
// time to write the file anew.
func (l *log) write(entries []Entry) (upto int64, sweep bool, err error) {
	var b []byte
	for _, e := range entries {
		b = appendEntry(b, e)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, err := l.file.WriteAt(b, l.end); err != nil {
		return 0, false, err // what stands behind end is no part of the file, or lost when it is opened
	}
	for _, e := range entries {
		s := span{l.end, int64(head + len(e.Value))}
		l.place(e.ID, s)
		l.end += s.size
	}
	l.written += int64(len(b))
	dead := l.end - int64(len(magic)) - l.live
	return l.written, dead > l.live+maxDead || dead > 0 && time.Since(l.swept) > deadTime, nil
}

// rewrite puts what lives, but for some, into a new file in place of the old.
func (l *log) rewrite(without map[ID]bool) error {
	l.syncing.Lock()
	defer l.syncing.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	spans, b, err := l.living(without)
	if err != nil {
		return err
	}
	if err := writeNew(l.name+newName, b); err != nil {
		return err
	}
	if err := l.swap(); err != nil {
		return err
	}
	l.spans, l.end = spans, int64(len(b))
	l.live = l.end - int64(len(magic))
	l.synced, l.swept = l.written, time.Now()
	return syncDir(filepath.Dir(l.name))
}

// living returns the bytes of a file of what lives, in its order. The caller
// holds mu.
func (l *log) living(without map[ID]bool) (spans map[ID]span, b []byte, err error) {
	spans, b = map[ID]span{}, []byte(magic)
	for _, id := range l.ids() {
		if without[id] {
			continue
		}
		s := l.spans[id]
		at := len(b)
		b = slices.Grow(b, int(s.size))[:at+int(s.size)]
		if _, err := l.file.ReadAt(b[at:], s.at); err != nil {
			return nil, nil, err
		}
		spans[id] = span{int64(at), s.size}
	}
	return spans, b, nil
}

// ids returns those of all entries, as they stand in the file. The caller holds
// mu.
func (l *log) ids() []ID {
	return slices.SortedFunc(maps.Keys(l.spans), func(a, b ID) int { return cmp.Compare(l.spans[a].at, l.spans[b].at) })
}

// writeNew writes a file to the disk.
func writeNew(name string, b []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Sync(), f.Close())
}

// swap makes the new file the file. It closes the old one first: some systems
// rename nothing that is open. The caller holds mu and syncing.
func (l *log) swap() error {
	l.file.Close() //nolint:errcheck // all that counts stands in the new one
	err := os.Rename(l.name+newName, l.name)
	f, reopen := os.OpenFile(l.name, os.O_RDWR, 0o600)
	if reopen == nil {
		l.file = f
	}
	return errors.Join(err, reopen)
}

// each reads every entry.
func (l *log) each(fn func(id ID, value []byte) error) error {
	l.mu.Lock()
	ids := l.ids()
	l.mu.Unlock()
	for _, id := range ids {
		value, err := l.read(id)
		if err != nil {
			return err
		}
		if value == nil {
			continue // forgotten meanwhile
		}
		if err := fn(id, value); err != nil {
			return err
		}
	}
	return nil
}

func (l *log) read(id ID) ([]byte, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s, ok := l.spans[id]
	if !ok {
		return nil, nil
	}
	b := make([]byte, s.size)
	if _, err := l.file.ReadAt(b, s.at); err != nil {
		return nil, err
	}
	return b[head:], nil
}

func (l *log) close() error {
	l.syncing.Lock()
	defer l.syncing.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	return errors.Join(l.file.Sync(), l.file.Close())
}
