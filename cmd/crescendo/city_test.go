package main

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const villageExtract = "../../maps/city/osm/testdata/village.osm"

// builtVillage builds the village of maps/city/osm.
func builtVillage(t *testing.T, dir string, args ...string) (file, out string) {
	t.Helper()
	file = filepath.Join(dir, "village.city")
	code, out, errs := ask(t, append([]string{"city", "build", villageExtract, "--name", "Village", "-o", file}, args...)...)
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	return file, out
}

func TestACityIsBuiltAndLookedAt(t *testing.T) {
	dir := t.TempDir()
	file, out := builtVillage(t, dir)
	for _, want := range []string{"village.city: Village, 1 KB: 10 streets, 4 areas, 3 places; 8 of 11 junctions are connected", "left out: 1 paths", "city inspect"} {
		if !strings.Contains(out, want) {
			t.Errorf("build lacks %q:\n%s", want, out)
		}
	}
	code, out, errs := ask(t, "city", "inspect", file, "--side", "400")
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	for _, want := range []string{"name      Village", "credit    © OpenStreetMap contributors", "licence   Open Database License 1.0", "source    village.osm",
		"10 pieces with 7 names: 2 boulevard (1 km)", "areas     4: 2 water 0 island 1 park 1 square", "places    3: 1 station 1 monument 1 quarter", "(72.7 %)", "picture   "} {
		if !strings.Contains(out, want) {
			t.Errorf("inspect lacks %q:\n%s", want, out)
		}
	}
	f, err := os.Open(filepath.Join(dir, "village.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := png.Decode(f)
	if err != nil || max(m.Bounds().Dx(), m.Bounds().Dy()) != 400 {
		t.Errorf("the picture: %v, %v", m, err)
	}
	if code, out, errs := ask(t, "city", "inspect", "../../assets/player/paris.txt", "-o", filepath.Join(dir, "paris.png")); code != 0 || !strings.Contains(out, "name      Paris") {
		t.Errorf("pocket Paris: exit code %d: %s%s", code, out, errs)
	}
}

func TestABoxCutsTheCityOutOfAnExtract(t *testing.T) {
	if _, out := builtVillage(t, t.TempDir(), "--bbox", "1.999, 47.9985, 2.0045, 48.0045"); !strings.Contains(out, "6 of 7 junctions") {
		t.Errorf("build said:\n%s", out)
	}
}

// villageHunt is the README's hunt with its venues in the village.
func villageHunt(t *testing.T, dir, first, second string) string {
	t.Helper()
	return writeText(t, filepath.Join(dir, "hunt.yaml"), strings.NewReplacer("lat: 48.8566, lon: 2.3522", "lat: 48.0000, lon: 2.0000", "lat: 48.85661, lon: 2.35151", "lat: 48.00000, lon: 2.00000",
		"lat: 48.86090, lon: 2.34120", first, "lat: 48.84612, lon: 2.33708", second).Replace(sampleHunt(t)))
}

func TestACityIsCheckedAgainstAHunt(t *testing.T) {
	dir := t.TempDir()
	file, _ := builtVillage(t, dir)
	hunt := villageHunt(t, dir, "lat: 48.0001, lon: 2.0020", "lat: 48.0051, lon: 2.0000")
	code, out, errs := ask(t, "city", "check", "--hunt", hunt, file)
	if code != 0 {
		t.Errorf("exit code %d: %s", code, errs)
	}
	for _, want := range []string{
		`meet "In front of the town hall": inside, reachable, 0 m from `,
		`venue "Behind the bakery": inside, reachable, 11 m from Main Street; 161 m to walk from the first place to meet`, // 149 m along it, 1 m up its bend, and 11
		`venue "Under the chestnut": inside, reachable, 11 m from a path (`,
		"good: all 3 places can be walked to in Village",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("check lacks %q:\n%s", want, out)
		}
	}
}

func TestAVenueThatNobodyCanWalkToIsNamed(t *testing.T) {
	dir := t.TempDir()
	file, _ := builtVillage(t, dir)
	hunt := villageHunt(t, dir, "lat: 48.0109, lon: 2.0105", "lat: 48.0200, lon: 2.0300")
	code, out, _ := ask(t, "city", "check", "--hunt", hunt, file)
	if code != 1 {
		t.Errorf("exit code %d", code)
	}
	for _, want := range []string{
		`venue "Behind the bakery": inside, but no street that people can reach lies within 400 m`, // Far Road is apart
		`venue "Under the chestnut": outside the city`,
		"2 of 3 places cannot be walked to in Village",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("check lacks %q:\n%s", want, out)
		}
	}
}

func TestLongReadingTellsHowFarItIs(t *testing.T) {
	var errs lines
	at := time.Unix(0, 0)
	p := program{err: &errs}
	tell := p.progress(func() time.Time { return at })
	tell("streets", 0.1)
	at = at.Add(2 * time.Second)
	tell("streets", 0.4)
	tell("streets", 0.5)
	if errs.String() != "reading streets: 40 %\n" {
		t.Errorf("it said %q", errs.String())
	}
}
