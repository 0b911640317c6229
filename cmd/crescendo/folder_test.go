package main

import (
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
