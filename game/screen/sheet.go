package screen

// sheet writes a page from the top to the bottom of a column.
type sheet struct {
	*page
	view   *view
	column box
	pen    float64 // where the next line begins
	rolls  bool    // what is written now scrolls
}

func newSheet(v *view, f frame) *sheet {
	p := &page{scene: v.scene, frame: f, tint: v.tint(), room: f.open, paper: v.scene.paper()}
	return &sheet{page: p, view: v, column: f.words, pen: f.words.y}
}

func (s *sheet) add(i item) {
	i.scrolls = s.rolls
	s.items = append(s.items, i)
}

func (s *sheet) gap(d float64) { s.pen += d }

// line writes one line, cut where it is too long, and returns its right end.
func (s *sheet) line(text string, st style, colour ink) float64 {
	text = s.view.type1.fit(text, st, s.column.w)
	s.write(text, st, colour, box{s.column.x, s.pen, s.column.w, st.leading()}, 0)
	s.pen += st.leading()
	return s.column.x + s.view.type1.width(text, st)
}

// centred writes lines in the middle of the column.
func (s *sheet) centred(text string, st style, colour ink) {
	for _, l := range s.view.type1.wrap(text, st, s.column.w) {
		s.write(l, st, colour, box{s.column.x, s.pen, s.column.w, st.leading()}, 0.5)
		s.pen += st.leading()
	}
}

// para writes as many lines as it takes.
func (s *sheet) para(text string, st style, colour ink) {
	for _, l := range s.view.type1.wrap(text, st, s.column.w) {
		s.line(l, st, colour)
	}
}

// largest returns the first of some styles in which a line fits.
func (s *sheet) largest(text string, width float64, of ...style) style {
	for _, st := range of {
		if s.view.type1.width(text, st) <= width {
			return st
		}
	}
	return of[len(of)-1]
}

// write puts a line into a box.
func (s *sheet) write(text string, st style, colour ink, in box, align float64) {
	s.add(item{kind: words1, box: in, text: text, style: st, colour: colour, align: align})
}

// fill paints a rounded rectangle.
func (s *sheet) fill(b box, radius float64, colour ink) {
	s.add(item{kind: fill1, box: b, radius: radius, colour: colour, colour2: colour})
}

// shade paints a gradient from the top to the bottom.
func (s *sheet) shade(b box, from, to ink) {
	s.add(item{kind: fill1, box: b, colour: from, colour2: to})
}

// halo paints a soft light.
func (s *sheet) halo(middle xy, radius float64, colour ink) {
	s.add(item{kind: fill1, box: disc(middle, radius/2), radius: radius / 2, soft: radius / 2, colour: colour, colour2: colour})
}

// press adds a button, and shows the finger or the keyboard on it.
func (s *sheet) press(b box, radius float64, colour ink, do action) {
	if s.view.pressed == do && do != (action{}) {
		colour = colour.toward(text1, 0.10)
	}
	s.fill(b, radius, colour)
	if len(s.buttons) == s.view.focus && s.view.keyed {
		ring := amber
		if s.paper {
			ring = night
		}
		s.add(item{kind: outline, box: b.grow(4), radius: radius + 4, width: 2.5, colour: ring})
	}
	if do != (action{}) {
		s.buttons = append(s.buttons, button{b, do, s.rolls})
	}
}

// wide adds a button with words on it across the column.
func (s *sheet) wide(b box, text string, colour ink, do action) {
	s.press(b, 18, colour, do)
	s.write(s.view.type1.fit(text, title, b.w-32), title, over(colour), b, 0.5)
}

// half adds a smaller button, for two beside each other.
func (s *sheet) half(b box, text string, colour ink, do action) {
	s.press(b, 16, colour, do)
	s.write(s.view.type1.fit(text, strong, b.w-16), strong, over(colour), b, 0.5)
}

// halves puts buttons beside each other across a box.
func (s *sheet) halves(b box, of ...choice) {
	w := (b.w - 10*float64(len(of)-1)) / float64(len(of))
	for i, c := range of {
		s.half(box{b.x + float64(i)*(w+10), b.y, w, b.h}, c.text, c.colour, c.do)
	}
}

// choice is what a button says and does.
type choice struct {
	text   string
	colour ink
	do     action
}

// rollFrom lets what follows scroll, from here to the end of the column.
func (s *sheet) rollFrom() {
	end := s.column.bottom()
	if end > s.frame.h-fingertip { // nothing stands below
		end = s.frame.h
	}
	s.window = box{0, s.pen, s.frame.w, max(0, end-s.pen)}
	if s.frame.wide {
		s.window.w = s.frame.side.w
	}
	s.rolls = true
}

// rolled ends what scrolls, and returns the page to where it was scrolled.
func (s *sheet) rolled() {
	s.length = s.pen - s.window.y + 12
	s.rolls = false
	s.scrollTo(s.view.scroll)
}
