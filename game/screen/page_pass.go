package screen

import (
	"fmt"
	"time"

	"crescendo/game/client"
	"crescendo/game/wire"
)

// pass is the player's pass, on white for a scanner, with the same to type.
func (s *sheet) pass() {
	v, p := s.view, s.view.state.Pass
	left := p.Until.Sub(v.now)
	shown := p.Size > 0 && left > -passGrace
	s.onPaper(qr{p.Size, p.Modules}, shown)
	s.para(v.words.showPass[v.state.Gated], s.largest(v.words.showPass[v.state.Gated], s.column.w*1.9, headline, title), night)
	s.gap(6)
	switch {
	case shown:
		s.line(p.Typed, s.largest(p.Typed, s.column.w, headline, title), night)
		s.line(fill(v.words.freshIn, "time", clock(left)), body, text3)
	case v.state.Connection != client.Joined:
		s.para(v.words.noPass, body, text3)
	default:
		s.para(v.words.moment, body, text3)
	}
	if v.state.Presented.At == wire.AtDoor && v.state.Presented.Stage == client.StageNoted {
		s.line(v.words.noted.headline, strong, night)
	}
	back := choice{v.words.shut, night, action{do: goBack}}
	if typed(v.state) {
		s.halves(s.foot(), back, choice{v.words.code, night, action{do: openCode}})
		return
	}
	s.halves(s.foot(), back)
}

// passGrace is how long a pass is shown after it should have been renewed: a
// scanner takes the one before too.
const passGrace = 10 * time.Second

// ticket is the ticket of a seat, large.
func (s *sheet) ticket() {
	v, won := s.view, s.view.state.Seat
	s.onPaper(qr{won.Ticket.Size, won.Ticket.Modules}, true)
	s.line(fill(v.words.seatNumber, "seat", fmt.Sprint(won.Seat)), headline, night)
	s.line(fill(v.words.with, "band", v.band(won.Band).Name), title, night)
	s.line(won.Venue.Name, body, text3)
	s.halves(s.foot(), choice{v.words.shut, night, action{do: goBack}})
}

// onPaper whitens the page and puts a QR code on it: under the words on an
// upright phone, beside them where it is wide.
func (s *sheet) onPaper(q qr, shown bool) {
	f := s.frame
	s.fill(box{0, 0, f.w, f.h}, 0, paper)
	at := box{s.column.x, 0, s.column.w, 0}
	if f.wide {
		at = box{f.side.w, 8, f.w - f.side.w - 8, f.h - 16}
	} else {
		foot := s.foot().y - 14
		at.h = min(at.w, foot-176)
		at.y = foot - at.h
		if room := foot - 176; room > at.h { // in the middle of what is free
			at.y = 176 + (room-at.h)/2
		}
	}
	if shown {
		s.add(item{kind: matrix, box: at, code: q})
	}
}

// foot is where the buttons of a page that is no map stand: above the credit of
// a map behind them.
func (s *sheet) foot() box {
	high := 16.0
	if s.map1 && !s.frame.wide {
		high = 34
	}
	return box{s.column.x, s.frame.h - high - 52, s.column.w, 52}
}

// resume is how to go on on another device.
func (s *sheet) resume() {
	v, r := s.view, s.view.state.Resume
	s.fill(box{0, 0, s.frame.w, s.frame.h}, 0, night)
	s.middle(s.frame.h * 0.10)
	s.centred(v.words.elsewhere.headline, s.largest(v.words.elsewhere.headline, s.column.w, headline, title), text1)
	s.gap(8)
	s.centred(v.words.elsewhere.advice, body, text2)
	s.gap(16)
	if left := r.Until.Sub(v.now); left > 0 {
		s.centred(r.Code, s.largest(r.Code, s.column.w, display, headline, title, body), amber)
		s.gap(6)
		s.centred(fill(v.words.goodFor, "time", clock(left)), body, text2)
	} else {
		s.centred(v.words.moment, body, text2)
	}
	s.halves(s.foot(), choice{v.words.shut, raised, action{do: goBack}})
}

// leave asks once more before a seat is given back.
func (s *sheet) leave() {
	v, won := s.view, s.view.state.Seat
	s.fill(box{0, 0, s.frame.w, s.frame.h}, 0, night)
	s.middle(s.frame.h * 0.16)
	s.centred(fill(v.words.leaveIt.headline, "seat", fmt.Sprint(won.Seat)), headline, text1)
	s.gap(10)
	s.centred(fill(v.words.leaveIt.advice, "band", v.band(won.Band).Name), body, text2)
	foot := s.foot()
	s.wide(box{foot.x, foot.y - 72, foot.w, 60}, v.words.keep, amber, action{do: goBack})
	s.half(foot, v.words.giveBack, warn, action{do: leaveSeat})
}

// middle narrows the column for lines that are centred, and goes down to y.
func (s *sheet) middle(y float64) {
	w := min(s.frame.w-2*margin, 440)
	s.column = box{(s.frame.w - w) / 2, 0, w, s.frame.h}
	s.pen = y
}
