package places

import (
	"strings"
	"testing"
	"time"
)

// Files that are built to take long or to grow: each is refused or read within
// seconds, also on a slow machine, and makes a short report.
func TestNoFileTakesLong(t *testing.T) {
	n := MaxBytes - 1000
	for name, src := range map[string]string{
		"blanks behind a comma": "<kml><Placemark><Point><coordinates>2.35," + strings.Repeat(" ", n-200) + "48.85</coordinates></Point></Placemark></kml>",
		"commas":                "<kml><Placemark><Point><coordinates>" + strings.Repeat(", ", n/2-200) + "</coordinates></Point></Placemark></kml>",
		"a large ring":          "<kml><Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>" + strings.Repeat("2.35,48.85 ", n/11-30) + "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>",
		"deep elements":         "<kml>" + strings.Repeat("<a>", n/3-10),
		"deep lists":            strings.Repeat("[", n),
		"deep geometries":       strings.Repeat(`{"type":"GeometryCollection","geometries":[`, 3000) + strings.Repeat("]}", 3000),
		"many placemarks":       "<kml>" + strings.Repeat("<Placemark/>", n/12) + "</kml>",
		"many features":         `{"type":"FeatureCollection","features":[` + strings.Repeat("{},\n", n/4-20) + "{}]}",
		"many rows":             "lat;lon\n" + strings.Repeat("1;2\n", n/4),
		"many empty rows":       "name;lat;lon\n" + strings.Repeat(";;\n", n/3),
		"many columns":          strings.Repeat(";", n),
		"one quote":             "name;lat;lon\n\"" + strings.Repeat("a\n", n/2-10),
		"one name":              "name;lat;lon\n" + strings.Repeat("é", n/2-50) + ";48.85;2.35\n",
		"many attributes":       "<kml " + strings.Repeat("a='' ", n/5-10) + "/>",
	} {
		began := time.Now()
		text, report := Hunt("file", []byte(src), paris)
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s: %v", name, took)
		}
		if len(report.Problems) > 100 || len(report.String()) > 60_000 || len(text) > 20_000 {
			t.Errorf("%s: %d problems in %d bytes, a hunt file of %d", name, len(report.Problems), len(report.String()), len(text))
		}
	}
}

func TestTooManyThingsAreOneProblem(t *testing.T) {
	_, report := Hunt("v.csv", []byte("lat;lon\n"+strings.Repeat("48.85;2.35\n", MaxPlaces+5)), paris)
	if !strings.Contains(report.String(), "v.csv:10002: file: has more than 10000 things; export the venues alone") {
		t.Errorf("said %s", report)
	}
	if _, report := Hunt("v.csv", make([]byte, MaxBytes+1), paris); report.String() != "v.csv:1: file: has 8388609 bytes, more than 8388608; export the venues alone, without pictures\n" {
		t.Errorf("said %s", report)
	}
}

// What was left out is listed in the hunt file, and not without end.
func TestManyThingsThatAreLeftOutAreCounted(t *testing.T) {
	text, report := Hunt("v.csv", []byte("name;lat;lon\nMill;48.85;2.35\n"+strings.Repeat("Way;;\n", maxLeft+5)), paris)
	if text == nil || strings.Count(string(text), "TODO: left out") != maxLeft+1 || !strings.Contains(string(text), "# TODO: left out: 5 more\n") {
		t.Errorf("wrote\n%s\nsaid %s", text, report)
	}
}
