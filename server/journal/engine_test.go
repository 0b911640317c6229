package journal

import (
	"log/slog"
	"testing"
)

// testStream returns an empty stream in an engine of its own.
func testStream(t *testing.T) *stream {
	t.Helper()
	e, err := startEngine(t.TempDir(), slog.New(slog.NewTextHandler(t.Output(), nil)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.close)
	s, err := newStream(e.conn, "test", appendLimit)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.make(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAStreamIsAJournal(t *testing.T) {
	conformance(t, func(t *testing.T) Journal { return testStream(t) })
}
