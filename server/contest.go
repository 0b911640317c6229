package server

import (
	"slices"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
)

// maxContest bounds the arrivals whose provisional seats are looked at again
// with each record: some three slots of a crowd. Who comes above it hears of
// their seat when the slot closes.
const maxContest = 64

// arrive tells a player that their arrival is recorded, and which seat they
// would have now.
func (f *fold) arrive(e game.Proved) {
	c := contest{player: e.Player, venue: e.Venue}
	if _, _, seated := f.race.Seat(e.Player); !seated {
		c.told = f.provisional(c)
		if len(f.contest) < maxContest {
			f.contest = append(f.contest, c)
		}
	}
	f.server.change(e.Player, func(p *player) wire.ToPlayer {
		band := f.server.bandOf(e.Venue)
		if !slices.Contains(p.arrived, band) {
			p.arrived = append(p.arrived, band)
		}
		return wire.Arrived{Band: band, Provisional: c.told}
	})
}

// reconsider tells those whose provisional seat was changed by others.
func (f *fold) reconsider(events []game.Event) {
	if !slices.ContainsFunc(events, contests) {
		return
	}
	for i := range f.contest {
		c := &f.contest[i]
		seat := f.provisional(*c)
		if seat == c.told {
			continue
		}
		c.told = seat
		f.server.change(c.player, func(*player) wire.ToPlayer {
			return wire.Arrived{Band: f.server.bandOf(c.venue), Provisional: seat}
		})
	}
}

// contests tells whether an event may change somebody's provisional seat.
func contests(e game.Event) bool {
	_, proved := e.(game.Proved)
	_, settled := e.(game.SlotClosed)
	return proved || settled
}

// provisional returns the seat at that venue that the player would get now, 0
// for none.
func (f *fold) provisional(c contest) int {
	venue, seat, ok := f.race.Provisional(c.player)
	if !ok || venue != c.venue {
		return 0
	}
	return seat
}

// forget ends the contests of a player, at one venue or, with -1, everywhere.
func (f *fold) forget(p fact.Player, venue int) {
	f.contest = slices.DeleteFunc(f.contest, func(c contest) bool {
		return c.player == p && (venue < 0 || c.venue == venue)
	})
}
