package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"crescendo/game"
	"crescendo/game/huntfile"
)

const (
	myMaps      = "../../game/huntfile/places/testdata/mymaps.kmz"
	myMapsPlaza = "Sous les arcades de la mairie"
)

func TestNewWritesAFileForItsOwnerAlone(t *testing.T) {
	name := filepath.Join(t.TempDir(), "hunt.yaml")
	code, out, errs := ask(t, "new", "--from", myMaps, "-o", name)
	if code != 0 || !strings.Contains(out, "crescendo check "+name) {
		t.Fatalf("exit code %d: %s%s", code, out, errs)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v: want a file that its owner alone reads", info, err)
	}
	if strings.Contains(out, "moulin") || strings.Contains(out, "43.6") {
		t.Errorf("it says a venue: %s", out)
	}
	if code, out, _ := ask(t, "check", name); code != 1 || !strings.Contains(out, "starts is TODO: still to be decided") {
		t.Errorf("check: exit code %d: %s", code, out)
	}
}

func TestNewNeverWritesOverAFileUnasked(t *testing.T) {
	name := writeText(t, filepath.Join(t.TempDir(), "hunt.yaml"), "my work")
	if err := os.Chmod(name, 0o644); err != nil {
		t.Fatal(err)
	}
	content := func() string {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if code, _, errs := ask(t, "new", "--from", myMaps, "-o", name); code != 1 || !strings.Contains(errs, "--force") || content() != "my work" {
		t.Errorf("exit code %d: %s; the file holds %q", code, errs, content())
	}
	if code, _, errs := ask(t, "new", "--from", "../../game/huntfile/places/testdata/bad/swapped.csv", "--zone", "Europe/Paris", "-o", name, "--force"); code != 1 || !strings.Contains(errs, "swapped.csv:2:") || content() != "my work" {
		t.Errorf("exit code %d: %s; the file holds %q", code, errs, content())
	}
	if code, _, errs := ask(t, "new", "--from", myMaps, "-o", name, "--force"); code != 0 || !strings.HasPrefix(content(), "# Written by crescendo new from mymaps.kmz") {
		t.Errorf("exit code %d: %s; the file holds %q", code, errs, content())
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v: want a file that its owner alone reads", info, err)
	}
}

// The zone of the machine is only a guess, and none where it has no name.
func TestNewTakesTheMachinesZoneAsAGuess(t *testing.T) {
	for zone, want := range map[string]string{
		"Europe/Paris": "zone: Europe/Paris          # TODO: this machine's", ":Europe/Paris": "zone: Europe/Paris          # TODO: this machine's",
		"America/Lima": "zone: TODO", "UTC": "zone: TODO", "Etc/UTC": "zone: TODO", "../etc/passwd": "zone: TODO", "": "zone: TODO",
	} {
		name := filepath.Join(t.TempDir(), "hunt.yaml")
		var out, errs lines
		p := program{out: &out, err: &errs, env: func(key string) (string, bool) { return zone, key == "TZ" }}
		if code := p.run(t.Context(), []string{"new", "--from", myMaps, "-o", name}); code != 0 {
			t.Fatalf("TZ=%s: exit code %d: %s", zone, code, &errs)
		}
		if b, err := os.ReadFile(name); err != nil || !strings.Contains(string(b), "\n"+want) {
			t.Errorf("TZ=%s: %v, want %q in\n%s", zone, err, want, b)
		}
	}
}

// myMapsHunt is what an organiser makes of a My Maps export: new, every TODO
// decided, check.
func myMapsHunt(t *testing.T, gate, doors string) *game.Hunt {
	t.Helper()
	name := filepath.Join(t.TempDir(), "hunt.yaml")
	code, _, errs := ask(t, "new", "--from", myMaps, "-o", name, "--plaza", myMapsPlaza, "--zone", "UTC", "--starts", "2000-01-01T03:00", "--gate", gate, "--doors", doors)
	if code != 0 {
		t.Fatalf("new: exit code %d: %s", code, errs)
	}
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for strings.Contains(text, "# TODO") {
		before, after, _ := strings.Cut(text, "# TODO")
		_, rest, _ := strings.Cut(after, "\n")
		text = strings.TrimRight(before, " ") + "\n" + rest
	}
	text = strings.Replace(text, "starts: 2000-01-01T03:00", "starts: 2000-01-01T00:10", 1)                             // a bubble's clock begins at midnight
	writeText(t, name, strings.Replace(text, "quotas: [{seats: 10, by: first}]", "quotas: [{seats: 3, by: first}]", 5)) // rehearsalSeats
	code, out, _ := ask(t, "check", name)
	if code != 0 || !strings.Contains(out, "good: 5 bands, 15 seats") || strings.Contains(out, "TODO") {
		t.Fatalf("check: exit code %d:\n%s", code, out)
	}
	if b, err = os.ReadFile(name); err != nil {
		t.Fatal(err)
	}
	hunt, report := huntfile.Read(name, b, huntfile.World{})
	if hunt == nil {
		t.Fatal(report)
	}
	return hunt
}

// The whole way of an organiser, without a map of streets: a file of My Maps
// becomes a hunt file, that a hunt, and bots, who hear and know nothing else,
// win its seats on the real server, whoever keeps the gate and the doors.
func TestAFileOfMyMapsBecomesAHuntThatIsWon(t *testing.T) {
	for _, keepers := range [][2]string{{"none", "none"}, {"code", "code"}, {"staff", "staff"}} {
		t.Run(keepers[0], func(t *testing.T) {
			hunt := myMapsHunt(t, keepers[0], keepers[1])
			synctest.Test(t, func(t *testing.T) { rehearse(t, hunt) })
		})
	}
}
