package screen

import (
	"time"

	"crescendo/game/client"
	"crescendo/game/wire"
)

// keypad is where the code of the gate or of a door is typed.
func (s *sheet) keypad() {
	v, f := s.view, s.frame
	s.fill(box{0, 0, f.w, f.h}, 0, night)
	s.line(v.words.codeOf[!v.state.Gated], title, text1)
	if !f.short() {
		s.gap(2)
		s.para(v.words.sevenDigits, body, text2)
	}
	s.gap(8)
	if v.state.Gated {
		s.doorButton()
		s.gap(8)
	}
	s.typed()
	s.gap(8)
	s.aboutCode()
	s.keys()
	foot := box{s.column.x, f.h - 16 - 52, s.column.w, 52}
	s.halves(foot, choice{v.words.shut, raised, action{do: goBack}}, choice{v.words.myPass, raised, action{do: openPass}})
}

// doorButton says whose door it is, and changes that.
func (s *sheet) doorButton() {
	v := s.view
	b := box{s.column.x, s.pen, s.column.w, 52}
	s.press(b, 16, panel, action{do: openWhose})
	s.add(item{kind: outline, box: b, radius: 16, width: 1, colour: edge.fade(0.6)})
	text, colour := v.words.chooseDoor, amber
	if band := whoseDoor(v.state, v.door); band != "" {
		text, colour = fill(v.words.doorOf, "band", v.band(band).Name), text1
		s.fill(disc(xy{b.x + 20, b.middle().y}, 6), 6, v.band(band).ink())
	}
	s.write(v.type1.fit(text, strong, b.w-60), strong, colour, box{b.x + 36, b.y, b.w - 60, b.h}, 0)
	s.write("›", title, text2, box{b.right() - 30, b.y - 1, 18, b.h}, 0.5)
	s.pen += b.h
}

// typed are the digits, and the places that are still empty.
func (s *sheet) typed() {
	const gap = 5.0
	w := min(52, (s.column.w-gap*(wire.CodeDigits-1))/wire.CodeDigits)
	high := 54.0
	if s.frame.short() {
		high = 46
	}
	for i := range wire.CodeDigits {
		b := box{s.column.x + float64(i)*(w+gap), s.pen, w, high}
		s.fill(b, 10, panel)
		colour := edge
		if i == len(s.view.digits) {
			colour = amber
		}
		s.add(item{kind: outline, box: b, radius: 10, width: 1.5, colour: colour})
		if i < len(s.view.digits) {
			s.write(s.view.digits[i:i+1], headline, text1, b, 0.5)
		}
	}
	s.pen += high
}

// aboutCode says what is wrong with the digits, or what became of the last ones.
func (s *sheet) aboutCode() {
	text, colour := s.view.codeWords()
	for _, l := range s.view.type1.wrap(text, caption, s.column.w) {
		s.line(l, caption, colour)
	}
}

func (v *view) codeWords() (string, ink) {
	p, w := v.state.Presented, v.words
	switch {
	case len(v.digits) == wire.CodeDigits && !wire.CheckDigit(v.digits):
		return w.lookAgain, warn
	case v.digits != "":
		return "", text2
	case !v.state.Gated && v.state.GateRefused != "":
		return w.gateRefused[v.state.GateRefused], warn
	case p.Stage == client.StageAgain:
		return w.typeAgain, amber
	case p.Stage == client.StageUnsure:
		return w.unsure, warn
	}
	return "", text2
}

// keys are twelve keys in the room that is left.
func (s *sheet) keys() {
	f := s.frame
	room := box{s.column.x, s.pen + 4, s.column.w, f.h - 16 - 52 - 12 - s.pen - 4}
	if f.wide {
		room = box{f.side.w + 24, 20, f.w - f.side.w - 48, f.h - 40}
	}
	const gap = 8.0
	w, h := min(120, (room.w-2*gap)/3), clamp((room.h-3*gap)/4, fingertip, 84)
	at := xy{room.middle().x - (3*w+2*gap)/2, room.bottom() - 4*h - 3*gap}
	if f.wide {
		at.y = room.middle().y - (4*h+3*gap)/2
	}
	for i := range 12 {
		b := box{at.x + float64(i%3)*(w+gap), at.y + float64(i/3)*(h+gap), w, h}
		switch i {
		case 9:
			s.key(b, "←", panel, action{do: eraseDigit})
		case 10:
			s.key(b, "0", panel, action{do: typeDigit})
		case 11:
			s.sendKey(b)
		default:
			s.key(b, string('1'+rune(i)), panel, action{do: typeDigit, digit: byte(i + 1)})
		}
	}
}

func (s *sheet) key(b box, text string, colour ink, do action) {
	s.press(b, 16, colour, do)
	s.write(text, headline, over(colour), b, 0.5)
}

// sendKey hands the code in. It lights up when there is one to hand in.
func (s *sheet) sendKey(b box) {
	if wire.CheckDigit(s.view.digits) {
		s.key(b, "OK", amber, action{do: sendCode})
		return
	}
	s.fill(b, 16, panel)
	s.write("OK", headline, edge, b, 0.5)
}

// whose is the list of doors.
func (s *sheet) whose() {
	v := s.view
	s.map1, s.lantern = s.frame.wide, s.frame.wide
	s.backdrop()
	s.gap(8)
	s.para(v.words.chooseDoor, s.largest(v.words.chooseDoor, s.column.w*1.9, headline, title), text1)
	s.gap(16)
	s.column.h -= 60 + 14
	s.rollFrom()
	for _, b := range v.state.Hunt.Bands {
		s.listed(shownBand{b}, "", true, whoseDoor(v.state, v.door) == b.ID, action{do: pickDoor, band: b.ID})
		s.gap(8)
	}
	s.rolled()
	s.backButton(v.words.shut)
}

// noted is what everybody sees who handed in a code (R8): the same, whatever is
// true.
func (s *sheet) noted() {
	v, f := s.view, s.frame
	s.fill(box{0, 0, f.w, f.h}, 0, night)
	top := f.h * 0.22
	if f.short() {
		top = f.h * 0.08
	}
	s.middle(top)
	s.halo(xy{f.w / 2, top}, min(f.w, f.h)*0.5, night.toward(s.tint, 0.3))
	said := v.words.onItsWay
	if v.state.Presented.Stage == client.StageNoted {
		said = v.words.noted
	}
	s.centred(said.headline, headline, text1)
	s.gap(10)
	s.centred(said.advice, body, text2)
	if v.state.Connection == client.Lost {
		s.gap(8)
		s.centred(v.words.sentLater, body, warn)
	}
	if v.state.Presented.Stage == client.StageNoted {
		s.gap(14)
		s.centred(fill(v.words.typeIn, "time", clock(typeIn(v.state, v.now))), body, amber)
	}
	more := []choice{{v.words.typeMore, raised, action{do: openCode}}, {v.words.myPass, raised, action{do: openPass}}}
	if f.short() {
		s.halves(s.foot(), append(more, choice{v.words.shut, amber, action{do: goBack}})...)
		return
	}
	foot := box{s.column.x, f.h - 24 - 60, s.column.w, 60}
	s.wide(foot, v.words.toHunt[v.state.Gated], amber, action{do: goBack})
	foot.y, foot.h = foot.y-62, 52
	s.halves(foot, more...)
}

// typeIn is the time on the wall until everybody is asked to type again, 0 where
// nothing was noted.
func typeIn(s client.State, now time.Time) time.Duration {
	if s.Presented.Stage != client.StageNoted {
		return 0
	}
	return max(0, s.Presented.When.Add(wire.CodePends).Sub(now))
}

// codeButton is always at hand where there are doors. From a loud step on it
// shines, for everybody who hears that step, wherever they are.
func (s *sheet) codeButton() {
	v, b := s.view, s.frame.code
	do, text := action{do: openCode}, v.words.code
	switch v.state.Hunt.Doors {
	case "":
		return
	case "staff":
		do, text = action{do: openPass}, v.words.pass
	}
	ground := panel.fade(0.94)
	if v.state.Step >= knocking {
		ground = amber
		s.halo(b.middle(), 58, amber.fade(0.5))
	}
	s.coded = true
	s.press(b, b.w/2, ground, do)
	s.add(item{kind: outline, box: b, radius: b.w / 2, width: 1, colour: edge.fade(0.6)})
	s.dots(disc(b.middle(), 11), over(ground|0xff))
	s.write(text, caption, text1, box{b.x - 10, b.bottom() + 3, b.w + 20, caption.leading()}, 0.5)
}

const knocking = 55 // the step from which on the way to a door is shown bright

// dots are a keypad, or a code to scan.
func (s *sheet) dots(b box, colour ink) {
	for i := range 9 {
		s.fill(disc(xy{b.x + b.w*float64(i%3)/2, b.y + b.h*float64(i/3)/2}, 2.6), 2.6, colour)
	}
}
