package screen

// Target is something that a finger can touch now, in dp from the window's top
// left corner: CSS pixels in a browser. Tests touch by it, as a person touches
// by what they see.
type Target struct {
	Name          string // "band owls", "bands", "back", "plus", "minus", "follow", "again", "stick"
	X, Y          float64
	Width, Height float64
}

// Targets returns what can be touched now, as of the last tick. The slice is
// not to be changed. It may be called from any goroutine.
func (g *Game) Targets() []Target {
	if t := g.targets.Load(); t != nil {
		return *t
	}
	return nil
}

// aimed is what the targets were made from.
type aimed struct {
	page   *page
	scroll float64
}

// aim makes the targets anew where the page has changed.
func (g *Game) aim() {
	if now := (aimed{g.page, g.page.scroll}); now != g.aimed {
		targets := g.page.targets()
		g.targets.Store(&targets)
		g.aimed = now
	}
}

func (p *page) targets() []Target {
	var list []Target
	for _, b := range p.buttons {
		if at, shown := p.place(b); shown {
			list = append(list, newTarget(b.do.name(), at))
		}
	}
	if p.stick {
		list = append(list, newTarget("stick", disc(p.frame.stick, stickRadius)))
	}
	return list
}

func newTarget(name string, b box) Target {
	m := b.middle()
	return Target{name, m.x, m.y, b.w, b.h}
}

func (a action) name() string {
	if a.do == tuneTo {
		return "band " + a.band
	}
	return map[verb]string{openBands: "bands", closeBands: "back", zoomIn: "plus", zoomOut: "minus", follow: "follow", playAgain: "again"}[a.do]
}
