package server

import (
	"context"
	"errors"
	"hash/fnv"
	"math/rand/v2"
	"strconv"
	"sync"
	"time"

	"crescendo/server/journal"
)

// hostile is a journal that keeps its promises and no more: an Append that
// returned nil is in its place, everything else goes wrong. It counts what it
// has done to whom.
//
// What befalls a record depends on the seed, the record's id and the number of
// the try, never on which goroutine came first.
type hostile struct {
	seed uint64

	mu      sync.Mutex
	records []committed         // guarded by mu
	ids     map[string]struct{} // guarded by mu
	grown   chan struct{}       // guarded by mu; closed, and replaced, with each record
	absent  time.Time           // guarded by mu; until then there is no leader
	calm    bool                // guarded by mu; nothing goes wrong any more
	done    map[fault]int       // guarded by mu
}

// committed is a record in its place, and when it came there.
type committed struct {
	bytes []byte
	at    time.Time
}

// fault is something that a hostile journal does.
type fault string

const (
	lostRequest  fault = "lost request"
	lostAnswer   fault = "lost acknowledgement"
	lateRequest  fault = "request that comes seconds later"
	doubleCommit fault = "double commit"
	redelivery   fault = "redelivery"
	hole         fault = "hole in a tail"
	brokenTail   fault = "tail that breaks off"
	noLeader     fault = "leaderless minute"
	cutOff       fault = "node cut off from the journal"
	killed       fault = "node killed, restarted empty"
)

// faults are all of them, in the order of the table.
var faults = []fault{lostRequest, lostAnswer, lateRequest, doubleCommit, redelivery, hole, brokenTail, noLeader, cutOff, killed}

func newHostile(seed uint64) *hostile {
	return &hostile{seed: seed, ids: map[string]struct{}{}, grown: make(chan struct{}), done: map[fault]int{}}
}

// dice are those of one moment of a run.
func dice(seed uint64, what string, n int) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(what))
	return rand.New(rand.NewPCG(seed, h.Sum64()^uint64(n)*0x9e3779b97f4a7c15))
}

func (j *hostile) note(f fault) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.done[f]++
}

// commit puts a record into its place: again, where the engine has forgotten
// that it has it.
func (j *hostile) commit(id string, record []byte, forgotten bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if _, known := j.ids[id]; known {
		if !forgotten || j.calm {
			return
		}
		j.done[doubleCommit]++
	}
	j.ids[id] = struct{}{}
	j.records = append(j.records, committed{record, time.Now()})
	close(j.grown)
	j.grown = make(chan struct{})
}

// state tells how long the journal is, and how it behaves.
func (j *hostile) state() (length int, leader, calm bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(j.records), !time.Now().Before(j.absent), j.calm
}

// all returns the journal as it is.
func (j *hostile) all() []committed {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.records[:len(j.records):len(j.records)]
}

// behind returns what stands behind a record, and what is closed when more
// comes.
func (j *hostile) behind(after uint64) ([]committed, <-chan struct{}) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.records[min(after, uint64(len(j.records))):len(j.records):len(j.records)], j.grown
}

var (
	errDead      = errors.New("hostile: this node was killed")
	errNoAnswer  = errors.New("hostile: no answer")
	errBrokenOff = errors.New("hostile: the tail broke off")
)

// handle is one life of one node at a hostile journal.
type handle struct {
	*hostile
	name string
	dead chan struct{}    // closed when the node is killed
	read func(next) error // what hands a record to the fold; tests plant defects here

	mu    sync.Mutex
	tries map[string]int // guarded by mu
	reads int            // guarded by mu
	cut   time.Time      // guarded by mu; until then nothing comes through, either way
}

// next is a record that a tail hands to its reader.
type next struct {
	seq    uint64
	record []byte
	fn     func(uint64, []byte) error
}

func (h *handle) try(id string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.tries[id]++
	return h.tries[id]
}

func (h *handle) luck() *rand.Rand {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.reads++
	return dice(h.seed, h.name, h.reads)
}

// cutFor cuts the node off, for a while.
func (h *handle) cutFor(d time.Duration) {
	h.note(cutOff)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.cut = time.Now().Add(d)
}

func (h *handle) isCut() bool {
	_, _, calm := h.state()
	h.mu.Lock()
	defer h.mu.Unlock()
	return !calm && time.Now().Before(h.cut)
}

func (h *handle) isDead() bool {
	select {
	case <-h.dead:
		return true
	default:
		return false
	}
}

// wait lets time pass, unless the node dies or its caller leaves.
func (h *handle) wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-h.dead:
		return errDead
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Append implements journal.Journal.
func (h *handle) Append(ctx context.Context, id string, record []byte) error {
	if err := journal.Check(id, record); err != nil {
		return err
	}
	if h.isDead() {
		return errors.Join(errDead, h.wait(ctx, time.Second))
	}
	n := h.try(id)
	luck := dice(h.seed, id, n)
	record = append([]byte(nil), record...)
	way, roll, forgotten, later := time.Duration(luck.IntN(4_000_000)), luck.IntN(100), luck.IntN(100) < 3, time.Duration(luck.Int64N(int64(20*time.Second)))
	if luck.IntN(50) == 0 {
		way += time.Duration(luck.IntN(300)) * time.Millisecond
	}
	_, _, calm := h.state()
	if calm {
		roll, forgotten = 99, false
	}
	if roll < 6 || h.isCut() {
		h.note(lostRequest)
		return errors.Join(errNoAnswer, h.wait(ctx, 500*time.Millisecond))
	}
	sent := time.NewTimer(way) // what is on its way arrives, whatever becomes of the node
	<-sent.C
	if _, leader, _ := h.state(); !leader {
		return errors.Join(errNoAnswer, h.wait(ctx, 500*time.Millisecond))
	}
	if roll < 8 {
		h.note(lateRequest)
		time.AfterFunc(later, func() { h.commit(id, record, forgotten) })
		return errors.Join(errNoAnswer, h.wait(ctx, 500*time.Millisecond))
	}
	h.commit(id, record, forgotten)
	if luck.IntN(100) < 3 && !calm { // a copy that has lost its way
		time.AfterFunc(later, func() { h.commit(id, record, true) })
	}
	if roll < 14 {
		h.note(lostAnswer)
		return errors.Join(errNoAnswer, h.wait(ctx, 500*time.Millisecond))
	}
	if h.isDead() {
		return errDead
	}
	return nil
}

// Tail implements journal.Journal, as badly as an engine may.
func (h *handle) Tail(ctx context.Context, after uint64, fn func(seq uint64, record []byte) error) error {
	for {
		records, grown := h.behind(after)
		if len(records) == 0 {
			select {
			case <-grown:
				continue
			case <-ctx.Done():
				return ctx.Err()
			case <-h.dead:
				<-ctx.Done()
				return errDead
			}
		}
		luck := h.luck()
		if err := h.wait(ctx, time.Duration(luck.IntN(20_000_000))); err != nil {
			return err
		}
		for i := range records[:1+luck.IntN(len(records))] { // a replica may lag
			if err := ctx.Err(); err != nil {
				return err
			}
			if h.isCut() {
				return errors.Join(errBrokenOff, h.wait(ctx, 500*time.Millisecond))
			}
			if err := h.mislead(luck, after, records[i:], fn); err != nil {
				return err
			}
			after++
			if err := h.read(next{after, records[i].bytes, fn}); err != nil {
				return err
			}
		}
	}
}

// mislead does to a reader what an engine does after damage. Whatever the
// reader says to it ends the tail: who is right asks again.
func (h *handle) mislead(luck *rand.Rand, after uint64, behind []committed, fn func(uint64, []byte) error) error {
	if _, _, calm := h.state(); calm {
		return nil
	}
	switch roll := luck.IntN(100); {
	case roll < 3 && len(behind) > 1:
		h.note(hole)
		if err := h.read(next{after + 2, behind[1].bytes, fn}); err != nil {
			return err
		}
		return errors.New("hostile: record " + strconv.FormatUint(after+2, 10) + " was accepted behind " + strconv.FormatUint(after, 10))
	case roll < 6 && after > 0:
		h.note(redelivery)
		return h.read(next{after, h.all()[after-1].bytes, fn})
	case roll < 8:
		h.note(brokenTail)
		return errBrokenOff
	}
	return nil
}
