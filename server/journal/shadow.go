package journal

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"sync"
	"time"
)

// A shadow is a node's own copy of the journal: a file that is only appended
// to. It begins with shadowMagic; then, for each record,
//
//	offset  size  field (little-endian)
//	0       4     length of the record, 1…MaxRecord
//	4       4     CRC-32C of what follows
//	8       8     sequence number, 1, 2, 3, …
//	16      …     the record
const (
	shadowMagic = "crescendo journal 1\n"
	shadowHead  = 16
	syncEvery   = time.Second // what a power failure may take from the copy: the engine has it
)

// ErrDamaged is in the error of a copy in which a record is not what was
// written, though records follow it: that is no interrupted write.
var ErrDamaged = errors.New("the copy of the journal is damaged")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// shadow is an open copy.
type shadow struct {
	name string

	mu     sync.Mutex
	file   *os.File  // guarded by mu
	ends   []int64   // guarded by mu; of each record, where the next begins
	synced time.Time // guarded by mu
	failed error     // guarded by mu; of a write: then the copy takes nothing more
}

// openShadow opens a copy and checks each record in it. What an interrupted
// write left at the end is cut off, and cut tells of how many bytes.
func openShadow(name string) (s *shadow, cut int64, err error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, 0, fmt.Errorf("journal: opening the copy: %w", err)
	}
	s = &shadow{name: name, file: f}
	if cut, err = s.load(); err != nil {
		f.Close()
		return nil, 0, fmt.Errorf("journal: opening the copy %s: %w", name, err)
	}
	return s, cut, nil
}

func (s *shadow) load() (cut int64, err error) {
	b, err := io.ReadAll(s.file)
	if err != nil {
		return 0, err
	}
	if len(b) < len(shadowMagic) && bytes.HasPrefix([]byte(shadowMagic), b) { // new, or interrupted while it was
		_, err := s.file.WriteAt([]byte(shadowMagic), 0)
		return 0, errors.Join(err, s.file.Sync())
	}
	end := int64(len(shadowMagic))
	err = records(b, func(_ uint64, record []byte) error {
		end += int64(shadowHead + len(record))
		s.ends = append(s.ends, end)
		return nil
	})
	if err != nil || end == int64(len(b)) {
		return 0, err
	}
	return int64(len(b)) - end, errors.Join(s.file.Truncate(end), s.file.Sync())
}

// records calls fn for each record of a copy's bytes, in order, and returns fn's
// error. What an interrupted write left at the end is passed over; everything
// else that is no record is ErrDamaged.
func records(b []byte, fn func(seq uint64, record []byte) error) error {
	rest, whole := bytes.CutPrefix(b, []byte(shadowMagic))
	if !whole {
		return fmt.Errorf("it does not begin as a copy does: %w", ErrDamaged)
	}
	for seq := uint64(1); ; seq++ {
		n := recordAt(rest, seq)
		if n == 0 && follows(rest, seq-1) {
			return fmt.Errorf("record %d: %w", seq, ErrDamaged)
		}
		if n == 0 {
			return nil
		}
		if err := fn(seq, rest[shadowHead:n]); err != nil {
			return err
		}
		rest = rest[n:]
	}
}

// recordAt returns the length of the valid record seq at the front of b, 0
// where there is none.
func recordAt(b []byte, seq uint64) int {
	if len(b) < shadowHead {
		return 0
	}
	size := int(binary.LittleEndian.Uint32(b))
	if size < 1 || size > MaxRecord || len(b) < shadowHead+size || binary.LittleEndian.Uint64(b[8:]) != seq {
		return 0
	}
	if crc32.Checksum(b[8:shadowHead+size], castagnoli) != binary.LittleEndian.Uint32(b[4:]) {
		return 0
	}
	return shadowHead + size
}

// follows tells whether a valid record later than last+1 stands anywhere in b:
// then what is wrong at its front is no interrupted write.
func follows(b []byte, last uint64) bool {
	for i := 1; i+shadowHead <= len(b); i++ {
		seq := binary.LittleEndian.Uint64(b[i+8:])
		if seq > last && seq-last <= uint64(len(b)) && recordAt(b[i:], seq) > 0 {
			return true
		}
	}
	return false
}

// last returns the number of the last record in the copy.
func (s *shadow) last() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return uint64(len(s.ends))
}

// record returns a record of the copy, checked again. seq is 1…last.
func (s *shadow) record(seq uint64) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	from := int64(len(shadowMagic))
	if seq > 1 {
		from = s.ends[seq-2]
	}
	b := make([]byte, s.ends[seq-1]-from)
	if _, err := s.file.ReadAt(b, from); err != nil {
		return nil, fmt.Errorf("journal: reading record %d of the copy %s: %w", seq, s.name, err)
	}
	if recordAt(b, seq) != len(b) {
		return nil, fmt.Errorf("journal: record %d of the copy %s: %w", seq, s.name, ErrDamaged)
	}
	return b[shadowHead:], nil
}

// add appends record seq where it is the next, and does nothing where the copy
// has it already.
func (s *shadow) add(seq uint64, record []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failed != nil || seq <= uint64(len(s.ends)) {
		return s.failed
	}
	b := make([]byte, shadowHead, shadowHead+len(record))
	b = append(b, record...)
	binary.LittleEndian.PutUint32(b, uint32(len(record)))
	binary.LittleEndian.PutUint64(b[8:], seq)
	binary.LittleEndian.PutUint32(b[4:], crc32.Checksum(b[8:], castagnoli))
	end := int64(len(shadowMagic))
	if n := len(s.ends); n > 0 {
		end = s.ends[n-1]
	}
	if _, err := s.file.WriteAt(b, end); err != nil {
		s.failed = fmt.Errorf("journal: writing the copy %s: %w", s.name, err)
		return s.failed
	}
	s.ends = append(s.ends, end+int64(len(b)))
	return s.sync(false)
}

// sync brings the copy to the disk, at most once a second unless now.
func (s *shadow) sync(now bool) error {
	if t := time.Now(); now || t.Sub(s.synced) >= syncEvery {
		s.synced = t
		if err := s.file.Sync(); err != nil {
			s.failed = fmt.Errorf("journal: writing the copy %s: %w", s.name, err)
		}
	}
	return s.failed
}

func (s *shadow) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return errors.Join(s.sync(true), s.file.Close())
}
