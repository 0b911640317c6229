package server

import (
	"testing"

	"github.com/anishathalye/porcupine"
)

// The model takes what can be, and nothing else: else it would judge nothing.
func TestTheModelOfSeatsKnowsRightFromWrong(t *testing.T) {
	op := func(in ask, call, back int64, seat int) porcupine.Operation {
		return porcupine.Operation{Input: in, Call: call, Output: told{seat}, Return: back}
	}
	a, free := ask{venue: 0}, ask{venue: 0, free: true}
	for name, c := range map[string]struct {
		want bool
		ops  []porcupine.Operation
	}{
		"in turn":                        {true, []porcupine.Operation{op(a, 1, 2, 1), op(a, 3, 4, 2), op(a, 5, 6, 0)}},
		"at once, the later one first":   {true, []porcupine.Operation{op(a, 1, 9, 2), op(a, 2, 8, 1)}},
		"freed and given again":          {true, []porcupine.Operation{op(a, 1, 2, 1), op(a, 3, 4, 2), op(free, 5, 6, 1), op(a, 5, 9, 1)}},
		"the second seat first":          {false, []porcupine.Operation{op(a, 1, 2, 2), op(a, 3, 4, 1)}},
		"a seat sold twice":              {false, []porcupine.Operation{op(a, 1, 9, 1), op(a, 1, 9, 1)}},
		"one seat too many":              {false, []porcupine.Operation{op(a, 1, 9, 1), op(a, 1, 9, 2), op(a, 1, 9, 3)}},
		"waiting while a seat is free":   {false, []porcupine.Operation{op(a, 1, 2, 1), op(a, 3, 4, 0), op(a, 5, 6, 2)}},
		"freed, and nobody was given it": {false, []porcupine.Operation{op(free, 1, 2, 1)}},
	} {
		if got := porcupine.CheckOperations(venueSeats([]int{2, 1}), c.ops); got != c.want {
			t.Errorf("%s: possible is %v, want %v", name, got, c.want)
		}
	}
}
