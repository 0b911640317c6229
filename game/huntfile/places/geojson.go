package places

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// head is what says what a JSON file is.
type head struct {
	Type       any                        `json:"type"`
	Name       any                        `json:"name"`
	CRS        json.RawMessage            `json:"crs"`
	Properties map[string]json.RawMessage `json:"properties"`
	Elements   json.RawMessage            `json:"elements"`
}

// feature is a thing of GeoJSON. What is not built as it should is no error of
// the text, so every part is read by itself.
type feature struct {
	Type        string                     `json:"type"`
	Geometry    *geometry                  `json:"geometry"`
	Properties  map[string]json.RawMessage `json:"properties"`
	Coordinates json.RawMessage            `json:"coordinates"` // of a geometry that stands alone
}

type geometry struct {
	Type        string          `json:"type"`
	Coordinates json.RawMessage `json:"coordinates"`
	Geometries  []geometry      `json:"geometries"`
}

// json reads GeoJSON, and uMap's backup, which is layers of it.
func (d *desk) json(src []byte) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	d.order, d.export = "GeoJSON wants [lon, lat]: exchange them", "in QGIS choose Export, Save Features As, GeoJSON, with CRS EPSG:4326 - WGS 84"
	var h head
	if err := json.Unmarshal(src, &h); err != nil {
		d.notJSON(src, err)
		return
	}
	kind, _ := h.Type.(string)
	j := &layers{desk: d, dec: json.NewDecoder(bytes.NewReader(src)), src: src, line: 1}
	if d.title = word(h.Properties, "name"); kind != "umap" {
		name, _ := h.Name.(string)
		d.title = oneLine(name)
	}
	switch kind {
	case "FeatureCollection", "umap":
		j.reference(h.CRS)
		j.all()
	case "Topology":
		d.refuse(1, "file", "is TopoJSON", "export it as GeoJSON")
	case "Feature", "Point", "MultiPoint", "Polygon", "MultiPolygon", "LineString", "MultiLineString", "GeometryCollection":
		j.feature()
	default:
		trouble, remedy := "is JSON, and no GeoJSON", "export the places as GeoJSON: a FeatureCollection of points"
		if len(h.Elements) > 0 {
			trouble, remedy = "is Overpass JSON", "in overpass turbo choose Export, GeoJSON"
		}
		d.refuse(1, "file", trouble, remedy)
	}
}

// notJSON says where the text stops being JSON.
func (d *desk) notJSON(src []byte, err error) {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		line := 1 + bytes.Count(src[:min(max(int(syntax.Offset), 0), len(src))], []byte("\n"))
		if strings.Contains(syntax.Error(), "unexpected end") {
			d.refuse(line, "file", "ends in the middle", "export it again")
			return
		}
		d.refuse(line, "file", "is not JSON: "+oneLine(syntax.Error()), "export it again")
	case src[0] == '[':
		d.refuse(1, "file", "is a list in JSON, and no GeoJSON", "export the places as GeoJSON: a FeatureCollection of points")
	default:
		d.refuse(1, "file", "is JSON, and not built as GeoJSON is: "+builtWrong(err), "export the places as GeoJSON: a FeatureCollection of points")
	}
}

// builtWrong says which part is of which wrong kind.
func builtWrong(err error) string {
	var kind *json.UnmarshalTypeError
	switch {
	case !errors.As(err, &kind):
		return oneLine(err.Error())
	case kind.Field == "":
		return "it is " + kind.Value
	}
	return "its " + oneLine(short(kind.Field)) + " is " + kind.Value
}

// layers walks through the lists of features of a text that is JSON.
type layers struct {
	*desk
	dec    *json.Decoder
	src    []byte
	number int
	line   int // at the byte upto
	upto   int
}

// reference refuses what says of itself that it is not in degrees.
func (j *layers) reference(crs json.RawMessage) {
	text := string(crs)
	for _, grid := range []struct{ code, name string }{{"2154", "Lambert-93 (EPSG:2154)"}, {"3857", "Web Mercator (EPSG:3857)"}, {"900913", "Web Mercator (EPSG:900913)"}} {
		if strings.Contains(text, ":"+grid.code+`"`) {
			j.grid = true
			j.refuse(1, "file", "says of itself that its coordinates are metres of "+grid.name, j.export)
		}
	}
}

// all reads every list "features", however deep in lists "layers".
func (j *layers) all() {
	if _, err := j.dec.Token(); err != nil { // {
		return
	}
	for j.dec.More() {
		key, err := j.dec.Token()
		if err != nil {
			return
		}
		switch key {
		case "features":
			j.list(j.feature)
		case "layers":
			j.list(j.layer)
		default:
			j.skip()
		}
	}
	_, _ = j.dec.Token() // }
}

// layer reads a layer of uMap, which is a FeatureCollection.
func (j *layers) layer() {
	if j.begins() == '{' {
		j.all()
	} else {
		j.skip()
	}
}

// list calls read for each entry of a list, and passes over what is none.
func (j *layers) list(read func()) {
	if j.begins() != '[' {
		j.skip()
		return
	}
	_, _ = j.dec.Token() // the text is JSON
	for j.dec.More() && j.seen <= MaxPlaces {
		read()
	}
	for j.dec.More() {
		j.skip()
	}
	_, _ = j.dec.Token()
}

func (j *layers) skip() {
	var all json.RawMessage
	_ = j.dec.Decode(&all) // the text is JSON: it was read whole before
}

// begins returns the first byte of the next value, and moves the line there.
func (j *layers) begins() byte {
	i := int(j.dec.InputOffset())
	for i < len(j.src) && strings.IndexByte(" \t\r\n,:", j.src[i]) >= 0 {
		i++
	}
	j.line += bytes.Count(j.src[j.upto:i], []byte("\n"))
	j.upto = i
	if i == len(j.src) {
		return 0
	}
	return j.src[i]
}

// feature reads one thing.
func (j *layers) feature() {
	j.begins()
	line := j.line
	j.number++
	var f feature
	err := j.dec.Decode(&f)
	if errors.Is(err, io.EOF) || !j.next(line) {
		return
	}
	if f.Geometry == nil && len(f.Coordinates) > 0 {
		f.Geometry = &geometry{Type: f.Type, Coordinates: f.Coordinates}
	}
	name := nameOf(f.Properties)
	title := thing("feature", name, j.number)
	if err != nil {
		j.refuse(line, title, "is not built as GeoJSON is: "+builtWrong(err), "export it again")
		return
	}
	var s shape
	if f.Geometry != nil {
		if why := f.Geometry.drawn(&s, 0); why != "" {
			j.refuse(line, title, why, `GeoJSON writes {"type": "Point", "coordinates": [2.29448, 48.85837]}, longitude first`)
			return
		}
	}
	j.add(line, title, name, s)
}

// drawn adds what is drawn to a shape, or tells why it cannot.
func (g *geometry) drawn(s *shape, depth int) (why string) {
	switch g.Type {
	case "Point":
		return pairs([]json.RawMessage{g.Coordinates}, &s.points)
	case "MultiPoint":
		return each(g.Coordinates, func(c json.RawMessage) string { return pairs([]json.RawMessage{c}, &s.points) })
	case "LineString", "MultiLineString":
		s.lines++
	case "Polygon":
		return ring(g.Coordinates, s)
	case "MultiPolygon":
		return each(g.Coordinates, func(c json.RawMessage) string { return ring(c, s) })
	case "GeometryCollection":
		for _, part := range g.Geometries {
			if depth == 0 && why == "" {
				why = part.drawn(s, depth+1)
			}
		}
	default:
		return fmt.Sprintf("its geometry is %q", short(g.Type))
	}
	return why
}

// ring adds the outer ring of a polygon.
func ring(c json.RawMessage, s *shape) string {
	var rings [][]json.RawMessage
	if json.Unmarshal(c, &rings) != nil || len(rings) == 0 || len(rings[0]) == 0 {
		return "its polygon has no ring"
	}
	var outer []coordinate
	why := pairs(rings[0], &outer)
	s.rings = append(s.rings, outer)
	return why
}

func each(c json.RawMessage, fn func(json.RawMessage) string) string {
	var all []json.RawMessage
	if json.Unmarshal(c, &all) != nil || len(all) == 0 {
		return "its coordinates are no list"
	}
	for _, one := range all {
		if why := fn(one); why != "" {
			return why
		}
	}
	return ""
}

// pairs adds [lon, lat, …] of each text to all.
func pairs(texts []json.RawMessage, all *[]coordinate) string {
	for _, text := range texts {
		var c []float64
		if json.Unmarshal(text, &c) != nil || len(c) < 2 {
			return fmt.Sprintf("its coordinates are %s", short(string(text)))
		}
		*all = append(*all, coordinate{c[0], c[1]})
	}
	return ""
}

// nameOf returns what a thing is called, by the words that people have for that.
func nameOf(properties map[string]json.RawMessage) string {
	var keys []string
	for key := range properties {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, want := range nameWords {
		for _, key := range keys {
			if fold(key) == want {
				if name := word(properties, key); name != "" {
					return name
				}
			}
		}
	}
	return ""
}

// word returns a property that is a text or a number, on one line.
func word(properties map[string]json.RawMessage, key string) string {
	var text string
	if err := json.Unmarshal(properties[key], &text); err == nil {
		return oneLine(text)
	}
	var number json.Number
	if err := json.Unmarshal(properties[key], &number); err == nil {
		return number.String()
	}
	return ""
}
