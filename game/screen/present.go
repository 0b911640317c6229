package screen

import (
	"time"

	"crescendo/game/client"
	"crescendo/game/wire"
)

// present does what a button says that has to do with codes, passes, seats and
// messages.
func (g *Game) present(a action, e *evening) {
	l := &g.local
	switch a.do {
	case openCode:
		l.open, l.digits = codeOpen, ""
	case openWhose:
		l.open = whoseOpen
	case pickDoor:
		l.open, l.door = codeOpen, a.band
	case openPass:
		l.open = passOpen
	case openTicket:
		l.open = ticketOpen
	case openLeave:
		l.open = leaveOpen
	case openResume:
		l.open = resumeOpen
		if e.session.State().Resume.Until.Sub(g.config.Now()) < time.Minute {
			e.session.AskResume()
		}
	case openMessage:
		l.open, l.read = messageOpen, newest(e.session.State())
	case typeDigit:
		if len(l.digits) < wire.CodeDigits {
			l.digits += string('0' + rune(a.digit))
		}
	case eraseDigit:
		l.digits = l.digits[:max(0, len(l.digits)-1)]
	case sendCode:
		g.send(e)
	case leaveSeat:
		l.open = Shut
		e.session.GiveBack()
	}
}

// back closes what is open: the list of doors goes back to the keypad.
func (g *Game) back() {
	if g.local.open == whoseOpen {
		g.local.open = codeOpen
		return
	}
	g.local.open, g.local.digits = Shut, ""
}

// send hands in the code that was typed. One with a wrong digit is not sent: the
// keypad says so.
func (g *Game) send(e *evening) {
	s, l := e.session.State(), &g.local
	switch band := whoseDoor(s, l.door); {
	case !s.Gated:
		if !e.session.PresentGate(l.digits) {
			return
		}
	case band == "":
		l.open = whoseOpen
		return
	case !e.session.PresentDoor(band, l.digits):
		return
	}
	l.open, l.digits = notedOpen, ""
}

// whoseDoor is the band whose door a code is of: the one that the player said,
// the tuned one, or the only one; "" when none of them is.
func whoseDoor(s client.State, said string) string {
	switch {
	case said != "":
		return said
	case s.Band != "":
		return s.Band
	case len(s.Hunt.Bands) == 1:
		return s.Hunt.Bands[0].ID
	}
	return ""
}

// shut closes what cannot stay open when the evening goes on: through the gate,
// to a seat, out of the hunt.
func (g *Game) shut(s client.State) {
	under := beneath(s)
	l := &g.local
	if under == l.under {
		return
	}
	if !under.mapped() || !l.under.mapped() {
		l.open, l.digits = Shut, ""
	}
	if under == Gate || !under.mapped() && under != Tune {
		l.door = ""
	}
	l.under = under
}

// showPass tells the session when its pass is looked at.
func (g *Game) showPass(e *evening) {
	var who Session
	if g.page.scene == Pass {
		who = e.session
	}
	if who == g.shows {
		return
	}
	if g.shows != nil {
		g.shows.ShowPass(false)
	}
	if who != nil {
		who.ShowPass(true)
	}
	g.shows = who
}

// keyCode does what a letter or a digit says. In the keypad digits are a code's,
// in the list they are bands.
func (g *Game) keyCode(k key, e *evening) {
	s := e.session.State()
	digit := int(k) - int(key0)
	switch scene := g.page.scene; {
	case k == keyCode:
		g.tapIfThere(action{do: openCode}, e)
	case k == keyPass:
		g.tapIfThere(action{do: openPass}, e)
	case scene == Code && k == keyErase:
		g.do(action{do: eraseDigit}, e)
	case scene == Code && digit >= 0:
		g.do(action{do: typeDigit, digit: byte(digit)}, e)
	case scene == Whose && digit > 0 && digit <= len(s.Hunt.Bands):
		g.do(action{do: pickDoor, band: s.Hunt.Bands[digit-1].ID}, e)
	case (scene == Lobby || scene == Tune) && digit > 0 && digit <= len(s.Hunt.Bands):
		g.do(action{do: tuneTo, band: s.Hunt.Bands[digit-1].ID}, e)
	}
}

// tapIfThere does what one of the page's buttons does, if it is there.
func (g *Game) tapIfThere(a action, e *evening) {
	for _, b := range g.page.buttons {
		if b.do == a {
			g.do(a, e)
			return
		}
	}
}

// newest is when the organiser's last message was said, 0 for none.
func newest(s client.State) int64 {
	if n := len(s.Broadcasts); n > 0 {
		return s.Broadcasts[n-1].Server
	}
	return 0
}
