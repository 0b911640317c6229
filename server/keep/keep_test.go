package keep

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// store is what both offer.
type store interface {
	Put(entries ...Entry) error
	Delete(keys ...Key) error
	Each(kind Kind, fn func(id ID, value []byte) error) error
}

func open(t *testing.T, dir string) *Folder {
	t.Helper()
	f, lost, err := Open(dir)
	if err != nil || lost != 0 {
		t.Fatalf("opened with %d bytes lost: %v", lost, err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// everything returns what a store has of a kind.
func everything(t *testing.T, s store, kind Kind) map[ID]string {
	t.Helper()
	got := map[ID]string{}
	err := s.Each(kind, func(id ID, value []byte) error {
		if old, twice := got[id]; twice {
			t.Errorf("%x comes twice: %q, %q", id[0], old, value)
		}
		got[id] = string(value)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// What every store keeps.
func TestAStoreKeepsAndForgets(t *testing.T) {
	dir := t.TempDir()
	for name, s := range map[string]store{"memory": NewMemory(), "folder": open(t, dir)} {
		t.Run(name, func(t *testing.T) {
			value := []byte("Zoë")
			zoe, jean, text := Key{Person, ID{1}}, Key{Person, ID{2}}, Key{Text, ID{1}}
			put(t, s, Entry{zoe, value}, Entry{jean, []byte("Jean")}, Entry{text, []byte("hello")})
			value[0] = 'z' // the caller's again
			put(t, s, Entry{jean, []byte("Jeanne")})
			if got := everything(t, s, Person); len(got) != 2 || got[ID{1}] != "Zoë" || got[ID{2}] != "Jeanne" {
				t.Errorf("people: %v", got)
			}
			if got := everything(t, s, Text); len(got) != 1 || got[ID{1}] != "hello" {
				t.Errorf("texts: %v", got)
			}
			if err := s.Delete(zoe, Key{Runner, ID{9}}); err != nil {
				t.Fatal(err)
			}
			if got := everything(t, s, Person); len(got) != 1 || got[ID{2}] != "Jeanne" {
				t.Errorf("without Zoë: %v", got)
			}
			if got := everything(t, s, Text); len(got) != 1 {
				t.Errorf("the text of the same id is %v", got)
			}
			enough := errors.New("enough")
			if err := s.Each(Text, func(ID, []byte) error { return enough }); !errors.Is(err, enough) {
				t.Errorf("Each returned %v, want what fn returned", err)
			}
		})
	}
	again := open(t, copyOf(t, dir))
	if got := everything(t, again, Person); len(got) != 1 || got[ID{2}] != "Jeanne" {
		t.Errorf("opened again: %v", got)
	}
}

func put(t *testing.T, s store, entries ...Entry) {
	t.Helper()
	if err := s.Put(entries...); err != nil {
		t.Fatal(err)
	}
}

// copyOf returns another folder with the same bytes, as a process that was
// killed leaves them.
func copyOf(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

func TestAFolderTakesNoEntryThatItCouldNotRead(t *testing.T) {
	f := open(t, t.TempDir())
	for _, n := range []int{0, MaxValue + 1} {
		if f.Put(Entry{Key{Person, ID{1}}, make([]byte, n)}) == nil {
			t.Errorf("%d bytes are taken", n)
		}
	}
	put(t, f, Entry{Key{Person, ID{1}}, make([]byte, MaxValue)})
}

// R14: when Delete returns, no file holds what was forgotten, nor an older value
// of it; all else is there.
func TestForgottenBytesAreInNoFile(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
	for i := range 20 {
		put(t, f, Entry{Key{Person, ID{1}}, fmt.Appendf(nil, "a secret name %d", i)}, Entry{Key{Person, ID{2}}, []byte("kept")}, Entry{Key{Text, ID{byte(i)}}, []byte("a secret text")})
	}
	if !strings.Contains(bytesOf(t, dir), "secret") {
		t.Fatal("nothing is there to be forgotten")
	}
	keys := []Key{{Person, ID{1}}}
	for i := range 20 {
		keys = append(keys, Key{Text, ID{byte(i)}})
	}
	if err := f.Delete(keys...); err != nil {
		t.Fatal(err)
	}
	if all := bytesOf(t, dir); strings.Contains(all, "secret") || !strings.Contains(all, "kept") {
		t.Errorf("the folder holds %q", all)
	}
}

// bytesOf returns all names and bytes below a folder.
func bytesOf(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	for _, name := range filesIn(t, dir) {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(name)
		all.Write(b)
	}
	return all.String()
}

func filesIn(t *testing.T, dir string) (names []string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

// An interrupted write loses itself and nothing before it: a file is cut at
// every byte.
func TestAnInterruptedWriteLosesItselfAlone(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
	put(t, f, Entry{Key{Person, ID{1}}, []byte("first")})
	whole := len(mustRead(t, dir))
	put(t, f, Entry{Key{Person, ID{2}}, []byte("second")})
	b := mustRead(t, dir)
	for size := range len(b) {
		cut := t.TempDir()
		if err := os.WriteFile(filepath.Join(cut, "people"), b[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(cut, "people.new"), []byte("half of it"), 0o600); err != nil {
			t.Fatal(err)
		}
		g, lost, err := Open(cut)
		if err != nil {
			t.Fatalf("cut at %d: %v", size, err)
		}
		got := everything(t, g, Person)
		if size >= whole && (len(got) != 1 || got[ID{1}] != "first" || lost != int64(size-whole)) || size < whole && len(got) != 0 {
			t.Errorf("cut at %d: %v, %d bytes lost", size, got, lost)
		}
		put(t, g, Entry{Key{Person, ID{3}}, []byte("third")})
		g.Close()
		if again := everything(t, open(t, cut), Person); len(again) != len(got)+1 || again[ID{3}] != "third" {
			t.Errorf("cut at %d, written and opened again: %v", size, again)
		}
		if names := filesIn(t, cut); slices.Contains(names, "people.new") {
			t.Errorf("what was being written is still there: %v", names)
		}
	}
}

func mustRead(t *testing.T, dir string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "people"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Damage takes what it touches and nothing else: each byte is changed in turn,
// and what is read was written.
func TestDamageTakesWhatItTouches(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
	want := map[ID]string{}
	for i := range byte(4) {
		want[ID{i}] = fmt.Sprintf("player %d", i)
		put(t, f, Entry{Key{Person, ID{i}}, []byte(want[ID{i}])})
	}
	b := mustRead(t, dir)
	for at := len(magic); at < len(b); at++ {
		bad := bytes.Clone(b)
		bad[at] ^= 1 << (at % 8)
		with := t.TempDir()
		if err := os.WriteFile(filepath.Join(with, "people"), bad, 0o600); err != nil {
			t.Fatal(err)
		}
		g, lost, err := Open(with)
		if err != nil {
			t.Fatal(err)
		}
		got := everything(t, g, Person)
		g.Close()
		if len(got) != 3 || lost == 0 {
			t.Errorf("byte %d: %d of 4 are left, %d bytes lost", at, len(got), lost)
		}
		for id, v := range got {
			if want[id] != v {
				t.Errorf("byte %d: %x is %q", at, id[0], v)
			}
		}
	}
}

// A value that is put every second makes no file long.
func TestAFileStaysShort(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
	value := bytes.Repeat([]byte("x"), 5000)
	for i := range 300 {
		put(t, f, Entry{Key{Runner, ID{byte(i % 5)}}, append(value, byte(i))})
	}
	info, err := os.Stat(filepath.Join(dir, "runners"))
	if err != nil {
		t.Fatal(err)
	}
	if most := int64(2*5*5100 + maxDead + 5100); info.Size() > most {
		t.Errorf("%d bytes, want at most %d", info.Size(), most)
	}
	got := everything(t, f, Runner)
	for i := range 5 {
		if want := string(append(value, byte((295+i)%256))); got[ID{byte(i)}] != want {
			t.Errorf("the value of %d is not the last one", i)
		}
	}
}

// Many goroutines at once: nothing that was put is missing.
func TestManyMayPutAtOnce(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
	var all sync.WaitGroup
	for w := range byte(8) {
		all.Go(func() {
			for i := range byte(20) {
				if err := f.Put(Entry{Key{Person, ID{w, i}}, []byte{w, i}}); err != nil {
					t.Error(err)
				}
				if i == 10 {
					if err := f.Delete(Key{Person, ID{w, 0}}); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	all.Wait()
	got := everything(t, open(t, copyOf(t, dir)), Person)
	if len(got) != 8*19 {
		t.Errorf("%d entries, want %d", len(got), 8*19)
	}
	for id, v := range got {
		if v != string(id[:2]) {
			t.Errorf("%x is %x", id[:2], v)
		}
	}
}
