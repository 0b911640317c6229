package track

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"crescendo/maps/geo"
)

// pointXML is what is read of a <wpt>, <rtept> or <trkpt>.
type pointXML struct {
	Lat      string `xml:"lat,attr"`
	Lon      string `xml:"lon,attr"`
	Time     string `xml:"time"`
	Name     string `xml:"name"`
	HDOP     string `xml:"hdop"`
	Accuracy string `xml:"extensions>accuracy"`
}

// point reads the point that begins with e. Its errors call it by its title.
func (p *parser) point(e xml.StartElement, title string) (w Waypoint, err error) {
	line, _ := p.d.InputPos()
	if p.points++; p.points > p.maxPoints {
		return w, fmt.Errorf("there are more than %d points: cut the recording into shorter ones", p.maxPoints)
	}
	var x pointXML
	if err := p.d.DecodeElement(&x, &e); err != nil {
		return w, ended(err)
	}
	w.Name = shorten(x.Name)
	if w.At, err = place(x); err != nil {
		return w, at(line, title, err)
	}
	if w.Time, err = moment(x.Time); err != nil {
		return w, at(line, title, err)
	}
	w.Accuracy, err = accuracy(x)
	return w, at(line, title, err)
}

func place(x pointXML) (geo.Point, error) {
	if x.Lat == "" || x.Lon == "" {
		return geo.Point{}, errors.New("has no lat or no lon: both are needed, in degrees")
	}
	lat, err := degrees("lat", x.Lat)
	if err != nil {
		return geo.Point{}, err
	}
	lon, err := degrees("lon", x.Lon)
	if err != nil {
		return geo.Point{}, err
	}
	return geo.Degrees(lat, lon)
}

func degrees(name, text string) (float64, error) {
	v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err == nil {
		return v, nil
	}
	if strings.Contains(text, ",") {
		return 0, fmt.Errorf("its %s %s has a decimal comma: write a decimal point", name, quote(text))
	}
	return 0, fmt.Errorf("its %s %s is no number: write degrees such as 48.85837", name, quote(text))
}

func moment(text string) (time.Time, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		if _, bare := time.Parse("2006-01-02T15:04:05", text); bare == nil {
			return time.Time{}, fmt.Errorf("its time %s has no zone: write Z behind it if it is UTC", quote(text))
		}
		return time.Time{}, fmt.Errorf("its time %s is none: write it as 2026-06-20T21:00:00Z", quote(text))
	}
	if t = t.UTC(); t.Year() < earliest || t.Year() > latest {
		return time.Time{}, fmt.Errorf("its time %s lies in the year %d: was the recorder's clock set?", quote(text), t.Year())
	}
	return t, nil
}

// accuracy returns metres, 0 where the point does not say.
func accuracy(x pointXML) (float64, error) {
	text, unit, name := x.Accuracy, 1.0, "accuracy"
	if strings.TrimSpace(text) == "" {
		text, unit, name = x.HDOP, metresPerHDOP, "hdop"
	}
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, nil
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !(v >= 0) || v*unit > maxAccuracy {
		return 0, fmt.Errorf("its %s %s is out of range: 0 to %v is possible", name, quote(text), maxAccuracy/unit)
	}
	return v * unit, nil
}

func quote(s string) string { return strconv.Quote(shorten(s)) }
