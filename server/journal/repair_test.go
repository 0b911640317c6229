package journal

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func verify(t *testing.T, dir string) Report {
	t.Helper()
	r, err := Verify(t.Context(), Config{Dir: dir, Hunt: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestVerifyFindsASoundJournalSound(t *testing.T) {
	r := verify(t, written(t, "a", "b", "c"))
	if !r.Sound() || r.Copy != 3 || r.Engine != 3 || r.Copied != 3 {
		t.Errorf("got %+v, want three records in both", r)
	}
}

func TestAnEngineIsMadeAnewFromTheCopy(t *testing.T) {
	dir := written(t, "a", "b", "c")
	swap(t, dir, written(t, "a", "x"))
	if r := verify(t, dir); r.Sound() || r.Copied != 1 {
		t.Errorf("got %+v, want one common record", r)
	}
	kept, err := RebuildEngine(t.Context(), Config{Dir: dir, Hunt: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("the old engine: %v", err)
	}
	if r := verify(t, dir); !r.Sound() {
		t.Errorf("got %+v afterwards", r)
	}
	n := mustOpen(t, dir)
	defer n.Close()
	add(t, n, "d")
	if got := read(t, n, 0, 4); !slices.Equal(got, []string{"1:a", "2:b", "3:c", "4:d"}) {
		t.Errorf("read %v", got)
	}
}

func TestACopyIsMadeAnewFromTheEngine(t *testing.T) {
	dir := written(t, "a", "b", "c")
	name := filepath.Join(dir, shadowName)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	damaged := slices.Clone(whole)
	damaged[len(shadowMagic)+5]++
	if err := os.WriteFile(name, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	if r := verify(t, dir); !errors.Is(r.CopyError, ErrDamaged) || r.Sound() {
		t.Errorf("got %+v, want a damaged copy", r)
	}
	if _, err := RebuildCopy(t.Context(), Config{Dir: dir, Hunt: "test"}); err != nil {
		t.Fatal(err)
	}
	if again, _ := os.ReadFile(name); !slices.Equal(again, whole) {
		t.Error("the copy is not what it was")
	}
}

// swap puts the engine of one folder into another.
func swap(t *testing.T, dir, from string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(dir, engineName)); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, engineName), os.DirFS(filepath.Join(from, engineName))); err != nil {
		t.Fatal(err)
	}
}
