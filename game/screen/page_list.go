package screen

import (
	"fmt"
	"strings"
	"time"

	"crescendo/game/client"
	"crescendo/game/wire"
)

// lobby counts down to the gun over the list of bands.
func (s *sheet) lobby() {
	v := s.view
	s.map1 = s.frame.wide
	s.backdrop()
	if s.frame.short() {
		s.rollFrom()
	}
	s.line(v.state.Hunt.Name, title, text1)
	s.gap(26)
	until := v.state.Until(v.now, v.state.Hunt.Starts)
	if until > 0 {
		s.line(v.words.gun, body, text2)
	} else {
		s.line(v.words.started, body, text2)
	}
	s.countdown(until)
	s.gap(6)
	if v.state.Hunt.Gate != "" {
		s.line(v.words.through, strong, amber)
	} else {
		s.para(s.place(), body, text1)
	}
	s.gap(2)
	s.line(strings.Join([]string{fill(v.words.seats, "n", fmt.Sprint(v.state.Hunt.Seats)), fill(v.words.you, "name", v.words.name(v.state))}, " · "), caption, text2)
	s.notices()
	s.gap(26)
	s.para(v.words.choose, title, text1)
	s.gap(12)
	s.rows()
}

// countdown is the time until the gun, as large as it fits.
func (s *sheet) countdown(until time.Duration) {
	text := clock(until)
	st := s.largest(text, s.column.w, numeral, display)
	colour := text1
	if until < 11*time.Second {
		colour = amber
	}
	s.line(text, st, colour)
}

// place says where it begins.
func (s *sheet) place() string {
	v := s.view
	if len(v.state.Hunt.Meet) == 0 || v.state.Hunt.Meet[0].Name == "" {
		return ""
	}
	sentence := v.words.meet
	if v.walks {
		sentence = v.words.begin
	}
	return fill(sentence, "place", v.state.Hunt.Meet[0].Name)
}

// backdrop is the night with warm air at its top.
func (s *sheet) backdrop() {
	f := s.frame
	if f.wide {
		s.fill(f.side, 0, night)
		s.halo(xy{f.side.w * 0.3, 60}, f.side.w*0.9, glow)
		s.fill(box{f.side.right() - 1, 0, 1, f.h}, 0, line)
		return
	}
	s.fill(box{0, 0, f.w, f.h}, 0, night)
	s.halo(xy{f.w * 0.35, 110}, f.w*0.95, glow)
}

// bands is the list of bands during the hunt.
func (s *sheet) bands() {
	v := s.view
	s.map1, s.lantern = s.frame.wide, s.frame.wide
	s.backdrop()
	s.gap(8)
	s.para(v.words.listen, s.largest(v.words.listen, s.column.w*1.9, headline, title), text1)
	s.gap(8)
	s.para(s.switching(), body, text2)
	s.notices()
	s.gap(16)
	back := v.state.Band != ""
	present := !back && v.state.Hunt.Doors != "" // where there is no map to go back to
	if back || present {
		s.column.h -= 60 + 14
	}
	s.rows()
	switch {
	case back:
		s.backButton(v.words.back)
	case present:
		s.presentButtons()
	}
}

// presentButtons lead to a door's code and to the pass.
func (s *sheet) presentButtons() {
	v, b := s.view, box{s.column.x, s.column.bottom() + 10, s.column.w, 52}
	s.shade(box{s.window.x, s.window.bottom() - 24, s.window.w, 24}, night.fade(0), night)
	pass := choice{v.words.myPass, raised, action{do: openPass}}
	if typed(v.state) {
		s.halves(b, choice{v.words.typeCode, raised, action{do: openCode}}, pass)
		return
	}
	s.halves(b, pass)
}

// backButton leads back from a list.
func (s *sheet) backButton(text string) {
	b := box{s.column.x, s.column.bottom() + 10, s.column.w, 60}
	s.shade(box{s.window.x, s.window.bottom() - 24, s.window.w, 24}, night.fade(0), night)
	s.wide(b, text, raised, action{do: goBack})
}

// switching says when another band may be tuned, and why not the one that was
// asked for.
func (s *sheet) switching() string {
	v := s.view
	tooSoon := v.state.Refused.Reason == wire.TuneTooSoon
	if why := v.words.refused[v.state.Refused.Reason]; why != "" && !tooSoon {
		return why
	}
	if !v.canSwitch() {
		return fill(v.words.switchIn, "time", clock(switchIn(v.state, v.now)))
	}
	return v.words.switchNow
}

// rows are the bands.
func (s *sheet) rows() {
	if !s.rolls {
		s.rollFrom()
	}
	for _, b := range s.view.state.Hunt.Bands {
		s.row(shownBand{b})
		s.gap(8)
	}
	b := box{s.column.x, s.pen, s.column.w, fingertip}
	s.press(b, 16, panel.fade(0), action{do: openResume})
	s.write(s.view.type1.fit(s.view.words.elsewhere.headline, strong, b.w-32), strong, text2, b, 0.5)
	s.pen += b.h
	s.rolled()
}

func (s *sheet) row(b shownBand) {
	v := s.view
	note, open := v.note(b.ID)
	tuned := v.state.Band == b.ID
	free := open && (v.scene == Lobby || v.canSwitch() || tuned)
	do := action{do: tuneTo, band: b.ID}
	if tuned {
		do = action{do: goBack}
	}
	if !free {
		do = action{}
	}
	s.listed(b, note, open, tuned, do)
}

// listed is a band in a list, with a note beside it. open says that it may
// have something to give, tuned that it is the one.
func (s *sheet) listed(b shownBand, note string, open, tuned bool, do action) {
	v := s.view
	at := box{s.column.x, s.pen, s.column.w, rowHeight}
	ground, name := panel, text1
	if tuned {
		ground = panel.toward(b.ink(), 0.16)
	}
	if do == (action{}) {
		name = text2
	}
	s.press(at, 18, ground, do)
	if tuned {
		s.add(item{kind: outline, box: at, radius: 18, width: 1.5, colour: b.ink()})
	}
	s.add(item{kind: mark, box: box{at.x + 20, at.middle().y - 12, 24, 24}, colour: b.ink().fade(map[bool]float64{true: 1, false: 0.45}[open])})
	room := at.w - 62 - 20
	s.write(note, caption, text2, box{at.x + 62, at.y, room, at.h}, 1)
	room -= v.type1.width(note, caption) + 12
	st := s.largest(b.Name, room, title, strong)
	s.write(v.type1.fit(b.Name, st, room), st, name, box{at.x + 62, at.y, room, at.h}, 0)
	s.pen += at.h
}

// alone is a page without a hunt: before the first welcome, and after the last
// word.
func (s *sheet) alone() {
	v := s.view
	s.fill(box{0, 0, s.frame.w, s.frame.h}, 0, night)
	middle, size := xy{s.frame.w / 2, s.frame.h * 0.34}, 36.0
	if s.frame.short() {
		middle.y, size = s.frame.h*0.18, 24
	}
	s.halo(middle, min(s.frame.w, s.frame.h)*0.62, glow)
	s.add(item{kind: mark, box: disc(middle, size), colour: amber})
	width := min(s.frame.w-2*margin, 440)
	s.column = box{(s.frame.w - width) / 2, 0, width, s.frame.h}
	s.pen = middle.y + 2*size
	if v.scene == Connecting {
		s.centred(v.words.connecting, headline, text1)
		s.gap(10)
		if v.state.Trouble != (client.Trouble{}) {
			s.centred(v.words.retrying, body, text2)
		}
		return
	}
	why := v.words.farewell(v.state.Trouble)
	s.centred(why.headline, headline, text1)
	s.gap(10)
	s.centred(why.advice, body, text2)
	if v.again {
		s.wide(box{s.column.x, s.pen + min(40, s.frame.h*0.05), width, 60}, v.words.again, amber, action{do: playAgain})
	}
}
