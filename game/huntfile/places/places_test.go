package places

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	_ "time/tzdata"

	"crescendo/game"
	"crescendo/game/huntfile"
)

// paris is an evening of which all is decided that can be without the places.
var paris = Evening{Zone: "Europe/Paris", Starts: "2026-06-20T21:00", Gate: "none", Doors: "none"}

func source(t testing.TB, name string) []byte {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// golden compares with a file of testdata. UPDATE=1 writes what is said now:
// read every line of the change.
func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

// Each good file makes the hunt file beside it, after what is said of it.
func TestEachKindOfFileMakesAHuntFile(t *testing.T) {
	for name, e := range map[string]Evening{
		"mymaps.kmz":       {Plaza: "sous les arcades de la mairie"},
		"mymaps.kml":       {Name: "Cinq fanfares", Zone: "Europe/Paris", Starts: "2026-06-20T21:00", Gate: "code", Doors: "staff"},
		"qgis.geojson":     paris,
		"layers.umap":      {Zone: "Europe/Paris", Guess: true},
		"osmand.gpx":       {Zone: "America/New_York", Guess: true, Gate: "none", Doors: "none"},
		"tableur.csv":      paris,
		"english.csv":      {Zone: "Europe/London", Starts: "2026-06-20T21:00:30+01:00", Gate: "staff"},
		"mymaps-table.csv": paris,
		"opendata.csv":     paris,
	} {
		t.Run(name, func(t *testing.T) {
			text, report := Hunt(name, source(t, name), e)
			if text == nil {
				t.Fatalf("refused:\n%s", report)
			}
			golden(t, name+".yaml", string(text))
			golden(t, name+".txt", report.String())
			hunt, said := huntfile.Read("hunt.yaml", []byte(decide(string(text))), huntfile.World{})
			if hunt == nil {
				t.Fatalf("with every TODO decided it is refused:\n%s", said)
			}
			if strings.Contains(said.String(), "TODO") {
				t.Errorf("with every TODO decided something is still to be decided:\n%s", said)
			}
		})
	}
}

// decide does what an organiser does: writes what is to be written, and deletes
// the comments.
func decide(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if at := strings.Index(line, "# TODO"); at >= 0 {
			lines[i] = strings.TrimRight(line[:at], " ")
		}
	}
	text = strings.NewReplacer(
		"zone: TODO", "zone: Europe/Paris", "opens: TODO", "opens: 2026-06-20T18:00", "starts: TODO", "starts: 2026-06-20T21:00", "closes: TODO", "closes: 2026-06-20T23:30",
		"name: TODO", "name: Behind the bakery",
	).Replace(strings.Join(lines, "\n"))
	area := strings.Index(text, "area: {lat: ") // the plaza lies in the middle of it
	centre, _, _ := strings.Cut(text[area+len("area: {"):], ", radius_m")
	return strings.Replace(text, "meet: TODO", "meet: [{name: In front of the town hall, "+centre+"}] ", 1)
}

// Every decision is listed with its line: as many as the file says TODO.
func TestCheckListsEachOpenDecision(t *testing.T) {
	text, _ := Hunt("mymaps.kmz", source(t, "mymaps.kmz"), Evening{})
	hunt, report := huntfile.Read("hunt.yaml", text, huntfile.World{})
	if hunt != nil {
		t.Error("a hunt whose gun is still to be decided is accepted")
	}
	listed := map[int]bool{}
	for _, p := range report.Problems {
		listed[p.Line] = true
	}
	open := 0
	for i, line := range strings.Split(string(text), "\n") {
		if i < 2 || !strings.Contains(line, "TODO") { // the file says itself what TODO means
			continue
		}
		if open++; !listed[i+1] {
			t.Errorf("check says nothing of line %d: %s", i+1, line)
		}
	}
	if open < 9 { // the way, name, zone, three times, gate, doors, plaza, bands, seats, one area
		t.Errorf("%d decisions are open, want the times, the zone and more:\n%s", open, text)
	}
}

// Each file of testdata/bad has beside it, as .txt, everything that is said
// about it.
func TestEveryTroubleIsSaidWithItsLineAndRemedy(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".txt") {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			name := "bad/" + filepath.Base(file)
			text, report := Hunt(filepath.Base(file), source(t, name), paris)
			golden(t, name+".txt", report.String())
			if text != nil || report.Err() == nil {
				t.Errorf("it made a hunt file:\n%s", text)
			}
			for _, p := range report.Problems {
				if p.Remedy == "" || p.Thing == "" || p.Line < 1 {
					t.Errorf("%+v: want a line, a thing and a remedy", p)
				}
			}
		})
	}
}

// Nothing that is public tells where the venues are: the same area comes of
// every place in the same cell of the raster.
func TestTheAreaIsNotTheVenuesOwn(t *testing.T) {
	area := func(csv string) string {
		text, report := Hunt("v.csv", []byte("name;lat;lon\n"+csv), paris)
		if text == nil {
			t.Fatal(report)
		}
		_, rest, _ := strings.Cut(string(text), "area: ")
		line, _, _ := strings.Cut(rest, "\n")
		return line
	}
	one, other := area("A;48.8311;2.3312\n"), area("A;48.8702;2.3699\n")
	if one != other || !strings.Contains(one, "{lat: 48.85, lon: 2.35, radius_m: 6000}") {
		t.Errorf("areas %s and %s: want the corner of the raster, and one of few radii", one, other)
	}
}

func TestThePlazaIsNoVenue(t *testing.T) {
	text, _ := Hunt("mymaps.kmz", source(t, "mymaps.kmz"), Evening{Zone: "Europe/Paris", Starts: "2026-06-20T21:00", Gate: "staff", Doors: "staff", Plaza: "Sous les arcades de la mairie"})
	hunt, report := huntfile.Read("hunt.yaml", text, huntfile.World{})
	if hunt == nil {
		t.Fatal(report)
	}
	if len(hunt.Meet) != 1 || hunt.Meet[0].Name != "Sous les arcades de la mairie" || hunt.Gate != game.GateStaff || len(hunt.Venues) != 5 {
		t.Errorf("plaza %+v, gate %v, %d venues", hunt.Meet, hunt.Gate, len(hunt.Venues))
	}
	for _, v := range hunt.Venues {
		if v.Name == hunt.Meet[0].Name {
			t.Error("the plaza is a venue too")
		}
	}
	for name, e := range map[string]Evening{"none has": {Plaza: "Sous le pont"}, "two have": {Plaza: "Le lavoir"}} {
		if text, report := Hunt("layers.umap", source(t, "layers.umap"), e); text != nil || report.Err() == nil {
			t.Errorf("a plaza whose name %s was taken: %s", name, report)
		}
	}
}

func TestEveryBandIsAnother(t *testing.T) {
	if len(bands) != huntfile.MaxBands {
		t.Fatalf("%d bands, want %d", len(bands), huntfile.MaxBands)
	}
	var b strings.Builder
	b.WriteString("name;lat;lon\n")
	for i := range huntfile.MaxBands {
		b.WriteString("V" + string(rune('A'+i%26)) + string(rune('a'+i/26)) + ";48.8" + string(rune('0'+i%10)) + ";2.3" + string(rune('0'+i/10)) + "\n")
	}
	text, report := Hunt("many.csv", []byte(b.String()), paris)
	if text == nil {
		t.Fatal(report)
	}
	hunt, said := huntfile.Read("hunt.yaml", text, huntfile.World{})
	if hunt == nil || strings.Contains(said.String(), "look alike") {
		t.Errorf("%d bands: %s", len(bands), said)
	}
}

func TestDecisionsAreChecked(t *testing.T) {
	for flag, e := range map[string]Evening{
		"--name":             {Name: "two\nlines"},
		"--starts":           {Starts: "tomorrow"},
		"--zone":             {Zone: "Europe/Pariss"},
		"--gate \"guard\"":   {Gate: "guard"},
		"--doors \"locked\"": {Doors: "locked"},
		"among friends":      {Gate: "none", Doors: "staff"},
		"strangers":          {Gate: "code", Doors: "none"},
	} {
		if err := e.Check(); err == nil || !strings.Contains(err.Error(), flag) {
			t.Errorf("%+v: said %v, want %s in it", e, err, flag)
		}
	}
	for _, e := range []Evening{{}, paris, {Gate: "code"}, {Doors: "staff"}, {Gate: "none"}, {Starts: "2026-06-20 21:00"}} {
		if err := e.Check(); err != nil {
			t.Errorf("%+v: %v", e, err)
		}
	}
}
