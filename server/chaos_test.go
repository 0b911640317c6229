package server

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Issue 5: nothing answered is lost or changed, whatever the journal does.
//
// A failure names its seed. To play that evening alone, and others:
//
//	SEED=17 go test -count=1 -v -run NothingAnswered ./server
//	SEEDS=20000 go test …    (make chaos)
func TestNothingAnsweredIsLostOrChanged(t *testing.T) {
	first, seeds := uint64(1), uint64(simSeeds)
	if testing.Short() {
		seeds = min(seeds, 60)
	}
	if n, err := strconv.ParseUint(os.Getenv("SEEDS"), 10, 32); err == nil {
		seeds = n
	}
	if n, err := strconv.ParseUint(os.Getenv("SEED"), 10, 64); err == nil {
		first, seeds = n, 1
	}
	oneProcessor(t)
	fields, table, began := drawFields(t), newTally(), time.Now()
	for seed := first; seed < first+seeds; seed++ {
		o := simulate(t, seed, fields, plant{})
		table.add(o)
		report(t, seed, o)
	}
	took := time.Since(began)
	t.Logf("%d evenings in %v, %.0f a second\n%s", seeds, took.Round(time.Millisecond), float64(seeds)/took.Seconds(), table)
	table.check(t, seeds)
}

// oneProcessor lets goroutines take turns on one processor: where two become
// ready at one moment, the one that became so first goes first, nearly always.
// So a seed plays the same evening again, and no slower.
func oneProcessor(t *testing.T) {
	was := runtime.GOMAXPROCS(1)
	t.Cleanup(func() { runtime.GOMAXPROCS(was) })
}

// report prints what was found in an evening, with its seed.
func report(t *testing.T, seed uint64, o *observer) {
	for i, f := range o.found {
		if i == 5 {
			t.Errorf("seed %d: and %d more", seed, len(o.found)-i)
			return
		}
		t.Errorf("seed %d: %s", seed, f)
	}
}

// tally is the table: how often each fault befell an evening, and what became
// of what was answered in those evenings.
type tally struct {
	rows    map[fault]*row
	records int
	skipped int
}

type row struct{ times, runs, answered, lost, changed int }

const anything fault = "any of them"

func newTally() *tally { return &tally{rows: map[fault]*row{}} }

func (t *tally) add(o *observer) {
	t.records += o.records
	t.skipped += o.skipped
	t.row(anything, 0, o)
	for f, n := range o.faults {
		t.row(f, n, o)
	}
}

func (t *tally) row(f fault, times int, o *observer) {
	r := t.rows[f]
	if r == nil {
		r = &row{}
		t.rows[f] = r
	}
	r.times, r.runs, r.lost, r.changed = r.times+times, r.runs+1, r.lost+o.lost, r.changed+o.changed
	for _, a := range o.answers {
		if a.what != asks && a.what != shows && a.what != freeing {
			r.answered++
		}
	}
}

// check fails where a fault never befell an evening: then nothing was tried.
func (t *tally) check(tt *testing.T, seeds uint64) {
	if seeds < 50 {
		return
	}
	for _, f := range faults {
		if t.rows[f] == nil {
			tt.Errorf("in %d evenings there was no %s", seeds, f)
		}
	}
	if t.skipped*100 > int(seeds) {
		tt.Errorf("%d of %d histories took porcupine too long", t.skipped, seeds)
	}
}

func (t *tally) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-32s %8s %8s %9s %6s %8s\n", "fault", "times", "runs", "answered", "lost", "changed")
	for _, f := range append(faults, anything) {
		if r := t.rows[f]; r != nil {
			fmt.Fprintf(&b, "%-32s %8d %8d %9d %6d %8d\n", f, r.times, r.runs, r.answered, r.lost, r.changed)
		}
	}
	fmt.Fprintf(&b, "%d records; %d histories not judged in time\n", t.records, t.skipped)
	return b.String()
}
