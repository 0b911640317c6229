package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"crescendo/cmd/internal/browser"
	"crescendo/cmd/internal/display"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// A recorded track, walked by the real desktop player in a window without
// sound, ends in a seat.
func TestAReplayWithTheRealPlayerEndsInASeat(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a display, which -short does without")
	}
	dir := t.TempDir()
	player := filepath.Join(dir, "player")
	build := exec.Command("go", "build", "-o", player, "../player")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the player: %v\n%s", err, out)
	}
	screen, err := display.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer screen.Close()

	gun := time.Now().Add(time.Second)
	hunt := writeText(t, filepath.Join(dir, "walk.yaml"), huntText(courtyard, "builtin:1", gun, gun.Add(5*time.Minute), 16))
	s := start(t, "serve", hunt, "--listen", "127.0.0.1:0", "--data", filepath.Join(dir, "data"))
	run := exec.CommandContext(t.Context(), player, "--name", "Zoé", "--audio", "off", "--gps", "gpx:"+trackTo(t, dir), s.address)
	run.Env = screen.Environ()
	said := &lines{}
	run.Stdout, run.Stderr = said, said
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = run.Process.Kill(); _ = run.Wait() }()

	err = browser.Until(t.Context(), "the seat stands on the leaderboard", func() (bool, error) {
		b, err := board(s.address)
		return err == nil && len(b.Standings) == 1 && b.Standings[0].Name == "Zoé", err
	})
	if err != nil {
		b, _ := board(s.address)
		t.Fatalf("%v; the board says %+v; the player said:\n%s", err, b, said)
	}
}

// trackTo writes a track of 200 m to the courtyard, half a minute of standing
// before it and ten minutes behind.
func trackTo(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(`<gpx version="1.1" creator="a test" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>`)
	began := time.Date(2026, 6, 20, 19, 0, 0, 0, time.UTC)
	for second := 0; second < 700; second += 5 {
		walked := 2.5 * float64(max(0, second-30))
		p := geo.Toward(geo.Offset(courtyard, 60, 200), courtyard, walked)
		fmt.Fprintf(&b, `<trkpt lat="%.7f" lon="%.7f"><time>%s</time></trkpt>`, p.LatDegrees(), p.LonDegrees(),
			began.Add(time.Duration(second)*time.Second).Format(time.RFC3339))
	}
	b.WriteString(`</trkseg></trk></gpx>`)
	return writeText(t, filepath.Join(dir, "run.gpx"), b.String())
}

func board(address string) (b wire.Board, err error) {
	answer, err := http.Get(address + "/v1/leaderboard")
	if err != nil {
		return b, err
	}
	defer answer.Body.Close()
	return b, json.NewDecoder(answer.Body).Decode(&b)
}
