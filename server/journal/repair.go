package journal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/nats-io/nats.go/jetstream"
)

// Report is what Verify found in a node's folder, or between it and a cluster.
type Report struct {
	Copy   uint64 // records in the copy
	Cut    int64  // bytes that an interrupted write left at its end, and that were cut off
	Engine uint64 // records that the engine hands out without a gap
	Claims uint64 // the last record that the engine says it has
	Copied uint64 // records, from the first on, that stand in both and are the same

	CopyError   error // why the copy cannot be read; nil where it can
	EngineError error // why the engine cannot be read further; nil where it can
}

// Sound tells whether a node may be opened: the copy is whole, and the engine
// has all of it, and nothing that it does not hand out.
func (r Report) Sound() bool {
	return r.CopyError == nil && r.EngineError == nil && r.Copied == r.Copy && r.Claims <= r.Engine
}

// Verify reads the copy and everything that the engine has, and compares the
// two. It changes nothing but an interrupted end of the copy. The folder must
// not be in use. Its error says why it could not look at all.
func Verify(ctx context.Context, c Config) (r Report, err error) {
	n, _, err := c.look("")
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, n.Close()) }()
	n.shadow, r.Cut, r.CopyError = openShadow(filepath.Join(c.Dir, shadowName))
	if r.CopyError == nil {
		r.Copy = n.shadow.last()
	}
	if r.Claims, err = n.stream.last(ctx); errors.Is(err, jetstream.ErrStreamNotFound) {
		return r, nil
	} else if err != nil {
		return r, err
	}
	same := true
	r.Engine, r.EngineError = n.stream.read(ctx, 0, func(seq uint64, record []byte) error {
		if same = same && seq <= r.Copy && n.same(seq, record); same {
			r.Copied = seq
		}
		return nil
	})
	return r, ctx.Err()
}

// look takes hold of the folder, puts a part of it aside, "" for none, and opens
// the engine and nothing else. kept is the new name of that part, "" where it
// was not there.
func (c *Config) look(aside string) (n *Node, kept string, err error) {
	n = &Node{}
	if err = n.hold(c.Dir); err == nil && aside != "" {
		kept, err = setAside(filepath.Join(c.Dir, aside))
	}
	if err == nil {
		err = n.reach(*c)
	}
	if err != nil {
		return nil, kept, errors.Join(err, n.Close())
	}
	return n, kept, nil
}

// same tells whether the copy has this very record.
func (n *Node) same(seq uint64, record []byte) bool {
	mine, err := n.shadow.record(seq)
	return err == nil && bytes.Equal(mine, record)
}

// RebuildEngine makes the engine's journal from the copy, record by record
// under the same numbers. The embedded engine's old files are kept beside the
// new ones, under the name that it returns. In a cluster it goes on where the
// stream ends, if what is there is the copy's beginning: so it also moves an
// evening from a laptop to a cluster, and back.
func RebuildEngine(ctx context.Context, c Config) (kept string, err error) {
	aside := engineName
	if c.URL != "" {
		aside = ""
	}
	n, kept, err := c.look(aside)
	if err != nil {
		return kept, err
	}
	defer func() { err = errors.Join(err, n.Close()) }()
	if n.shadow, _, err = openShadow(filepath.Join(c.Dir, shadowName)); err != nil {
		return kept, fmt.Errorf("%w; restore the folder from a backup, or from another node's", err)
	}
	if err := n.stream.make(ctx, c.replicas()); err != nil {
		return kept, err
	}
	return kept, n.fill(ctx)
}

// fill brings into the engine what the copy has beyond it.
func (n *Node) fill(ctx context.Context) error {
	have, err := n.stream.read(ctx, 0, func(seq uint64, record []byte) error {
		if seq > n.shadow.last() || !n.same(seq, record) {
			return fmt.Errorf("journal: record %d is another one than the copy's: %w; remove the stream %s with the cluster's own tools if it holds nothing that you need", seq, ErrDiffers, n.stream.name)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for seq := have + 1; seq <= n.shadow.last(); seq++ {
		record, err := n.shadow.record(seq)
		if err != nil {
			return err
		}
		if err := n.stream.put(ctx, seq, record); err != nil {
			return err
		}
	}
	return nil
}

// put appends a record that must become number seq.
func (s *stream) put(ctx context.Context, seq uint64, record []byte) error {
	ack, err := s.js.Publish(ctx, s.subject, record, jetstream.WithExpectLastSequence(seq-1), jetstream.WithExpectStream(s.name))
	if err != nil {
		return fmt.Errorf("journal: writing record %d: %w", seq, err)
	}
	if ack.Sequence != seq {
		return fmt.Errorf("journal: record %d became number %d: somebody else writes to %s; stop all nodes first", seq, ack.Sequence, s.name)
	}
	return nil
}

// RebuildCopy makes the copy from the engine, and keeps the old one under the
// name that it returns.
func RebuildCopy(ctx context.Context, c Config) (kept string, err error) {
	n, kept, err := c.look(shadowName)
	if err != nil {
		return kept, err
	}
	defer func() { err = errors.Join(err, n.Close()) }()
	if n.shadow, _, err = openShadow(filepath.Join(c.Dir, shadowName)); err != nil {
		return kept, err
	}
	read, err := n.stream.read(ctx, 0, n.shadow.add)
	if err != nil {
		return kept, err
	}
	if claims, err := n.stream.last(ctx); err != nil || read < claims {
		return kept, errors.Join(err, fmt.Errorf("journal: the engine hands out %d records and says that it has %d: %w", read, claims, ErrGap))
	}
	return kept, nil
}

// setAside renames a file or a folder that nobody has open, and returns its new
// name; "" where there was nothing.
func setAside(name string) (kept string, err error) {
	for i := 1; ; i++ {
		kept = fmt.Sprintf("%s.old-%d", name, i)
		if _, err := os.Lstat(kept); os.IsNotExist(err) {
			break
		}
	}
	if err := os.Rename(name, kept); os.IsNotExist(err) {
		return "", nil
	} else if err != nil {
		return "", fmt.Errorf("journal: keeping what is there: %w", err)
	}
	return kept, nil
}

// ReadCopy calls fn for each record of the copy in a node's folder, in order,
// and returns fn's error. The folder may be in use: then it reads up to what is
// being written. Its own error is ErrDamaged, or that of the file.
func ReadCopy(dir string, fn func(seq uint64, record []byte) error) error {
	name := filepath.Join(dir, shadowName)
	b, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("journal: reading the copy: %w", err)
	}
	err = records(b, fn)
	if errors.Is(err, ErrDamaged) {
		return fmt.Errorf("journal: reading the copy %s: %w", name, err)
	}
	return err
}
