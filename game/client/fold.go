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
	case wire.Arrived:
		s.Arrived = with(s.Arrived, m.Band)
		s.Provisional = m.Provisional
	case wire.Waiting:
		s.Waiting = with(s.Waiting, m.Band)
		s.Provisional = 0
	case wire.Won:
		s.Seat = &m
		s.Provisional = 0
	case wire.Ended:
		s.Ended = &m
	}
	return s, nil
}

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
	s.Full, s.Arrived, s.Waiting = m.Full, m.Arrived, m.Waiting
	s.Seat, s.Ended = m.Seat, m.Ended
	return s, nil
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
