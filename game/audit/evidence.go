package audit

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"crescendo/game"
	"crescendo/game/fact"
)

const (
	magic      = "crescendo evidence 1\n"
	maxReveal  = 1 << 20 // bytes: a hunt file is smaller
	maxRecords = 10_000_000
)

// Reveal is what was secret until the close, and what the commitment binds.
type Reveal struct {
	Hunt  game.Hunt // without Awards: those of the rules version
	Seed  game.Seed // of the lots (R9)
	Salt  [32]byte
	Draws []int  // of each venue's warp, the one that was accepted (R7)
	Keys  []byte // what else the organiser could not change: see game.Commitment
}

// Commitment returns the hash that was published before the gun.
func (r *Reveal) Commitment() [32]byte {
	return game.Commitment(&r.Hunt, r.Seed, r.Salt, r.Draws, r.Keys)
}

// Writer writes evidence.
type Writer struct {
	to   io.Writer
	head [32]byte
	n    int
}

// NewWriter begins a file. The hunt of the reveal is a checked one.
func NewWriter(to io.Writer, r Reveal) (*Writer, error) {
	if r.Hunt.Awards != nil {
		return nil, errors.New("evidence: ways of giving seats that are not in the rules cannot be written down")
	}
	//lint:ignore SA1026 there are no Awards, and so none of their functions
	text, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("evidence: %w", err)
	}
	w := &Writer{to: to}
	if _, err := io.WriteString(to, magic); err != nil {
		return nil, fmt.Errorf("evidence: %w", err)
	}
	return w, w.chunk(text)
}

// Add writes the next record of the journal.
func (w *Writer) Add(record []byte) error {
	if len(record) == 0 || len(record) > fact.MaxRecord || w.n == maxRecords {
		return fmt.Errorf("evidence: record %d of %d bytes: want 1 to %d, and at most %d records", w.n+1, len(record), fact.MaxRecord, maxRecords)
	}
	w.n++
	w.head = fact.Head(w.head, record)
	return w.chunk(record)
}

// Close ends the file. It does not close what is written to.
func (w *Writer) Close() error {
	if err := w.chunk(nil); err != nil {
		return err
	}
	if _, err := w.to.Write(w.head[:]); err != nil {
		return fmt.Errorf("evidence: %w", err)
	}
	return nil
}

func (w *Writer) chunk(b []byte) error {
	if _, err := w.to.Write(append(binary.LittleEndian.AppendUint32(nil, uint32(len(b))), b...)); err != nil {
		return fmt.Errorf("evidence: %w", err)
	}
	return nil
}

// evidence reads a file.
type evidence struct {
	from   io.Reader
	reveal Reveal
	buffer []byte
}

// open reads the beginning of a file, and accepts one way of writing it only.
func open(from io.Reader) (*evidence, error) {
	e := &evidence{from: from}
	begin := make([]byte, len(magic))
	if _, err := io.ReadFull(from, begin); err != nil || string(begin) != magic {
		return nil, errors.New("this is no evidence of an evening: it does not begin as one does")
	}
	text, err := e.chunk(maxReveal)
	if err != nil {
		return nil, fmt.Errorf("the reveal: %w", err)
	}
	read := json.NewDecoder(bytes.NewReader(text))
	read.DisallowUnknownFields()
	if err := read.Decode(&e.reveal); err != nil {
		return nil, fmt.Errorf("the reveal: %w", err)
	}
	//lint:ignore SA1026 Awards with a function in it is no JSON, and was refused
	if again, err := json.Marshal(e.reveal); err != nil || !bytes.Equal(again, text) {
		return nil, errors.New("the reveal is not written as a server writes it: somebody has changed it")
	}
	if err := possible(&e.reveal.Hunt); err != nil {
		return nil, fmt.Errorf("the reveal: %w", err)
	}
	return e, nil
}

// next returns the next record, which is the caller's until the next call, or
// nil behind the last one.
func (e *evidence) next() ([]byte, error) { return e.chunk(fact.MaxRecord) }

// end reads the head, and that nothing is behind it.
func (e *evidence) end() (head [32]byte, err error) {
	if _, err := io.ReadFull(e.from, head[:]); err != nil {
		return head, errors.New("the file ends within its head: its end was cut off")
	}
	if n, _ := io.ReadFull(e.from, make([]byte, 1)); n > 0 {
		return head, errors.New("something stands behind the end of the file")
	}
	return head, nil
}

func (e *evidence) chunk(most int) ([]byte, error) {
	var size [4]byte
	if _, err := io.ReadFull(e.from, size[:]); err != nil {
		return nil, errors.New("the file ends here: its end was cut off")
	}
	n := binary.LittleEndian.Uint32(size[:])
	if n > uint32(most) {
		return nil, fmt.Errorf("it says that it has %d bytes, %d fit", n, most)
	}
	if cap(e.buffer) < int(n) {
		e.buffer = make([]byte, n)
	}
	e.buffer = e.buffer[:n]
	if _, err := io.ReadFull(e.from, e.buffer); err != nil {
		return nil, errors.New("the file ends within it: its end was cut off")
	}
	return e.buffer, nil
}
