package screen

import (
	"fmt"
	"slices"
	"time"

	"crescendo/game/client"
	"crescendo/game/wire"
)

// soon is when the time that is left gets a colour.
const soon = 5 * time.Minute

// hunt is the map with the lantern, and its neighbours: an arrival, and too late.
func (s *sheet) hunt() {
	s.map1, s.lantern = true, true
	s.stick = s.view.walks && s.scene != Waiting
	s.ground()
	s.bandRow()
	switch s.scene {
	case Arrived:
		s.arrived()
	case Waiting:
		s.waiting()
	default:
		s.loudness()
	}
	s.notices()
	s.controls()
}

// ground puts the dark behind the words.
func (s *sheet) ground() {
	f := s.frame
	if f.wide {
		s.fill(f.side, 0, night.fade(0.94))
		s.fill(box{f.side.right() - 1, 0, 1, f.h}, 0, line)
		return
	}
	s.fill(box{0, 0, f.w, 120}, 0, night.fade(0.90))
	s.shade(box{0, 120, f.w, 110}, night.fade(0.90), night.fade(0))
	s.shade(box{0, f.h - 200, f.w, 200}, night.fade(0), night.fade(0.82))
}

// bandRow says who is listened to, and how long it goes on.
func (s *sheet) bandRow() {
	v := s.view
	if s.frame.wide {
		s.line(v.state.Hunt.Name, caption, text2)
		s.gap(14)
	}
	remains := left(v.state, v.now)
	ends, colour := clock(remains), text1
	if remains < soon {
		colour = amber
	}
	if v.state.Phase != wire.PhaseRunning {
		ends = ""
	}
	row := box{s.column.x, s.pen, s.column.w, title.leading()}
	s.write(ends, title, colour, row, 1)
	name := box{row.x + 22, row.y, row.w - 22 - v.type1.width(ends, title) - 16, row.h}
	s.fill(disc(xy{row.x + 6, row.y + row.h/2 + 1}, 6), 6, s.tint)
	s.write(v.type1.fit(v.band(v.state.Band).Name, title, name.w), title, text1, name, 0)
	s.pen += row.h
	s.gap(map[bool]float64{true: 30, false: 8}[s.frame.wide])
}

// loudness is the step in a word, a number and a bar.
func (s *sheet) loudness() {
	v := s.view
	word, advice := v.language.Say(v.told())
	if v.state.Phase == wire.PhaseClosing || v.state.Phase == wire.PhaseOver {
		advice = v.words.counting
	}
	number := ""
	if v.state.Step > 0 {
		number = fmt.Sprint(v.state.Step)
	}
	room := s.column.w - 64
	st := s.largest(word, room, display, headline, title)
	row := box{s.column.x, s.pen, s.column.w, headline.leading() + 4}
	s.write(v.type1.fit(word, st, room), st, text1, row, 0)
	s.write(number, headline, s.tint, row, 1)
	s.pen += row.h
	s.gap(8)
	s.add(item{kind: meter, box: box{s.column.x, s.pen, s.column.w, 6}, colour: s.tint, colour2: line})
	s.gap(6 + 12)
	if advice == "" && v.state.Fog != wire.FogClear {
		advice = v.language.Fog(v.state.Fog)
	}
	if advice == "" && v.walks && !v.taught && !v.fingers && len(s.remarks()) == 0 {
		advice = v.words.keysHint
	}
	s.para(advice, body, text2)
}

func (s *sheet) arrived() {
	v := s.view
	s.line(v.words.arrived, headline, s.tint)
	s.gap(2)
	if v.state.Provisional > 0 {
		s.line(fill(v.words.forNow, "seat", fmt.Sprint(v.state.Provisional)), title, text1)
	}
	s.gap(6)
	s.para(v.words.settling, body, text2)
}

func (s *sheet) waiting() {
	v := s.view
	s.line(v.words.waiting, headline, text1)
	s.gap(4)
	s.para(fill(v.words.waitingHow, "band", v.band(v.state.Band).Name), body, text2)
}

// notices says what there is to know, the two things that matter most, as far as
// there is room.
func (s *sheet) notices() {
	s.inFlow()
	for i, r := range s.remarks() {
		lines := s.view.type1.wrap(r.text, caption, s.column.w-44)
		high := float64(len(lines))*caption.leading() + 16
		if i == 2 || s.frame.wide && s.scene.mapped() && s.pen+8+high > s.frame.list.y-4 {
			return
		}
		s.gap(8)
		s.notice(lines, high, r.colour)
	}
}

// remark is something to know: trouble, or what became of something.
type remark struct {
	text   string
	colour ink
}

// remarks are what there is to know, what matters most first.
func (s *sheet) remarks() []remark {
	v := s.view
	var said []remark
	add := func(text string, colour ink) {
		if text != "" {
			said = append(said, remark{text, colour})
		}
	}
	if v.state.Connection == client.Lost {
		add(v.words.lost, warn)
	}
	add(v.presented(), amber)
	if v.state.SeatGone {
		add(v.words.seatGone, amber)
	}
	if slices.Contains(v.state.Removed, v.state.Band) {
		add(fill(v.words.bandGone, "band", v.band(v.state.Band).Name), amber)
	}
	if v.state.NoPosition.Code != "" {
		add(v.words.noPosition(v.state.NoPosition), warn)
	}
	switch v.sound {
	case SoundOff:
		add(v.words.noSound, warn)
	case SoundWaits:
		add(v.words.soundWaits, warn)
	}
	return said
}

// presented says what became of a code, "" where none was handed in, or where it
// does not matter any more.
func (v *view) presented() string {
	if !v.scene.mapped() && v.scene != Tune {
		return ""
	}
	switch v.state.Presented.Stage {
	case client.StageSending:
		return v.words.onItsWay.headline
	case client.StageNoted:
		return fill(v.words.notedUntil, "time", clock(typeIn(v.state, v.now)))
	case client.StageAgain:
		return v.words.typeAgain
	case client.StageUnsure:
		return v.words.unsure
	}
	return ""
}

// notice is a remark in a box of its own.
func (s *sheet) notice(lines []string, high float64, colour ink) {
	s.fill(box{s.column.x, s.pen, s.column.w, high}, 12, panel)
	s.fill(disc(xy{s.column.x + 18, s.pen + high/2}, 4), 4, colour)
	for i, l := range lines {
		s.write(l, caption, colour, box{s.column.x + 32, s.pen + 8 + float64(i)*caption.leading(), s.column.w - 44, caption.leading()}, 0)
	}
	s.pen += high
}

// controls are the buttons about the map.
func (s *sheet) controls() {
	s.codeButton()
	if s.scene == Waiting && !s.frame.wide {
		b := box{s.column.x, s.frame.h - 40 - 60, s.column.w, 60}
		s.wide(b, s.view.words.other, amber, action{do: openBands})
		return
	}
	s.zoomers()
	if s.scene == Waiting {
		s.wide(s.frame.list, s.view.words.other, amber, action{do: openBands})
		return
	}
	s.listButton()
}

// listButton opens the list of bands, and says from when on that is of use.
func (s *sheet) listButton() {
	v, b, do := s.view, s.frame.list, action{do: openBands}
	if s.frame.wide {
		s.press(b, 18, raised, do)
		s.add(item{kind: mark, box: box{b.x + 20, b.y + 18, 20, 20}, colour: s.tint})
		s.write(v.words.bands, title, text1, box{b.x + 54, b.y, b.w - 74, b.h}, 0)
		if !v.canSwitch() {
			s.write(clock(switchIn(v.state, v.now)), title, amber, box{b.x + 54, b.y, b.w - 74, b.h}, 1)
		}
		return
	}
	s.press(b, b.w/2, panel.fade(0.94), do)
	s.add(item{kind: outline, box: b, radius: b.w / 2, width: 1, colour: edge.fade(0.6)})
	if v.canSwitch() {
		s.add(item{kind: mark, box: disc(b.middle(), 11), colour: s.tint})
	} else {
		s.write(clock(switchIn(v.state, v.now)), strong, amber, b, 0.5)
	}
	s.write(v.words.bands, caption, text1, box{b.x - 10, b.bottom() + 3, b.w + 20, caption.leading()}, 0.5)
}

// zoomers are + and −, and the way back to oneself.
func (s *sheet) zoomers() {
	f := s.frame
	s.fill(f.zoom, f.zoom.w/2, panel.fade(0.94))
	half := box{f.zoom.x, f.zoom.y, f.zoom.w, f.zoom.h / 2}
	s.sign(half, true, action{do: zoomIn})
	half.y += half.h
	s.sign(half, false, action{do: zoomOut})
	s.add(item{kind: outline, box: f.zoom, radius: f.zoom.w / 2, width: 1, colour: edge.fade(0.6)})
	if s.view.free {
		s.press(f.back, f.back.w/2, panel.fade(0.94), action{do: follow})
		m := f.back.middle()
		s.add(item{kind: outline, box: disc(m, 10), radius: 10, width: 2, colour: text1})
		s.fill(disc(m, 3.5), 3.5, text1)
	}
}

func (s *sheet) sign(b box, plus bool, do action) {
	s.press(b, b.w/2, panel.fade(0), do)
	m := b.middle()
	s.fill(box{m.x - 8, m.y - 1, 16, 2}, 1, text1)
	if plus {
		s.fill(box{m.x - 1, m.y - 8, 2, 16}, 1, text1)
	}
}

// credit names those who mapped what is shown.
func (s *sheet) credit() {
	if !s.map1 || s.view.credit == "" {
		return
	}
	text := s.view.credit
	foot, w := s.frame.foot, s.view.type1.width(text, caption)+12
	if s.scene == Ended && !s.frame.wide {
		foot.y = s.room.bottom() + 22
	}
	b := box{foot.x - w, foot.y - caption.leading(), w, caption.leading()}
	s.fill(b, 6, veil)
	s.write(text, caption, text2, b, 0.5)
}
