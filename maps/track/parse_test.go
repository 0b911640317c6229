package track

import (
	"os"
	"strings"
	"testing"
)

const opening = "<?xml version=\"1.0\"?>\n<gpx version=\"1.1\">\n"

// points are a track's points, a line each, from line 4 on.
func points(lines ...string) string {
	return opening + "<trk><trkseg>\n" + strings.Join(lines, "\n") + "\n</trkseg></trk></gpx>"
}

func TestErrorsSayWhereWhatAndWhatToDo(t *testing.T) {
	const good = `<trkpt lat="48.85" lon="2.35"><time>2026-06-20T21:00:05Z</time></trkpt>`
	for name, c := range map[string]struct{ src, want string }{
		"empty":           {"", "line 1: there is no <gpx> in it: is this a GPX file?"},
		"text":            {"lat,lon\n1,2", "line 2: there is no <gpx> in it: is this a GPX file?"},
		"KML":             {"<?xml version=\"1.0\"?>\n<kml><Document/></kml>", "line 2: this is KML: export the recording as GPX"},
		"HTML":            {"<html></html>", "line 1: <html> stands where <gpx> should: is this a GPX file?"},
		"two files":       {opening + "</gpx>\n<gpx/>", "line 4: a second <gpx> begins here: a file has one"},
		"cut off":         {opening + "<trk><trkseg>\n" + good, "line 4: the file ends in the middle: export it again"},
		"cut in a point":  {opening + "<trk><trkseg>\n" + good + "\n<trkpt lat=\"48.85\" lon=\"2.35\"><time>2026", "line 5: the file ends in the middle: export it again"},
		"broken tag":      {opening + "<trk></rte></gpx>", "line 3: this is not XML: element <trk> closed by </rte>: export the file again"},
		"document type":   {"<?xml version=\"1.0\"?>\n<!DOCTYPE gpx [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]>\n<gpx/>", "line 2: a document type stands here, which GPX does not have: delete it, from <! to >"},
		"entity":          {opening + "<wpt lat=\"1\" lon=\"2\"><name>&lol;</name></wpt></gpx>", "line 3: invalid character entity &lol;, which GPX does not have: write the character itself, & as &amp; and < as &lt;"},
		"other charset":   {`<?xml version="1.0" encoding="ISO-8859-1"?><gpx/>`, "line 1: xml: opening charset \"ISO-8859-1\": the file is in ISO-8859-1: save it as UTF-8"},
		"not UTF-8":       {opening + "<wpt lat=\"1\" lon=\"2\"><name>caf\xe9</name></wpt></gpx>", "line 3: this is not XML: invalid UTF-8: export the file again"},
		"no lon":          {points(good, `<trkpt lat="48.85"/>`), "line 5: point 2 of track 1: has no lat or no lon: both are needed, in degrees"},
		"not a number":    {points(`<trkpt lat="48°51'" lon="2"/>`), `line 4: point 1 of track 1: its lat "48°51'" is no number: write degrees such as 48.85837`},
		"decimal comma":   {points(`<trkpt lat="48,85" lon="2"/>`), `line 4: point 1 of track 1: its lat "48,85" has a decimal comma: write a decimal point`},
		"NaN":             {points(`<trkpt lat="NaN" lon="2"/>`), "line 4: point 1 of track 1: lat NaN, lon 2: want a latitude in ±90° and a longitude in ±180°"},
		"infinite":        {points(`<trkpt lat="1" lon="Inf"/>`), "line 4: point 1 of track 1: lat 1, lon +Inf: want a latitude in ±90° and a longitude in ±180°"},
		"too far north":   {points(good, good, `<trkpt lat="90.1" lon="2"/>`), "line 6: point 3 of track 1: lat 90.1, lon 2: want a latitude in ±90° and a longitude in ±180°"},
		"waypoint":        {opening + "<wpt lat=\"1\" lon=\"181\"/></gpx>", "line 3: waypoint 1: lat 1, lon 181: want a latitude in ±90° and a longitude in ±180°"},
		"route":           {opening + "<rte>\n<rtept lat=\"1\"/></rte></gpx>", "line 4: point 1 of route 1: has no lat or no lon: both are needed, in degrees"},
		"no zone":         {points(`<trkpt lat="1" lon="2"><time>2026-06-20T21:00:00</time></trkpt>`), `line 4: point 1 of track 1: its time "2026-06-20T21:00:00" has no zone: write Z behind it if it is UTC`},
		"no time at all":  {points(`<trkpt lat="1" lon="2"><time>yesterday</time></trkpt>`), `line 4: point 1 of track 1: its time "yesterday" is none: write it as 2026-06-20T21:00:00Z`},
		"clock not set":   {points(`<trkpt lat="1" lon="2"><time>1899-12-30T00:00:00Z</time></trkpt>`), `line 4: point 1 of track 1: its time "1899-12-30T00:00:00Z" lies in the year 1899: was the recorder's clock set?`},
		"a time missing":  {points(good, `<trkpt lat="1" lon="2"/>`), "line 5: point 2 of track 1: has no time, and the point above it has: times are needed for all points or for none"},
		"a time too many": {points(`<trkpt lat="1" lon="2"/>`, good), "line 5: point 2 of track 1: has a time, and the point above it has none: times are needed for all points or for none"},
		"backwards": {points(good, `<trkpt lat="1" lon="2"><time>2026-06-20T23:00:04.5+02:00</time></trkpt>`),
			"line 5: point 2 of track 1: its time 2026-06-20T21:00:04.5Z is before 2026-06-20T21:00:05Z of the point above it: sort the points by time"},
		"accuracy below 0": {points(`<trkpt lat="1" lon="2"><extensions><accuracy>-1</accuracy></extensions></trkpt>`), `line 4: point 1 of track 1: its accuracy "-1" is out of range: 0 to 100000 is possible`},
		"hdop no number":   {points(`<trkpt lat="1" lon="2"><hdop>NaN</hdop></trkpt>`), `line 4: point 1 of track 1: its hdop "NaN" is out of range: 0 to 20000 is possible`},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Parse([]byte(c.src))
			if err == nil {
				t.Fatalf("read as %+v", f)
			}
			if err.Error() != c.want {
				t.Errorf("error %v\nwant  %v", err, c.want)
			}
		})
	}
}

func TestFilesHaveALimit(t *testing.T) {
	_, err := Parse(make([]byte, MaxBytes+1))
	if want := "has 33554433 bytes, more than 33554432: cut the recording into shorter ones"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %v", err, want)
	}
	many := []byte(points(strings.Repeat(`<trkpt lat="1" lon="2"/>`, 101)))
	if _, err = parse(many, 100); err == nil || err.Error() != "line 4: point 101 of track 1: there are more than 100 points: cut the recording into shorter ones" {
		t.Errorf("error %v", err)
	}
	if _, err = parse(many, 101); err != nil {
		t.Error(err)
	}
	long := opening + `<trk><name>` + strings.Repeat("é", 3*MaxName) + `</name><trkseg><trkpt lat="1" lon="2"/></trkseg></trk></gpx>`
	if f, err := Parse([]byte(long)); err != nil || f.Tracks[0].Name != strings.Repeat("é", MaxName) {
		t.Errorf("a long name: %v", err)
	}
}

func TestElementsNestedDeepAreNoTrouble(t *testing.T) {
	const depth = 50_000
	for name, src := range map[string]string{
		"unknown":  opening + strings.Repeat("<a>", depth) + strings.Repeat("</a>", depth) + "</gpx>",
		"segments": opening + "<trk>" + strings.Repeat("<trkseg>", depth) + strings.Repeat("</trkseg>", depth) + "</trk></gpx>",
		"in point": points(`<trkpt lat="1" lon="2">` + strings.Repeat("<a>", depth) + strings.Repeat("</a>", depth) + `</trkpt>`),
	} {
		if _, err := Parse([]byte(src)); err != nil && len(err.Error()) > 200 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestByteOrderMarkAndWindowsLineEnds(t *testing.T) {
	src, err := os.ReadFile("testdata/walk.gpx")
	if err != nil {
		t.Fatal(err)
	}
	f, err := Parse([]byte("\ufeff" + strings.ReplaceAll(string(src), "\n", "\r\n")))
	if err != nil || len(f.Tracks) != 1 {
		t.Errorf("%d tracks, %v", len(f.Tracks), err)
	}
}
