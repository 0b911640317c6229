package huntfile

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"crescendo/game"
	"crescendo/maps/geo"
)

// edit reads the README's hunt with some of its text replaced.
func edit(t *testing.T, pairs ...string) (*game.Hunt, Report) {
	t.Helper()
	src, err := os.ReadFile("testdata/readme.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(src)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("the README's hunt has no %q", pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return Read("paris.yaml", []byte(text), street)
}

func accepted(t *testing.T, pairs ...string) *game.Hunt {
	t.Helper()
	hunt, report := edit(t, pairs...)
	if err := report.Err(); err != nil || hunt == nil {
		t.Fatalf("hunt %v, refused:\n%v", hunt, err)
	}
	return hunt
}

func TestTextsThatEditorsMakeAreAccepted(t *testing.T) {
	src, err := os.ReadFile("testdata/readme.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"byte order mark":     "\ufeff" + string(src),
		"Windows line ends":   strings.ReplaceAll(string(src), "\n", "\r\n"),
		"document markers":    "---\n" + string(src) + "...\n",
		"tab before comments": strings.ReplaceAll(string(src), " #", "\t#"),
		"no last line end":    strings.TrimRight(string(src), "\n"),
	} {
		if hunt, report := Read("paris.yaml", []byte(text), World{}); hunt == nil {
			t.Errorf("%s: refused:\n%s", name, report)
		}
	}
}

func TestOptionalKeys(t *testing.T) {
	h := accepted(t, "trust: friends", "rate: 8\nvirtual: true\nspeed_cap_mps: 2.5\ntrust: friends", "quotas: [{seats: 10", "radius_m: 25, quotas: [{seats: 1, by: first}, {seats: 10")
	if h.Rate != 8 || !h.Virtual || h.SpeedCap != 2.5 || h.Venues[0].Radius != 25 || h.Venues[1].Radius != DefaultRadius {
		t.Errorf("%+v", h)
	}
	if q := h.Venues[0].Quotas; len(q) != 2 || q[0].Seats != 1 || q[1].Seats != 10 {
		t.Errorf("quotas %+v: want them in the order of the file", q)
	}
	if h := accepted(t, "name: One night in Paris\n", ""); h.Name != "paris" {
		t.Errorf("without a name the hunt is called %q, want its id", h.Name)
	}
	if h := accepted(t, "builtin:2", "songs/owls.ogg", "#4aa8e8", "#4AA8E8"); h.Bands[1].Song != "songs/owls.ogg" || h.Bands[1].Colour != "#4aa8e8" {
		t.Errorf("band %+v", h.Bands[1])
	}
}

func TestARateIsAnnouncedAsARehearsal(t *testing.T) {
	_, report := edit(t, "trust: friends", "rate: 8\ntrust: friends")
	want := `paris.yaml:7: warning: hunt "One night in Paris": rate is 8: one minute of the clock is 8 minutes of the hunt; that is for rehearsals; delete it for the real evening`
	if got := report.Line(report.Problems[0]); got != want {
		t.Errorf("said %s\nwant %s", got, want)
	}
}

func TestVenuesMayComeFromTheEnvironment(t *testing.T) {
	h := accepted(t, "name: Behind the bakery", `name: "${PLACE_NAME}"`, "lat: 48.86090", `lat: "${PLACE_LAT}"`, "lon: 2.34120", `lon: "${PLACE_LON}"`)
	if v := h.Venues[0]; v.Name != "Behind the bakery" || (v.Place != geo.Point{Lat: 488609000, Lon: 23412000}) {
		t.Errorf("venue %+v", v)
	}
}

// A value from the environment is in no problem, whatever is wrong with it.
func TestSecretsAreNeverRepeated(t *testing.T) {
	secrets := []string{"x5391x", "5391", "200.5391", "2,5391", "53.5391", "-95391.5", "5391\x00", strings.Repeat("5391", 100)}
	for _, secret := range secrets {
		world := World{Env: func(string) (string, bool) { return secret, true }}
		for _, key := range []string{"name: Behind the bakery", "lat: 48.86090", "lon: 2.34120"} {
			src, err := os.ReadFile("testdata/readme.yaml")
			if err != nil {
				t.Fatal(err)
			}
			name, _, _ := strings.Cut(key, ":")
			text := strings.Replace(string(src), key, name+`: "${SECRET}"`, 1)
			_, report := Read("paris.yaml", []byte(text), world)
			if strings.Contains(report.String(), "5391") {
				t.Errorf("%s=%q: said %s", name, secret, report)
			}
		}
	}
}

func TestTimesNameTheirZoneOrTakeTheHunts(t *testing.T) {
	utc := func(hour, minute int) int64 { return time.Date(2026, 6, 20, hour, minute, 0, 0, time.UTC).UnixMilli() }
	for name, c := range map[string]struct {
		pairs                 []string
		opens, starts, closes int64
	}{
		"offsets, no zone": {[]string{"zone: Europe/Paris\n", "", "18:00 ", "18:00+02:00 ", "21:00 ", "21:00-01:00 ", "23:30\n", "23:30Z\n"}, utc(16, 0), utc(22, 0), utc(23, 30)},
		"one with offset":  {[]string{"21:00 ", "19:30:15Z "}, utc(16, 0), utc(19, 30) + 15_000, utc(21, 30)},
		"blank for T":      {[]string{"2026-06-20T18:00", "2026-06-20 18:00", "2026-06-20T21:00", "2026-06-20 21:00 +02:00"}, utc(16, 0), utc(19, 0), utc(21, 30)},
		"another zone":     {[]string{"Europe/Paris", "Asia/Kolkata"}, utc(12, 30), utc(15, 30), utc(18, 0)},
		"UTC":              {[]string{"Europe/Paris", "UTC"}, utc(18, 0), utc(21, 0), utc(23, 30)},
	} {
		t.Run(name, func(t *testing.T) { checkTimes(t, accepted(t, c.pairs...), c.opens, c.starts, c.closes) })
	}
}

func TestNightsInWhichClocksChange(t *testing.T) {
	for name, c := range map[string]struct {
		zone, opens string
		trouble     string
	}{
		"Paris, spring, just before": {"Europe/Paris", "2026-03-29T01:59", ""},
		"Paris, spring":              {"Europe/Paris", "2026-03-29T02:00", "does not exist in Europe/Paris: clocks go forward over it; did you mean 2026-03-29T03:00?"},
		"Paris, spring, just after":  {"Europe/Paris", "2026-03-29T03:00", ""},
		"Paris, autumn, just before": {"Europe/Paris", "2025-10-26T01:59", ""},
		"Paris, autumn":              {"Europe/Paris", "2025-10-26T02:59", "write 2025-10-26T02:59+02:00 for the first or 2025-10-26T02:59+01:00 for the second"},
		"Paris, autumn, just after":  {"Europe/Paris", "2025-10-26T03:00", ""},
		"Lord Howe, half an hour":    {"Australia/Lord_Howe", "2026-04-05T01:45", "write 2026-04-05T01:45+11:00 for the first or 2026-04-05T01:45+10:30 for the second"},
		"Samoa, a day left out":      {"Pacific/Apia", "2011-12-30T12:00", "does not exist in Pacific/Apia"},
	} {
		t.Run(name, func(t *testing.T) {
			hunt, report := edit(t, "Europe/Paris", c.zone, "2026-06-20T18:00", c.opens)
			if c.trouble == "" && hunt == nil || !strings.Contains(report.String(), c.trouble) {
				t.Errorf("said %s\nwant %q", report, c.trouble)
			}
		})
	}
}

func TestZonesOfThisMachineAreRefused(t *testing.T) {
	for _, zone := range []string{"Local", "../etc/passwd", "+02:00", "GMT+2", "/etc/localtime", `""`} {
		if hunt, report := edit(t, "Europe/Paris", zone); hunt != nil || !strings.Contains(report.String(), "zone is ") {
			t.Errorf("zone %s: hunt %v, said %s", zone, hunt, report)
		}
	}
}

func TestAnEveningIsShorterThanADay(t *testing.T) {
	_, report := edit(t, "closes: 2026-06-20", "closes: 2026-07-20")
	if !strings.Contains(report.String(), "paris.yaml:6: ") || !strings.Contains(report.String(), "is 722 hours after starts, more than 24; is the date right?") {
		t.Errorf("said %s", report)
	}
}

func TestSeatsTogetherFitTheFinalMessage(t *testing.T) {
	accepted(t, "seats: 10,", "seats: 9990,")
	_, report := edit(t, "seats: 10,", "seats: 9991,")
	if want := `venues have 10001 seats together, more than 10000; give fewer`; !strings.Contains(report.String(), "paris.yaml:17: hunt") || !strings.Contains(report.String(), want) {
		t.Errorf("said %s", report)
	}
}

func TestAnAliasStandsForWhatItNames(t *testing.T) {
	h := accepted(t, "quotas: [{seats: 10", "quotas: &seats [{seats: 7", "lon: 2.33708, quotas: [{seats: 10, by: first}]", "lon: 2.33708, quotas: *seats")
	if q := h.Venues[1].Quotas; len(q) != 1 || q[0].Seats != 7 {
		t.Errorf("quotas %+v", q)
	}
}

func TestWhatLiesBeyondTheEdgesIsRefused(t *testing.T) {
	many := "bands:" + strings.Repeat("\n  - {}", MaxBands+1)
	for _, c := range []struct {
		pairs []string
		want  string
	}{
		{[]string{"meet:\n  - {name: In front of the town hall, lat: 48.85661, lon: 2.35151}\n", "virtual: true\n"},
			`paris.yaml:11: hunt "One night in Paris": virtual is true, and meet names no place; write meet: [{name, lat, lon}], where a virtual walk begins`},
		{[]string{"bands:", many}, "bands has 35 entries, more than 32; leave some out"},
		{[]string{"id: paris", "id: " + strings.Repeat("paris-", 9)}, `which cannot stand in an address; write paris-paris-paris-paris-paris-p`},
		{[]string{"id: paris", "id: 巴黎"}, `id is "巴黎", which cannot stand in an address; write at most 32 of the letters a-z, digits and hyphens`},
		{[]string{"builtin:2", strings.Repeat("a", MaxSong) + ".ogg"}, "song is no path of a file; write at most 200 letters on one line"},
		{[]string{"name: One night", "name: " + strings.Repeat("One night ", 9)}, "name has 99 characters, more than 60; shorten it"},
		{[]string{"colour: \"#4aa8e8\"", "colour: ["}, "paris.yaml:15"},
	} {
		if hunt, report := edit(t, c.pairs...); hunt != nil || !strings.Contains(report.String(), c.want) {
			t.Errorf("said %s\nwant %s", report, c.want)
		}
	}
}

func TestFilesBeyondTheLimitAreNotRead(t *testing.T) {
	hunt, report := Read("paris.yaml", make([]byte, MaxBytes+1), World{})
	if want := "paris.yaml:1: file: has 262145 bytes, more than 262144; is this the hunt file?\n"; hunt != nil || report.String() != want {
		t.Errorf("hunt %v, said %s", hunt, report)
	}
}

func TestARefusalIsNeverPushedOutByWarnings(t *testing.T) {
	var report Report
	for line := range 2 * MaxProblems {
		report.Problems = append(report.Problems, Problem{Line: line + 1, Severity: Warned, Thing: "band", Trouble: "is warned of"})
	}
	report.Problems = append(report.Problems, Problem{Line: 999, Thing: "band", Trouble: "is refused"})
	report.Finish()
	if len(report.Problems) != MaxProblems || report.Left != MaxProblems+1 || report.Err() == nil {
		t.Errorf("%d problems, %d left, error %v", len(report.Problems), report.Left, report.Err())
	}
	for i, p := range report.Problems[1:] {
		if p.Line < report.Problems[i].Line {
			t.Fatalf("line %d comes after line %d", p.Line, report.Problems[i].Line)
		}
	}
}

func TestNearestWord(t *testing.T) {
	keys := []string{"id", "name", "colour", "song", "lat", "lon", "radius_m", "zone", "starts"}
	for word, want := range map[string]string{
		"color": "colour", "title": "name", "end": "", "Colour": "colour", "latitude": "lat", "lng": "lon", "radius": "radius_m", "timezone": "zone",
		"start": "starts", "nmae": "name", "nom": "", "": "", "x": "", "xyz": "", strings.Repeat("colour", 1000): "colour",
	} {
		if got := nearest(word, keys); got != want {
			t.Errorf("nearest to %q is %q, want %q", word, got, want)
		}
	}
}

// A file of the largest size whose aliases stand for ten million keys.
func TestAliasesMultiplyOnlySoFar(t *testing.T) {
	var keys strings.Builder
	for i := 0; keys.Len() < MaxBytes-2000; i++ {
		fmt.Fprintf(&keys, "k%d: 1, ", i)
	}
	text := "a: &a {" + keys.String() + "}\nb: &b [" + strings.Repeat("*a, ", MaxQuotas) + "]\nv: &v {quotas: *b}\nvenues: [" + strings.Repeat("*v, ", MaxBands) + "]\n"
	hunt, report := Read("bomb.yaml", []byte(text), World{})
	if hunt != nil || report.Err() == nil || len(report.Problems) > MaxProblems || report.Left > 2*MaxKeys {
		t.Errorf("%d problems and %d left: %.300s", len(report.Problems), report.Left, report)
	}
}
