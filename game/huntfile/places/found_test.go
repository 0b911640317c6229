package places

import (
	"math"
	"strings"
	"testing"
)

// The metres are those of the projections' own definitions: Lambert-93 has its
// origin at 700 km, 6,600 km (46.5° N, 3° E), Web Mercator is
// 6,378,137 · λ and 6,378,137 · ln tan(45° + φ/2), UTM has 500 km on its
// meridian and some 111 km a degree north.
func TestMapGridsAreNamed(t *testing.T) {
	mercator := func(lat, lon float64) coordinate {
		const r = 6_378_137
		return coordinate{lon: r * lon * math.Pi / 180, lat: r * math.Log(math.Tan(math.Pi/4+lat*math.Pi/360))}
	}
	for _, c := range []struct {
		at   coordinate
		want string
	}{
		{coordinate{lon: 700_000, lat: 6_600_000}, "metres of Lambert-93 (EPSG:2154) or Web Mercator (EPSG:3857)"}, // a Web Mercator place in the Moselle
		{coordinate{lon: 652_000, lat: 6_862_000}, "metres of Lambert-93 (EPSG:2154)"},                             // Paris
		{mercator(48.39, -4.49), "metres of Web Mercator (EPSG:3857)"},                                             // Brest
		{mercator(43.30, 5.37), "metres of Web Mercator (EPSG:3857)"},                                              // Marseille
		{mercator(40.71, -74.01), "metres of Web Mercator (EPSG:3857) or another map grid"},                        // New York
		{coordinate{lon: 1_650_000, lat: 8_180_000}, "metres of a French conic grid (CC42 to CC50, EPSG:3942 to 3950) or of Web Mercator (EPSG:3857)"},
		{coordinate{lon: 500_000, lat: 4_100_000}, "metres of a UTM zone or of Web Mercator (EPSG:3857)"},
		{coordinate{lon: 200, lat: 48}, "something that is on no map"},
		{coordinate{lon: math.Inf(1), lat: 48}, "something that is on no map"},
		{coordinate{lon: math.NaN(), lat: 48}, "something that is on no map"},
	} {
		if got := gridOf(c.at.lon, c.at.lat); got != c.want {
			t.Errorf("%.0f, %.0f: %s, want %s", c.at.lon, c.at.lat, got, c.want)
		}
	}
}

func TestTheMiddleOfWhatIsDrawn(t *testing.T) {
	square := []coordinate{{2, 48}, {2.001, 48}, {2.001, 48.001}, {2, 48.001}, {2, 48}}
	wound := []coordinate{{2, 48}, {2, 48.001}, {2.001, 48.001}, {2.001, 48}, {2, 48}} // the other way round
	larger := []coordinate{{2.01, 48}, {2.013, 48}, {2.013, 48.001}, {2.01, 48.001}}   // open, three times as large
	for name, c := range map[string]struct {
		shape shape
		want  coordinate
	}{
		"a square":               {shape{rings: [][]coordinate{square}}, coordinate{2.0005, 48.0005}},
		"the other way round":    {shape{rings: [][]coordinate{wound}}, coordinate{2.0005, 48.0005}},
		"many corners on a side": {shape{rings: [][]coordinate{{{2, 48}, {2.0001, 48}, {2.0002, 48}, {2.001, 48}, {2.001, 48.001}, {2, 48.001}}}}, coordinate{2.0005, 48.0005}},
		"two, by their area":     {shape{rings: [][]coordinate{square, larger}}, coordinate{(2.0005 + 3*2.0115) / 4, 48.0005}},
		"two points":             {shape{points: []coordinate{{2, 48}, {2.5, 49}}}, coordinate{2.25, 48.5}},
		"a ring without area":    {shape{rings: [][]coordinate{{{2, 48}, {2, 48}}}}, coordinate{2, 48}},
	} {
		if got := middle(c.shape); math.Hypot(got.lon-c.want.lon, got.lat-c.want.lat) > 1e-9 {
			t.Errorf("%s: middle %v, want %v", name, got, c.want)
		}
	}
}

func TestDegreesAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]float64{"48.85837": 48.85837, "48,85837": 48.85837, " 2 ": 2, "-1.5": -1.5, "+2.": 2, "48.8°": 48.8, "652 381,65": 652381.65, "6\u202f862\u00a0047": 6862047, "4.88e1": 48.8} {
		if got, why := degrees(text); why != "" || got != want {
			t.Errorf("%q: %v, %s; want %v", text, got, why, want)
		}
	}
	for text, want := range map[string]string{
		"": "is empty", " ": "is empty", "48°51'24\"N": "not decimal degrees", "N48.8": "not decimal degrees", "inf": "not a number", "NaN": "not decimal degrees",
		"0x1p3": "not a number", "1.234.567,8": "not a number", "--2": "not a number", "1e999": "not a number",
	} {
		if _, why := degrees(text); !strings.Contains(why, want) {
			t.Errorf("%q: said %q, want %q", text, why, want)
		}
	}
}

// Whether lat and lon are swapped, the zone tells; without one it is a doubt,
// which the hunt file holds too.
func TestSwappedAxesAreNamed(t *testing.T) {
	const swapped = "name;lat;lon\nMill;2.3522;48.8566\n" // Paris, off Somalia
	for _, c := range []struct {
		csv, zone string
		refused   bool
		want      string
	}{
		{swapped, "Europe/Paris", true, "lie far from Europe/Paris, and in its part of the world when they are swapped"},
		{swapped, "", false, "lie outside Europe, and in it when they are swapped; are they?"},
		{swapped, "UTC", false, "are they?"},
		{swapped, "Africa/Mogadishu", false, ""},
		{swapped, "America/Lima", false, "lie far from America/Lima; name their own zone with --zone"},
		{"name;lat;lon\nMill;-73.98;40.75\n", "America/New_York", true, "when they are swapped"},
		{"name;lat;lon\nMill;40.75;-73.98\n", "America/New_York", false, ""},
		{"name;lat;lon\nMill;35.68;139.69\n", "Asia/Tokyo", false, ""},
		{"name;lat;lon\nMill;139.69;35.68\n", "Asia/Tokyo", true, "there is no such latitude; they are swapped"},
		{"name;lat;lon\nMill;48.8566;2.3522\n", "Europe/Paris", false, ""},
		{"name;lat;lon\nMill;48.8566;2.3522\n", "", false, ""},
	} {
		text, report := Hunt("v.csv", []byte(c.csv), Evening{Zone: c.zone})
		if (text == nil) != c.refused || !strings.Contains(report.String(), c.want) || c.want == "" && len(report.Problems) > 0 {
			t.Errorf("%q in %q: refused %v, said %q; want %v, %q", c.csv, c.zone, text == nil, report, c.refused, c.want)
		}
		if doubt := strings.Contains(string(text), "# TODO: are lat and lon swapped?"); doubt != strings.Contains(c.want, "are they?") {
			t.Errorf("%q in %q: in doubt %v:\n%s", c.csv, c.zone, doubt, text)
		}
	}
}

func TestPlacesTooFarApartAreRefused(t *testing.T) {
	for csv, want := range map[string]string{
		"A;48.80;2.3\nB;48.81;2.3\nC;49.05;2.3\n":  `row "C": lies 27 km from row "B"`,            // 0.24° of 111.2 km
		"A;48.70;2.3\nB;48.85;2.3\nC;49.028;2.3\n": "venues up to 20 km from the middle",          // each within 20 km of B, with the margin too far from the raster
		"A;48.80;2.3\nA;48.80;2.3\n":               "is the same as on line 2, and is taken once", // no trouble, one venue
		"A;48.80;2.3\nB;48.80;2.3\n":               "",                                            // in the hunt file
	} {
		text, report := Hunt("v.csv", []byte("name;lat;lon\n"+csv), paris)
		if !strings.Contains(report.String(), want) {
			t.Errorf("%q: said %q, want %q", csv, report, want)
		}
		if strings.HasPrefix(csv, "A;48.80;2.3\nB;48.80") && !strings.Contains(string(text), `# TODO: at the same place as "A"; which is right?`) {
			t.Errorf("two venues at one place are not noted:\n%s", text)
		}
	}
}

// A name that would be read as something else is written so that it is not.
func TestNamesAreWrittenAsNames(t *testing.T) {
	for name, want := range map[string]string{
		"Mill": "Mill", "12 rue du Four": `"12 rue du Four"`, "null": `"null"`, "Off": `"Off"`, "a: b": `"a: b"`, "a #b": `"a #b"`,
		`say "so"`: `"say \"so\""`, `a\b`: `"a\\b"`, "TODO": "TODO", "${HOME}": `"{HOME}"`, "$${HOME}": `"$${HOME}"`, "a\u202eb\tc": "ab c", "ok 👍": `"ok 👍"`,
	} {
		d := &desk{}
		d.place(1, "row", oneLine(name), 48.85, 2.35)
		d.names(-1)
		got := quote(d.found[0].name)
		if d.found[0].name == "" {
			got = "TODO"
		}
		if got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}
