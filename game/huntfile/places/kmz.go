package places

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
)

// kmz reads the KML of a KMZ: its doc.kml, else the first .kml that is not in a
// folder, else the first.
func (d *desk) kmz(src []byte) {
	z, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		d.refuse(1, "file", "is a zip that cannot be opened: "+oneLine(err.Error()), "export it again")
		return
	}
	f := mainKML(z)
	if f == nil {
		d.notKMZ(z)
		return
	}
	d.report.File += "/" + oneLine(short(f.Name))
	r, err := f.Open()
	if err != nil {
		d.refuse(1, "file", "cannot be unpacked: "+oneLine(err.Error()), "export it again")
		return
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, MaxUnpacked+1))
	switch {
	case len(text) > MaxUnpacked:
		d.refuse(1, "file", fmt.Sprintf("has more than %d bytes when it is unpacked", MaxUnpacked), "export the venues alone")
	case err != nil:
		d.refuse(1, "file", "cannot be unpacked: "+oneLine(err.Error()), "export it again")
	default:
		d.xml(text)
	}
}

func mainKML(z *zip.Reader) *zip.File {
	var flat, any *zip.File
	for _, f := range z.File {
		low := strings.ToLower(f.Name)
		switch {
		case low == "doc.kml":
			return f
		case !strings.HasSuffix(low, ".kml"):
		case flat == nil && !strings.Contains(low, "/"):
			flat = f
		case any == nil:
			any = f
		}
	}
	if flat != nil {
		return flat
	}
	return any
}

// notKMZ says what a zip without KML is.
func (d *desk) notKMZ(z *zip.Reader) {
	for _, f := range z.File {
		low := strings.ToLower(f.Name)
		switch {
		case strings.HasPrefix(low, "xl/"), low == "content.xml":
			d.refuse(1, "file", "is a spreadsheet", "save it as CSV UTF-8, with a first line name;lat;lon")
			return
		case strings.HasSuffix(low, ".shp"):
			d.refuse(1, "file", "holds a shapefile", "in QGIS choose Export, Save Features As, GeoJSON, with CRS EPSG:4326")
			return
		case strings.HasSuffix(low, ".geojson"), strings.HasSuffix(low, ".umap"), strings.HasSuffix(low, ".csv"), strings.HasSuffix(low, ".gpx"):
			d.refuse(1, "file", fmt.Sprintf("is a zip, in which there is %q", short(f.Name)), "unpack it and give me that")
			return
		}
	}
	d.refuse(1, "file", "is a zip without any KML in it", "in Google My Maps choose ⋮, Export to KML/KMZ")
}
