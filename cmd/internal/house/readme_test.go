package house

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func readme(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The hunt in the README is the one that game/huntfile's tests load.
func TestTheReadmesHuntIsTheOneThatIsTested(t *testing.T) {
	tested, err := os.ReadFile(filepath.Join(root, "game/huntfile/testdata/readme.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(readme(t), "```yaml\n")
	text, _, closed := strings.Cut(rest, "```")
	if !found || !closed {
		t.Fatal("there is no ```yaml block in README.md")
	}
	if text != string(tested) {
		t.Error("README.md and game/huntfile/testdata/readme.yaml differ; make them the same")
	}
}

func TestTheReadmeNamesEveryPackage(t *testing.T) {
	text := readme(t)
	for _, r := range rooms {
		if strings.Contains(r.pkg, "internal") || strings.HasPrefix(r.pkg, "cmd/") || strings.HasSuffix(r.pkg, "/render") || strings.HasSuffix(r.pkg, "/table") {
			continue
		}
		if !strings.Contains(text, "`"+r.pkg+"`") {
			t.Errorf("README.md does not name %s", r.pkg)
		}
	}
}

func TestTheReadmesFilesAndMakeTargetsExist(t *testing.T) {
	text := readme(t)
	for _, m := range regexp.MustCompile(`\]\(([^)#:]+)\)`).FindAllStringSubmatch(text, -1) {
		if _, err := os.Stat(filepath.Join(root, m[1])); err != nil {
			t.Errorf("README.md points at %s, which is not there", m[1])
		}
	}
	makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile("(?m)(?:^    |`)make ([a-z]+)").FindAllStringSubmatch(text, -1) {
		if !regexp.MustCompile(`(?m)^` + m[1] + `:`).Match(makefile) {
			t.Errorf("README.md says make %s, which the Makefile does not have", m[1])
		}
	}
}
