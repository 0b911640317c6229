package screen

import (
	"fmt"
	"slices"
	"time"

	"crescendo/game/client"
	"crescendo/maps/geo"
)

// gate is the way to the plaza, in words and on the map, and how to pass there.
func (s *sheet) gate() {
	v, f := s.view, s.frame
	s.map1 = true
	s.line(v.state.Hunt.Name, caption, text2)
	s.gap(2)
	s.para(v.words.toGate, s.largest(v.words.toGate, s.column.w, headline, title), text1)
	s.plaza()
	s.para(v.gateWords(), body, text2)
	s.notices()
	foot := s.gateButtons()
	if f.wide {
		s.under(func() {
			s.fill(f.side, 0, night)
			s.fill(box{f.side.right() - 1, 0, 1, f.h}, 0, line)
		})
		return
	}
	top := s.pen + 6
	s.room = box{0, top + 20, f.w, max(40, foot-top-40)}
	s.under(func() {
		s.fill(box{0, 0, f.w, top}, 0, night.fade(0.94))
		s.shade(box{0, top, f.w, 40}, night.fade(0.94), night.fade(0))
		s.shade(box{0, foot - 60, f.w, 60}, night.fade(0), night.fade(0.94))
		s.fill(box{0, foot, f.w, f.h - foot}, 0, night.fade(0.94))
	})
}

// under paints beneath everything that was written so far.
func (s *sheet) under(paint func()) {
	above := slices.Clone(s.items)
	s.items = s.items[:0]
	paint()
	s.items = append(s.items, above...)
}

// plaza says where the gate is, and puts it on the map.
func (s *sheet) plaza() {
	v := s.view
	if len(v.state.Hunt.Meet) == 0 {
		return
	}
	at := v.state.Hunt.Meet[0]
	s.venues = []venue{{point(at), at.Name, amber}}
	s.para(at.Name, s.largest(at.Name, s.column.w, title, strong), amber)
	if f := v.state.Fix; f.Known() && !v.walks {
		s.line(fill(v.words.away, "metres", fmt.Sprint(int(geo.Metres(f.At, point(at))/10+0.5)*10)), body, text1)
	}
}

// gateWords says until when the gate admits and what is to be done there.
func (v *view) gateWords() string {
	s := v.state
	if s.GateRefused != "" {
		return v.words.gateRefused[s.GateRefused]
	}
	until, open := s.Until(v.now, s.Hunt.Starts), admits(s, v.now)
	switch {
	case until > 0:
		return v.words.gateHow[s.Hunt.Gate == "code"] + " " + fill(v.words.gunIn, "time", clock(until))
	case open > 0:
		return v.words.gateHow[s.Hunt.Gate == "code"] + " " + fill(v.words.admits, "time", clock(open))
	}
	return v.words.gateShut
}

// admits is the hunt time for which the gate still admits.
func admits(s client.State, now time.Time) time.Duration {
	return time.Duration(s.Hunt.Admission)*time.Millisecond - s.SinceGun(now)
}

// gateButtons are the two ways through the gate. It returns where they begin.
func (s *sheet) gateButtons() (top float64) {
	v, foot := s.view, s.foot()
	pass := choice{v.words.myPass, raised, action{do: openPass}}
	if !typed(v.state) {
		foot.y, foot.h = foot.y-8, 60
		s.wide(foot, v.words.myPass, amber, action{do: openPass})
		return foot.y - 14
	}
	do := action{do: openCode}
	if s.frame.short() {
		s.halves(foot, choice{v.words.code, amber, do}, pass)
		return foot.y - 14
	}
	s.halves(foot, pass)
	foot = box{foot.x, foot.y - 70, foot.w, 60}
	s.wide(foot, v.words.typeCode, amber, do)
	return foot.y - 14
}

// out tells who was taken out of the hunt why, and how to answer (R11).
func (s *sheet) out() {
	v := s.view
	s.fill(box{0, 0, s.frame.w, s.frame.h}, 0, night)
	s.middle(s.frame.h * 0.16)
	s.centred(v.words.outOf, headline, text1)
	if v.state.OutReason != "" {
		s.gap(10)
		s.centred(v.state.OutReason, body, warn)
	}
	s.gap(14)
	s.centred(fill(v.words.answer, "player", fill(v.words.player, "number", fmt.Sprint(v.state.Number))), body, text2)
}
