package attack

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"runtime"
	"sync"
)

// Attack is a row of the suite: an attack, or a control that shows that one
// works, or honest play that must not suffer.
type Attack struct {
	ID   string // as the study and the package's documentation have it
	Name string
	Runs Runs
	play func(c chance, runs int) []Measure
}

// Runs is how often an attack is played, each time in another hunt.
type Runs struct {
	Smoke int // to see it run: what is left to chance is not judged
	Fast  int // for every change
	Full  int // for the table
}

// Suite returns all attacks, in the order of the study.
func Suite() []Attack {
	return []Attack{
		unheardRow(), stillRow(), crowdRow(), threePlazasRow(), tenAnywhereRow(),
		squaresRow("O6", 500, map[int][2]float64{1: {600, 150}, 4: {350, 120}, 10: {300, 120}}),
		squaresRow("O6b", 1000, map[int][2]float64{1: {450, 0}, 4: {280, 0}, 10: {240, 0}}),
		leashRow(),
		pursuitRow("O8", 10), pursuitRow("O9", 1),
		traceRow(), likenessRow(), switchRow(), qualityRow(), controlRow(),
		honestRow(), noiseRow(),
		presenceRow(), wideningRow(), silenceRow(),
	}
}

// Seed is the one that all chance of the suite comes from, with the attack's
// id and the number of the run.
const Seed = 20260620

// Play plays the attack so many times and returns what it measured. The same
// number of runs always gives the same figures.
func (a Attack) Play(runs int) []Measure { return a.play(chance{name: a.name()}, runs) }

// Replay plays one run alone, by its number, and returns what it measured: a
// figure over the runs is then that of this run.
func (a Attack) Replay(run int) []Measure { return a.play(chance{a.name(), run}, 1) }

func (a Attack) name() uint64 {
	h := fnv.New64a()
	h.Write([]byte(a.ID))
	return h.Sum64()
}

// chance makes the random numbers of an attack: run i of it always gets the
// same.
type chance struct {
	name uint64 // the attack's
	from int    // the number of the first run
}

func (c chance) run(i int) *rand.Rand {
	return rand.New(rand.NewPCG(Seed^c.name, uint64(c.from+i)))
}

// each plays all runs, on as many processors as there are, and returns their
// results in the order of the runs. A panic names the run that it was in.
func each[T any](c chance, runs int, play func(rng *rand.Rand) T) []T {
	results := make([]T, runs)
	var next sync.Mutex
	taken := 0
	take := func() int {
		next.Lock()
		defer next.Unlock()
		taken++
		return taken - 1
	}
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), runs) {
		workers.Go(func() {
			for i := take(); i < runs; i = take() {
				results[i] = one(c, i, play)
			}
		})
	}
	workers.Wait()
	return results
}

func one[T any](c chance, i int, play func(rng *rand.Rand) T) T {
	defer func() {
		if r := recover(); r != nil {
			panic(fmt.Sprintf("run %d: %v", c.from+i, r))
		}
	}()
	return play(c.run(i))
}

// column returns one figure of each result.
func column[T any](results []T, figure func(T) float64) []float64 {
	list := make([]float64, len(results))
	for i, r := range results {
		list[i] = figure(r)
	}
	return list
}

// Measure is a figure of an attack, with what it must be.
type Measure struct {
	What  string // with its unit
	Got   float64
	Limit float64
	Most  bool // Got must be at most Limit; else at least
	Luck  bool // a figure over the runs: with few of them it says nothing
	Worst int  // the run that is nearest to the limit or farthest beyond it, -1 where there is none
}

// OK tells whether the figure is within its limit. What is no number is not.
func (m Measure) OK() bool {
	if m.Most {
		return m.Got <= m.Limit
	}
	return m.Got >= m.Limit
}

// Want returns the limit as the table has it: "≤ 25".
func (m Measure) Want() string {
	if m.Most {
		return "≤ " + short(m.Limit)
	}
	return "≥ " + short(m.Limit)
}

// String says the measure in a line, with the run to replay where it fails.
func (m Measure) String() string {
	s := fmt.Sprintf("%s: %s, want %s", m.What, short(m.Got), m.Want())
	if m.Worst >= 0 && !m.OK() {
		s += fmt.Sprintf(" (the worst is run %d)", m.Worst)
	}
	return s
}

// short writes a figure with three digits.
func short(v float64) string {
	switch {
	case math.IsNaN(v):
		return "no number"
	case math.IsInf(v, 1):
		return "never"
	case v == math.Trunc(v), math.Abs(v) >= 100:
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.3g", v)
}
