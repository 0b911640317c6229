package huntfile

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"crescendo/game"
	"crescendo/maps/geo"
)

// combination is one of what R2 and R10 weigh.
type combination struct{ trust, gate, doors, award, class string }

func (c combination) text() string {
	var b strings.Builder
	b.WriteString("id: paris\nzone: Europe/Paris\nopens: 2026-06-20T18:00\nstarts: 2026-06-20T21:00\ncloses: 2026-06-20T23:30\n")
	for _, k := range [][2]string{{"trust", c.trust}, {"gate", c.gate}, {"doors", c.doors}} {
		if k[1] != "-" {
			fmt.Fprintf(&b, "%s: %s\n", k[0], k[1])
		}
	}
	award, beacon := strings.CutSuffix(c.award, "+beacon")
	if beacon {
		b.WriteString("beacon: the Loto draw of 20 June 2026\n")
	}
	class := ""
	if c.class != "-" {
		class = ", class: " + c.class
	}
	fmt.Fprintf(&b, `area: {lat: 48.8566, lon: 2.3522, radius_m: 6000}
meet:
  - {name: In front of the town hall, lat: 48.85661, lon: 2.35151}
classes:
  - {id: wheels, name: By wheelchair}
bands:
  - {id: owls, name: The Owls, colour: "#e8b04a", song: builtin:1}
venues:
  - {id: v1, name: Fountain, band: owls, lat: 48.87690, lon: 2.34120, quotas: [{seats: 10, by: %s%s}]}
`, award, class)
	return b.String()
}

// allowed is R2 and R10, told once more without the reader.
func (c combination) allowed() bool {
	gate, doors := c.gate == "code" || c.gate == "staff", c.doors == "code" || c.doors == "staff"
	staff := c.doors == "staff"
	if c.trust != "friends" && c.doors == "-" {
		doors, staff = true, true
	}
	enough := map[string]bool{"first": true, "par": gate, "draw": false, "draw+beacon": staff}[c.award]
	open := c.trust != "friends"
	return gate == open && doors == open && enough && c.class != "bikes"
}

func combinations() (list []combination) {
	for _, trust := range []string{"-", "open", "friends"} {
		for _, gate := range []string{"-", "none", "code", "staff"} {
			for _, doors := range []string{"-", "none", "code", "staff"} {
				for _, award := range []string{"first", "par", "draw", "draw+beacon"} {
					for _, class := range []string{"-", "wheels", "bikes"} {
						list = append(list, combination{trust, gate, doors, award, class})
					}
				}
			}
		}
	}
	return list
}

// R2: every combination is accepted, or refused with sentences that stand in
// testdata/trust.txt, and with one more for a class that is not there. UPDATE=1
// writes the file anew: read the change.
func TestEveryCombinationOfTrustIsAcceptedOrExplained(t *testing.T) {
	var said strings.Builder
	for _, c := range combinations() {
		hunt, report := Read("paris.yaml", []byte(c.text()), World{})
		if (hunt != nil) != c.allowed() {
			t.Errorf("%+v: accepted %v, want %v: %v", c, hunt != nil, c.allowed(), report.Err())
		}
		if c.class != "-" {
			if c.class == "bikes" && !strings.HasSuffix(refusals(report), `class is "bikes", and there is no such class`) {
				t.Errorf("%+v: said %s", c, refusals(report))
			}
			continue
		}
		fmt.Fprintf(&said, "%-8s%-6s%-6s%-12s", c.trust, c.gate, c.doors, c.award)
		if hunt != nil {
			said.WriteString("accepted\n")
			continue
		}
		said.WriteString(refusals(report) + "\n")
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile("testdata/trust.txt", []byte(said.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/trust.txt")
	if err != nil {
		t.Fatal(err)
	}
	if said.String() != string(want) {
		t.Errorf("said:\n%s", said.String())
	}
}

// refusals are the sentences of a report, without their remedies.
func refusals(r Report) string {
	var list []string
	for _, p := range r.Problems {
		if p.Severity == Refused {
			list = append(list, p.Trouble)
		}
	}
	return strings.Join(list, " | ")
}

func TestAHuntForStrangersKeepsWhatItsOrganiserWrote(t *testing.T) {
	h, report := readFile(t, "every-key.yaml")
	if h == nil {
		t.Fatal(report)
	}
	if !h.Open || h.Gate != game.GateCode || h.Doors != game.DoorsStaff || h.Admission != 15*60_000 || !h.Invitations || h.Beacon != "the Loto draw of 20 June 2026" {
		t.Errorf("%+v", h)
	}
	if len(h.Classes) != 1 || h.Classes[0] != (game.Class{ID: "wheels", Name: "By wheelchair", SpeedCap: 3, Pace: 1.1}) {
		t.Errorf("classes %+v", h.Classes)
	}
	if q := h.Venues[0].Quotas; len(q) != 2 || q[0].Class != 1 || q[1].Class != 0 {
		t.Errorf("quotas %+v", q)
	}
	for _, want := range []string{"assume ten accounts a prober", "has no effect with doors"} {
		if !strings.Contains(report.String(), want) {
			t.Errorf("check does not say %q:\n%s", want, report)
		}
	}
}

// strangers reads every-key.yaml with some of its text replaced.
func strangers(t *testing.T, pairs ...string) (*game.Hunt, Report) {
	t.Helper()
	src, err := os.ReadFile("testdata/every-key.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(src)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("every-key.yaml has no %q", pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return Read("paris.yaml", []byte(text), street)
}

// R1, R2, R4, R10: what check says about gates, plazas and classes.
func TestWhatAGateNeedsAndCosts(t *testing.T) {
	const plaza = "  - {name: In front of the town hall, lat: 48.85661, lon: 2.35151}"
	for name, c := range map[string]struct {
		pairs   []string
		refused bool
		want    string
	}{
		"two plazas":       {[]string{plaza, plaza + "\n" + strings.Replace(plaza, "front", "sight", 1)}, true, "meet names 2 places, and with a gate everybody starts at one; write the start plaza alone"},
		"no plaza":         {[]string{"meet:\n" + plaza, "# no plaza"}, true, "gate is code, and meet names no plaza where it stands"},
		"near the plaza":   {[]string{"lat: 48.87690, lon: 2.34120", "lat: 48.86561, lon: 2.35151"}, false, "lies 1001 m from the plaza, nearer than 1500"},
		"near, secretly":   {[]string{"lat: 48.87690, lon: 2.34120", `lat: "${PLACE_LAT}", lon: "${PLACE_LON}"`}, false, "lies nearer than 1500 m to the plaza"},
		"one direction":    {[]string{"lat: 48.84012, lon: 2.33708", "lat: 48.87612, lon: 2.33708"}, false, "venues all lie in one direction from the plaza, within 7°"},
		"a long admission": {[]string{"admission_min: 15", "admission_min: 60", "closes: 2026-06-20T23:30", "closes: 2026-06-20T22:00"}, true, "admission ends 60 minutes after the gun, and by then the hunt is closed"},
		"an unknown class": {[]string{"class: wheels", "class: wheel"}, true, `class is "wheel", and there is no such class; did you mean "wheels"?`},
		"a fast class":     {[]string{"speed_cap_mps: 3,", "speed_cap_mps: 6,"}, false, "speed_cap_mps is 6, above the hunt's 3.5: nobody checks a class"},
		"a hasty par":      {[]string{"pace_mps: 1.1", "pace_mps: 3.1"}, true, "pace_mps is 3.1, and nobody of the class is believed more than 3"},
		"a class twice":    {[]string{"classes:\n", "classes:\n  - {id: wheels, name: Rollers}\n"}, true, `id is "wheels", as on line`},
		"a walking metric": {[]string{"virtual: false", "metric: walking"}, true, `"metric" is no key that is known here`},
		"a long beacon":    {[]string{"the Loto draw", strings.Repeat("the Loto draw ", 10)}, true, "characters, more than 120"},
	} {
		hunt, report := strangers(t, c.pairs...)
		if (hunt == nil) != c.refused || !strings.Contains(report.String(), c.want) {
			t.Errorf("%s: refused %v, said\n%s\nwant %q", name, hunt == nil, report, c.want)
		}
	}
	if h, report := strangers(t, "admission_min: 15 ", "# "); h == nil || h.Admission != 10*60_000 {
		t.Errorf("admission of %v, want R1's ten minutes: %s", h, report)
	}
	if h, _ := strangers(t, "beacon: the Loto draw of 20 June 2026", "beacon: chain"); h == nil || h.Beacon != "" {
		t.Errorf("a beacon from the chain: %v", h)
	}
}

// R10: par times are from the plaza, at 1.4 m/s or the class's own pace, in
// whole seconds; a hunt without such seats has none.
func TestParTimesComeFromThePlazaAndThePace(t *testing.T) {
	h, report := strangers(t, "{seats: 8, by: first}", "{seats: 8, by: par}")
	if h == nil {
		t.Fatal(report)
	}
	for i, v := range h.Venues {
		for class, pace := range []float64{1.4, 1.1} {
			seconds := geo.Metres(h.Meet[0].At, v.Place) / pace
			if par := h.Par[i][class]; par%1000 != 0 || math.Abs(float64(par)/1000-seconds) > 0.5 {
				t.Errorf("par of venue %d for class %d is %d ms, want %.1f s", i, class, par, seconds)
			}
		}
	}
	if h, _ := strangers(t); h == nil || h.Par != nil {
		t.Errorf("a hunt without seats by par: %v", h)
	}
}
