package screen

import (
	"fmt"

	"crescendo/game/client"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// seat is what it was all for.
func (s *sheet) seat() {
	v, won := s.view, s.view.state.Seat
	s.map1 = true
	s.venues = []venue{{point(won.Venue), won.Venue.Name, s.tint}}
	f := s.frame
	top := 356.0
	if f.wide {
		s.fill(f.side, 0, night)
		s.halo(xy{f.side.w * 0.4, 150}, f.side.w*0.8, night.toward(s.tint, 0.26))
		s.fill(box{f.side.right() - 1, 0, 1, f.h}, 0, line)
	} else {
		top = min(top, f.h*0.52)
		s.fill(box{0, 0, f.w, top}, 0, night)
		s.shade(box{0, top, f.w, 48}, night, night.fade(0))
		s.halo(xy{f.w * 0.3, 130}, f.w*0.75, night.toward(s.tint, 0.26))
		s.room = box{0, top + 30, f.w, f.h - top - 30}
	}
	s.line(v.words.seat, title, text2)
	number := fmt.Sprint(won.Seat)
	st := giant
	if f.short() {
		st = numeral
	}
	s.line(number, s.largest(number, s.column.w, st, numeral), s.tint)
	s.line(fill(v.words.with, "band", v.band(won.Band).Name), title, text1)
	s.gap(14)
	s.para(won.Venue.Name, s.largest(won.Venue.Name, s.column.w, headline, title), text1)
	s.gap(4)
	s.para(v.words.there, body, text2)
	s.notices()
	s.seatButtons()
}

// seatButtons show the ticket and its large form, and lead to giving the seat
// back.
func (s *sheet) seatButtons() {
	v, won, f := s.view, s.view.state.Seat, s.frame
	foot := s.foot()
	back := choice{v.words.leave, raised, action{do: openLeave}}
	if won.Ticket == nil {
		s.halves(foot, back)
		return
	}
	s.halves(foot, choice{v.words.ticket, s.tint, action{do: openTicket}}, back)
	side := clamp(f.h-s.room.y-52-16-44, 0, 220)
	at := box{(f.w - side) / 2, foot.y - 16 - side, side, side}
	if f.wide {
		side = clamp(f.h*0.4, 0, 260)
		at = box{f.w - side - 24, f.h - side - 34, side, side}
	}
	if side < 110 {
		return // the button shows it
	}
	s.add(item{kind: matrix, box: at, code: qr{won.Ticket.Size, won.Ticket.Modules}})
	s.card = true
	if !f.wide {
		s.room.h = max(40, at.y-s.room.y)
	}
}

// ended is the results, and every place that was secret.
func (s *sheet) ended() {
	v, end := s.view, s.view.state.Ended
	f := s.frame
	s.map1 = true
	for _, r := range end.Venues {
		s.venues = append(s.venues, venue{point(r.Place), r.Place.Name, v.band(r.Band).ink()})
	}
	if f.wide {
		s.fill(f.side, 0, night)
		s.fill(box{f.side.right() - 1, 0, 1, f.h}, 0, line)
	} else {
		top := f.h * 0.34
		s.room = box{0, 0, f.w, top - 28} // and the credit below it
		s.shade(box{0, top - 40, f.w, 40}, night.fade(0), night)
		s.fill(box{0, top, f.w, f.h - top}, 0, night)
		s.pen = top
	}
	again := v.again && v.state.Connection == client.Gone // before, there is nothing to join yet
	if again {
		s.column.h -= 60 + 10
	}
	s.rollFrom()
	s.line(v.words.over, body, text2)
	s.para(v.result(), headline, text1)
	for _, b := range v.state.Hunt.Bands {
		s.gap(22)
		s.standing(shownBand{b}, end)
	}
	s.rolled()
	if again {
		b := box{s.column.x, s.column.bottom() + 6, s.column.w, 60}
		s.shade(box{s.window.x, s.window.bottom() - 24, s.window.w, 24}, night.fade(0), night)
		s.wide(b, v.words.again, amber, action{do: playAgain})
	}
}

func (v *view) result() string {
	if v.state.Seat == nil {
		return v.words.noSeat
	}
	return fill(v.words.yourSeat, "seat", fmt.Sprint(v.state.Seat.Seat), "band", v.band(v.state.Seat.Band).Name)
}

// standing is one band's seats.
func (s *sheet) standing(b shownBand, end *wire.Ended) {
	v := s.view
	s.fill(disc(xy{s.column.x + 6, s.pen + title.leading()/2 + 1}, 6), 6, b.ink())
	s.write(v.type1.fit(b.Name, title, s.column.w-22), title, text1, box{s.column.x + 22, s.pen, s.column.w - 22, title.leading()}, 0)
	s.pen += title.leading()
	for _, r := range end.Venues {
		if r.Band == b.ID {
			s.line(fill(v.words.playedAt, "place", r.Place.Name), caption, text2)
		}
	}
	s.gap(6)
	for _, r := range end.Standings {
		if r.Band != b.ID {
			continue
		}
		colour, st := text1, body
		if mine := v.state.Seat; mine != nil && mine.Band == r.Band && mine.Seat == r.Seat {
			colour, st = b.ink(), strong
			s.fill(box{s.column.x - 8, s.pen, s.column.w + 16, 30}, 8, panel)
		}
		row := box{s.column.x, s.pen, s.column.w, 30}
		s.write(fmt.Sprint(r.Seat), st, text2, box{row.x, row.y, 22, row.h}, 1)
		s.write(v.type1.fit(r.Name, st, row.w-36), st, colour, box{row.x + 36, row.y, row.w - 36, row.h}, 0)
		s.pen += row.h
	}
}

// point returns a place of the wire.
func point(p wire.PublicPlace) geo.Point { return geo.Point{Lat: p.Lat, Lon: p.Lon} }
