package game

import (
	"testing"

	"crescendo/maps/geo"
)

// gated returns a hunt with a gate and doors, whose plaza lies 2 km north of
// the first venue, and a player of it with a band tuned.
func gated(t *testing.T) *walker {
	t.Helper()
	h := huntOf(1, 1)
	h.Gate, h.Doors, h.Meet = GateCode, DoorsCode, []Place{{Name: "Plaza", At: from(2000)}}
	w := &walker{Runner: NewRunner(NewOracle(h, geo.Straight{}), -600_000, 0), hunt: h, accuracy: 100}
	if got, _ := w.Tune(-600_000, 0); got != TuneOK {
		t.Fatalf("tuning: %v", got)
	}
	return w
}

// R4, O1: before the gate every answer is the same, wherever the player says
// that they are.
func TestR4NothingIsHeardBeforeTheGate(t *testing.T) {
	near, far := gated(t), gated(t)
	for at := Millis(-60_000); at < 1_200_000; at += 2000 {
		a, b := near.frame(at, seen{from(5), at}), far.frame(at, seen{from(9000), at})
		if a != b || a.Word != WordGate || a.Step != 0 || a.CatchUp != 0 {
			t.Fatalf("at %s: %+v near and %+v far, want the same without a step", timeOf(at), a, b)
		}
	}
	if near.Eligible() != 0 {
		t.Error("eligible before the gate")
	}
}

// R4: the gate puts the credited position on the plaza, wherever the player
// said that they were; there it stays until the gun, and there are no tokens.
func TestR4TheGateIsWhereEverybodyBegins(t *testing.T) {
	for _, c := range []struct{ gate, moves Millis }{{-300_000, 0}, {0, 0}, {400_000, 400_000}} {
		w := gated(t)
		for at := c.gate - 60_000; at < c.gate; at += 2000 {
			w.frame(at, seen{from(5), at})
		}
		w.Gate(c.gate)
		for at := c.gate + 1000; at < c.moves+60_000; at += 2000 {
			told := w.frame(at, seen{from(5), at})
			gone := geo.Metres(w.credited, from(2000))
			if most := 4 * max(at-c.moves, 0).seconds(); gone > most+0.5 {
				t.Fatalf("gate at %s: at %s it has gone %.1f m, want at most %.1f", timeOf(c.gate), timeOf(at), gone, most)
			}
			if at < 0 && (told.Step != 0 || told.Word != WordWaiting) {
				t.Fatalf("before the gun: %+v", told)
			}
		}
		if gone := geo.Metres(w.credited, from(2000)); gone < 4*50 {
			t.Errorf("gate at %s: after a minute it has gone %.1f m, want nearly 240", timeOf(c.gate), gone)
		}
	}
}

// R4: what was reported before the gate counts nothing after it.
func TestR4TheGateForgetsWhatWasBefore(t *testing.T) {
	w := gated(t)
	for at := Millis(0); at < 60_000; at += 2000 {
		w.frame(at, seen{from(5), at})
	}
	w.Gate(60_000)
	for at := Millis(60_500); at < 70_000; at += 2000 {
		if told := w.frame(at, seen{from(5), 59_000}); told.Word != WordNoFix || told.Step != 0 || w.lag != 0 {
			t.Fatalf("at %s: %+v, %v m behind, want no fix yet", timeOf(at), told, w.lag)
		}
	}
}

// R8: a venue by the plaza makes nobody eligible before gun and gate.
func TestR8DwellBeginsWithGunAndGate(t *testing.T) {
	for _, gate := range []Millis{-60_000, 0, 60_000} {
		w := gated(t)
		w.oracle.plaza = from(100)
		w.credited = w.oracle.plaza
		opens := max(gate, 0)
		for at := Millis(-120_000); at <= opens+30_000; at += 2000 {
			if at == gate {
				w.Gate(gate)
			}
			w.frame(at, seen{from(100), at})
			if got := w.Eligible().Has(0); got != (at >= opens+20_000) {
				t.Fatalf("gate at %s: at %s eligible %v", timeOf(gate), timeOf(at), got)
			}
		}
	}
}

// R4: passing again changes nothing, and without a gate there is none to pass.
func TestR4TheGateIsPassedOnce(t *testing.T) {
	w := gated(t)
	w.Gate(0)
	w.frame(2000, seen{from(1900), 2000})
	was := w.Runner
	w.Gate(10_000)
	if w.Runner != was {
		t.Error("passing the gate again changed the runner")
	}
	free := newcomer(t)
	was = free.Runner
	free.Gate(10_000)
	if free.Runner != was {
		t.Error("there is no gate, and it changed the runner")
	}
}

// R4: the 90 s of the dial begin with the later of gun and gate: before, the
// dial turns freely.
func TestR4TheDialTurnsFreelyBeforeTheGate(t *testing.T) {
	w := gated(t)
	for at := Millis(0); at < 10_000; at += 1000 {
		if got, in := w.Tune(at, int(at/1000%2)); got != TuneOK || in != 0 {
			t.Fatalf("at %d: %v, next in %d", at, got, in)
		}
	}
	w.Gate(20_000)
	if in := w.SwitchIn(20_000); in != 90_000 {
		t.Errorf("at the gate the next switch is in %d ms, want 90000", in)
	}
}

func TestR4AGateNeedsAPlaza(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a gate without a plaza passes")
		}
	}()
	h := huntOf(1)
	h.Gate = GateStaff
	NewOracle(h, geo.Straight{})
}

// R6: a mobility class may have a speed cap of its own.
func TestR6ClassesHaveTheirSpeed(t *testing.T) {
	h := huntOf(1)
	h.Gate, h.Meet, h.SpeedCap = GateCode, []Place{{At: from(2000)}}, 3
	h.Classes = []Class{{ID: "slow", SpeedCap: 1.5}, {ID: "same"}}
	for class, want := range map[int]float64{-1: 3, 0: 3, 1: 1.5, 2: 3, 3: 3} {
		w := &walker{Runner: NewRunner(NewOracle(h, geo.Straight{}), 0, class), hunt: h, accuracy: 100}
		w.Gate(0)
		for at := Millis(2000); at <= 100_000; at += 2000 {
			w.frame(at, seen{from(5), at})
		}
		if got := geo.Metres(w.credited, from(2000)) / 100; got < want-0.01 || got > want+0.01 {
			t.Errorf("class %d goes %.3f m/s, want %v", class, got, want)
		}
	}
}

// R11: who is out hears nothing, at once; who is back has lost nothing.
func TestR11OutAndBack(t *testing.T) {
	in, out := gated(t), gated(t)
	for _, w := range []*walker{in, out} {
		w.Gate(0)
		w.frame(2000, seen{from(2000), 2000})
		w.frame(2050) // uses up what the beat allows
	}
	out.Out(true)
	if told := out.frame(2100); !told.Early || told.Word != WordOut || told.Step != 0 {
		t.Errorf("an early frame of who is out: %+v", told)
	}
	for at := Millis(4000); at < 600_000; at += 2000 {
		here := seen{from(2000 - 1.4*at.seconds()), at}
		in.frame(at, here)
		if told := out.frame(at, here); told.Word != WordOut || told.Step != 0 {
			t.Fatalf("who is out is told %+v", told)
		}
	}
	out.Out(false)
	at := Millis(600_000)
	here := seen{from(2000 - 1.4*at.seconds()), at}
	if a, b := in.frame(at, here), out.frame(at, here); a.Step != b.Step || b.Word != WordHunting || out.credited != in.credited {
		t.Errorf("who is back is told %+v, want %+v", b, a)
	}
}

// R7, R11: a removed venue is heard no more, and its band cannot be tuned; the
// next switch is free. Other bands go on.
func TestR11ARemovedVenueFreesTheDial(t *testing.T) {
	w := gated(t)
	w.Gate(0)
	w.frame(2000, seen{from(2000), 2000})
	w.Gone(1)
	if w.Band() != 0 || w.SwitchIn(3000) == 0 {
		t.Error("the removal of another venue changed the dial")
	}
	if got, _ := w.Tune(3000, 1); got != TuneUnknown {
		t.Errorf("a removed band is tuned: %v", got)
	}
	w = gated(t)
	w.Gate(0)
	w.frame(2000, seen{from(2000), 2000})
	w.frame(2050)
	w.Gone(0)
	if told := w.frame(2100); !told.Early || told.Band != noBand || told.Word != WordUntuned || told.Step != 0 {
		t.Errorf("a removed venue is heard: %+v", told)
	}
	if got, _ := w.Tune(3000, 1); got != TuneOK {
		t.Errorf("the switch away from a removed venue: %v", got)
	}
	w.Gone(-1)
	w.Gone(MaxVenues)
	if w.Band() != 1 {
		t.Error("the removal of no band changed the dial")
	}
}
