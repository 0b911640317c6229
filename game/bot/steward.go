package bot

import (
	"context"
	"time"

	"crescendo/game/client"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// Steward is everybody who stands at the gate and at the doors, made of code as
// the bots are. A bot knows no code and no door: it goes by what it hears, and
// asks there what a person would see. Methods are called from many goroutines,
// and return soon after ctx is done.
//
// The music's middle lies up to 30 m from its door, and a bot presents itself
// where it hears step 60, some 26 m from that middle: so whoever stands at the
// door should be seen from 60 m.
type Steward interface {
	// GateCode returns what the gate's screen shows now.
	GateCode(ctx context.Context) (string, error)
	// Look returns the code that somebody standing at a place reads at a door,
	// and whether there is a door to read at all.
	Look(ctx context.Context, at geo.Point) (code string, ok bool)
	// Show shows a pass, its QR code's text, to whoever stands at a place: at the
	// gate or at a door. Where nobody stands nothing happens.
	Show(ctx context.Context, at geo.Point, pass string)
}

const (
	knock     = 60               // the step at which a bot takes itself to be at the door
	atGate    = 30.0             // metres from the plaza's middle: on it
	askCode   = 5 * time.Second  // of the wall, between two codes at the gate
	lookAgain = 4 * time.Second  // of hunt time, between two looks for a door
	showAgain = 60 * time.Second // of hunt time, between two times that a pass is shown
)

// call does what the gate and the doors want of a bot; now is the device's
// clock.
func (p *player) call(ctx context.Context, s client.State, now time.Time) {
	if p.steward == nil || s.Connection != client.Joined || over(s) || len(p.way) > 0 && !s.Gated {
		p.putAway()
		return
	}
	switch {
	case !s.Gated && geo.Metres(p.at, p.plaza()) > atGate:
		p.putAway()
	case !s.Gated && s.Hunt.Gate == "code" && s.GateRefused != wire.GateTries:
		p.enterByCode(ctx, s, now)
	case !s.Gated:
		p.show(ctx, s, now)
	case s.Hunt.Doors == "" || !loud(s):
		p.putAway()
	case s.Hunt.Doors == "staff":
		p.show(ctx, s, now)
	default:
		p.typeCode(ctx, s)
	}
}

// loud tells whether the band sounds as at its door.
func loud(s client.State) bool { return s.Word == wire.WordHunting && s.Step >= knock }

// noted tells whether what was presented at the tuned band's door may still
// come to count: a person would wait.
func noted(s client.State) bool {
	p := s.Presented
	return p.At == wire.AtDoor && p.Band == s.Band && (p.Stage == client.StageSending || p.Stage == client.StageNoted)
}

func (p *player) enterByCode(ctx context.Context, s client.State, now time.Time) {
	if s.Presented.Stage == client.StageSending || now.Before(p.codeAt) || s.Phase == wire.PhaseSoon {
		return
	}
	p.codeAt = now.Add(askCode)
	p.errand(func() {
		if code, err := p.steward.GateCode(ctx); err == nil {
			p.session.PresentGate(code)
		}
	})
}

// typeCode reads the door's code, where there is a door, and types it: once, and
// again when everybody is asked to.
func (p *player) typeCode(ctx context.Context, s client.State) {
	if noted(s) || p.clock < p.lookAt {
		return
	}
	p.lookAt = p.clock + lookAgain
	at, band := p.at, s.Band
	p.errand(func() {
		if code, ok := p.steward.Look(ctx, at); ok {
			p.session.PresentDoor(band, code)
		}
	})
}

// show shows the pass, once there is one, and again from time to time.
func (p *player) show(ctx context.Context, s client.State, now time.Time) {
	if !p.passOut {
		p.passOut = true
		p.session.ShowPass(true)
	}
	whom := s.Band
	if !s.Gated {
		whom = ""
	}
	if whom != p.shownTo { // at another door
		p.shownTo, p.showAt = whom, 0
	}
	if s.Pass.Text == "" || !now.Before(s.Pass.Until) || p.clock < p.showAt {
		return
	}
	p.showAt = p.clock + showAgain
	at, text := p.at, s.Pass.Text
	p.errand(func() { p.steward.Show(ctx, at, text) })
}

// putAway puts the pass away.
func (p *player) putAway() {
	if p.passOut {
		p.passOut = false
		p.session.ShowPass(false)
	}
}

// errand does something with a steward beside the walk, for that may take its
// time. A bot does one such thing at once, and leaves out another.
func (p *player) errand(do func()) {
	if !p.busy.CompareAndSwap(false, true) {
		return
	}
	p.errands.Go(func() {
		defer p.busy.Store(false)
		do()
	})
}

// plaza is where the gate is.
func (p *player) plaza() geo.Point {
	if len(p.hunt.Meet) == 0 {
		return p.at // a gate without a place is everywhere
	}
	return geo.Point{Lat: p.hunt.Meet[0].Lat, Lon: p.hunt.Meet[0].Lon}
}
