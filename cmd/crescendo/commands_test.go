package main

import (
	"context"
	"encoding/json"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crescendo/assets/host"
	"crescendo/cmd/internal/browser"
)

// ask runs a command that ends by itself.
func ask(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e lines
	p := program{out: &o, err: &e, env: func(string) (string, bool) { return "", false }}
	code = p.run(t.Context(), args)
	return code, o.String(), e.String()
}

// sampleHunt is the README's, which game/huntfile tests.
func sampleHunt(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../../game/huntfile/testdata/readme.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestEveryMistakeGetsOneClearLine(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	dir := t.TempDir()
	good := writeText(t, filepath.Join(dir, "good.yaml"), sampleHunt(t))
	noSong := writeText(t, filepath.Join(dir, "nosong.yaml"), strings.ReplaceAll(sampleHunt(t), "builtin:2", "gone.ogg"))
	held, err := openFolder(filepath.Join(dir, "held"))
	if err != nil {
		t.Fatal(err)
	}
	defer held.close()
	open := writeText(t, filepath.Join(dir, "open"), "op-1")
	if err := os.Chmod(open, 0o644); err != nil {
		t.Fatal(err)
	}
	inFile := writeText(t, filepath.Join(dir, "file"), "not a folder")

	for _, c := range []struct {
		name string
		args []string
		code int
		want string // in what it says to the person
	}{
		{"no such command", []string{"sevre"}, 2, `there is no command "sevre"`},
		{"no file", []string{"serve"}, 2, "want one hunt file"},
		{"two files", []string{"check", good, good}, 2, "want one hunt file"},
		{"unknown flag", []string{"serve", good, "--port", "1"}, 2, "there is no flag: -port"},
		{"missing file", []string{"serve", filepath.Join(dir, "gone.yaml")}, 1, "gone.yaml: there is no such file"},
		{"a folder for a file", []string{"check", dir}, 1, "that is a folder, not a file"},
		{"port in use", []string{"serve", good, "--listen", taken.Addr().String(), "--data", filepath.Join(dir, "d1")}, 1, "the port is in use by another program"},
		{"nonsense address", []string{"serve", good, "--listen", "nonsense", "--data", filepath.Join(dir, "d2")}, 1, "want HOST:PORT"},
		{"folder in use", []string{"serve", good, "--listen", "127.0.0.1:0", "--data", filepath.Join(dir, "held")}, 1, "is in use by another crescendo"},
		{"folder cannot be made", []string{"serve", good, "--listen", "127.0.0.1:0", "--data", filepath.Join(inFile, "data")}, 1, "making the data folder"},
		{"missing song", []string{"serve", noSong, "--listen", "127.0.0.1:0"}, 1, "gone.ogg"},
		{"demo with words", []string{"demo", "paris"}, 2, "the demo brings its own hunt"},
		{"demo too fast", []string{"demo", "--rate", "17"}, 2, "--rate 17: want 1 to 16"},
		{"too many bots", []string{"bots", "--players", "0", "http://127.0.0.1:1"}, 2, "--players 0: want 1 to 10000"},
		{"no such act", []string{"hunt", "burn", "http://127.0.0.1:1"}, 2, `there is no act "burn"`},
		{"an act on no server", []string{"hunt", "open"}, 2, "want the server's address"},
		{"an act on nonsense", []string{"hunt", "open", "paris"}, 2, "want the server's address"},
		{"a key sent in plain", []string{"hunt", "open", "http://hunt.example.org"}, 2, "everybody between can read your key"},
		{"an act without a key", []string{"hunt", "open", "http://127.0.0.1:1"}, 1, "there is no operator's key"},
		{"a key that everybody reads", []string{"hunt", "open", "http://127.0.0.1:1", "--key-file", open}, 1, "chmod 600"},
		{"a file that holds no key", []string{"hunt", "open", "http://127.0.0.1:1", "--key-file", good}, 1, "holds no key"},
		{"doors of no hunt", []string{"doors"}, 2, "want one hunt file"},
		{"doors at no address", []string{"doors", good, "--url", "hunt.example.org"}, 2, "want an address such as https://"},
		{"too many invitations", []string{"doors", good, "--invitations", "50001"}, 2, "--invitations 50001"},
		{"revoking a gate that is not there", []string{"doors", good, "--data", filepath.Join(dir, "d3"), "--revoke", "gate"}, 1, "this hunt has no gate"},
		{"keys of nowhere", []string{"keys", "show"}, 2, "want the data folder of one hunt"},
		{"no such keys command", []string{"keys", "burn"}, 2, `there is no "burn"`},
		{"keys that are missing", []string{"keys", "show", filepath.Join(dir, "nokeys")}, 1, "there are no keys"},
		{"an operator without a name", []string{"keys", "operator", "add", " ", "--data", dir}, 2, "want a name"},
		{"a backup to nowhere", []string{"keys", "backup", dir}, 2, "want a file to write"},
		{"new from nothing", []string{"new", "-o", filepath.Join(dir, "new.yaml")}, 2, "--from is missing"},
		{"new to nowhere", []string{"new", "--from", good}, 2, "-o is missing"},
		{"new with words", []string{"new", good}, 2, "write --from PLACES"},
		{"new with half a wall", []string{"new", "--from", good, "-o", filepath.Join(dir, "new.yaml"), "--gate", "none", "--doors", "code"}, 2, "strangers need both"},
		{"new over a file", []string{"new", "--from", good, "-o", good}, 1, "good.yaml is there already, and may hold your work"},
		{"new in no folder", []string{"new", "--from", good, "-o", filepath.Join(dir, "gone", "new.yaml")}, 1, "there is no such folder"},
		{"new from no file", []string{"new", "--from", filepath.Join(dir, "gone.kmz"), "-o", filepath.Join(dir, "new.yaml")}, 1, "gone.kmz: there is no such file"},
		{"new from no places", []string{"new", "--from", good, "-o", filepath.Join(dir, "new.yaml")}, 1, "good.yaml:1: first line"},
		{"no such city command", []string{"city", "burn"}, 2, `there is no "burn"`},
		{"a city without a name", []string{"city", "build", good, "-o", filepath.Join(dir, "x.city")}, 2, "--name is missing"},
		{"a city to nowhere", []string{"city", "build", good, "--name", "X"}, 2, "-o is missing"},
		{"a city of no extract", []string{"city", "build", good, "--name", "X", "-o", filepath.Join(dir, "x.city")}, 1, "is this an .osm.pbf file?"},
		{"a city of no file", []string{"city", "build", filepath.Join(dir, "gone.pbf"), "--name", "X", "-o", filepath.Join(dir, "x.city")}, 1, "there is no such file"},
		{"a box of three", []string{"city", "build", good, "--name", "X", "-o", filepath.Join(dir, "x.city"), "--bbox", "1,2,3"}, 2, "want four numbers W,S,E,N"},
		{"a box upside down", []string{"city", "build", good, "--name", "X", "-o", filepath.Join(dir, "x.city"), "--bbox", "2,49,3,48"}, 2, "south before north"},
		{"a look at no city", []string{"city", "inspect", good}, 1, "this is no .city file"},
		{"a picture too large", []string{"city", "inspect", good, "--side", "100000"}, 2, "want 100 to 8000"},
		{"a check of no hunt", []string{"city", "check", good}, 2, "--hunt is missing"},
		{"bots without address", []string{"bots"}, 2, "want one address"},
	} {
		t.Run(c.name, func(t *testing.T) {
			code, _, errs := ask(t, c.args...)
			if code != c.code || !strings.Contains(errs, c.want) {
				t.Errorf("exit code %d, want %d; it said %q, want %q in it", code, c.code, errs, c.want)
			}
			if first, _, _ := strings.Cut(errs, "usage:"); c.code == 1 && !strings.Contains(first, ".yaml:") && strings.Count(first, "\n") != 1 {
				t.Errorf("it said %q, want one line", errs)
			}
		})
	}
}

func TestAnUnreadableFileIsSaidSo(t *testing.T) {
	if os.Geteuid() == 0 { // root reads everything: the words for it are tested on the error itself
		err := plain(&os.PathError{Op: "open", Path: "hunt.yaml", Err: os.ErrPermission})
		if err.Error() != "hunt.yaml: no permission to read it" {
			t.Errorf("got %q", err)
		}
		return
	}
	name := writeText(t, filepath.Join(t.TempDir(), "hunt.yaml"), sampleHunt(t))
	if err := os.Chmod(name, 0); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := ask(t, "check", name); code != 1 || !strings.Contains(errs, "no permission to read it") {
		t.Errorf("exit code %d, it said %q", code, errs)
	}
}

func TestCheckListsEverythingAtOnce(t *testing.T) {
	text := strings.NewReplacer("lat: 48.86090, lon: 2.34120", "lat: 2.34120, lon: 48.86090", "seats: 10", "seats: 0", "closes:", "ends:").Replace(sampleHunt(t))
	name := writeText(t, filepath.Join(t.TempDir(), "paris.yaml"), text)
	code, out, _ := ask(t, "check", name)
	if code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
	for _, want := range []string{
		"paris.yaml:17: venue \"Behind the bakery\": lat 2.3412, lon 48.8609 lie outside the area; are they swapped?",
		"paris.yaml:6:", // ends: an unknown key
		"paris.yaml:18: venue \"Under the chestnut\", quota 1: seats is 0",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("check lacks %q:\n%s", want, out)
		}
	}
}

func TestCheckLikesTheReadmesHuntAndTheDemos(t *testing.T) {
	for name, text := range map[string]string{"readme.yaml": sampleHunt(t), "demo.yaml": string(host.Demo())} {
		code, out, _ := ask(t, "check", writeText(t, filepath.Join(t.TempDir(), name), text))
		if code != 0 || !strings.Contains(out, "good:") {
			t.Errorf("%s: exit code %d:\n%s", name, code, out)
		}
	}
}

// A song of the organiser's own is told as what it is.
func TestCheckTellsOfSongs(t *testing.T) {
	dir := t.TempDir()
	song, err := fs.ReadFile(host.Songs(), "3.ogg")
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "own.ogg"), song, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	code, out, _ := ask(t, "check", writeText(t, filepath.Join(dir, "hunt.yaml"), strings.ReplaceAll(sampleHunt(t), "builtin:2", "own.ogg")))
	if want := "own.ogg: Ogg Vorbis, four stems, 43.6 s, -1"; code != 0 || !strings.Contains(out, want) {
		t.Errorf("exit code %d, want %q:\n%s", code, want, out)
	}
}

func TestCheckPrintsTheSchemaForEditors(t *testing.T) {
	code, out, _ := ask(t, "check", "--schema")
	if code != 0 || !json.Valid([]byte(out)) || !strings.Contains(out, `"speed_cap_mps"`) {
		t.Errorf("exit code %d:\n%s", code, out)
	}
	if code, _, errs := ask(t, "check", "--schema", "hunt.yaml"); code != 2 || !strings.Contains(errs, "name none") {
		t.Errorf("with a file: exit code %d, said %s", code, errs)
	}
}

func TestServeSaysItsAddressFirstAndEndsWell(t *testing.T) {
	dir := t.TempDir()
	s := start(t, "serve", writeText(t, filepath.Join(dir, "hunt.yaml"), sampleHunt(t)), "--listen", "127.0.0.1:0", "--data", filepath.Join(dir, "data"))
	err := browser.Until(t.Context(), "the server is ready", func() (bool, error) { return status(t, s.address+"/readyz") == 200, nil })
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{"/healthz": 200, "/v1/leaderboard": 200, "/leaderboard": 200, "/v1/nothing": 404, "/keys": 404} {
		if got := status(t, s.address+path); got != want {
			t.Errorf("GET %s: status %d, want %d", path, got, want)
		}
	}
	s.end(t)
	if _, err := http.Get(s.address + "/healthz"); err == nil {
		t.Error("it still answers after its end")
	}
}

func status(t *testing.T, url string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(context.WithoutCancel(t.Context()), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultTransport.RoundTrip(r) // as it is: no redirect followed
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}
