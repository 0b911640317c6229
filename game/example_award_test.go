package game_test

import (
	"cmp"
	"fmt"

	"crescendo/game"
	"crescendo/game/fact"
)

// encore is an award mode: a whole one. With it in Hunt.Awards, a quota of a
// venue may say by: encore; the rules page writes its sentence.
func encore() game.Award {
	return game.Award{
		Name:       "encore",
		RuleFR:     "après la clôture, les places vont à qui est arrivé en dernier",
		RuleEN:     "after the close, seats go to who arrived last",
		AfterClose: true,
		Compare:    func(a, b game.Claim) int { return cmp.Compare(b.Slot, a.Slot) },
	}
}

// A venue has a seat for who comes first and one for who comes last. Three
// players come to it.
func ExampleAward() {
	hunt := theHunt()
	hunt.Awards = append(game.StandardAwards(), encore())
	hunt.Venues[0].Quotas = []game.Quota{{Seats: 1, By: "first"}, {Seats: 1, By: "encore"}}
	race := game.NewRace(hunt, game.Seed{1})

	number := uint64(0)
	fold := func(at game.Millis, facts ...fact.Fact) {
		number++
		record := fact.Record{Number: number, Clock: hunt.Wall(at), Rules: game.RulesVersion, Facts: facts}
		for _, event := range race.Apply(game.Record{Seq: number, Record: record}) {
			switch e := event.(type) {
			case game.SeatGiven:
				fmt.Printf("seat %d goes to %c\n", e.Seat, e.Player[0])
			case game.Waits:
				fmt.Printf("%c waits\n", e.Player[0])
			case game.Closed:
				fmt.Println("closed")
			}
		}
	}
	for i, p := range "abc" {
		at := int64(i+1) * 600_000
		player := fact.Player{byte(p)}
		fold(0, fact.Joined{Player: player})
		fold(game.Millis(at), fact.Proved{Player: player, At: at, Claimed: at})
	}
	slot, _ := race.PendingSlot()
	fold(race.SlotDue(slot), fact.SlotClosed{Slot: slot})
	fold(race.CloseDue(), fact.Closed{})
	// Output:
	// seat 1 goes to a
	// seat 2 goes to c
	// b waits
	// closed
}
