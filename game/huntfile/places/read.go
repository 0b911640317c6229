package places

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"crescendo/game/huntfile"
)

// read reads a file of any kind: what it is, its bytes tell.
func read(fileName string, src []byte) *desk {
	d := &desk{report: huntfile.Report{File: fileName}}
	switch text := bytes.TrimLeft(bytes.TrimPrefix(src, []byte("\ufeff")), " \t\r\n"); {
	case len(src) > MaxBytes:
		d.refuse(1, "file", fmt.Sprintf("has %d bytes, more than %d", len(src), MaxBytes), "export the venues alone, without pictures")
	case len(text) == 0:
		d.refuse(1, "file", "is empty", "export the places again")
	case bytes.HasPrefix(src, []byte("PK\x03\x04")), bytes.HasPrefix(src, []byte("PK\x05\x06")):
		d.kmz(src)
	case d.foreign(src):
	case text[0] == '<':
		d.xml(src)
	case text[0] == '{', text[0] == '[':
		d.json(src)
	default:
		d.csv(src)
	}
	if d.title == "" {
		base := path.Base(strings.ReplaceAll(fileName, `\`, "/"))
		d.title = oneLine(strings.NewReplacer("_", " ", "-", " ").Replace(strings.TrimSuffix(base, path.Ext(base))))
	}
	return d
}

// foreigners are files that people have and that are not read here, by their
// first bytes.
var foreigners = []struct{ begin, trouble, remedy string }{
	{"\xff\xfe", "is UTF-16", "save it as UTF-8"},
	{"\xfe\xff", "is UTF-16", "save it as UTF-8"},
	{"\x1f\x8b", "is compressed with gzip", "unpack it first: gunzip"},
	{"\x00\x00\x27\x0a", "is a shapefile", "in QGIS choose Export, Save Features As, GeoJSON, with CRS EPSG:4326"},
	{"SQLite format 3", "is a GeoPackage or another database", "in QGIS choose Export, Save Features As, GeoJSON, with CRS EPSG:4326"},
	{"\xd0\xcf\x11\xe0", "is an Excel sheet", "save it as CSV UTF-8"},
	{"%PDF", "is a PDF", "export the places as KML, GeoJSON, GPX or CSV"},
	{"\x89PNG", "is a picture", "export the places as KML, GeoJSON, GPX or CSV"},
	{"\xff\xd8\xff", "is a picture", "export the places as KML, GeoJSON, GPX or CSV"},
}

func (d *desk) foreign(src []byte) bool {
	for _, f := range foreigners {
		if bytes.HasPrefix(src, []byte(f.begin)) {
			d.refuse(1, "file", f.trouble, f.remedy)
			return true
		}
	}
	return false
}
