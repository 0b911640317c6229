package screen

// Target is something that a finger can touch now, in dp from the window's top
// left corner: CSS pixels in a browser. Tests touch by it, as a person touches
// by what they see.
type Target struct {
	Name          string // as names gives them: "bands", "back", "stick"; "band owls", "door owls", "digit 7"
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
	switch a.do {
	case tuneTo:
		return "band " + a.band
	case pickDoor:
		return "door " + a.band
	case typeDigit:
		return "digit " + string('0'+rune(a.digit))
	}
	return map[verb]string{
		openBands: "bands", goBack: "back", zoomIn: "plus", zoomOut: "minus", follow: "follow", playAgain: "again",
		openCode: "code", openWhose: "whose", openPass: "pass", openTicket: "ticket", openLeave: "leave", leaveSeat: "give back",
		openResume: "resume", openMessage: "message", eraseDigit: "erase", sendCode: "send",
	}[a.do]
}
