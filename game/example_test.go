package game_test

import (
	"fmt"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/maps/geo"
)

// theHunt is an hour's hunt with one venue, which has one seat.
func theHunt() *game.Hunt {
	venue := geo.Point{Lat: 488609000, Lon: 23412000}
	const gun = 1782000000000
	return &game.Hunt{
		ID: "paris", Starts: gun, Closes: gun + 3_600_000, Rate: 1,
		Area:   geo.Circle{Centre: venue, Radius: 6000},
		Bands:  []game.Band{{ID: "owls"}},
		Venues: []game.Venue{{ID: "v1", Place: venue, Band: 0, Quotas: []game.Quota{{Seats: 1, By: "first"}}}},
	}
}

// A player 1,500 m away walks straight to the venue, with a fix and a frame
// every two seconds.
func ExampleRunner() {
	hunt := theHunt()
	runner := game.NewRunner(game.NewOracle(hunt, geo.Straight{}), -60_000, 0)
	runner.Tune(-30_000, 0)

	at := geo.Offset(hunt.Venues[0].Place, 90, 1500)
	for n := range uint32(700) {
		now := game.Millis(n) * 2000
		frame := game.Frame{Now: now, Sequence: n, Sent: uint64(now), Count: 1}
		frame.Fixes[0] = game.Fix{At: at, AccuracyDM: 80, Mono: uint64(now)}
		told := runner.Apply(frame)
		if n%150 == 0 {
			fmt.Println("after", now/1000, "s: step", told.Step)
		}
		for venue := range told.Arrived.All() {
			fmt.Println("after", now/1000, "s: arrived at", venue)
		}
		at = geo.Toward(at, hunt.Venues[0].Place, 2.8)
	}
	// Output:
	// after 0 s: step 14
	// after 300 s: step 17
	// after 600 s: step 23
	// after 900 s: step 34
	// after 1052 s: arrived at 0
	// after 1200 s: step 63
}

// Two players prove their presence four seconds apart, in two slots, and the
// later proof reaches the journal first.
func ExampleRace() {
	hunt := theHunt()
	race := game.NewRace(hunt, game.Seed{1})
	ann, bob := fact.Player{'a'}, fact.Player{'b'}

	number := uint64(0)
	fold := func(at game.Millis, facts ...fact.Fact) {
		number++
		record := fact.Record{Number: number, Clock: hunt.Wall(at), Rules: game.RulesVersion, Facts: facts}
		for _, event := range race.Apply(game.Record{Seq: number, Record: record}) {
			if seat, ok := event.(game.SeatGiven); ok {
				fmt.Printf("seat %d of venue %d goes to %c\n", seat.Seat, seat.Venue, seat.Player[0])
			}
		}
	}
	fold(0, fact.Joined{Player: ann}, fact.Joined{Player: bob})
	fold(902_000, fact.Proved{Player: bob, At: 902_000})
	fold(903_000, fact.Proved{Player: ann, At: 898_000})
	slot, _ := race.PendingSlot()
	fold(race.SlotDue(slot+1), fact.SlotClosed{Slot: slot + 1})
	fmt.Println(race.SeatsLeft(), "left")
	// Output:
	// seat 1 of venue 0 goes to a
	// 0 left
}
