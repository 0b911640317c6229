package client

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"crescendo/game/wire"
)

var errGarbled = errors.New("not what this protocol says")

// fold returns the state after a message of the server, heard when the
// device's clock said now. It touches nothing that was published before. What
// cannot be is refused with an error.
func fold(s State, m wire.ToPlayer, now time.Time) (State, error) {
	switch m := m.(type) {
	case wire.Welcome:
		return welcome(s, m, now)
	case wire.Step:
		return step(s, m, now)
	case wire.Phase:
		s.Phase = m.Phase
	case wire.Tuned:
		s = tune(s, m.Band)
		s.SwitchAt = switchAt(s, now, m.SwitchIn)
		s.Refused = wire.TuneRefused{}
	case wire.TuneRefused:
		s.Refused = m
		s.SwitchAt = switchAt(s, now, m.SwitchIn)
	case wire.BandFull:
		s.Full = with(s.Full, m.Band)
		if m.Band == s.Band {
			s.SwitchAt = time.Time{} // R7: free at once
		}
	case wire.BandFree:
		s.Full = without(s.Full, m.Band)
	case wire.Arrived:
		s.Arrived = with(s.Arrived, m.Band)
		s.Provisional = m.Provisional
	case wire.Waiting:
		s.Waiting = with(s.Waiting, m.Band)
		s.Provisional = 0
	case wire.Won:
		s.Seat, s.SeatGone = &m, false
		s.Provisional = 0
		return s, ticketed(&m)
	case wire.SeatGone:
		s.Seat, s.SeatGone = nil, true
	case wire.Ended:
		s.Ended = &m
	default:
		return presence(s, m, now)
	}
	return s, nil
}

// presence folds what concerns the gate, the doors and the people who run the
// hunt.
func presence(s State, m wire.ToPlayer, now time.Time) (State, error) {
	switch m := m.(type) {
	case wire.Gated:
		s = gated(s)
	case wire.GateRefused:
		if s.Presented.open--; s.Presented.open <= 0 { // else it answers an older code
			s.GateRefused, s.Presented = m.Reason, Presentation{}
		}
	case wire.Noted:
		s.Presented = noted(s.Presented, m.At, now)
	case wire.Pass:
		if err := square(m.Size, m.Modules); err != nil {
			return s, fmt.Errorf("pass: %w", err)
		}
		s.Pass = Pass{m, until(s, now, m.Server, m.For)}
	case wire.Resume:
		s.Resume = Resume{m.Code, now.Add(time.Duration(m.For) * time.Millisecond)}
	case wire.Out:
		s.Out, s.OutReason = true, m.Reason
	case wire.Back:
		s.Out, s.OutReason = false, ""
	case wire.Broadcast:
		s.Broadcasts = append(slices.Clip(s.Broadcasts), m)
		s.Broadcasts = s.Broadcasts[max(0, len(s.Broadcasts)-wire.MaxBroadcasts):]
	case wire.BandGone:
		s.Removed = with(s.Removed, m.Band)
		if m.Band == s.Band {
			s.SwitchAt = time.Time{} // R7: free at once
		}
	}
	return s, nil
}

// gated lets the player through the gate.
func gated(s State) State {
	s.Gated, s.GateRefused = true, ""
	if s.Presented.At == wire.AtGate {
		s.Presented = Presentation{}
	}
	return s
}

// noted takes the answer to what was presented. Where a steward has scanned the
// pass, nothing was typed here.
func noted(p Presentation, at string, now time.Time) Presentation {
	p.open = max(0, p.open-1)
	if p.Stage == StageSending && p.open > 0 {
		return p // it answers an older code
	}
	if p.At != at {
		p = Presentation{At: at}
	}
	p.When, p.Stage = now, StageNoted
	return p
}

// until returns the device's time at which what the server gave for some
// milliseconds runs out, however long it was on its way.
func until(s State, now time.Time, serverMs, forMs int64) time.Time {
	way := max(0, s.Server(now).Sub(time.UnixMilli(serverMs)))
	return now.Add(time.Duration(forMs)*time.Millisecond - way)
}

// square tells whether the bits of a QR code are all there.
func square(size int, modules []byte) error {
	if size < 0 || size > maxModules || len(modules) != (size*size+7)/8 {
		return fmt.Errorf("QR code of %d modules a side in %d bytes: %w", size, len(modules), errGarbled)
	}
	return nil
}

const maxModules = 177 // a side of the largest QR code there is, version 40

// welcome takes the whole state anew. What plays on until the first step is the
// last step of the same band in the same hunt.
func welcome(s State, m wire.Welcome, now time.Time) (State, error) {
	if m.Hunt.Rate < 1 || len(m.Hunt.Bands) > wire.MaxBands {
		return s, fmt.Errorf("welcome to a hunt of rate %d with %d bands: %w", m.Hunt.Rate, len(m.Hunt.Bands), errGarbled)
	}
	if m.Hunt.ID != s.Hunt.ID || m.Hunt.Opens != s.Hunt.Opens {
		s.Step, s.Word, s.Fog, s.CatchUp, s.Provisional, s.Heard = 0, wire.WordWaiting, wire.FogClear, 0, 0, time.Time{}
	}
	s.Connection, s.Trouble = Joined, Trouble{}
	s.Hunt, s.Phase, s.Number, s.Nickname = m.Hunt, m.Phase, m.Number, m.Nickname
	s = tune(s, m.Band)
	s.SwitchAt = switchAt(s, now, m.SwitchIn)
	s.Refused = wire.TuneRefused{}
	s.Full, s.Arrived, s.Waiting, s.Removed = m.Full, m.Arrived, m.Waiting, m.Gone
	s.Seat, s.Ended, s.SeatGone = m.Seat, m.Ended, s.SeatGone && m.Seat == nil
	s.Out, s.OutReason, s.Broadcasts = m.Out != "", m.Out, m.Broadcasts
	if s.Gated = false; m.Gated || m.Hunt.Gate == "" {
		s = gated(s)
	}
	return s, ticketed(m.Seat)
}

// ticketed tells whether a seat's ticket, if there is one, can be shown.
func ticketed(w *wire.Won) error {
	if w == nil || w.Ticket == nil {
		return nil
	}
	if err := square(w.Ticket.Size, w.Ticket.Modules); err != nil {
		return fmt.Errorf("ticket: %w", err)
	}
	return nil
}

func step(s State, m wire.Step, now time.Time) (State, error) {
	band := ""
	if m.Band != wire.NoBand {
		if int(m.Band) >= len(s.Hunt.Bands) {
			return s, fmt.Errorf("step of band %d of %d: %w", m.Band, len(s.Hunt.Bands), errGarbled)
		}
		band = s.Hunt.Bands[m.Band].ID
	}
	s.Band, s.Step, s.Word, s.Fog, s.Heard = band, m.Step, m.Word, m.Fog, now
	s.CatchUp = time.Duration(m.CatchUp) * time.Second
	return s, nil
}

// tune sets the band. Another band has not been heard yet.
func tune(s State, band string) State {
	if band != s.Band {
		s.Band, s.Step, s.Heard = band, 0, time.Time{}
	}
	return s
}

// switchAt returns when another band may be tuned, zero for at once; in is in
// milliseconds of hunt time.
func switchAt(s State, now time.Time, in int64) time.Time {
	if in <= 0 || s.Hunt.Rate < 1 {
		return time.Time{}
	}
	return now.Add(time.Duration(in) * time.Millisecond / time.Duration(s.Hunt.Rate))
}

// with returns list with id, in new memory where it grows.
func with(list []string, id string) []string {
	if slices.Contains(list, id) {
		return list
	}
	return append(slices.Clip(list), id)
}

// without returns the list without an id; the old list stays as it is.
func without(list []string, id string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == id })
}
