package places

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// The words that the first line of a table has for its columns, folded, the
// best first.
var (
	nameWords = []string{"name", "nom", "title", "titre", "label", "libelle", "venue", "lieu", "place", "etablissement", "designation", "intitule", "nom-du-lieu"}
	latWords  = []string{"lat", "latitude", "lat-wgs84", "latitude-wgs84", "y-wgs84"}
	lonWords  = []string{"lon", "lng", "long", "longitude", "lon-wgs84", "longitude-wgs84", "x-wgs84"}
	bothWords = []string{"coordinates", "coordonnees", "geo-point-2d", "geo-point", "geopoint", "latlon", "lat-lon", "latlng", "lat-lng", "lat-long", "coordonnees-gps", "gps", "position"}
	wktWords  = []string{"wkt", "geometry", "geom", "geometrie", "the-geom"}
	eastWords = []string{"x", "x-l93", "x-lambert-93", "x-lambert93", "x-93", "coordx", "coord-x", "easting"}
	northword = []string{"y", "y-l93", "y-lambert-93", "y-lambert93", "y-93", "coordy", "coord-y", "northing"}
)

const tableRemedy = "the first line names the columns: name;lat;lon, or nom;latitude;longitude"

// table is a CSV file whose first line was read.
type table struct {
	*desk
	r                         *csv.Reader
	width                     int
	name, lat, lon, both, wkt int // columns, -1 for none
	xy                        bool
}

// csv reads a table with a first line that names its columns.
func (d *desk) csv(src []byte) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if !d.utf8(src) {
		return
	}
	t := &table{desk: d, r: csv.NewReader(bytes.NewReader(src))}
	t.r.Comma, t.r.FieldsPerRecord = separator(src), -1
	d.order, d.export = "exchange them, or lat and lon in the first line", "export columns of degrees (WGS 84, EPSG:4326): in QGIS choose Export, Save Features As, CSV, with that CRS and GEOMETRY=AS_XY"
	first, err := t.r.Read()
	if err != nil {
		t.broken(err)
		return
	}
	if line, _ := t.r.FieldPos(0); t.columns(first, line) {
		t.rows()
	}
}

// utf8 refuses a text in another encoding, with its first line that shows it.
func (d *desk) utf8(src []byte) bool {
	line := 1
	for i := 0; i < len(src); {
		c, size := utf8.DecodeRune(src[i:])
		switch {
		case c == utf8.RuneError && size == 1:
			d.refuse(line, "text", fmt.Sprintf("byte 0x%02x is not UTF-8: the file is in Latin-1 or Windows-1252, as older spreadsheets write it", src[i]), "save it as CSV UTF-8")
			return false
		case c == 0:
			d.refuse(line, "file", "is no text", "export the places as KML, GeoJSON, GPX or CSV")
			return false
		case c == '\n':
			line++
		}
		i += size
	}
	return true
}

// separator is what parts the columns: what the first line has most of.
func separator(src []byte) rune {
	line, _, _ := bytes.Cut(bytes.TrimLeft(src, "\r\n"), []byte("\n"))
	best, most := ',', 0
	for _, c := range ";\t,|" {
		if n := bytes.Count(line, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

// columns finds the columns that are needed, or says what is missing.
func (t *table) columns(first []string, line int) bool {
	if len(first) > maxColumns {
		t.refuse(line, "first line", fmt.Sprintf("has %d columns, more than %d", len(first), maxColumns), tableRemedy)
		return false
	}
	t.width = len(first)
	column := func(words []string) int {
		for _, w := range words {
			if i := slices.IndexFunc(first, func(cell string) bool { return fold(cell) == w }); i >= 0 {
				return i
			}
		}
		return -1
	}
	t.name, t.lat, t.lon, t.both, t.wkt = column(nameWords), column(latWords), column(lonWords), column(bothWords), column(wktWords)
	if t.lat < 0 || t.lon < 0 {
		east, north := column(eastWords), column(northword)
		t.xy = east >= 0 && north >= 0
		if t.xy && t.both < 0 && t.wkt < 0 {
			t.lat, t.lon = north, east
		}
	}
	switch {
	case t.lat >= 0 && t.lon >= 0, t.both >= 0, t.wkt >= 0:
		return true
	case slices.ContainsFunc(first, func(cell string) bool { _, why := degrees(cell); return why == "" }):
		t.refuse(line, "first line", "holds numbers and no names of columns", tableRemedy)
	case len(first) == 1:
		t.refuse(line, "first line", fmt.Sprintf("is %q, which is no line of a table", short(first[0])), "want KML, KMZ, GeoJSON, uMap, GPX or CSV; of a CSV "+tableRemedy)
	default:
		t.refuse(line, "first line", fmt.Sprintf("names no column of places: it has %s", short(strings.Join(first, ", "))), tableRemedy)
	}
	return false
}

func (t *table) rows() {
	for number := 1; ; number++ {
		row, err := t.r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.broken(err)
			return
		}
		line, _ := t.r.FieldPos(0)
		if !slices.ContainsFunc(row, func(cell string) bool { return strings.TrimSpace(cell) != "" }) {
			continue
		}
		if !t.next(line) {
			return
		}
		t.row(line, number, row)
	}
}

func (t *table) row(line, number int, row []string) {
	cell := func(i int) string {
		if i < 0 || i >= len(row) {
			return ""
		}
		return row[i]
	}
	name := oneLine(cell(t.name))
	title := thing("row", name, number)
	switch {
	case len(row) > t.width && t.r.Comma == ',':
		t.refuse(line, title, fmt.Sprintf("has %d columns, and the first line %d: are there decimal commas?", len(row), t.width), "write decimal points, or part the columns with ;")
	case t.lat >= 0 && t.lon >= 0:
		t.cells(line, title, name, cell(t.lat), cell(t.lon))
	case t.both >= 0:
		t.pair(line, title, name, cell(t.both))
	default:
		t.drawing(line, title, name, cell(t.wkt))
	}
}

// cells takes a place from two columns.
func (t *table) cells(line int, title, name, latText, lonText string) {
	if strings.TrimSpace(latText) == "" && strings.TrimSpace(lonText) == "" {
		t.leave(line, title, "has no place", "write its lat and lon")
		return
	}
	lat, latWhy := degrees(latText)
	lon, lonWhy := degrees(lonText)
	switch {
	case latWhy != "":
		t.refuse(line, title, "lat "+latWhy, "write decimal degrees")
	case lonWhy != "":
		t.refuse(line, title, "lon "+lonWhy, "write decimal degrees")
	default:
		t.place(line, title, name, lat, lon)
	}
}

// pair takes a place from one column, latitude first, as people copy it.
func (t *table) pair(line int, title, name, text string) {
	text = strings.Trim(strings.TrimSpace(text), "()[]")
	parts := strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ';' })
	if len(parts) == 4 { // 48,85837, 2,29448
		parts = []string{parts[0] + "." + parts[1], parts[2] + "." + parts[3]}
	}
	if len(parts) == 1 {
		parts = strings.Fields(text)
	}
	if len(parts) != 2 {
		if text == "" {
			t.leave(line, title, "has no place", "write its coordinates")
			return
		}
		t.refuse(line, title, fmt.Sprintf("its coordinates are %q", short(text)), "write them as 48.85837, 2.29448, latitude first")
		return
	}
	t.order = "write the latitude first: 48.85837, 2.29448"
	t.cells(line, title, name, parts[0], parts[1])
}

// drawing takes a place that is written as WKT, which My Maps and QGIS export:
// POINT (2.29448 48.85837).
func (t *table) drawing(line int, title, name, text string) {
	kind, rest, _ := strings.Cut(strings.ToUpper(strings.TrimSpace(text)), "(")
	t.order = "WKT wants POINT (lon lat): exchange them"
	switch kind = strings.TrimSpace(kind); {
	case text == "":
		t.leave(line, title, "has no place", "draw a point where the venue is")
	case strings.HasPrefix(kind, "POINT"):
		parts := strings.Fields(strings.Trim(rest, "() "))
		if len(parts) < 2 {
			t.refuse(line, title, fmt.Sprintf("its drawing is %q", short(text)), "want POINT (2.29448 48.85837)")
			return
		}
		t.cells(line, title, name, parts[1], parts[0])
	case strings.HasPrefix(kind, "LINESTRING"), strings.HasPrefix(kind, "POLYGON"), strings.HasPrefix(kind, "MULTI"):
		t.leave(line, title, "is a "+strings.ToLower(short(kind)), "draw a point where the venue is")
	default:
		t.refuse(line, title, fmt.Sprintf("its drawing is %q", short(text)), "want POINT (2.29448 48.85837)")
	}
}

// broken says where the text stops being a table.
func (t *table) broken(err error) {
	var parse *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		t.refuse(1, "file", "is empty", "export the places again")
	case errors.As(err, &parse):
		t.refuse(parse.StartLine, "row", "is no row of a table: "+oneLine(parse.Err.Error()), "put a cell that holds quotes in quotes, and write each of them twice")
	default:
		t.refuse(1, "file", "cannot be read: "+oneLine(err.Error()), "export it again")
	}
}
