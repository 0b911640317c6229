package attack

import (
	"math"
	"slices"
)

// sample is a figure of each run, of a row whose first run has a number; or
// several of each, one after the other.
type sample struct {
	from   int
	values []float64
	each   int // of a run; 0 means 1
}

// over returns one figure of each result, as a sample.
func over[T any](c chance, results []T, figure func(T) float64) sample {
	return sample{from: c.from, values: column(results, figure)}
}

// least is a figure over the runs that must be at least a limit.
func (s sample) least(what string, got, limit float64) Measure {
	return Measure{What: what, Got: got, Limit: limit, Luck: true, Worst: s.first(slices.Min[[]float64])}
}

// most is a figure over the runs that must be at most a limit.
func (s sample) most(what string, got, limit float64) Measure {
	return Measure{What: what, Got: got, Limit: limit, Most: true, Luck: true, Worst: s.first(slices.Max[[]float64])}
}

// leastOf is the smallest figure, which must be at least a limit in every run,
// however few.
func (s sample) leastOf(what string, limit float64) Measure {
	m := s.least(what, s.quantile(0), limit)
	m.Luck = false
	return m
}

// mostOf is the largest figure, which must be at most a limit in every run,
// however few.
func (s sample) mostOf(what string, limit float64) Measure {
	m := s.most(what, s.quantile(1), limit)
	m.Luck = false
	return m
}

// never is a count that must be 0 in every run.
func (s sample) never(what string) Measure {
	m := s.mostOf(what, 0)
	m.Got = s.sum()
	return m
}

// first returns the number of the run whose figure is the one that pick picks.
func (s sample) first(pick func([]float64) float64) int {
	if len(s.values) == 0 {
		return -1
	}
	return s.from + max(slices.Index(s.values, pick(s.values)), 0)/max(s.each, 1)
}

func (s sample) quantile(q float64) float64 { return quantile(slices.Clone(s.values), q) }
func (s sample) median() float64            { return s.quantile(0.5) }

func (s sample) sum() (sum float64) {
	for _, v := range s.values {
		sum += v
	}
	return sum
}

func (s sample) mean() float64 { return s.sum() / float64(len(s.values)) }

// share returns the percentage of runs whose figure passes a test.
func (s sample) share(passes func(float64) bool) float64 {
	n := 0
	for _, v := range s.values {
		if passes(v) {
			n++
		}
	}
	return 100 * float64(n) / float64(len(s.values))
}

// quantile returns the share q of values, 0…1, by the value at the place
// ⌊q·(n−1)⌋ of their order; of none, NaN. It sorts values.
func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	slices.Sort(values)
	return values[int(q*float64(len(values)-1))]
}
