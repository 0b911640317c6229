package main

import (
	"encoding/json"
	"sync"
	"syscall/js"
	"time"

	"crescendo/game/client"
	"crescendo/game/screen"
)

// shown is what window.crescendoState() tells, as JSON.
type shown struct {
	Connection string          `json:"connection"`
	Phase      string          `json:"phase"`
	Scene      string          `json:"scene"`
	Band       string          `json:"band"`
	Step       uint8           `json:"step"`
	Word       uint8           `json:"word"`
	Fog        uint8           `json:"fog"`
	Seat       int             `json:"seat"` // 0 for none
	Waiting    []string        `json:"waiting"`
	Fixes      int             `json:"fixes"` // that came, of any source
	Lat        int32           `json:"lat_e7"`
	Lon        int32           `json:"lon_e7"`
	Version    uint64          `json:"version"`
	Targets    []screen.Target `json:"targets"`

	Gated       bool     `json:"gated"`
	Gate        string   `json:"gate"`  // "code", "staff" or ""
	Doors       string   `json:"doors"` // "code", "staff" or ""
	GateRefused string   `json:"gate_refused"`
	Noted       bool     `json:"noted"`
	Presented   string   `json:"presented"`  // "", "sending", "noted", "again" or "unsure"
	Pass        string   `json:"pass"`       // what its QR code says; "" unless it is shown
	PassTyped   string   `json:"pass_typed"` // the same for typing
	Ticket      string   `json:"ticket"`     // what its QR code says; "" without one
	Resume      string   `json:"resume"`
	Out         bool     `json:"out"`
	OutReason   string   `json:"out_reason"`
	Said        string   `json:"said"` // by the organisers, last
	Removed     []string `json:"removed"`
}

// show lets tests ask what is so, until the function that it returns is called.
func show(s *client.Session, g *screen.Game) (hide func()) {
	var mu sync.Mutex
	fixes, last := 0, time.Time{}
	s.Watch(func(st client.State) {
		mu.Lock()
		defer mu.Unlock()
		if st.Fix.Time != last {
			fixes, last = fixes+1, st.Fix.Time
		}
	})
	ask := js.FuncOf(func(js.Value, []js.Value) any {
		mu.Lock()
		n := fixes
		mu.Unlock()
		text, err := json.Marshal(describe(s.State(), g, n))
		if err != nil {
			return "{}"
		}
		return string(text)
	})
	js.Global().Set("crescendoState", ask)
	return func() {
		js.Global().Delete("crescendoState")
		ask.Release()
	}
}

func describe(st client.State, g *screen.Game, fixes int) shown {
	d := shown{
		Connection: st.Connection.String(), Phase: string(st.Phase), Scene: g.Scene().String(), Band: st.Band,
		Step: st.Step, Word: uint8(st.Word), Fog: uint8(st.Fog), Waiting: st.Waiting, Fixes: fixes,
		Lat: st.Fix.At.Lat, Lon: st.Fix.At.Lon, Version: st.Version, Targets: g.Targets(),
	}
	if st.Seat != nil {
		d.Seat = st.Seat.Seat
		if st.Seat.Ticket != nil {
			d.Ticket = st.Seat.Ticket.Text
		}
	}
	d.presence(st)
	return d
}

// presence tells what concerns the gate, the doors and the people who run the
// hunt.
func (d *shown) presence(st client.State) {
	d.Gated, d.Gate, d.Doors = st.Gated, st.Hunt.Gate, st.Hunt.Doors
	d.GateRefused, d.Presented = string(st.GateRefused), st.Presented.Stage.String()
	d.Noted = st.Presented.Stage == client.StageNoted
	d.Pass, d.PassTyped, d.Resume = st.Pass.Text, st.Pass.Typed, st.Resume.Code
	d.Out, d.OutReason, d.Removed = st.Out, st.OutReason, st.Removed
	if n := len(st.Broadcasts); n > 0 {
		d.Said = st.Broadcasts[n-1].Text
	}
}
