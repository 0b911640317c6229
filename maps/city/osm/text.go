package osm

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// element is a node, a way or a relation in XML or in Overpass's JSON, which
// call most of it alike.
type element struct {
	Type    string            `xml:"-" json:"type"`
	ID      int64             `xml:"id,attr" json:"id"`
	Lat     float64           `xml:"lat,attr" json:"lat"`
	Lon     float64           `xml:"lon,attr" json:"lon"`
	TagsXML []tagXML          `xml:"tag" json:"-"`
	Tags    map[string]string `xml:"-" json:"tags"`
	Refs    []refXML          `xml:"nd" json:"-"`
	Nodes   []int64           `xml:"-" json:"nodes"`
	Members []memberText      `xml:"member" json:"members"`
}

type tagXML struct {
	Key   string `xml:"k,attr"`
	Value string `xml:"v,attr"`
}

type refXML struct {
	ID int64 `xml:"ref,attr"`
}

type memberText struct {
	Type string `xml:"type,attr" json:"type"`
	Ref  int64  `xml:"ref,attr" json:"ref"`
	Role string `xml:"role,attr" json:"role"`
}

type boundsXML struct {
	South float64 `xml:"minlat,attr"`
	West  float64 `xml:"minlon,attr"`
	North float64 `xml:"maxlat,attr"`
	East  float64 `xml:"maxlon,attr"`
}

// readXML visits what a file of OpenStreetMap's XML holds.
func readXML(r io.Reader, v visitor) error {
	d := xml.NewDecoder(r)
	found := false
	for {
		t, err := d.Token()
		if err == io.EOF && found {
			return nil
		}
		if err != nil {
			return fmt.Errorf("this XML cannot be read: %w", err)
		}
		start, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if !found {
			if found = start.Name.Local == "osm"; !found {
				return fmt.Errorf("this is XML, but it begins with %.40q, not with osm: export it as OpenStreetMap XML", start.Name.Local)
			}
			continue
		}
		if err := v.xml(d, start); err != nil {
			line, _ := d.InputPos()
			return fmt.Errorf("line %d: %w", line, err)
		}
	}
}

func (v visitor) xml(d *xml.Decoder, start xml.StartElement) error {
	kind := start.Name.Local
	switch {
	case kind == "bounds" && v.box != nil:
		var b boundsXML
		if err := d.DecodeElement(&b, &start); err != nil {
			return err
		}
		southWest, ok1 := e7(nano(b.South), nano(b.West))
		northEast, ok2 := e7(nano(b.North), nano(b.East))
		if ok1 && ok2 {
			v.box(southWest, northEast)
		}
		return nil
	case kind == "node" && v.node != nil, kind == "way" && v.way != nil, kind == "relation" && v.relation != nil:
		e := element{Type: kind}
		if err := d.DecodeElement(&e, &start); err != nil {
			return err
		}
		v.tell(&e)
		return nil
	}
	return d.Skip()
}

// readJSON visits what an answer of Overpass in JSON holds.
func readJSON(r io.Reader, v visitor) error {
	d := json.NewDecoder(r)
	if err := toElements(d); err != nil {
		return err
	}
	for n := 1; d.More(); n++ {
		var e element
		if err := d.Decode(&e); err != nil {
			return fmt.Errorf("element %d: this JSON cannot be read: %w", n, err)
		}
		v.tell(&e)
	}
	if _, err := d.Token(); err != nil {
		return errors.New("this JSON ends too early: fetch the file anew")
	}
	return nil
}

// toElements reads up to the first of "elements".
func toElements(d *json.Decoder) error {
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return errors.New("this is no answer of Overpass: ask for [out:json]")
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return fmt.Errorf("this JSON cannot be read: %w", err)
		}
		if key == "elements" {
			if t, err := d.Token(); err != nil || t != json.Delim('[') {
				return errors.New(`"elements" is no list: ask Overpass for [out:json]`)
			}
			return nil
		}
		var passed json.RawMessage
		if err := d.Decode(&passed); err != nil {
			return fmt.Errorf("this JSON cannot be read: %w", err)
		}
	}
	return errors.New(`there are no "elements" in this JSON: ask Overpass for [out:json]`)
}

// tell passes an element on.
func (v visitor) tell(e *element) {
	switch {
	case e.Type == "node" && v.node != nil:
		if at, ok := e7(nano(e.Lat), nano(e.Lon)); ok {
			v.node(e.ID, at, e.tags())
		}
	case e.Type == "way" && v.way != nil:
		for _, ref := range e.Refs {
			e.Nodes = append(e.Nodes, ref.ID)
		}
		v.way(e.ID, e.Nodes, e.tags())
	case e.Type == "relation" && v.relation != nil:
		var list []member
		for _, m := range e.Members {
			if m.Type == "way" {
				list = append(list, member{m.Ref, m.Role == "inner"})
			}
		}
		v.relation(e.tags(), list)
	}
}

func (e *element) tags() (t tags) {
	for _, x := range e.TagsXML {
		t = append(t, tag{x.Key, x.Value})
	}
	for key, value := range e.Tags { // asked for by key: their order means nothing
		t = append(t, tag{key, value})
	}
	return t
}

// nano returns degrees as nanodegrees, and a number that is nowhere for what is
// none.
func nano(degrees float64) int64 {
	if !(degrees >= -360 && degrees <= 360) {
		return 1e12
	}
	if degrees < 0 {
		return -nano(-degrees)
	}
	return int64(degrees*1e9 + 0.5)
}
