package screen

import (
	"slices"
	"time"

	"crescendo/game/client"
	"crescendo/game/sense"
	"crescendo/game/wire"
)

// view is all that a page is made from.
type view struct {
	state    client.State
	now      time.Time
	scene    Scene
	language sense.Language
	words    *words
	type1    *typeface
	scroll   float64 // of the list

	local
}

// local is what the screen remembers by itself.
type local struct {
	open    Panel  // over the evening
	under   Scene  // which it was opened over
	digits  string // of a code that is being typed
	door    string // whose door the code is of, as the player said; "" for the tuned band's
	read    int64  // when the newest message of the organiser that was read was said
	pressed action // under a finger
	focus   int    // the button that the keyboard is on
	keyed   bool   // the keyboard is used
	walks   bool   // keys and stick walk here
	taught  bool   // has walked: needs no hint
	fingers bool   // has touched: no keyboard to hint at
	free    bool   // the map was moved by hand
	sound   Sound
	again   bool   // joining anew is possible from here
	credit  string // of the map that is shown, "" for none
}

// build writes the page of a view.
func build(v *view, width, height float64) *page {
	s := newSheet(v, arrange(width, height))
	switch v.scene {
	case Connecting, Gone:
		s.alone()
	case Out:
		s.out()
	case Gate:
		s.gate()
	case Code:
		s.keypad()
	case Whose:
		s.whose()
	case Noted:
		s.noted()
	case Pass:
		s.pass()
	case Ticket:
		s.ticket()
	case Leave:
		s.leave()
	case Resume:
		s.resume()
	case Message:
		s.messages()
	case Lobby:
		s.lobby()
	case Tune:
		s.bands()
	case Hunt, Arrived, Waiting:
		s.hunt()
	case Seat:
		s.seat()
	case Ended:
		s.ended()
	}
	s.banner()
	s.credit()
	return s.page
}

// tint is the colour of the evening's band: of the seat, or tuned.
func (v *view) tint() ink {
	id := v.state.Band
	if v.state.Seat != nil {
		id = v.state.Seat.Band
	}
	return v.band(id).ink()
}

// shownBand is a band with what is known about it.
type shownBand struct{ wire.Band }

func (b shownBand) ink() ink { return bandInk(b.Colour) }

// band returns a band by its ID; one that is not there has its ID for a name.
func (v *view) band(id string) shownBand {
	for _, b := range v.state.Hunt.Bands {
		if b.ID == id {
			return shownBand{b}
		}
	}
	return shownBand{wire.Band{ID: id, Name: id}}
}

// note returns what stands beside a band in a list, and whether it can be tuned.
func (v *view) note(id string) (text string, open bool) {
	switch {
	case slices.Contains(v.state.Waiting, id):
		return v.words.waits, true
	case slices.Contains(v.state.Arrived, id):
		return v.words.reached, true
	case slices.Contains(v.state.Removed, id):
		return v.words.removed, false
	case slices.Contains(v.state.Full, id):
		return v.words.full, false
	case v.state.Band == id:
		return v.words.tuned, true
	}
	return "", true
}

// told is the last step as the senses take it.
func (v *view) told() sense.Told {
	s := v.state
	return sense.Told{Word: s.Word, Step: s.Step, Fog: s.Fog, CatchUp: s.CatchUp / time.Duration(max(1, s.Hunt.Rate))}
}

// left is the hunt time until the close.
func left(s client.State, now time.Time) time.Duration {
	return s.Until(now, s.Hunt.Closes) * time.Duration(s.Hunt.Rate)
}

// switchIn is the hunt time until another band may be tuned.
func switchIn(s client.State, now time.Time) time.Duration {
	return s.SwitchIn(now) * time.Duration(s.Hunt.Rate)
}

// canSwitch tells whether another band may be tuned now.
func (v *view) canSwitch() bool { return v.state.SwitchIn(v.now) == 0 || v.state.Band == "" }
