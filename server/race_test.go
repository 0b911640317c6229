package server

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// The whole way: two race to one venue with two seats, a third comes later and
// stands on the waiting list (R9, R10).
func TestTwoRaceAndAThirdWaits(t *testing.T) {
	play(t, nil, func(t *testing.T, w *world) {
		zoe, jean, late := w.join("Zoë"), w.join("Jean"), w.join("")
		for i, p := range []*walker{zoe, jean, late} {
			welcome := heard[wire.Welcome](p)[0]
			if welcome.Number != i+1 || welcome.Nickname != p.name || welcome.Phase != wire.PhaseOpen || welcome.Hunt.Seats != 3 {
				t.Errorf("%q is welcome with %+v", p.name, welcome)
			}
			p.tune("owls")
			if tuned := heard[wire.Tuned](p); len(tuned) != 1 || tuned[0].Band != "owls" {
				t.Errorf("%q: tuned %v", p.name, tuned)
			}
		}
		zoe.at, jean.at, late.at = geo.Offset(bakery, 90, 300), geo.Offset(bakery, 270, 330), geo.Offset(bakery, 0, 420)
		if s := zoe.frame(); s.Word != wire.WordWaiting || s.Step != 0 {
			t.Errorf("before the gun: %+v", s)
		}
		w.untilGun()
		if got := heard[wire.Phase](zoe); len(got) != 1 || got[0].Phase != wire.PhaseRunning {
			t.Errorf("at the gun: %v", got)
		}
		first := zoe.frame()
		toward(map[*walker]geo.Point{zoe: bakery, jean: bakery, late: bakery})
		if last := zoe.frame(); first.Word != wire.WordHunting || first.Step == 0 || last.Step <= first.Step || last.Band != 0 {
			t.Errorf("far away %+v, at the venue %+v", first, last)
		}
		stay(2*time.Minute, zoe, jean, late)

		for seat, p := range []*walker{zoe, jean} {
			won := heard[wire.Won](p)
			if len(won) != 1 || won[0].Band != "owls" || won[0].Seat != seat+1 || won[0].Venue.Name != bakeryName {
				t.Errorf("%s: won %+v, want seat %d", p.name, won, seat+1)
			}
			if arrived := heard[wire.Arrived](p); len(arrived) == 0 || arrived[0] != (wire.Arrived{Band: "owls", Provisional: seat + 1}) {
				t.Errorf("%s: arrived %+v, want a provisional seat %d", p.name, arrived, seat+1)
			}
			if waits := heard[wire.Waiting](p); len(waits) != 0 {
				t.Errorf("%s waits: %v", p.name, waits)
			}
		}
		if won, waits := heard[wire.Won](late), heard[wire.Waiting](late); len(won) != 0 || !slices.Equal(waits, []wire.Waiting{{Band: "owls"}}) {
			t.Errorf("the third won %v and waits %v, want the waiting list", won, waits)
		}
		if s := late.frame(); s.Word != wire.WordFull {
			t.Errorf("the third hears %+v, want to be told that the band is full", s)
		}
		late.tune("foxes")
		if tuned := heard[wire.Tuned](late); len(tuned) != 2 || tuned[1].Band != "foxes" {
			t.Errorf("the third tuned %v, refused %v", tuned, heard[wire.TuneRefused](late))
		}
		newcomer := w.join("newcomer")
		newcomer.tune("owls")
		if refused := heard[wire.TuneRefused](newcomer); len(refused) != 1 || refused[0].Reason != wire.TuneFull {
			t.Errorf("a newcomer is refused the full band with %v", refused)
		}
		jean.connect()
		if welcome := heard[wire.Welcome](jean)[1]; !slices.Equal(welcome.Full, []string{"owls"}) || welcome.Seat == nil || !slices.Equal(welcome.Arrived, []string{"owls"}) {
			t.Errorf("who comes back is welcome with %+v", welcome)
		}
		for _, p := range []*walker{zoe, jean, late} {
			if full := heard[wire.BandFull](p); !slices.Equal(full, []wire.BandFull{{Band: "owls"}}) {
				t.Errorf("%q: full %v, want to be told once", p.name, full)
			}
		}
	})
}

// Within a slot the lot decides, not who was first: so a provisional seat
// changes hands, and whoever it concerns is told (R9, R10). Whether it does is
// the lot's doing too: one evening in eight it stays where it was.
func TestAProvisionalSeatChangesHands(t *testing.T) {
	changes := 0
	for evening := byte(0); changes == 0 && evening < 20; evening++ {
		play(t, func(c *Config) { c.Keys.Seed[0] = evening }, func(t *testing.T, w *world) {
			changes = contestOneSeat(t, w)
		})
	}
	if changes == 0 {
		t.Error("in twenty evenings no provisional seat changed hands")
	}
}

// contestOneSeat lets eight players arrive in one slot where there is one seat,
// and returns how often somebody was told anew.
func contestOneSeat(t *testing.T, w *world) (changes int) {
	ways, all := map[*walker]geo.Point{}, []*walker{}
	for range 8 {
		p := w.join("")
		p.at = geo.Offset(fountain, 90, 50)
		ways[p] = geo.Offset(fountain, 90, 20)
		all = append(all, p)
	}
	w.untilGun()
	for arrivals(all) == 0 {
		toward(ways)
	}
	if n := arrivals(all); n != len(all) {
		t.Fatalf("%d of %d arrived in one slot", n, len(all))
	}
	var holders []*walker
	for _, p := range all {
		list := heard[wire.Arrived](p)
		changes += len(list) - 1
		if list[len(list)-1].Provisional == 1 {
			holders = append(holders, p)
		}
	}
	if len(holders) != 1 {
		t.Fatalf("%d hold the one seat after %d changes", len(holders), changes)
	}
	time.Sleep(10 * time.Second)
	if won := heard[wire.Won](holders[0]); len(won) != 1 || won[0].Seat != 1 {
		t.Errorf("who held it last won %v", won)
	}
	return changes
}

func arrivals(all []*walker) (n int) {
	for _, p := range all {
		if len(heard[wire.Arrived](p)) > 0 {
			n++
		}
	}
	return n
}

// The end of an evening, and everything that spectators see of it (R12).
func TestTheEveningEndsWithResultsAndVenues(t *testing.T) {
	play(t, func(c *Config) { c.Next = func() int64 { return c.Hunt.Closes + 60_000 } }, func(t *testing.T, w *world) {
		zoe, jean := w.join("Zoë"), w.join("")
		if b := w.look(); b.Phase != wire.PhaseOpen || b.Players != 2 || b.SeatsLeft != 3 || len(b.Standings) != 0 || len(b.Venues) != 0 {
			t.Errorf("before the gun: %+v", b)
		}
		zoe.tune("owls")
		zoe.at = geo.Offset(bakery, 90, 100)
		w.untilGun()
		toward(map[*walker]geo.Point{zoe: bakery})
		for len(heard[wire.Won](zoe)) == 0 {
			stay(2*time.Second, zoe)
		}
		if b := w.look(); len(b.Standings) != 0 || b.SeatsLeft != 3 {
			t.Errorf("at once: %+v, want seats %v of hunt time late", b, wire.BoardDelay)
		}
		stay(wire.BoardDelay-2*time.Second, zoe)
		if b := w.look(); len(b.Standings) != 0 {
			t.Errorf("too early: %+v", b.Standings)
		}
		stay(20*time.Second, zoe)
		owls1 := []wire.Standing{{Band: "owls", Seat: 1, Name: "Zoë"}}
		if b := w.look(); !slices.Equal(b.Standings, owls1) || b.SeatsLeft != 2 || b.Phase != wire.PhaseRunning {
			t.Errorf("after the delay: %+v", b)
		}
		jean.at = geo.Offset(fountain, 0, 1000)
		time.Sleep(time.Until(time.UnixMilli(w.hunt.Closes).Add(100 * time.Millisecond)))
		zoe.connect() // both were silent for so long that they are gone
		jean.connect()
		if got := heard[wire.Welcome](jean); got[1].Phase != wire.PhaseClosing || got[1].Ended != nil {
			t.Errorf("after the close: %+v", got[1])
		}
		if b := w.look(); b.Phase != wire.PhaseClosing || len(b.Venues) != 0 {
			t.Errorf("after the close: %+v", b)
		}
		time.Sleep(10 * time.Second)
		ended := heard[wire.Ended](jean)
		if len(ended) != 1 || !slices.Equal(ended[0].Standings, owls1) || len(ended[0].Venues) != 2 || ended[0].Venues[1].Place.Name != fountainName {
			t.Errorf("the end: %+v", ended)
		}
		if b := w.look(); b.Phase != wire.PhaseOver || len(b.Venues) != 2 || b.Next == 0 {
			t.Errorf("the end: %+v", b)
		}
		w.Retire()
		synctest.Wait()
		if code := jean.closed(); code != wire.CloseNewHunt {
			t.Errorf("closed with %d, want %d", code, wire.CloseNewHunt)
		}
		if status, _, _ := w.ask("POST", "/v1/join", `{"nickname":"","salt":"AAAAAAAAAAAAAAAAAAAAAA=="}`); status == 200 {
			t.Error("somebody joined a retired evening")
		}
	})
}
