package journal

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func openNode(t *testing.T, dir string) (*Node, error) {
	t.Helper()
	return Open(t.Context(), Config{Dir: dir, Hunt: "test", Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
}

func mustOpen(t *testing.T, dir string) *Node {
	t.Helper()
	n, err := openNode(t, dir)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestANodeIsAJournal(t *testing.T) {
	conformance(t, func(t *testing.T) Journal {
		n := mustOpen(t, t.TempDir())
		t.Cleanup(func() { n.Close() })
		return n
	})
}

// written returns a folder with a journal of these records, all read once.
func written(t *testing.T, texts ...string) string {
	t.Helper()
	dir := t.TempDir()
	n := mustOpen(t, dir)
	add(t, n, texts...)
	read(t, n, 0, len(texts))
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestANodeGoesOnAfterARestart(t *testing.T) {
	dir := written(t, "a", "b", "c")
	n := mustOpen(t, dir)
	defer n.Close()
	if n.Start() != 3 {
		t.Errorf("it starts behind record %d, want 3", n.Start())
	}
	add(t, n, "b", "d") // b again, under the id of before the restart
	if got := read(t, n, 0, 4); !slices.Equal(got, []string{"1:a", "2:b", "3:c", "4:d"}) {
		t.Errorf("read %v", got)
	}
}

func TestAFolderIsHeldByOneProcess(t *testing.T) {
	dir := written(t, "a")
	n := mustOpen(t, dir)
	defer n.Close()
	if _, err := openNode(t, dir); err == nil || !strings.Contains(err.Error(), "in use") {
		t.Errorf("got %v, want a refusal", err)
	}
}

func TestANodeRefusesAnotherJournalThanItHasRead(t *testing.T) {
	other := written(t, "a", "x", "c")
	shorter := written(t, "a")
	for name, engine := range map[string]string{"another record": other, "a shorter one": shorter, "none": t.TempDir()} {
		t.Run(name, func(t *testing.T) {
			dir := written(t, "a", "b", "c")
			if err := os.RemoveAll(filepath.Join(dir, engineName)); err != nil {
				t.Fatal(err)
			}
			if err := os.CopyFS(filepath.Join(dir, engineName), os.DirFS(filepath.Join(engine, engineName))); err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
			n, err := openNode(t, dir)
			if err == nil {
				n.Close()
			}
			if !errors.Is(err, ErrDiffers) || !strings.Contains(err.Error(), "journal rebuild") {
				t.Errorf("got %v, want that the journals differ and what to do", err)
			}
		})
	}
}

func TestWhatACopyLostToAPowerFailureComesFromTheEngine(t *testing.T) {
	dir := written(t, "a", "b", "c")
	name := filepath.Join(dir, shadowName)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for keep := range len(whole) { // cut anywhere
		if err := os.WriteFile(name, whole[:keep], 0o600); err != nil {
			t.Fatal(err)
		}
		s, _, err := openShadow(name)
		if err != nil {
			t.Fatalf("cut to %d bytes: %v", keep, err)
		}
		s.close()
	}
	if err := os.WriteFile(name, whole[:len(whole)-5], 0o600); err != nil {
		t.Fatal(err)
	}
	n := mustOpen(t, dir)
	defer n.Close()
	if got := read(t, n, 0, 3); !slices.Equal(got, []string{"1:a", "2:b", "3:c"}) {
		t.Errorf("read %v", got)
	}
	if again, _ := os.ReadFile(name); !slices.Equal(again, whole) {
		t.Errorf("the copy has %d bytes, want the %d of before", len(again), len(whole))
	}
}

func TestADamagedCopyIsRefused(t *testing.T) {
	dir := written(t, "first", "second", "third")
	name := filepath.Join(dir, shadowName)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	last := len(whole) - shadowHead - len("third")
	for at := range last { // any byte before the last record
		b := slices.Clone(whole)
		b[at] ^= 0x10
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if s, _, err := openShadow(name); !errors.Is(err, ErrDamaged) {
			t.Errorf("byte %d flipped: got %v, want that the copy is damaged", at, err)
			if s != nil {
				s.close()
			}
		}
	}
}

func TestATailOfAClosedNodeEnds(t *testing.T) {
	n := mustOpen(t, t.TempDir())
	add(t, n, "a")
	got := make(chan error)
	read := make(chan struct{}, 1)
	go func() {
		got <- n.Tail(context.WithoutCancel(t.Context()), 0, func(uint64, []byte) error { read <- struct{}{}; return nil })
	}()
	<-read
	if err := n.Close(); err != nil {
		t.Error(err)
	}
	if err := <-got; err == nil {
		t.Error("got nil, want an error")
	}
}
