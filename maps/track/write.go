package track

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"

	"crescendo/maps/geo"
)

// Write writes a file as GPX 1.1, which Parse reads back as it was. Times are
// in UTC, places have seven decimals (1 cm), and accuracy stands in metres in
// an extension of ours, because GPX itself has none.
func Write(w io.Writer, f File) error {
	x := fileXML{Space: "http://www.topografix.com/GPX/1/1", Ours: "urn:crescendo:track", Version: "1.1", Creator: "Crescendo"}
	for _, p := range f.Waypoints {
		x.Waypoints = append(x.Waypoints, writePoint(p.Point, p.Name))
	}
	for _, t := range f.Routes {
		x.Routes = append(x.Routes, routeXML{t.Name, writePoints(t)})
	}
	for _, t := range f.Tracks {
		x.Tracks = append(x.Tracks, trackXML{t.Name, writePoints(t)})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("writing GPX: %w", err)
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	if err := e.Encode(x); err != nil {
		return fmt.Errorf("writing GPX: %w", err)
	}
	if _, err := io.WriteString(w, "\n"); err != nil {
		return fmt.Errorf("writing GPX: %w", err)
	}
	return nil
}

// The order of the fields is that of the schema.
type fileXML struct {
	XMLName   xml.Name     `xml:"gpx"`
	Space     string       `xml:"xmlns,attr"`
	Ours      string       `xml:"xmlns:c,attr"`
	Version   string       `xml:"version,attr"`
	Creator   string       `xml:"creator,attr"`
	Waypoints []writtenXML `xml:"wpt"`
	Routes    []routeXML   `xml:"rte"`
	Tracks    []trackXML   `xml:"trk"`
}

type routeXML struct {
	Name   string       `xml:"name,omitempty"`
	Points []writtenXML `xml:"rtept"`
}

type trackXML struct {
	Name   string       `xml:"name,omitempty"`
	Points []writtenXML `xml:"trkseg>trkpt"`
}

type writtenXML struct {
	Lat  string   `xml:"lat,attr"`
	Lon  string   `xml:"lon,attr"`
	Time string   `xml:"time,omitempty"`
	Name string   `xml:"name,omitempty"`
	More *moreXML `xml:"extensions"`
}

type moreXML struct {
	Accuracy string `xml:"c:accuracy"`
}

func writePoints(t Track) []writtenXML {
	list := make([]writtenXML, len(t.Points))
	for i, p := range t.Points {
		list[i] = writePoint(p, "")
	}
	return list
}

func writePoint(p Point, name string) writtenXML {
	x := writtenXML{Lat: decimals(p.At.Lat), Lon: decimals(p.At.Lon), Name: name}
	if !p.Time.IsZero() {
		x.Time = stamp(p.Time)
	}
	if p.Accuracy > 0 {
		x.More = &moreXML{strconv.FormatFloat(p.Accuracy, 'f', -1, 64)}
	}
	return x
}

// decimals writes 1e-7 degrees as degrees.
func decimals(e7 int32) string {
	p := geo.Point{Lat: e7}
	return strconv.FormatFloat(p.LatDegrees(), 'f', 7, 64)
}
