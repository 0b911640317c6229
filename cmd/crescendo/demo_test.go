package main

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"crescendo/cmd/internal/browser"
	"crescendo/game"
	"crescendo/game/huntfile"
)

// R2: whoever keeps the demo's gate and doors, its hunt is one that check likes,
// and it is the one that was asked for.
func TestTheDemosHuntWithAGateAndDoors(t *testing.T) {
	for _, gate := range []string{"none", "code", "staff"} {
		for _, doors := range []string{"none", "code", "staff"} {
			if keepers(gate, doors) != nil {
				continue
			}
			h, report := huntfile.Read("demo.yaml", []byte(demoText(gate, doors)), huntfile.World{})
			if h == nil {
				t.Fatalf("gate %s, doors %s: %s", gate, doors, report)
			}
			if h.Gate.String() != gate || h.Doors.String() != doors || h.Open != (gate != "none") || h.Gate != game.GateNone && len(h.Meet) != 1 {
				t.Errorf("gate %s, doors %s: the hunt has %v and %v, open %v, %d meeting places", gate, doors, h.Gate, h.Doors, h.Open, len(h.Meet))
			}
		}
	}
}

func TestHalfAWallIsRefused(t *testing.T) {
	for args, want := range map[string]string{
		"--gate code":               "--gate code without doors: a gate alone keeps nobody out; add --doors code or --doors staff",
		"--doors staff":             "--doors staff without a gate: a script at home would find every door; add --gate code or --gate staff",
		"--gate open --doors staff": `--gate "open": want none, code or staff`,
		"--gate code --doors yes":   `--doors "yes": want none, code or staff`,
	} {
		code, _, errs := ask(t, append([]string{"demo", "--listen", "127.0.0.1:0"}, strings.Fields(args)...)...)
		if code != 2 || !strings.Contains(errs, want) {
			t.Errorf("%s: exit code %d, it said %q, want %q", args, code, errs, want)
		}
	}
}

var doorLink = regexp.MustCompile(`(?m)^  (gate|door) +(http://[^ ]+/d/[a-z2-7]{32})   (.+)$`)

// stewardsPages are the pages that a demo prints: the gate's, and one a band.
func stewardsPages(t *testing.T, s *shell) (gate string, doors map[string]string) {
	t.Helper()
	err := browser.Until(t.Context(), "the first evening is open", func() (bool, error) { return strings.Contains(s.out.String(), "evening 1"), nil })
	if err != nil {
		t.Fatal(err)
	}
	doors = map[string]string{}
	for _, m := range doorLink.FindAllStringSubmatch(s.out.String(), -1) {
		if m[1] == "gate" {
			gate = m[2]
			continue
		}
		doors[m[3]] = m[2]
	}
	return gate, doors
}

// The demo prints the stewards' pages, and they are there; it names no venue.
func TestTheDemoPrintsTheStewardsPages(t *testing.T) {
	s := start(t, "demo", "--listen", "127.0.0.1:0", "--bots", "0", "--gate", "staff", "--doors", "code")
	gate, doors := stewardsPages(t, s)
	if gate == "" || len(doors) != 5 || len(doorLink.FindAllString(s.out.String(), -1)) != 6 || doors["The Night Owls"] == "" {
		t.Fatalf("it prints %s", s.out)
	}
	for _, page := range append([]string{gate}, doors["The Night Owls"]) {
		if got := status(t, page); got != 200 {
			t.Errorf("a steward's page has status %d", got)
		}
	}
	for _, want := range []string{"show your pass", "type the code", "the gate admits until "} {
		if !strings.Contains(s.out.String(), want) {
			t.Errorf("it does not say %q: %s", want, s.out)
		}
	}
	if strings.Contains(s.out.String(), "birds") {
		t.Error("it gives a venue away")
	}
	s.end(t)
	for _, secret := range append([]string{gate}, doors["The Night Owls"]) {
		if strings.Contains(s.errs.String(), secret) {
			t.Error("the log holds a link")
		}
	}
}

// A steward's page stays open from one evening to the next; everything else is
// drawn anew.
func TestLinksOutliveAnEvening(t *testing.T) {
	d := demo{program: &program{err: &lines{}}, gate: "code", doors: "staff", rate: 16}
	if err := d.stays.complete(); err != nil {
		t.Fatal(err)
	}
	var evenings []*evening
	for range 2 {
		e, err := d.evening(time.Now())
		if err != nil {
			t.Fatal(err)
		}
		evenings = append(evenings, e)
	}
	for i, l := range evenings[0].links {
		if l.Secret != evenings[1].links[i].Secret || l.Code != evenings[1].links[i].Code {
			t.Errorf("the link of %s is another one on the second evening", l.ID)
		}
	}
	one, err := d.secrets()
	if err != nil {
		t.Fatal(err)
	}
	two, err := d.secrets()
	if err != nil {
		t.Fatal(err)
	}
	if one.Seed == two.Seed || one.Warp == two.Warp || one.Pass == two.Pass || one.Sign.Equal(two.Sign) {
		t.Error("two evenings share keys that they should not")
	}
}
