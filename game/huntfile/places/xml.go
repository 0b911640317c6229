package places

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// markup reads KML and GPX: no document type, no entities of its own, no
// element deeper than maxDepth.
type markup struct {
	*desk
	d      *xml.Decoder
	depth  int
	number int  // things so far
	links  int  // of KML, to maps that lie elsewhere
	tracks bool // of GPX
}

// xml reads the text of a file, or of a KMZ.
func (d *desk) xml(src []byte) {
	m := &markup{desk: d, d: xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(src, []byte("\ufeff"))))}
	m.d.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("the text is in %s; save it as UTF-8", oneLine(short(charset)))
	}
	if err := m.root(); err != nil {
		trouble, remedy := plain(err)
		d.refuse(m.line(), "file", trouble, remedy)
	}
}

func (m *markup) line() int {
	line, _ := m.d.InputPos()
	return line
}

func (m *markup) root() error {
	found := false
	for {
		token, err := m.token()
		switch {
		case errors.Is(err, io.EOF) && !found:
			return errors.New("there is no element in it; is this KML or GPX?")
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		t, element := token.(xml.StartElement)
		if !element {
			continue
		}
		if found {
			return fmt.Errorf("a second document begins here with <%s>; a file has one", short(t.Name.Local))
		}
		found = true
		if err := m.document(t.Name.Local); err != nil {
			return err
		}
	}
}

func (m *markup) document(root string) error {
	switch strings.ToLower(root) {
	case "kml":
		return m.kml()
	case "gpx":
		return m.gpx()
	case "html":
		return errors.New("this is a web page; export the map: in Google My Maps, ⋮ and then Export to KML/KMZ")
	case "osm":
		return errors.New("this is an extract of OpenStreetMap; export the places as GeoJSON, overpass turbo does")
	}
	return fmt.Errorf("<%s> stands where <kml> or <gpx> should; export the places as KML, GPX, GeoJSON or CSV", short(root))
}

// token returns the next token within the bounds.
func (m *markup) token() (xml.Token, error) {
	token, err := m.d.Token()
	if err != nil {
		return nil, err
	}
	switch token.(type) {
	case xml.Directive:
		return nil, errors.New("a document type stands here, which is not read; delete it, from <! to >")
	case xml.StartElement:
		if m.depth++; m.depth > maxDepth {
			return nil, fmt.Errorf("elements are nested more than %d deep; export the places again", maxDepth)
		}
	case xml.EndElement:
		m.depth--
	}
	return token, nil
}

// children calls fn for each element within the one that has just begun, to
// the end of that. What fn does not read is passed over.
func (m *markup) children(fn func(xml.StartElement) (read bool, err error)) error {
	for {
		token, err := m.token()
		if err != nil {
			return ended(err)
		}
		switch t := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			read, err := fn(t)
			if err == nil && !read {
				err = m.children(nothing)
			}
			if err != nil {
				return ended(err)
			}
		}
	}
}

func nothing(xml.StartElement) (bool, error) { return false, nil }

// text returns the characters within the element that has just begun, at most
// limit bytes, 0 for as many as there are.
func (m *markup) text(limit int) (string, error) {
	var b strings.Builder
	for depth := m.depth; ; {
		token, err := m.token()
		if err != nil {
			return "", ended(err)
		}
		switch t := token.(type) {
		case xml.CharData:
			if limit == 0 || b.Len() < limit {
				b.Write(t)
			}
		case xml.EndElement:
			if m.depth < depth {
				return b.String(), nil
			}
		}
	}
}

// name returns the characters within an element on one line.
func (m *markup) name() (string, error) {
	text, err := m.text(maxText)
	return oneLine(text), err
}

// ended tells an end within an element from the end of the file.
func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// plain says what an XML error means, and what to do.
func plain(err error) (trouble, remedy string) {
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &syntax) && strings.Contains(syntax.Msg, "character entity"):
		return oneLine(syntax.Msg) + ", which is not read", "write the character itself, & as &amp; and < as &lt;"
	case errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF"), errors.Is(err, io.ErrUnexpectedEOF):
		return "ends in the middle", "export it again"
	case errors.As(err, &syntax):
		return "is not XML: " + oneLine(syntax.Msg), "export it again"
	}
	text := oneLine(err.Error())
	if _, own, charset := strings.Cut(text, "the text is in "); charset { // encoding/xml wraps it
		text = "the text is in " + own
	}
	trouble, remedy, _ = strings.Cut(text, "; ")
	return trouble, remedy
}
