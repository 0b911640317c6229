package journal

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestNoDamageChangesWhatWasSaid flips bits of, and cuts, every file of the
// data folder. Each time the node either refuses to open, or hands out exactly
// what it had acknowledged: the engine alone does not keep that.
func TestNoDamageChangesWhatWasSaid(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	chance := rand.New(rand.NewPCG(seed, 0))
	var texts []string
	for i := range 40 {
		texts = append(texts, fmt.Sprintf("%d %s", i, strings.Repeat("x", chance.IntN(100))))
	}
	whole := written(t, texts...)
	flips, cuts := 6, 2
	if testing.Short() {
		flips, cuts = 2, 1
	}
	var refused, healed int
	for _, name := range filesIn(t, whole) {
		size := sizeOf(t, filepath.Join(whole, name))
		for i := range flips + cuts {
			if size == 0 {
				continue
			}
			at, bit := chance.IntN(size), byte(1)<<chance.IntN(8)
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			what := damage(t, filepath.Join(dir, name), at, bit, i >= flips)
			if opens(t, dir, texts, name+": "+what) {
				healed++
			} else {
				refused++
			}
		}
	}
	t.Logf("refused %d, unharmed or healed %d", refused, healed)
	if refused == 0 || healed == 0 {
		t.Errorf("refused %d, unharmed or healed %d: want some of both, else nothing was damaged", refused, healed)
	}
}

func filesIn(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && name != lockName {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func sizeOf(t *testing.T, name string) int {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return int(info.Size())
}

func damage(t *testing.T, name string, at int, bit byte, cut bool) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	what := fmt.Sprintf("bit %#x of byte %d flipped", bit, at)
	if b[at] ^= bit; cut {
		b, what = b[:at], fmt.Sprintf("cut to %d bytes", at)
	}
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return what
}

// opens tells whether a node opens, and checks that it then has every record.
func opens(t *testing.T, dir string, want []string, what string) bool {
	t.Helper()
	n, err := Open(t.Context(), Config{Dir: dir, Hunt: "test"})
	if err != nil {
		return false
	}
	defer n.Close()
	got := read(t, n, 0, len(want))
	for i := range got {
		_, got[i], _ = strings.Cut(got[i], ":")
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s: it opens with other records", what)
	}
	add(t, n, "next")
	if got := read(t, n, uint64(len(want)), 1); !slices.Equal(got, []string{fmt.Sprintf("%d:next", len(want)+1)}) {
		t.Errorf("%s: the next record is %v", what, got)
	}
	return true
}
