package journal

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
	"github.com/nats-io/nats.go"
)

// What stands in a node's folder.
const (
	lockName   = "lock"   // held by the process that has the folder open
	engineName = "engine" // the embedded engine's own files
	shadowName = "copy"   // the node's copy, see shadow
)

// Config says where a journal is. The zero value of what may be left out is
// the embedded engine.
type Config struct {
	Dir  string // the node's folder; made where it is missing
	Hunt string // id of the hunt: letters, digits and -
	Log  *slog.Logger

	URL      string      // "nats://a,b,c" of an external cluster; "" for the engine in this process
	TLS      *tls.Config // nil for none
	NKey     string      // file of the node's nkey seed; "" for none
	Replicas int         // of the stream in a cluster, where this node may make it; 0 means 3
}

// ErrDiffers is in the error of Open where the engine's journal is not the one
// that this node has read: shorter, with a gap, or with another record in a
// place. Seats were told by what the node has read.
var ErrDiffers = errors.New("the engine's journal is not the one that this node has read")

// Node is one server's way to the journal: the engine, and the node's own copy
// of everything that it has read.
type Node struct {
	// set once
	stream *stream
	shadow *shadow
	engine *engine    // nil for an external cluster
	conn   *nats.Conn // nil for the engine of this process
	lock   *flock.Flock
	start  uint64
}

// Open opens a node's journal: it takes hold of the folder, starts the engine
// or connects to the cluster, and compares what the engine has with the node's
// copy, record by record. Its errors say what to do: a folder in use, an engine
// that does not answer, ErrDamaged for the copy, ErrDiffers for the engine.
func Open(ctx context.Context, c Config) (*Node, error) {
	n := &Node{}
	if err := n.open(ctx, c); err != nil {
		return nil, errors.Join(err, n.Close())
	}
	return n, nil
}

func (n *Node) open(ctx context.Context, c Config) error {
	if err := n.hold(c.Dir); err != nil {
		return err
	}
	var cut int64
	var err error
	if n.shadow, cut, err = openShadow(filepath.Join(c.Dir, shadowName)); err != nil {
		return fmt.Errorf("%w; run crescendo journal rebuild --copy to make it anew from the engine", err)
	}
	if cut > 0 {
		c.log().Warn("the copy of the journal ended within a record, as after a power failure; that end was cut off", "bytes", cut)
	}
	if err := n.reach(c); err != nil {
		return err
	}
	if err := n.stream.make(ctx, c.replicas()); err != nil {
		return err
	}
	return n.compare(ctx)
}

// hold takes hold of the folder: the engine does not look whether another
// process has it open, and both would acknowledge.
func (n *Node) hold(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("journal: making the folder: %w", err)
	}
	lock := flock.New(filepath.Join(dir, lockName))
	held, err := lock.TryLock()
	if err != nil {
		return fmt.Errorf("journal: locking the folder %s: %w", dir, err)
	}
	if !held {
		return fmt.Errorf("journal: the folder %s is in use by another crescendo: stop that one first", dir)
	}
	n.lock = lock
	return nil
}

// reach starts the engine, or connects to the cluster.
func (n *Node) reach(c Config) (err error) {
	conn, attempt := (*nats.Conn)(nil), appendLimit
	if c.URL == "" {
		if n.engine, err = startEngine(filepath.Join(c.Dir, engineName), c.log()); err != nil {
			return err
		}
		conn = n.engine.conn
	} else {
		if n.conn, err = dial(c); err != nil {
			return err
		}
		conn, attempt = n.conn, clusterTry
	}
	n.stream, err = newStream(conn, c.Hunt, attempt)
	return err
}

func (c *Config) log() *slog.Logger {
	if c.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return c.Log
}

func (c *Config) replicas() int {
	switch {
	case c.URL == "":
		return 1
	case c.Replicas == 0:
		return 3
	}
	return c.Replicas
}

// dial connects to an external cluster. It does not wait until one answers:
// who asks for something does.
func dial(c Config) (*nats.Conn, error) {
	options := append(connOptions(), nats.RetryOnFailedConnect(true), nats.Timeout(connectLimit))
	if c.TLS != nil {
		options = append(options, nats.Secure(c.TLS))
	}
	if c.NKey != "" {
		key, err := nats.NkeyOptionFromSeed(c.NKey)
		if err != nil {
			return nil, fmt.Errorf("journal: reading the nkey in %s: %w", c.NKey, err)
		}
		options = append(options, key)
	}
	conn, err := nats.Connect(c.URL, options...)
	if err != nil {
		return nil, fmt.Errorf("journal: connecting to the cluster: %w", err)
	}
	return conn, nil
}

// compare reads the engine's journal from the beginning and compares it with
// the copy. What the engine has beyond the copy comes with Tail.
func (n *Node) compare(ctx context.Context) error {
	enough := errors.New("enough")
	have := n.shadow.last()
	read, err := n.stream.read(ctx, 0, func(seq uint64, record []byte) error {
		if seq > have {
			return enough
		}
		mine, err := n.shadow.record(seq)
		if err == nil && !bytes.Equal(mine, record) {
			err = fmt.Errorf("record %d is another one: %w", seq, ErrDiffers)
		}
		return err
	})
	const advice = "no seat is given from it; run crescendo journal verify to see what happened, and crescendo journal rebuild to make the engine anew from the copy"
	switch {
	case err == nil && read < have:
		return fmt.Errorf("journal: the engine has %d records, this node has read %d: %w; %s", read, have, ErrDiffers, advice)
	case errors.Is(err, ErrGap) && read < have:
		return fmt.Errorf("journal: record %d is missing in the engine, this node has read %d: %w; %s", read+1, have, ErrDiffers, advice)
	case err != nil && err != enough:
		return fmt.Errorf("journal: comparing the engine with the copy: %w; %s", err, advice)
	}
	n.start, err = n.stream.last(ctx)
	n.start = max(n.start, read)
	return err
}

// Start returns the number of the last record that the engine had when it was
// opened: a server is ready when it has counted that one.
func (n *Node) Start() uint64 { return n.start }

// Append implements Journal.
func (n *Node) Append(ctx context.Context, id string, record []byte) error {
	return n.stream.Append(ctx, id, record)
}

// Tail implements Journal. Records come from the copy as far as it goes, and
// from the engine behind it; those stand in the copy before fn is called.
func (n *Node) Tail(ctx context.Context, after uint64, fn func(seq uint64, record []byte) error) error {
	have := n.shadow.last()
	for seq := after + 1; seq <= have; seq++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		record, err := n.shadow.record(seq)
		if err != nil {
			return err
		}
		if err := fn(seq, record); err != nil {
			return err
		}
	}
	return n.stream.Tail(ctx, have, func(seq uint64, record []byte) error {
		if err := n.shadow.add(seq, record); err != nil {
			return err
		}
		if seq <= after {
			return nil
		}
		return fn(seq, record)
	})
}

// Close lets go of everything. Tails end with an error.
func (n *Node) Close() error {
	var errs []error
	if n.conn != nil {
		n.conn.Close()
	}
	if n.engine != nil {
		n.engine.close()
	}
	if n.shadow != nil {
		errs = append(errs, n.shadow.close())
	}
	if n.lock != nil {
		errs = append(errs, n.lock.Close())
	}
	return errors.Join(errs...)
}

var _ Journal = (*Node)(nil)
