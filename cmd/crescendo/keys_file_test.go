package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
)

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
	if !reflect.DeepEqual(drawn, read) || drawn.Seed == (secret{}) {
		t.Errorf("drawn %x, read %x", drawn.Seed, read.Seed)
	}
	for i, s := range drawn.secrets() {
		for _, other := range drawn.secrets()[:i] {
			if *s.secret == *other.secret {
				t.Errorf("%s and %s are the same: each has a purpose of its own", s.name, other.name)
			}
		}
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
		"cut short":                        `{"seed": "0011"`,
		"too short":                        `{"seed": "0011"}`,
		"no seed":                          `{}`,
		"unknown key":                      `{"sead": "00"}`,
		"empty":                            ``,
		"of version 3 without the others":  `{"version": 3, "seed": "0707070707070707070707070707070707070707070707070707070707070707"}`,
		"of version 2 without the others":  `{"version": 2, "seed": "0707070707070707070707070707070707070707070707070707070707070707"}`,
		"newer than this program":          `{"version": 4, "seed": "0707070707070707070707070707070707070707070707070707070707070707"}`,
		"more than a seed, and no version": `{"seed": "0707070707070707070707070707070707070707070707070707070707070707", "links": {"gate": 2}}`,
		"two at once":                      `{"seed": "0707070707070707070707070707070707070707070707070707070707070707"} {}`,
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

// What crescendo 0 wrote, a seed alone, is completed once, and the seed stays.
func TestOldKeysAreCompleted(t *testing.T) {
	dir := t.TempDir()
	name := writeText(t, filepath.Join(dir, "keys"), `{"seed": "0707070707070707070707070707070707070707070707070707070707070707"}`)
	first, err := ensureKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	if first.Seed != (secret{}) && first.Seed[0] != 7 || first.Sign == (secret{}) || first.Version != keysVersion {
		t.Errorf("completed to version %d", first.Version)
	}
	again, err := ensureKeys(dir)
	if err != nil || !reflect.DeepEqual(first, again) {
		t.Errorf("read again they differ (%v)", err)
	}
	if b, _ := os.ReadFile(name); !json.Valid(b) || !strings.Contains(string(b), `"version": 3`) {
		t.Error("they were not written back")
	}
}

// What crescendo wrote before tokens had a key gets one, and all else stays.
func TestKeysWithoutOneOfTokensAreCompleted(t *testing.T) {
	dir := t.TempDir()
	drawn, err := ensureKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	old := drawn
	old.Version, old.Token = 2, secret{}
	old.Links = links{Gate: 3, Venues: map[string]uint32{"v1": 2}}
	old.Operators = []operator{{"Ana", secret{5}}}
	b, err := json.Marshal(old)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(b), `,"token":"`+strings.Repeat("0", 64)+`"`, "", 1)
	if strings.Contains(text, "token") {
		t.Fatal("this is no file of version 2")
	}
	writeText(t, filepath.Join(dir, "keys"), text)
	got, err := ensureKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got.Token == (secret{}) || got.Version != keysVersion {
		t.Errorf("version %d, with a key of tokens: %t", got.Version, got.Token != secret{})
	}
	got.Version, got.Token = 2, secret{}
	if !reflect.DeepEqual(got, old) {
		t.Error("something else has changed")
	}
	if again, err := ensureKeys(dir); err != nil || again.Token == (secret{}) {
		t.Errorf("read again: %v", err)
	}
}

func TestKeysThatEverybodyCanReadAreRefused(t *testing.T) {
	dir := t.TempDir()
	if _, err := ensureKeys(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(dir, "keys"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := ensureKeys(dir); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("got %v", err)
	}
}

// A damaged secret is never repeated in the error that says so.
func TestErrorsOfKeysHoldNoSecret(t *testing.T) {
	const half = "0707070707070707"
	for _, text := range []string{`{"seed": "` + half + `"}`, `{"seed": ` + half + `}`, `{"seed": "` + half, `{"seed": "` + half + `zz"}`, half} {
		if _, err := parseKeys([]byte(text)); err == nil || strings.Contains(err.Error(), half[:6]) {
			t.Errorf("%s: got %v", text, err)
		}
	}
}

// Twenty changes at once: none is lost.
func TestChangesOfKeysWaitForEachOther(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if err := changeKeys(dir, func(k *keys) error { k.Links.Gate++; return nil }); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	k, err := ensureKeys(dir)
	if err != nil || k.Links.Gate != 20 {
		t.Errorf("revision %d after 20 revocations (%v)", k.Links.Gate, err)
	}
}
