package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAFolderBelongsToOneProcess(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "paris")
	first, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := openFolder(dir); err == nil || !strings.Contains(err.Error(), "in use by another crescendo") {
		t.Errorf("the second one got %v, want to be told that the folder is in use", err)
	}
	if err := first.close(); err != nil {
		t.Fatal(err)
	}
	again, err := openFolder(dir)
	if err != nil {
		t.Fatalf("after the first let go: %v", err)
	}
	again.close()
}

func TestKeysStayTheSame(t *testing.T) {
	f, err := openFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	drawn, err := f.keys()
	if err != nil {
		t.Fatal(err)
	}
	read, err := f.keys()
	if err != nil {
		t.Fatal(err)
	}
	if drawn != read || drawn.Seed == (secret{}) {
		t.Errorf("drawn %x, read %x", drawn.Seed, read.Seed)
	}
	info, err := os.Stat(filepath.Join(f.dir, "keys"))
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o600 {
		t.Errorf("the keys have mode %v, want 0600: secrets are their owner's alone", mode)
	}
}

func TestDamagedKeysAreNeverReplaced(t *testing.T) {
	for name, text := range map[string]string{
		"cut short":   `{"seed": "0011"`,
		"too short":   `{"seed": "0011"}`,
		"no seed":     `{}`,
		"unknown key": `{"sead": "00"}`,
		"empty":       ``,
	} {
		t.Run(name, func(t *testing.T) {
			f, err := openFolder(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			defer f.close()
			file := filepath.Join(f.dir, "keys")
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := f.keys(); err == nil || !strings.Contains(err.Error(), "restore it from your backup") {
				t.Errorf("got %v, want to be told what to do", err)
			}
			if kept, _ := os.ReadFile(file); string(kept) != text {
				t.Errorf("the file now holds %q, want %q: a damaged key may still be mended by hand", kept, text)
			}
		})
	}
}
