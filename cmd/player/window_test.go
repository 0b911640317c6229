//go:build !js

package main

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"crescendo/cmd/internal/display"
)

// desk is a machine with the built player on it.
type desk struct {
	t      *testing.T
	player string
	env    []string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	if testing.Short() {
		t.Skip("needs Xvfb, which -short does without")
	}
	screen, err := display.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(screen.Close)
	d := &desk{t, filepath.Join(t.TempDir(), "player"), screen.Environ()}
	build := exec.Command("go", "build", "-o", d.player, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return d
}

// run runs the player until it ends, at most two minutes, and returns what it
// said and its exit code.
func (d *desk) run(args ...string) (said string, code int) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.t.Context(), 2*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, d.player, args...)
	c.Env = d.env
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Run(); ctx.Err() != nil {
		d.t.Fatalf("player %s did not end (%v); it said:\n%s", strings.Join(args, " "), err, out.String())
	}
	return out.String(), c.ProcessState.ExitCode()
}

// On a machine without a sound device the player joins once, shows the hunt,
// asks for the songs in their order, walks, and takes its picture.
func TestThePlayerJoinsAndDraws(t *testing.T) {
	d, s := newDesk(t), serve(t)
	shot := filepath.Join(t.TempDir(), "shot.png")
	if dir := os.Getenv("SHOTS"); dir != "" {
		shot = filepath.Join(dir, "player-window.png")
	}
	d.env = append(d.env, "PULSE_SERVER=unix:/nowhere", "ALSA_CONFIG_PATH=/dev/null")
	said, code := d.run("--name", "Zoé", "--lang", "fr", "--size", "500x700", "--shot", shot, "--shot-after", "6s", s.URL)
	if code != 0 {
		t.Fatalf("exit code %d:\n%s", code, said)
	}
	if img := open(t, shot); img.Bounds().Dx() != 500 || img.Bounds().Dy() != 700 || plain(img) {
		t.Errorf("the picture is %v, or of one colour", img.Bounds())
	}
	if !slices.Equal(s.joined, []string{"Zoé"}) {
		t.Errorf("joined as %q, want once as Zoé", s.joined)
	}
	if len(s.fixes) == 0 {
		t.Error("the player told no position")
	}
	if len(s.asked) == 0 || s.asked[0] != "/v1/songs/owls" {
		t.Errorf("asked for %q, want the tuned band's song first", s.asked)
	}
}

func open(t *testing.T, name string) image.Image {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// plain tells whether a picture has one colour only.
func plain(img image.Image) bool {
	b := img.Bounds()
	first := img.At(b.Min.X, b.Min.Y)
	for y := b.Min.Y; y < b.Max.Y; y += 3 {
		for x := b.Min.X; x < b.Max.X; x += 3 {
			if img.At(x, y) != first {
				return false
			}
		}
	}
	return true
}

// A recorded walk is told to the server as it was, at the hunt's rate: the last
// fixes are at its end, 200 m on after 10 s of the wall at rate 8.
func TestARecordedWalkIsWalked(t *testing.T) {
	d, s := newDesk(t), serve(t)
	name := filepath.Join(t.TempDir(), "run.gpx")
	const gpx = `<gpx version="1.1"><trk><trkseg>
<trkpt lat="48.8566" lon="2.3522"><time>2026-06-20T21:00:00Z</time></trkpt>
<trkpt lat="48.8584" lon="2.3522"><time>2026-06-20T21:01:20Z</time></trkpt>
</trkseg></trk></gpx>`
	if err := os.WriteFile(name, []byte(gpx), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	c := exec.CommandContext(ctx, d.player, "--audio", "off", "--gps", "gpx:"+name, s.URL)
	c.Env = d.env
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	s.until("the end of the track is reached", func() bool {
		return len(s.fixes) > 0 && s.fixes[len(s.fixes)-1].Lat == 488584000
	})
	stop()
	_ = c.Wait() // it was killed
	if first := s.fixes[0]; first.Lat > 488576000 || first.Lon != 23522000 {
		t.Errorf("the walk began at %+v", first)
	}
}

// What is wrong is one clear line, and exit code 1.
func TestTroubleIsOneLine(t *testing.T) {
	d := newDesk(t)
	folder := t.TempDir()
	bad := filepath.Join(folder, "bad.gpx")
	if err := os.WriteFile(bad, []byte("<gpx>"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t)
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "want one ADDRESS, got 0"},
		{[]string{"a", "b"}, "want one ADDRESS, got 2"},
		{[]string{"--wings", "a"}, "there is no flag: -wings"},
		{[]string{"--gps", "gpx:" + bad, s.URL}, "bad.gpx"},
		{[]string{"--gps", "gpx:" + filepath.Join(folder, "none.gpx"), s.URL}, "none.gpx: no such file"},
		{[]string{"--gps", "stars", s.URL}, "want keys or gpx:FILE"},
		{[]string{"--audio", "loud", s.URL}, "want on or off"},
		{[]string{"--lang", "tlh", s.URL}, "want en or fr"},
		{[]string{"--size", "9x9", s.URL}, "want WxH"},
		{[]string{"--audio", "off", "http://a b"}, "That is not the address of a hunt"},
		{[]string{"--audio", "off", "--shot", filepath.Join(folder, "no/such/folder.png"), "--shot-after", "1s", s.URL}, "no such file or directory"},
	} {
		said, code := d.run(c.args...)
		if code != 1 || !strings.HasPrefix(said, "player: ") || strings.Count(said, "\n") != 1 || !strings.Contains(said, c.want) {
			t.Errorf("player %s: exit code %d, said %q; want one line with %q", strings.Join(c.args, " "), code, said, c.want)
		}
	}
	d.env = []string{"HOME=" + folder}
	if said, code := d.run("--audio", "off", s.URL); code != 1 || !strings.Contains(said, "open a window") {
		t.Errorf("without a display: exit code %d, said %q", code, said)
	}
}

func TestHelpFitsOneScreen(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"--help"}, &out, &errs); code != 0 || errs.Len() != 0 {
		t.Errorf("exit code %d, said %q", code, errs.String())
	}
	lines := strings.Split(out.String(), "\n")
	if len(lines) > 25 {
		t.Errorf("%d lines", len(lines))
	}
	for _, l := range lines {
		if len([]rune(l)) > 80 {
			t.Errorf("%q is wider than 80", l)
		}
	}
}

func TestFlagsStandAnywhere(t *testing.T) {
	o, err := parse([]string{"hunt.example:8080/", "--name", "Zoé", "--lang=fr"})
	if err != nil || o.address != "http://hunt.example:8080" || o.name != "Zoé" || o.language.String() != "fr" || o.walk != nil || o.silent {
		t.Errorf("%+v, %v", o, err)
	}
	o, err = parse([]string{"hunt.example", "--class", "wheels", "--invitation", "AB-CD"})
	if err != nil || o.class != "wheels" || o.invited != "AB-CD" || o.resume != "" {
		t.Errorf("%+v, %v", o, err)
	}
	if o, err = parse([]string{"hunt.example", "--resume", "k7wq"}); err != nil || o.resume != "k7wq" {
		t.Errorf("%+v, %v", o, err)
	}
	if _, err = parse([]string{"hunt.example", "--resume", "k7wq", "--name", "Zoé"}); err == nil {
		t.Error("going on under another name is taken")
	}
	if got, want := without([]string{"--audio", "on", "a", "-audio=on", "--name", "b"}), []string{"a", "--name", "b"}; !slices.Equal(got, want) {
		t.Errorf("without sound: %q, want %q", got, want)
	}
}
