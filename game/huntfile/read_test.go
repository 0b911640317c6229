package huntfile

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"crescendo/game"
	"crescendo/maps/geo"
)

// street is what the tests' hunt files may refer to.
var street = World{
	Env: func(name string) (string, bool) {
		v, ok := map[string]string{
			"PLACE_NAME": "Behind the bakery", "PLACE_LAT": "48.86090", "PLACE_LON": "2.34120",
			"FAR_LAT": "47.12345", "WORD_LAT": "near the bakery", "HUGE_LON": "200.5", "COARSE_LAT": "48.86", "EMPTY": "",
		}[name]
		return v, ok
	},
	Song: func(path string) error {
		if path == "songs/owls.ogg" {
			return nil
		}
		return errors.New("no such file")
	},
}

func readFile(t *testing.T, name string) (*game.Hunt, Report) {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return Read(filepath.Base(name), src, street)
}

// Each file of testdata/bad has beside it, as .txt, everything that is said
// about it. UPDATE=1 writes what is said now: read every line of the change.
func TestEveryProblemIsSaidWithItsLineAndRemedy(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			hunt, report := readFile(t, filepath.Join("bad", filepath.Base(file)))
			golden := strings.TrimSuffix(file, ".yaml") + ".txt"
			got := report.String()
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("said:\n%s\nwant:\n%s", got, want)
			}
			if hunt != nil || report.Err() == nil {
				t.Errorf("hunt %v, error %v: want neither a hunt nor silence", hunt, report.Err())
			}
		})
	}
}

func TestTheReadmesHunt(t *testing.T) {
	hunt, report := readFile(t, "readme.yaml")
	if err := report.Err(); err != nil {
		t.Fatal(err)
	}
	wantReport := `readme.yaml:7: warning: hunt "One night in Paris": trust is friends: anyone with a script can win; invite people who would not` + "\n"
	if report.String() != wantReport {
		t.Errorf("said %s\nwant %s", report, wantReport)
	}
	at := func(hour, minute int) int64 { // Paris is two hours ahead of UTC in June
		return time.Date(2026, 6, 20, hour-2, minute, 0, 0, time.UTC).UnixMilli()
	}
	checkTimes(t, hunt, at(18, 0), at(21, 0), at(23, 30))
	if hunt.ID != "paris" || hunt.Name != "One night in Paris" || hunt.Rate != 1 || hunt.Virtual || hunt.SpeedCap != 4 {
		t.Errorf("evening %+v", hunt)
	}
	if (hunt.Area != geo.Circle{Centre: geo.Point{Lat: 488566000, Lon: 23522000}, Radius: 6000}) {
		t.Errorf("area %+v", hunt.Area)
	}
	if (hunt.Bands[1] != game.Band{ID: "foxes", Name: "The Foxes", Colour: "#4aa8e8", Song: "builtin:2"}) {
		t.Errorf("band %+v", hunt.Bands[1])
	}
	v := hunt.Venues[1]
	if v.ID != "v2" || v.Name != "Under the chestnut" || v.Band != 1 || v.Radius != 40 || (v.Place != geo.Point{Lat: 488461200, Lon: 23370800}) {
		t.Errorf("venue %+v", v)
	}
	if len(v.Quotas) != 1 || (v.Quotas[0] != game.Quota{Seats: 10, By: "first"}) {
		t.Errorf("quotas %+v", v.Quotas)
	}
}

func checkTimes(t *testing.T, h *game.Hunt, opens, starts, closes int64) {
	t.Helper()
	if h.Opens != opens || h.Starts != starts || h.Closes != closes {
		t.Errorf("opens, starts, closes %d, %d, %d; want %d, %d, %d", h.Opens, h.Starts, h.Closes, opens, starts, closes)
	}
}
