package huntfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crescendo/game"
)

// Whatever is written: no panic, either a hunt or a refusal, every problem on
// a line that exists, a hunt keeps what the rules rest on, and an editor takes
// what the reader takes.
func FuzzRead(f *testing.F) {
	seeds, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range append(seeds, "testdata/readme.yaml", "testdata/every-key.yaml") {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	schema := editor(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		hunt, report := Read("fuzz.yaml", src, street)
		if (hunt == nil) != (report.Err() != nil) {
			t.Fatalf("hunt %v with the error %v", hunt, report.Err())
		}
		checkReport(t, report, src)
		if hunt != nil {
			checkHunt(t, hunt)
			if err := validate(t, schema, src); err != nil {
				t.Fatalf("the reader takes what the schema refuses: %v", err)
			}
		}
	})
}

func checkReport(t *testing.T, report Report, src []byte) {
	t.Helper()
	lines := strings.Count(string(src), "\n") + strings.Count(string(src), "\r") + strings.Count(string(src), "\u0085") + strings.Count(string(src), "\u2028") + strings.Count(string(src), "\u2029") + 1
	if len(report.Problems) > MaxProblems {
		t.Fatalf("%d problems", len(report.Problems))
	}
	for _, p := range report.Problems {
		if p.Line < 1 || p.Line > lines+1 || p.Column < 0 || p.Thing == "" || p.Trouble == "" {
			t.Fatalf("of %d lines: %+v", lines, p)
		}
		if strings.ContainsFunc(report.Line(p), control) {
			t.Fatalf("a problem that would scramble a terminal: %q", report.Line(p))
		}
	}
}

func checkHunt(t *testing.T, h *game.Hunt) {
	t.Helper()
	if h.ID == "" || h.Name == "" || !(h.Opens < h.Starts && h.Starts < h.Closes) || h.Rate < 1 || h.Rate > MaxRate || h.SpeedCap < 1 || h.SpeedCap > MaxSpeedCap {
		t.Fatalf("evening %+v", h)
	}
	if len(h.Bands) == 0 || len(h.Bands) != len(h.Venues) || h.Virtual && len(h.Meet) == 0 {
		t.Fatalf("%d bands, %d venues, %d meeting places", len(h.Bands), len(h.Venues), len(h.Meet))
	}
	plays := map[int]bool{}
	for _, v := range h.Venues {
		if v.Band < 0 || v.Band >= len(h.Bands) || plays[v.Band] || v.Name == "" || !h.Area.Contains(v.Place) || v.Radius < MinRadius || v.Radius > MaxRadius {
			t.Fatalf("venue %+v", v)
		}
		plays[v.Band] = true
		if len(v.Quotas) == 0 {
			t.Fatalf("venue without seats: %+v", v)
		}
		for _, q := range v.Quotas {
			if q.Seats < 1 || q.Seats > MaxSeats || q.Class < 0 || q.Class > len(h.Classes) {
				t.Fatalf("quota %+v", q)
			}
			checkAward(t, h, q.By)
		}
	}
	checkTrust(t, h)
	for _, m := range h.Meet {
		if m.Name == "" || !h.Area.Contains(m.At) {
			t.Fatalf("meeting place %+v", m)
		}
	}
}

// checkTrust holds R2 and what a gate needs.
func checkTrust(t *testing.T, h *game.Hunt) {
	t.Helper()
	gate, doors := h.Gate != game.GateNone, h.Doors != game.DoorsNone
	if gate != h.Open || doors != h.Open {
		t.Fatalf("open %v with gate %v and doors %v", h.Open, h.Gate, h.Doors)
	}
	if gate && (len(h.Meet) != 1 || h.Admission >= h.At(h.Closes)) || !gate && h.Admission != 0 {
		t.Fatalf("gate %v, %d plazas, admission %d of %d", h.Gate, len(h.Meet), h.Admission, h.At(h.Closes))
	}
	for _, c := range h.Classes {
		if c.ID == "" || c.Name == "" || c.SpeedCap < 0 || c.SpeedCap > MaxSpeedCap || c.Pace < 0 || c.Pace > MaxSpeedCap {
			t.Fatalf("class %+v", c)
		}
	}
}

// checkAward holds that a hunt has what its ways of giving seats need (R10).
func checkAward(t *testing.T, h *game.Hunt, name string) {
	t.Helper()
	a, known := h.Award(name)
	if !known || a.Needs.Staff && h.Doors != game.DoorsStaff || a.Needs.Beacon && h.Beacon == "" || a.Needs.Par && (h.Gate == game.GateNone || h.Par == nil) {
		t.Fatalf("by %q with gate %v, doors %v, beacon %q, par %v", name, h.Gate, h.Doors, h.Beacon, h.Par)
	}
}
