package screen

import (
	"fmt"
	"strings"

	"github.com/hajimehoshi/ebiten/v2/text/v2"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gomedium"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
)

// style is one size of writing.
type style uint8

// The type scale.
const (
	caption style = iota // beside things
	body
	strong
	title
	headline
	display
	numeral // the countdown
	giant   // the number of a seat
	street1 // names on the map
	styleEnd
)

// styles are the sizes: of the letters and of a line, in dp.
var styles = [styleEnd]struct {
	size, leading float64
	medium        bool
}{
	caption:  {13.5, 18, false},
	body:     {16, 23, false},
	strong:   {16, 23, true},
	title:    {20, 26, true},
	headline: {34, 42, true},
	display:  {44, 54, true},
	numeral:  {88, 96, false},
	giant:    {150, 150, true},
	street1:  {12, 15, false},
}

func (s style) size() float64    { return styles[s].size }
func (s style) leading() float64 { return styles[s].leading }

// typeface writes in the Go fonts at one scale of the screen. Measuring needs no
// display, and no goroutine but one.
type typeface struct {
	scale float64 // px in a dp
	faces [styleEnd]*text.GoXFace
}

// newTypeface reads the fonts. Plain outlines without a shaper: the Go fonts
// have Latin, Greek and Cyrillic, which need none, and the built player is
// 0.9 MB smaller.
func newTypeface(scale float64) (*typeface, error) {
	regular, err := opentype.Parse(goregular.TTF)
	if err != nil {
		return nil, fmt.Errorf("read Go Regular: %w", err)
	}
	medium, err := opentype.Parse(gomedium.TTF)
	if err != nil {
		return nil, fmt.Errorf("read Go Medium: %w", err)
	}
	t := &typeface{scale: scale}
	for i, s := range styles {
		source := regular
		if s.medium {
			source = medium
		}
		face, err := opentype.NewFace(source, &opentype.FaceOptions{Size: s.size * scale, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			return nil, fmt.Errorf("make a face of %v dp: %w", s.size, err)
		}
		t.faces[i] = text.NewGoXFace(face)
	}
	return t, nil
}

// width returns how wide a line is, in dp.
func (t *typeface) width(s string, st style) float64 {
	return text.AdvanceAt(s, len(s), t.faces[st]) / t.scale
}

// fit returns the line, or as much of it as fits with an ellipsis.
func (t *typeface) fit(s string, st style, width float64) string {
	if t.width(s, st) <= width {
		return s
	}
	runes := []rune(s)
	for n := len(runes) - 1; n > 0; n-- {
		short := strings.TrimRight(string(runes[:n]), " ,.") + "…"
		if t.width(short, st) <= width {
			return short
		}
	}
	return "…"
}

// wrap breaks words into lines at most so wide, at spaces that may break; a word
// that is wider stands alone and is cut.
func (t *typeface) wrap(s string, st style, width float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Split(s, " ") {
		longer := strings.TrimPrefix(line+" "+word, " ")
		if line == "" || t.width(longer, st) <= width {
			line = longer
			continue
		}
		lines = append(lines, t.fit(line, st, width))
		line = word
	}
	if strings.TrimSpace(line) != "" {
		lines = append(lines, t.fit(line, st, width))
	}
	return lines
}
