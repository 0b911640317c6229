package screen

import (
	"strings"
	"time"

	"crescendo/game/wire"
)

const bannerLines = 3 // of a message: the rest is read when it is tapped

// unread returns the organiser's last message, while nobody has read it.
func (v *view) unread() (wire.Broadcast, bool) {
	n := len(v.state.Broadcasts)
	if n == 0 || v.state.Broadcasts[n-1].Server <= v.read {
		return wire.Broadcast{}, false
	}
	return v.state.Broadcasts[n-1], true
}

// banner is what the organiser said, until it is read: at the top of the map
// where the words stand beside it.
func (s *sheet) banner() {
	if !s.frame.wide || !s.map1 || s.scene == Ended {
		return
	}
	f := s.frame
	s.say(box{f.side.w + 16, 16, f.zoom.x - f.side.w - 32, 0})
}

// inFlow is the banner among the words, where there is no room beside them.
func (s *sheet) inFlow() {
	if s.frame.wide && s.map1 {
		return
	}
	if high := s.say(box{s.column.x, s.pen + 8, s.column.w, 0}); high > 0 {
		s.pen += 8 + high
	}
}

// say puts the unread message into a box as high as it needs, and returns that.
func (s *sheet) say(b box) float64 {
	v := s.view
	m, ok := v.unread()
	if !ok {
		return 0
	}
	lines := v.type1.wrap(oneLine(m.Text), caption, b.w-52)
	if len(lines) > bannerLines {
		lines = append(lines[:bannerLines-1], v.type1.fit(strings.Join(lines[bannerLines-1:], " "), caption, b.w-52))
	}
	b.h = max(fingertip, 28+float64(len(lines))*caption.leading()+8)
	s.press(b, 14, raised, action{do: openMessage})
	s.fill(box{b.x, b.y + 12, 4, b.h - 24}, 2, amber)
	s.write(v.words.organiser, caption, amber, box{b.x + 18, b.y + 7, b.w - 52, caption.leading()}, 0)
	for i, l := range lines {
		s.write(l, caption, text1, box{b.x + 18, b.y + 28 + float64(i)*caption.leading(), b.w - 52, caption.leading()}, 0)
	}
	s.write("›", title, text2, box{b.right() - 30, b.y, 18, b.h}, 0.5)
	return b.h
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// messages are what the organiser said, the last first.
func (s *sheet) messages() {
	v, f := s.view, s.frame
	s.fill(box{0, 0, f.w, f.h}, 0, night)
	if f.wide {
		s.column.w = min(f.w-2*s.column.x, 640)
	}
	s.line(v.words.organiser, title, text1)
	s.gap(10)
	s.column.h -= 64
	s.rollFrom()
	s.window.w = f.w
	for i := len(v.state.Broadcasts) - 1; i >= 0; i-- {
		m := v.state.Broadcasts[i]
		s.line(time.UnixMilli(m.Server).Format("15:04"), caption, amber)
		s.para(oneLine(m.Text), body, text1)
		s.gap(18)
	}
	s.rolled()
	foot := s.foot()
	s.halves(foot, choice{v.words.understood, amber, action{do: goBack}})
}
