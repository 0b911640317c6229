package track

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Limits of a file, checked by Parse.
const (
	MaxBytes  = 32 << 20 // of a file: a day at 1 Hz with everything recorders add has some 15 MB
	MaxPoints = 200_000  // of a file: two days at 1 Hz
	MaxName   = 200      // characters of a name; what is longer is cut

	metresPerHDOP = 5.0     // a phone's ranging error, by which hdop is multiplied
	maxAccuracy   = 100_000 // metres: what is worse says nothing
	earliest      = 1970
	latest        = 2200 // years: outside of them a clock was not set
)

// Parse reads a GPX file. Its errors name the line and what to do.
func Parse(src []byte) (File, error) {
	if len(src) > MaxBytes {
		return File{}, fmt.Errorf("has %d bytes, more than %d: cut the recording into shorter ones", len(src), MaxBytes)
	}
	return parse(src, MaxPoints)
}

func parse(src []byte, maxPoints int) (File, error) {
	p := &parser{maxPoints: maxPoints, d: xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(src, []byte("\ufeff"))))}
	p.d.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("the file is in %s: save it as UTF-8", charset)
	}
	if err := p.file(); err != nil {
		var at *placed
		if !errors.As(err, &at) {
			line, _ := p.d.InputPos()
			err = &placed{line, err}
		}
		return File{}, err
	}
	return p.out, nil
}

// placed is an error with its line.
type placed struct {
	line int
	err  error
}

func (e *placed) Error() string { return fmt.Sprintf("line %d: %v", e.line, e.err) }
func (e *placed) Unwrap() error { return e.err }

type parser struct {
	d         *xml.Decoder
	maxPoints int
	points    int // read so far
	out       File
}

// file reads what stands outside of all elements: one of them is <gpx>.
func (p *parser) file() error {
	found := false
	for {
		token, err := p.d.Token()
		switch t := token.(type) {
		case xml.Directive:
			return errors.New("a document type stands here, which GPX does not have: delete it, from <! to >")
		case xml.StartElement:
			if found || t.Name.Local != "gpx" {
				return notGPX(t.Name.Local)
			}
			found, err = true, p.children(p.part)
		}
		switch {
		case errors.Is(err, io.EOF) && found:
			return nil
		case errors.Is(err, io.EOF):
			return errors.New("there is no <gpx> in it: is this a GPX file?")
		case err != nil:
			return plain(err)
		}
	}
}

func notGPX(root string) error {
	switch root {
	case "kml":
		return errors.New("this is KML: export the recording as GPX")
	case "gpx":
		return errors.New("a second <gpx> begins here: a file has one")
	}
	return fmt.Errorf("<%s> stands where <gpx> should: is this a GPX file?", root)
}

// children calls fn for each element within the one that has just begun, to
// the end of that. What fn does not read is passed over.
func (p *parser) children(fn func(xml.StartElement) (read bool, err error)) error {
	for {
		token, err := p.d.Token()
		if err != nil {
			return ended(err)
		}
		switch t := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			read, err := fn(t)
			if err == nil && !read {
				err = p.d.Skip()
			}
			if err != nil {
				return ended(err)
			}
		}
	}
}

// ended tells an end within an element from the end of the file.
func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// part reads a child of <gpx>.
func (p *parser) part(t xml.StartElement) (read bool, err error) {
	switch t.Name.Local {
	case "wpt":
		w, err := p.point(t, fmt.Sprintf("waypoint %d", len(p.out.Waypoints)+1))
		p.out.Waypoints = append(p.out.Waypoints, w)
		return true, err
	case "trk":
		t, err := p.track(fmt.Sprintf("track %d", len(p.out.Tracks)+1), "trkpt")
		if len(t.Points) > 0 {
			p.out.Tracks = append(p.out.Tracks, t)
		}
		return true, err
	case "rte":
		t, err := p.track(fmt.Sprintf("route %d", len(p.out.Routes)+1), "rtept")
		if len(t.Points) > 0 {
			p.out.Routes = append(p.out.Routes, t)
		}
		return true, err
	}
	return false, nil
}

// track reads a <trk> or <rte>, whose points are called element.
func (p *parser) track(title, element string) (t Track, err error) {
	return t, p.children(func(e xml.StartElement) (bool, error) {
		switch e.Name.Local {
		case "trkseg": // points of its own, and nothing deeper
			return true, p.children(func(e xml.StartElement) (bool, error) {
				return e.Name.Local == element, p.append(&t, e, title, element)
			})
		case "name":
			var name string
			err := p.d.DecodeElement(&name, &e)
			t.Name = shorten(name)
			return true, err
		}
		return e.Name.Local == element, p.append(&t, e, title, element)
	})
}

// append reads the point that begins with e, if it is one, to the end of t.
func (p *parser) append(t *Track, e xml.StartElement, title, element string) error {
	if e.Name.Local != element {
		return nil
	}
	line, _ := p.d.InputPos()
	title = fmt.Sprintf("point %d of %s", len(t.Points)+1, title)
	w, err := p.point(e, title)
	if err == nil {
		err = follows(*t, w.Point)
	}
	t.Points = append(t.Points, w.Point)
	return at(line, title, err)
}

// at puts a line and a name before an error that has no line yet and is not
// about the text as such.
func at(line int, title string, err error) error {
	var has *placed
	var syntax *xml.SyntaxError
	if err == nil || errors.As(err, &has) || errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return &placed{line, fmt.Errorf("%s: %w", title, err)}
}

func shorten(name string) string {
	name = strings.Join(strings.Fields(name), " ")
	if runes := []rune(name); len(runes) > MaxName {
		name = strings.TrimSpace(string(runes[:MaxName]))
	}
	return name
}

// plain says what an XML error means.
func plain(err error) error {
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &syntax) && strings.Contains(syntax.Msg, "character entity"):
		return fmt.Errorf("%s, which GPX does not have: write the character itself, & as &amp; and < as &lt;", syntax.Msg)
	case errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF"), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the file ends in the middle: export it again")
	case errors.As(err, &syntax):
		return fmt.Errorf("this is not XML: %s: export the file again", syntax.Msg)
	}
	return err
}
