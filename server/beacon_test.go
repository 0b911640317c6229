package server

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// Where the hunt names a public value, no seat is given before a person has
// entered it, and it is entered once, after the end of admission (R9, R15).
func TestSeatsWaitForThePublicValue(t *testing.T) {
	loto := func(c *Config) { operated(c); c.Hunt.Beacon = "the Loto draw" }
	play(t, loto, func(t *testing.T, w *world) {
		zoe := w.join("Zoë")
		zoe.at = geo.Offset(bakery, 90, 300)
		zoe.tune("owls")
		value := ActRequest{ID: id("value"), Act: "beacon", Text: "7 12  25 31 44"}
		if status, _, text := w.do(value); status != http.StatusConflict || !strings.Contains(text, "too early") {
			t.Errorf("before the gun: %d %s", status, text)
		}
		w.untilGun()
		toward(map[*walker]geo.Point{zoe: bakery})
		stay(3*time.Minute, zoe)
		if won := heard[wire.Won](zoe); len(won) != 0 {
			t.Fatalf("a seat before the value: %+v", won)
		}
		says(t, w.must(value), "The public value is entered: slots close from now on, and seats are given.")
		if again := w.must(value); again.Seq == 0 {
			t.Errorf("the retry is told %+v", again)
		}
		stay(10*time.Second, zoe)
		if won := heard[wire.Won](zoe); len(won) != 1 {
			t.Errorf("after the value: %+v", won)
		}
		other := ActRequest{ID: id("other"), Act: "beacon", Text: "1 2 3 4 5"}
		if reply := w.must(other); !strings.Contains(reply.What[0], "already") {
			t.Errorf("another value: %+v", reply)
		}
		if entered := facts[fact.Beacon](w); len(entered) != 1 || entered[0].Value != BeaconOf("7 12 25 31 44") {
			t.Errorf("the journal holds %+v", entered)
		}
	})
}

func TestAHuntThatNamesNoValueTakesNone(t *testing.T) {
	play(t, operated, func(t *testing.T, w *world) {
		if status, _, text := w.do(ActRequest{ID: id("value"), Act: "beacon", Text: "7"}); status != http.StatusConflict || !strings.Contains(text, "names no public value") {
			t.Errorf("%d %s", status, text)
		}
	})
}
