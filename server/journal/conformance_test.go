package journal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
)

// conformance is what every Journal keeps; open returns an empty one.
func conformance(t *testing.T, open func(t *testing.T) Journal) {
	for name, test := range map[string]func(*testing.T, Journal){
		"records are numbered from one in the order of appending": numbered,
		"the same id twice is one record, the first":              once,
		"a tail goes on from where it was":                        goesOn,
		"a tail waits for what does not exist yet":                waits,
		"a tail ends with its context":                            endsWithContext,
		"a tail ends with the error of its reader":                endsWithError,
		"all tails read one order, whoever appends":               oneOrder,
		"a record is the caller's again after Append":             callersAgain,
		"records and ids have a size":                             sizes,
		"a context that is done appends nothing it admits to":     doneBefore,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

func numbered(t *testing.T, j Journal) {
	add(t, j, "a", "b", "c")
	if got := read(t, j, 0, 3); !slices.Equal(got, []string{"1:a", "2:b", "3:c"}) {
		t.Errorf("read %v", got)
	}
}

func once(t *testing.T, j Journal) {
	ctx := t.Context()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for j.Append(ctx, "same", []byte("same")) != nil { // any error means unknown: again
			}
		})
	}
	all.Wait()
	if err := j.Append(ctx, "same", []byte("other")); err != nil {
		t.Error(err)
	}
	add(t, j, "next")
	if got := read(t, j, 0, 2); !slices.Equal(got, []string{"1:same", "2:next"}) {
		t.Errorf("read %v", got)
	}
}

func goesOn(t *testing.T, j Journal) {
	add(t, j, "a", "b", "c")
	if got := read(t, j, 2, 1); !slices.Equal(got, []string{"3:c"}) {
		t.Errorf("read %v behind 2", got)
	}
}

func waits(t *testing.T, j Journal) {
	got := make(chan []string)
	go func() { got <- read(t, j, 1, 2) }()
	add(t, j, "a", "b", "c")
	if got := <-got; !slices.Equal(got, []string{"2:b", "3:c"}) {
		t.Errorf("read %v", got)
	}
}

func endsWithContext(t *testing.T, j Journal) {
	add(t, j, "a")
	ctx, cancel := context.WithCancel(t.Context())
	err := j.Tail(ctx, 0, func(uint64, []byte) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that the context was cancelled", err)
	}
}

func endsWithError(t *testing.T, j Journal) {
	add(t, j, "a", "b")
	enough, calls := errors.New("enough"), 0
	err := j.Tail(t.Context(), 0, func(uint64, []byte) error { calls++; return enough })
	if !errors.Is(err, enough) || calls != 1 {
		t.Errorf("got %v after %d calls, want the reader's own error after one", err, calls)
	}
}

func oneOrder(t *testing.T, j Journal) {
	const writers, each = 4, 25
	readers := make([]chan []string, 3)
	for i := range readers {
		readers[i] = make(chan []string, 1)
		go func() { readers[i] <- read(t, j, 0, writers*each) }()
	}
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for i := range each {
				add(t, j, fmt.Sprintf("%d/%d", w, i))
			}
		})
	}
	all.Wait()
	first := <-readers[0]
	for _, r := range readers[1:] {
		if got := <-r; !slices.Equal(got, first) {
			t.Errorf("one read %v, another %v", first, got)
		}
	}
}

func callersAgain(t *testing.T, j Journal) {
	b := []byte("mine")
	if err := j.Append(t.Context(), "id", b); err != nil {
		t.Fatal(err)
	}
	copy(b, "yours")
	if got := read(t, j, 0, 1); !slices.Equal(got, []string{"1:mine"}) {
		t.Errorf("read %v", got)
	}
}

func sizes(t *testing.T, j Journal) {
	ctx := t.Context()
	for name, err := range map[string]error{
		"no id":        j.Append(ctx, "", []byte("x")),
		"a long id":    j.Append(ctx, strings.Repeat("i", MaxID+1), []byte("x")),
		"no bytes":     j.Append(ctx, "empty", nil),
		"a large one":  j.Append(ctx, "large", make([]byte, MaxRecord+1)),
		"only a limit": j.Append(ctx, strings.Repeat("i", MaxID), make([]byte, MaxRecord)),
	} {
		if (err != nil) != (name != "only a limit") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if got := read(t, j, 0, 1); len(got[0]) != MaxRecord+2 {
		t.Errorf("read a record of %d bytes, want the one at the limit", len(got[0])-2)
	}
}

func doneBefore(t *testing.T, j Journal) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := j.Append(ctx, "a", []byte("a")); err == nil {
		t.Error("got nil, which says that the record is in its place")
	}
	add(t, j, "a")
	if got := read(t, j, 0, 1); !slices.Equal(got, []string{"1:a"}) {
		t.Errorf("read %v", got)
	}
}

// add appends each text under itself as its id.
func add(t *testing.T, j Journal, texts ...string) {
	for _, s := range texts {
		if err := j.Append(t.Context(), s, []byte(s)); err != nil {
			t.Errorf("appending %q: %v", s, err)
		}
	}
}

// read returns n records behind after, as "number:text".
func read(t *testing.T, j Journal, after uint64, n int) (got []string) {
	enough := errors.New("enough")
	err := j.Tail(t.Context(), after, func(seq uint64, record []byte) error {
		got = append(got, fmt.Sprintf("%d:%s", seq, record))
		if len(got) == n {
			return enough
		}
		return nil
	})
	if err != enough {
		t.Errorf("tail behind %d: %v", after, err)
	}
	return got
}
