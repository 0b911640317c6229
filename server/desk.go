package server

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/server/journal"
)

// desk takes facts from everybody and brings them into the journal, batched,
// in the order in which they came. Nobody waits for it.
//
// Full means: whoever hands in keeps the fact. A joining is refused ("busy,
// try again"), an arrival stays with its player and is offered again, the clock
// asks again. The time of an arrival was taken before, so nothing is lost.
type desk struct {
	// set once
	facts   chan fact.Fact
	journal journal.Journal
	node    fact.Node
	boot    uint64
	now     func() time.Time
	log     *slog.Logger

	// owned by run
	number uint64
	jitter *rand.Rand
}

func newDesk(j journal.Journal, now func() time.Time, random io.Reader, log *slog.Logger) (*desk, error) {
	d := &desk{facts: make(chan fact.Fact, maxDesk), journal: j, now: now, log: log}
	var seed [32]byte
	for _, b := range [][]byte{d.node[:], seed[:]} {
		if _, err := io.ReadFull(random, b); err != nil {
			return nil, fmt.Errorf("drawing a node's id: %w", err)
		}
	}
	d.boot = uint64(now().UnixMilli())
	d.jitter = rand.New(rand.NewChaCha8(seed))
	return d, nil
}

// put hands a fact in and tells whether there was room.
func (d *desk) put(f fact.Fact) bool {
	select {
	case d.facts <- f:
		return true
	default:
		return false
	}
}

// run brings facts into the journal until ctx is done, and then what has been
// handed in, as far as flushTimeout allows.
func (d *desk) run(ctx context.Context) {
	late, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(flushTimeout, cancel) })()
	for {
		select {
		case f := <-d.facts:
			d.append(late, d.batch(f))
			continue
		default:
		}
		select {
		case f := <-d.facts:
			d.append(late, d.batch(f))
		case <-ctx.Done():
			return
		}
	}
}

// batch makes a record of a fact and of what waits behind it.
func (d *desk) batch(f fact.Fact) fact.Record {
	facts := []fact.Fact{f}
	for len(facts) < maxBatch {
		select {
		case f := <-d.facts:
			facts = append(facts, f)
			continue
		default:
		}
		break
	}
	d.number++
	return fact.Record{Node: d.node, Boot: d.boot, Number: d.number, Clock: d.now().UnixMilli(), Rules: game.RulesVersion, Facts: facts}
}

// append brings one record into the journal: the same bytes under the same id,
// again and again until the journal says that it has them, or ctx is done.
func (d *desk) append(ctx context.Context, r fact.Record) {
	record, id := r.Append(nil), fmt.Sprintf("%x/%d/%d", r.Node, r.Boot, r.Number)
	for wait := retryFirst; ; wait = min(2*wait, retryLast) {
		err := d.journal.Append(ctx, id, record)
		if err == nil {
			if wait > retryFirst {
				d.log.Info("the journal takes facts again")
			}
			return
		}
		if ctx.Err() != nil {
			d.log.Warn("stopping with facts that the journal may not have", "facts", len(r.Facts))
			return
		}
		d.log.Warn("the journal does not take facts; trying again", "cause", err, "facts", len(r.Facts), "pause", wait)
		pause(ctx, wait/2+time.Duration(d.jitter.Int64N(int64(wait))))
	}
}

// pause waits, or until ctx is done.
func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
