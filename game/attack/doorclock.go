package attack

import (
	"math/rand/v2"

	"crescendo/game"
	"crescendo/game/fact"
)

// A door device's clock (S3): a door that was offline sends what it queued with
// the times that it claims. Whatever it claims, a scan takes the slot in which
// the server held it.

// scan is a steward's scan of somebody's pass.
type scan struct {
	who         fact.Player
	at, claimed game.Millis
}

// queue is an evening at one door with a few seats: who was scanned when.
type queue struct {
	hunt  *game.Hunt
	scans []scan
}

func newQueue(rng *rand.Rand) queue {
	s := bareStage(xy{2000, 0})
	s.hunt.Gate, s.hunt.Doors, s.hunt.Admission = game.GateCode, game.DoorsStaff, 600_000
	s.hunt.Venues[0].Quotas[0].Seats = 1 + rng.IntN(4)
	q := queue{hunt: s.hunt}
	for i := range 8 {
		at := game.Millis(700_000 + rng.IntN(40_000)) // eight slots for eight people: some share one
		q.scans = append(q.scans, scan{fact.Player{byte(i + 1)}, at, at})
	}
	return q
}

// settle folds the evening and returns who has a seat at its end.
func (q queue) settle() map[fact.Player]bool {
	race := game.NewRace(q.hunt, game.Seed{1})
	number := uint64(0)
	fold := func(at game.Millis, facts ...fact.Fact) {
		number++
		race.Apply(game.Record{Seq: number, Record: fact.Record{Number: number, Clock: q.hunt.Wall(at), Rules: game.RulesVersion, Facts: facts}})
	}
	fold(-60_000, fact.Opened{})
	for _, s := range q.scans {
		fold(-30_000, fact.Joined{Player: s.who}, fact.Gated{Player: s.who, Way: fact.WayCode})
	}
	fold(0, fact.Started{})
	fold(600_000, fact.Tick{})
	for _, s := range q.scans {
		fold(s.at, fact.Proved{Player: s.who, Way: fact.WayStaff, At: int64(s.at), Claimed: int64(s.claimed)})
	}
	slot, _ := race.PendingSlot()
	fold(race.SlotDue(slot+100), fact.SlotClosed{Slot: slot + 100})
	seated := map[fact.Player]bool{}
	for _, s := range q.scans {
		_, _, seated[s.who] = race.Seat(s.who)
	}
	return seated
}

// doorGain is what a false clock of a door brought the one whom it scanned.
type doorGain struct {
	stolen float64 // seats taken from somebody whose scan was held in an earlier slot
	seats  float64 // seats given: the test is none without
}

func falseDoor(rng *rand.Rand) (g doorGain) {
	q := newQueue(rng)
	liar := rng.IntN(len(q.scans))
	for _, claim := range []int64{0, -86_400_000, 86_400_000, int64(q.scans[liar].at) - 60_000, -1 << 63, 1<<63 - 1} {
		q.scans[liar].claimed = game.Millis(claim)
		seated := q.settle()
		for _, s := range q.scans {
			g.seats += bit(seated[s.who])
			if seated[q.scans[liar].who] && !seated[s.who] && s.at/5000 < q.scans[liar].at/5000 {
				g.stolen++
			}
		}
	}
	return g
}
