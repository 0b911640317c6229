package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"crescendo/game"
	"crescendo/game/huntfile"
)

// guardedHunt is the README's hunt with a gate and doors.
func guardedHunt(t *testing.T) *game.Hunt {
	t.Helper()
	h, report := huntfile.Read("readme.yaml", []byte(sampleHunt(t)), huntfile.World{})
	if h == nil {
		t.Fatal(report)
	}
	h.Open, h.Gate, h.Doors, h.Invitations = true, game.GateCode, game.DoorsStaff, true
	return h
}

// linksIn returns the secrets of the links that a command printed, in order.
func linksIn(text string) (secrets []string) {
	for _, m := range regexp.MustCompile(`/d/([a-z2-7]{32})\n`).FindAllStringSubmatch(text, -1) {
		secrets = append(secrets, m[1])
	}
	return secrets
}

// printed runs doors on a hunt.
func printed(t *testing.T, dir string, h *game.Hunt, c doorsCall) (string, error) {
	t.Helper()
	var out, errs lines
	p := program{out: &out, err: &errs}
	err := p.linksOf(dir, h, c)
	if errs.String() != "" {
		t.Errorf("it said %q to the log", errs.String())
	}
	return out.String(), err
}

// One link for the gate's screen, one for the steward beside it and one a venue,
// each saying who it is for; the same ones every time, and those of a revoked
// place alone are others (R8).
func TestDoorsPrintsOneLinkAPlaceAndRevokesIt(t *testing.T) {
	dir, h := t.TempDir(), guardedHunt(t)
	first, err := printed(t, dir, h, doorsCall{url: "https://hunt.example.org"})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Gate: In front of the town hall\n", "Venue v1: Behind the bakery\n", "Venue v2: Under the chestnut\n",
		"  https://hunt.example.org/d/", "for the screen at the start", "for a steward at the start, who scans the pass of whoever typed ten wrong codes", "for the stewards at this venue"} {
		if !strings.Contains(first, want) {
			t.Errorf("it lacks %q:\n%s", want, first)
		}
	}
	secrets := linksIn(first)
	if again, _ := printed(t, dir, h, doorsCall{}); len(secrets) != 4 || !slices.Equal(linksIn(again), secrets) {
		t.Errorf("links %d, the same again: %t", len(secrets), slices.Equal(linksIn(again), secrets))
	}
	anew, err := printed(t, dir, h, doorsCall{revoke: "v1"})
	now := linksIn(anew)
	if err != nil || !strings.Contains(anew, "The old link of v1 is revoked") || len(now) != 4 || !slices.Equal(now[:2], secrets[:2]) || now[2] == secrets[2] || now[3] != secrets[3] {
		t.Errorf("after revoking v1 (%v): %q, before %q", err, now, secrets)
	}
	anew, err = printed(t, dir, h, doorsCall{revoke: "gate"})
	if last := linksIn(anew); err != nil || last[0] == now[0] || last[1] == now[1] || !slices.Equal(last[2:], now[2:]) {
		t.Errorf("after revoking the gate (%v): %q, before %q", err, last, now)
	}
	noSecrets(t, "doors", first+anew, dir)
	if _, err := printed(t, dir, h, doorsCall{revoke: "v9"}); err == nil || !strings.Contains(err.Error(), "it has gate, v1, v2") {
		t.Errorf("revoking what is not there: %v", err)
	}
	h.Gate = game.GateNone
	if _, err := printed(t, dir, h, doorsCall{revoke: "gate"}); err == nil || !strings.Contains(err.Error(), "has no gate") {
		t.Errorf("revoking a gate that is not there: %v", err)
	}
}

func TestDoorsPrintsInvitations(t *testing.T) {
	dir, h := t.TempDir(), guardedHunt(t)
	text, err := printed(t, dir, h, doorsCall{invitations: 30})
	if err != nil {
		t.Fatal(err)
	}
	k, err := existingKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	codes, secrets := strings.Fields(text), k.forServer()
	for i, code := range codes {
		if code != secrets.Invitation(h.ID, uint32(i+1)) || slices.Index(codes, code) != i {
			t.Errorf("code %d is not that of invitation %d, or stands there twice", i+1, i+1)
		}
	}
	if len(codes) != 30 {
		t.Errorf("%d codes, want 30", len(codes))
	}
	h.Invitations = false
	if _, err := printed(t, dir, h, doorsCall{invitations: 1}); err == nil || !strings.Contains(err.Error(), "everybody may join") {
		t.Errorf("invitations to a hunt without: %v", err)
	}
}

// A server that runs learns of a revoked link and of operators without being
// restarted, and keeps what it has when the file is damaged.
func TestARunningServerLearnsWhatChanged(t *testing.T) {
	dir, h := t.TempDir(), guardedHunt(t)
	k, err := ensureKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	var log lines
	w := watchKeys(dir, k, h, slog.New(slog.NewTextHandler(&log, nil)))
	later := func() { w.looked = time.Time{} } // its second has passed
	before := w.links()                        // the gate's screen and its steward, two venues
	if len(before) != 4 || len(w.allowed()) != 0 {
		t.Fatalf("%d links, %d operators", len(before), len(w.allowed()))
	}
	if _, err := printed(t, dir, h, doorsCall{revoke: "v2"}); err != nil {
		t.Fatal(err)
	}
	mustKeys(t, nil, "operator", "add", "Ana", "--data", dir)
	if w.links()[3].Secret != before[3].Secret {
		t.Error("it looks at the file more than once a second")
	}
	later()
	if now := w.links(); now[3].Secret == before[3].Secret || now[2].Secret != before[2].Secret {
		t.Error("it did not learn which link was revoked")
	}
	if got := w.allowed(); len(got) != 1 || got[0].Name != "Ana" {
		t.Errorf("operators %v", got)
	}
	writeText(t, filepath.Join(dir, "keys"), "{")
	later()
	if len(w.links()) != 4 || len(w.allowed()) != 1 || !strings.Contains(log.String(), "stay as they were") {
		t.Errorf("with damaged keys it says %q", log.String())
	}
	if err := os.Remove(filepath.Join(dir, "keys")); err != nil {
		t.Fatal(err)
	}
	later()
	if len(w.links()) != 4 {
		t.Error("without keys the links are gone")
	}
	for _, p := range w.links() {
		if strings.Contains(log.String(), p.Secret) || strings.Contains(log.String(), p.Name) {
			t.Error("the log shows a place")
		}
	}
}
