package screen

// role is what a finger does from where it was put down until it is taken away.
type role uint8

const (
	idle role = iota
	pressing
	scrolling
	panning
	steering
)

// finger is a contact that is down.
type finger struct {
	id        int64
	role      role
	began, at xy
	button    action
	slipped   bool // farther than a tap
}

// gestures turns contacts into what they mean on a page.
type gestures struct {
	fingers []finger
}

// meant is what the hands meant since the last tick.
type meant struct {
	taps   []action
	scroll float64 // dp, positive is toward the end
	pan    xy
	zoom   float64 // factor; 1 for none
	about  xy      // where it zooms
}

// feed takes contacts in. A finger on the stick steers whatever it does; another
// one that comes to the stick takes it over, in case the end of the first was
// lost.
func (g *gestures) feed(contacts []contact, p *page) meant {
	m := meant{zoom: 1}
	for _, c := range contacts {
		switch c.what {
		case down:
			g.forget(c.id)
			g.put(c, p)
		case moved:
			g.slide(c, p, &m)
		case up:
			g.lift(c, p, &m)
		case lost:
			g.forget(c.id)
		}
	}
	return m
}

// put begins with a finger.
func (g *gestures) put(c contact, p *page) {
	f := finger{id: c.id, began: c.at, at: c.at}
	button, onButton := p.button(c.at)
	switch {
	case onButton:
		f.role, f.button = pressing, button
	case p.stick && p.frame.reach().contains(c.at):
		f.role = steering
		for i := range g.fingers {
			if g.fingers[i].role == steering {
				g.fingers[i].role = idle
			}
		}
	case p.scrolls() && p.window.contains(c.at):
		f.role = scrolling
	case p.map1 && !p.frame.side.contains(c.at):
		f.role = panning
	}
	g.fingers = append(g.fingers, f)
}

// slide moves a finger.
func (g *gestures) slide(c contact, p *page, m *meant) {
	for i := range g.fingers {
		f := &g.fingers[i]
		if f.id != c.id {
			continue
		}
		d := c.at.minus(f.at)
		if f.began.distance(c.at) > slideWidth {
			f.slipped = true
			if f.role == pressing && p.scrolls() && p.window.contains(f.began) {
				f.role = scrolling
			}
		}
		switch f.role {
		case scrolling:
			m.scroll -= d.y
		case panning:
			g.move(f, c.at, m)
		}
		f.at = c.at
	}
}

// move pans with one finger, and zooms with two.
func (g *gestures) move(f *finger, to xy, m *meant) {
	for i := range g.fingers {
		other := &g.fingers[i]
		if other == f || other.role != panning {
			continue
		}
		before, after := max(24, f.at.distance(other.at)), max(24, to.distance(other.at))
		m.zoom *= after / before
		m.about = to.half(other.at)
		m.pan = m.pan.plus(to.minus(f.at).times(0.5))
		return
	}
	if f.slipped {
		m.pan = m.pan.plus(to.minus(f.at))
	}
}

// lift ends with a finger. A button is tapped when the finger leaves it where it
// came.
func (g *gestures) lift(c contact, p *page, m *meant) {
	for _, f := range g.fingers {
		if f.id != c.id || f.role != pressing {
			continue
		}
		if b, ok := p.button(c.at); ok && b == f.button {
			m.taps = append(m.taps, b)
		}
	}
	g.forget(c.id)
}

func (g *gestures) forget(id int64) {
	kept := g.fingers[:0]
	for _, f := range g.fingers {
		if f.id != id {
			kept = append(kept, f)
		}
	}
	g.fingers = kept
}

// letGo forgets every finger.
func (g *gestures) letGo() { g.fingers = g.fingers[:0] }

// steered returns where a finger holds the stick.
func (g *gestures) steered() (xy, bool) {
	for _, f := range g.fingers {
		if f.role == steering {
			return f.at, true
		}
	}
	return xy{}, false
}

// pressed returns the button under a finger, the zero action for none.
func (g *gestures) pressed() action {
	for _, f := range g.fingers {
		if f.role == pressing {
			return f.button
		}
	}
	return action{}
}
