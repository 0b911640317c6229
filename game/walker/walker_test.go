package walker

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func seeded(n uint64) *Walker { return New(rand.New(rand.NewPCG(n, 0))) }

// exactly is what the ear tells of a step.
func exactly(step int) Told { return Told{Lowest: step, Highest: step} }

func cross(at XY, step int) Crossing {
	c := Crossing{Place: key(at), At: at, Told: exactly(step)}
	for _, d := range []XY{{0, 100}, {100, 0}, {0, -100}, {-100, 0}} {
		to := XY{at.East + d.East, at.North + d.North}
		c.Ways = append(c.Ways, Way{key(to), to})
	}
	return c
}

func key(at XY) int { return int(at.East)*1_000_000 + int(at.North) }

func TestTheSameSeedWalksTheSame(t *testing.T) {
	for _, seeds := range [][2]uint64{{7, 7}, {7, 8}} {
		a, b := seeded(seeds[0]), seeded(seeds[1])
		at, same := XY{}, true
		for i := range 200 {
			c := cross(at, 20+i%5)
			d := a.Next(c)
			same = same && d == b.Next(c)
			at = c.Ways[d.Way].At
		}
		if same != (seeds[0] == seeds[1]) {
			t.Errorf("seeds %v walk the same: %t", seeds, same)
		}
	}
}

func TestWhatItDoesWithWhatItHears(t *testing.T) {
	for name, c := range map[string]struct {
		hearing Hearing
		told    Told
		want    Act
	}{
		"music":                 {Playing, exactly(30), Walk},
		"silence":               {Playing, exactly(0), Walk},
		"the loudest step":      {Playing, exactly(63), Wait},
		"the step before it":    {Playing, exactly(62), Wait},
		"a step standing still": {Frozen, exactly(30), Wait},
		"nothing yet":           {Deaf, exactly(0), Wait},
		"a band that is full":   {Taken, exactly(30), Tune},
		"arrival":               {Arrived, exactly(63), Stay},
	} {
		x := cross(XY{}, 0)
		x.Hearing, x.Told = c.hearing, c.told
		if d := seeded(1).Next(x); d.Act != c.want {
			t.Errorf("%s: act %d, want %d", name, d.Act, c.want)
		}
	}
}

func TestItWaitsWithPatienceAndNotForEver(t *testing.T) {
	for name, c := range map[string]struct {
		hearing Hearing
		step    int
		want    int
	}{"where the step stands still": {Frozen, 30, patience}, "at the loudest step": {Playing, 63, atLoudest}} {
		w, waits := seeded(1), 0
		x := cross(XY{}, c.step)
		x.Hearing = c.hearing
		for w.Next(x).Act == Wait {
			waits++
		}
		if waits != c.want {
			t.Errorf("%s: waits %d times, want %d", name, waits, c.want)
		}
	}
	w := seeded(1)
	for range 1000 {
		if d := w.Next(Crossing{Told: exactly(30)}); d.Act != Wait {
			t.Fatalf("walled in, it does %d, want to wait", d.Act)
		}
	}
}

func TestAStepThatStandsStillSaysNothing(t *testing.T) {
	w := seeded(1)
	w.Next(cross(XY{}, 30))
	x := cross(XY{100, 0}, 50)
	x.Hearing = Frozen
	w.Next(x)
	if len(w.memory) != 1 {
		t.Errorf("it remembers %v", w.memory)
	}
}

// TestItGoesTowardsLouder lets it hear three crossings about it, then asks.
func TestItGoesTowardsLouder(t *testing.T) {
	for i, louder := range []XY{{0, 1}, {1, 0}, {0, -1}, {-1, 0}} {
		right := 0
		for seed := range uint64(100) {
			w := seeded(seed)
			for _, at := range []XY{{0, 100}, {100, 0}, {0, -100}, {-100, 0}} {
				w.memory = append(w.memory, heard{at, 42 + 4*louder.dot(at)/100})
			}
			if d := w.Next(cross(XY{}, 42)); d.Way == i {
				right++
			}
		}
		if right < 95 {
			t.Errorf("louder lies %v: it goes there in %d of 100 walks", louder, right)
		}
	}
}

// TestItIsUnsureAcrossTheWayItCame: what was heard on a line says nothing of
// what lies beside it.
func TestItIsUnsureAcrossTheWayItCame(t *testing.T) {
	var line []heard
	for i := range 6 {
		line = append(line, heard{XY{100 * float64(i), 0}, 30 + float64(i)})
	}
	s := believe(line, XY{500, 0}, 35)
	if along, across := math.Sqrt(s.ee), math.Sqrt(s.nn); across < 5*along || math.Abs(s.mean.East-0.01) > 0.002 || math.Abs(s.mean.North) > 1e-6 {
		t.Errorf("slope %+v ± %.4f along and %.4f across: want a hundredth of a step a metre along, and no idea across", s.mean, along, across)
	}
	if fresh := believe(nil, XY{}, 35); fresh.mean != (XY{}) || math.Abs(math.Sqrt(fresh.ee)*Metres(35)/perLn-1) > 1e-9 {
		t.Errorf("slope %+v before anything was heard: want it anywhere, as steep as the law has it", fresh)
	}
}

func TestInSilenceItGoesOutward(t *testing.T) {
	far := 0
	for seed := range uint64(100) {
		w, at := seeded(seed), XY{}
		for range 50 {
			c := cross(at, 0)
			at = c.Ways[w.Next(c).Way].At
		}
		if at.Long() > 2500 { // 50 ways of 100 m, round no corner but some
			far++
		}
	}
	if far < 95 {
		t.Errorf("%d of 100 come 2.5 km far in 50 ways, want 95", far)
	}
}

// TestNothingHoldsItForEver: where all sounds alike, it comes everywhere.
func TestNothingHoldsItForEver(t *testing.T) {
	ring := func(n int) map[int][]int {
		g := map[int][]int{}
		for i := range n {
			g[i] = []int{(i + 1) % n, (i + n - 1) % n}
		}
		return g
	}
	tail := ring(12)
	for i := 12; i < 24; i++ { // a street with a dead end, off the ring
		tail[i] = append(tail[i], (i-1)/12*(i-1))
		tail[(i-1)/12*(i-1)] = append(tail[(i-1)/12*(i-1)], i)
	}
	for name, g := range map[string]map[int][]int{"a ring": ring(20), "a ring with a long dead end": tail, "one street": {0: {1}, 1: {0}}} {
		for _, step := range []int{0, 5, 60} {
			w, place, seen := seeded(3), 0, map[int]bool{}
			for n := 0; len(seen) < len(g); n++ {
				if n > 40*len(g) {
					t.Fatalf("%s, step %d: it came to %d of %d places in %d ways", name, step, len(seen), len(g), n)
				}
				seen[place] = true
				c := Crossing{Place: place, At: round(place, len(g)), Told: exactly(step)}
				for _, to := range g[place] {
					c.Ways = append(c.Ways, Way{to, round(to, len(g))})
				}
				place = g[place][w.Next(c).Way]
			}
		}
	}
}

// round puts n places on a circle.
func round(i, n int) XY {
	sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
	return XY{500 * sin, 500 * cos}
}

func TestAnotherBandStartsAfresh(t *testing.T) {
	w := seeded(1)
	at := XY{}
	for range 2 * maxMemory {
		c := cross(at, 20)
		at = c.Ways[w.Next(c).Way].At
	}
	if len(w.memory) != maxMemory {
		t.Errorf("it remembers %d places, want %d at most", len(w.memory), maxMemory)
	}
	x := cross(at, 20)
	x.Hearing = Taken
	w.Next(x)
	if len(w.memory) != 0 || len(w.visits) != 0 || len(w.streets) != 0 {
		t.Errorf("after another band was tuned it remembers %d places heard, %d been at", len(w.memory), len(w.visits))
	}
}

func TestMetresOfAStep(t *testing.T) {
	for step, want := range map[float64]float64{1: 4782, 62: 20.91, 63: 19.13, 0: 4782, 80: 19.13} { // 5000·250^(−(step−½)/62)
		if got := Metres(step); math.Abs(got-want) > want/1000 {
			t.Errorf("step %v: %.2f m, want %.2f", step, got, want)
		}
	}
}

func TestWhatEachSenseTells(t *testing.T) {
	steps := []int{0, 1, 9, 10, 11, 10, 30, 63, 62, 0}
	for name, want := range map[string][]Told{
		"sound": {{0, 0, 0}, {1, 1, 1}, {8, 9, 9}, {1, 10, 10}, {1, 11, 11}, {-1, 10, 10}, {20, 30, 30}, {33, 63, 63}, {-1, 62, 62}, {-62, 0, 0}},
		"touch": {{0, 0, 0}, {0, 1, 8}, {8, 9, 16}, {2, 9, 16}, {0, 9, 16}, {0, 9, 16}, {20, 25, 32}, {32, 63, 63}, {0, 57, 62}, {-62, 0, 0}},
		"words": {{0, 0, 0}, {1, 1, 9}, {8, 1, 9}, {1, 10, 18}, {1, 10, 18}, {-1, 10, 18}, {20, 28, 35}, {33, 62, 63}, {-1, 62, 63}, {-62, 0, 0}},
	} {
		i := slices.IndexFunc(Senses(), func(s Sense) bool { return s.Name == name })
		before := 0
		for j, step := range steps {
			var got Told
			if got, before = Senses()[i].Tell(before, step); got != want[j] {
				t.Errorf("%s: step %d after %v is told as %+v, want %+v", name, step, steps[:j], got, want[j])
			}
		}
	}
	if got, _ := (Sense{}).Tell(20, 40); got != (Told{0, 0, 63}) {
		t.Errorf("the zero sense tells %+v", got)
	}
}

func TestAStepBeyondTheLoudestPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("step 64 is told")
		}
	}()
	Sound().Tell(0, 64)
}

// TestSlowWordsCatchUp: whoever only knows the word learns at its edge where
// they were all along.
func TestSlowWordsCatchUp(t *testing.T) {
	w, words, before := seeded(1), Senses()[2], 0
	for i, step := range []int{27, 28, 29} { // 19…27 is one word
		var told Told
		told, before = words.Tell(before, step)
		if i == 0 {
			told.Moved = 0 // they come out of the house
		}
		w.hear(XY{100 * float64(i), 0}, told)
	}
	if got := []float64{w.memory[0].step, w.memory[1].step, w.memory[2].step}; !slices.Equal(got, []float64{27, 28, 29}) {
		t.Errorf("it holds the steps to have been %v, want 27, 28, 29", got)
	}
}
